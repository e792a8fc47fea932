"""One kind of gate as a class: what it keeps in ``forward`` for its own ``backward``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from ...engine.graph import Graph, Node
from ...engine.ops.op import Op, settle_text
from .literals import WIDTH
from .standing import FORWARD, Standing
from .templates import fill, option_text

UPSTREAM, SHARED = "upstream", "shared"
_HOLE = re.compile(r"\{(\w+)\}")
_HARMLESS = re.compile(r"[\w{}\s+\-*@]*(\.T)?")


@dataclass(frozen=True, slots=True)
class GateKind:
    """What a class is written from: gates of which all of this is the same share one."""

    op: Op = field(compare=False)
    name: str
    """That of the op."""
    arguments: tuple[str, ...]
    forward: str
    """The template of the value."""
    backward: tuple[str | None, ...]
    """The template of each argument's gradient; ``None`` where none flows."""
    shared: str
    """The template of what these share."""

    @property
    def title(self) -> str:
        """What the class is to be called: ``LeakyRelu``."""
        return "".join(word.capitalize() for word in self.name.split("_"))

    @property
    def options(self) -> tuple[str, ...]:
        """The options that a gate of this kind is made with."""
        found = _holes_of(self.forward, self.shared, *self.backward) - {*self.arguments}
        return tuple(param.name for param in self.op.params if param.name in found)

    def made(self, title: str, node: Node) -> str:
        """Write the call that makes one gate: ``LeakyRelu(slope=0.1)``."""
        given = (f"{name}={option_text(node.params[name])}" for name in self.options)
        return f"{title}({', '.join(given)})"


@dataclass(frozen=True, slots=True)
class GateClass:
    """The text of a class, and which lines of it do what, from 0."""

    text: str
    forward: tuple[int, ...]
    """The body of ``forward``."""
    backward: Mapping[int, int]
    """Slot of an argument to the line of its gradient."""


def kind_of(graph: Graph, node: Node, standing: Standing, carried: Sequence[int]) -> GateKind:
    """Return the kind of a gate, of which ``carried`` are the slots that pass a gradient on."""
    op = node.op
    assert op is not None
    shapes = graph.operand_shapes(node)

    def line(slot: int) -> str | None:
        if slot in carried:
            return standing.template(node, slot, op.numpy_vjp(slot, shapes, node.params))
        if not op.differentiates(slot, shapes):
            return None
        # products and sums cannot go wrong: with them one class does for all gates
        plain = op.numpy_vjp(slot, shapes, node.params)
        return plain if _HARMLESS.fullmatch(plain) and "**" not in plain else None

    count = len(node.operands)
    return GateKind(
        op=op,
        name=op.name,
        arguments=op.names(count),
        forward=standing.template(node, FORWARD, op.numpy_line(shapes, node.params)),
        backward=tuple(map(line, range(count))),
        shared=settle_text(op.numpy_shared, shapes, node.params) if carried else "",
    )


def write_class(kind: GateKind, title: str) -> GateClass:
    """Write the class of a kind of gate."""
    lines = [f"class {title}:", *_docstring(kind.op.summary)]
    if kind.options:
        lines += ["", f"    def __init__(self, {', '.join(kind.options)}):"]
        lines += [f"        self.{name} = {name}" for name in kind.options]
    first = len(lines) + 2
    lines += ["", f"    def forward(self, {', '.join(kind.arguments)}):", *_forward(kind)]
    forward = tuple(range(first, len(lines)))
    lines += ["", f"    def backward(self, {UPSTREAM}):"]
    filled = {name: f"self.{name}" for name in ("y", *kind.options, *kind.arguments)}
    filled |= {"g": UPSTREAM, SHARED: SHARED}
    if kind.shared:
        remark = kind.op.numpy_shared_remark
        lines.append(f"        {SHARED} = {fill(kind.shared, filled)}  # {remark}")
    backward = {}
    for slot, (name, template) in enumerate(zip(kind.arguments, kind.backward, strict=True)):
        if template is not None:
            backward[slot] = len(lines)
            lines.append(f"        d{name} = {fill(template, filled)}")
    lines.append(f"        return [{', '.join(_returned(kind))}]")
    return GateClass("\n".join(lines), forward, backward)


def _docstring(said: str) -> list[str]:
    lines = wrap(said, WIDTH - 4 - len('"""""'))
    lines[0] = f'"""{lines[0]}'
    ends = [f'{lines[-1]}"""'] if len(lines) == 1 else [lines[-1], '"""']
    return [f"    {line}" for line in (*lines[:-1], *ends)]


def _forward(kind: GateKind) -> list[str]:
    """Write the body of ``forward``: what ``backward`` reads is kept, and nothing else."""
    read = _holes_of(kind.shared, *kind.backward)
    kept = [name for name in kind.arguments if name in read]
    filled = {name: name for name in kind.arguments}
    value = fill(kind.forward, {**{name: f"self.{name}" for name in kind.options}, **filled})
    lines = [f"{', '.join(f'self.{name}' for name in kept)} = {', '.join(kept)}"] if kept else []
    if "y" in read and "y" not in kind.arguments:
        lines += [f"self.y = {value}", "return self.y"]
    else:
        lines.append(f"return {value}")
    return [f"        {line}" for line in lines]


def _returned(kind: GateKind) -> list[str]:
    named = zip(kind.arguments, kind.backward, strict=True)
    return ["None" if template is None else f"d{name}" for name, template in named]


def _holes_of(*templates: str | None) -> set[str]:
    return {name for template in templates if template for name in _HOLE.findall(template)}
