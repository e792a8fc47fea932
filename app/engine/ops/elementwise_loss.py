"""How the row of an elementwise loss is made from the formulas of one term."""

from collections.abc import Callable, Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np

from ..errors import ShapeError
from .edges import Edge, Stand
from .loss_kernels import (
    Slope,
    Terms,
    loss_kernels,
    reduced_text,
    reduction,
    slope_text,
    terms_shape,
)
from .op import Domain, Kernel, Op, Pattern, Shape, Text, describe_shape


class LossEdge(NamedTuple):
    """The line of the terms where the plain one does not do, and where that is.

    ``slope`` is the slope by the last argument there; ``helper`` defines what the line calls.
    """

    at: Callable[[Stand], bool]
    term: str
    slope: str = ""
    helper: str = ""


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
    numpy_edge: LossEdge | None = None,
    torch_edge: LossEdge | None = None,
    definition: str | None = None,
    behaviour: str = "scales",
    summary: str,
    domains: tuple[Domain, ...] = (Domain(),),
    clamped: Kernel | None = None,
    convention: str = "",
    at_ends: str | None = None,
) -> Op:
    """Make the row of an elementwise loss from the formulas of one term and of its slopes.

    The definition is the term, or ``definition`` where that is another way to write it.
    """
    rules = loss_kernels(*kernels)
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
        numpy=_reduced(numpy, "np."),
        numpy_vjps=tuple(
            _vjp_text(arguments, slot, slope) for slot, slope in enumerate(numpy_slopes)
        ),
        torch=torch or _reduced(numpy, "torch."),
        pattern=Pattern.BLOCK,
        shape=_shape_of(name),
        inner=np.broadcast_shapes,
        jvps=rules.jvps,
        params=(reduction(default),),
        definition=_reduced(definition or term),
        formulas=_formulas(term, slopes),
        domains=domains,
        clamped=clamped,
        literal_glyphs=tuple(f"{glyph} {argument}={{c}}" for argument in arguments),
        convention=f"By default the {default} over all elements. {convention}".strip(),
        at_ends=at_ends,
        **_edges(arguments, numpy_edge, torch_edge),
    )


def _shape_of(name: str) -> Callable[..., Shape]:
    """Return the rule of the loss's shape; it raises ShapeError where the arguments do not fit."""

    def shape(*shapes: Shape, reduction: str) -> Shape:
        try:
            wide = terms_shape(False, shapes)
        except ValueError:
            raise ShapeError(
                f"{name} cannot compare shapes {' and '.join(map(describe_shape, shapes))}",
                hint="predictions and targets have the same shape, or broadcast",
            ) from None
        return wide if reduction == "none" else ()

    return shape


def _reduced(expression: str, module: str = "") -> Text:
    """Return the text of the terms, put together as the reduction says."""

    def text(shapes: tuple[Shape, ...], reduction: str) -> str:
        return reduced_text(expression, terms_shape(False, shapes), reduction, module)

    return text


def _vjp_text(arguments: tuple[str, ...], slot: int, slope: str) -> Text:
    def text(shapes: tuple[Shape, ...], reduction: str) -> str:
        named = dict(zip(arguments, shapes, strict=True))
        return slope_text(slope, named, slot, reduction)

    return text


def _formulas(
    term: str, slopes: tuple[str, ...]
) -> Callable[[tuple[Shape, ...], str], tuple[str, tuple[str, ...]]]:
    """Return what writes the formula and the derivatives for the shapes of one call."""

    def formulas(shapes: tuple[Shape, ...], reduction: str) -> tuple[str, tuple[str, ...]]:
        each = terms_shape(False, shapes)
        share = f"g / {prod(each)}" if reduction == "mean" and each else "g"
        derivatives = tuple(f"{share} * {slope}" for slope in slopes)
        return reduced_text(term, each, reduction), derivatives

    return formulas


def _edges(
    arguments: tuple[str, ...], numpy_edge: LossEdge | None, torch_edge: LossEdge | None
) -> dict[str, Any]:
    """Return the fields of the row that hold where the plain lines do not do."""
    edges: dict[str, Any] = {}
    if numpy_edge is not None:
        at, term, slope, _ = numpy_edge
        last = len(arguments) - 1
        edges["numpy_edges"] = (Edge(at, _reduced(term, "np.")),)
        edges["numpy_vjp_edges"] = {last: (Edge(at, _vjp_text(arguments, last, slope)),)}
    if torch_edge is not None:
        at, term, _, helper = torch_edge
        edges["torch_edges"] = (Edge(at, _reduced(term, "torch."), helper),)
    return edges
