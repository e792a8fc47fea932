"""How the row of an elementwise loss is made from the formulas of one term."""

from collections.abc import Sequence
from math import prod

import numpy as np

from app.engine.errors import ShapeError
from app.engine.ops.loss_kernels import (
    Slope,
    Terms,
    loss_kernels,
    reduced_text,
    reduction,
    slope_text,
    terms_shape,
)
from app.engine.ops.op import Domain, Op, Pattern, Shape, Text, describe_shape


def elementwise_loss(
    name: str,
    glyph: str,
    arguments: tuple[str, ...],
    kernels: tuple[Terms, Sequence[Slope]],
    *,
    default: str = "sum",
    term: str,
    slopes: tuple[str, ...],
    numpy: str,
    numpy_slopes: tuple[str, ...],
    torch: Text | None = None,
    before: str = "",
    definition: str | None = None,
    behaviour: str = "scales",
    summary: str,
    domains: tuple[Domain, ...] = (Domain(),),
    convention: str = "",
) -> Op:
    """Make the row of an elementwise loss from the formulas of one term and of its slopes.

    The definition is the term, or ``definition`` after the line ``before``.
    """
    rules = loss_kernels(*kernels)

    def shape(*shapes: Shape, reduction: str) -> Shape:
        try:
            wide = terms_shape(False, shapes)
        except ValueError:
            raise ShapeError(
                f"{name} cannot compare shapes {' and '.join(map(describe_shape, shapes))}",
                hint="predictions and targets have the same shape, or broadcast",
            ) from None
        return wide if reduction == "none" else ()

    def put_together(expression: str, module: str = "") -> Text:
        def text(shapes: tuple[Shape, ...], reduction: str) -> str:
            return reduced_text(expression, terms_shape(False, shapes), reduction, module)

        return text

    def vjp_text(slot: int) -> Text:
        def text(shapes: tuple[Shape, ...], reduction: str) -> str:
            named = dict(zip(arguments, shapes, strict=True))
            return slope_text(numpy_slopes[slot], named, slot, reduction)

        return text

    def defined(shapes: tuple[Shape, ...], reduction: str) -> str:
        text = reduced_text(definition or term, terms_shape(False, shapes), reduction)
        return f"{before}\nreturn {text}" if before else text

    def formulas(shapes: tuple[Shape, ...], reduction: str) -> tuple[str, tuple[str, ...]]:
        each = terms_shape(False, shapes)
        share = f"g / {prod(each)}" if reduction == "mean" and each else "g"
        derivatives = tuple(f"{share} * {slope}" for slope in slopes)
        return reduced_text(term, each, reduction), derivatives

    share = "g / n" if default == "mean" else "g"
    return Op(
        name=name,
        glyph=glyph,
        family="losses",
        arguments=arguments,
        forward=rules.forward,
        vjps=rules.vjps,
        formula=f"{default}({term})",
        derivatives=tuple(f"{share} * {slope}" for slope in slopes),
        behaviour=behaviour,
        summary=summary,
        numpy=put_together(numpy, "np."),
        numpy_vjps=tuple(vjp_text(slot) for slot in range(len(slopes))),
        torch=torch or put_together(numpy, "torch."),
        pattern=Pattern.BLOCK,
        shape=shape,
        inner=np.broadcast_shapes,
        jvps=rules.jvps,
        params=(reduction(default),),
        definition=defined,
        formulas=formulas,
        domains=domains,
        literal_glyphs=tuple(f"{glyph} {argument}={{c}}" for argument in arguments),
        convention=f"By default the {default} over all elements. {convention}".strip(),
    )
