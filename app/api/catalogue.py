"""The op table as answers: nothing here is written down a second time."""

from functools import cache

from ..engine.errors import EngineError
from ..engine.ops import OPS
from ..engine.ops.op import Op, Param, Params, Pattern, Shape
from ..language import described_makers
from ..trace.formulas import template
from .models.common import Formula
from .models.gates import GateAnswer, GatesAnswer, MakerAnswer, ParamAnswer

SAMPLES: tuple[tuple[Shape, ...], ...] = (
    ((2, 3), (3, 2)),
    ((2, 3), (2, 3)),
    ((2, 3), (2,)),
    ((3,), (3,)),
)
"""Shapes to write lines of code for where a gate is not elementwise: the first that fit."""


@cache
def gates() -> GatesAnswer:
    """Describe every gate, made once."""
    makers = [
        MakerAnswer(name=name, usage=usage, summary=summary)
        for name, usage, summary in described_makers()
    ]
    return GatesAnswer(gates=[_gate(op) for op in OPS.values()], makers=makers)


def _gate(op: Op) -> GateAnswer:
    given = {param.name: (0,) for param in op.params if param.kind == "index"}
    params = op.settled({**given, **op.sample_params})
    shapes = op.sample or _sample_shapes(op, params)
    names = {name: name for name in op.names(len(shapes))} | dict(params)
    return GateAnswer(
        name=op.name,
        aliases=list(op.aliases),
        glyph=op.glyph,
        family=op.family,
        arguments=list(op.arguments),
        variadic=op.variadic,
        pattern=op.pattern.value,
        params=[_param(param) for param in op.params],
        formula=_formula(op.formula),
        derivatives=[_formula(text) for text in op.derivatives],
        behaviour=op.behaviour,
        summary=op.summary,
        convention=op.convention,
        definition=op.definition_text(shapes, params),
        numpy=op.numpy_line(shapes, params).format_map(names),
        torch=op.torch_line(shapes, params).format_map(names),
    )


def _sample_shapes(op: Op, params: Params) -> tuple[Shape, ...]:
    count = len(op.arguments)
    if op.pattern is not Pattern.ELEMENTWISE:
        for sample in SAMPLES:
            shapes = sample[:count]
            try:
                op.result_shape(shapes, params)
            except EngineError:
                continue
            return shapes
    return ((),) * count


def _param(param: Param) -> ParamAnswer:
    return ParamAnswer(
        name=param.name, kind=param.kind, default=repr(param.default), help=param.help
    )


def _formula(text: str) -> Formula:
    written = template(text, (), ()).filled(())
    return Formula(text=written.text, mathml=f"<math>{written.mathml}</math>")
