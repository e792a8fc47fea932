"""The room that names take on the wires, where they stand beside numbers or in their place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil
from typing import Literal

from ..trace import Prepared
from ..trace.numbers import show_shape
from .forms import CAPTION_SIZE, GAP, Form, caption_width
from .symbols import NUMBER as SIGN
from .symbols import Said, Symbols, symbols_ahead

TOLD_CHARACTER = 11.75
"""Width that a character is given while it is told of, in px."""
DIGITS = 7, 5
"""Characters of a number, ``−0.0061``, and where there is less room ``−0.46``."""
LONGEST = 18
"""Characters of a formula that a wire is made longer for, at most."""


def named_forms(
    prepared: Prepared, options: list[tuple[Form, ...]], labels: Literal["symbols", "both"]
) -> list[tuple[Form, ...]]:
    """Give forms the room for names: of numbers with formulas, with less, and with no name."""
    symbols = symbols_ahead(prepared, labels, "reverse")
    tangents = symbols_ahead(prepared, labels, "forward")
    graph = prepared.view.graph
    named = []
    for node, offered, out in zip(graph.nodes, options, graph.uses(), strict=True):
        edges = [edge.id for edge in out]
        if offered[0].kind == "number":
            uses = len(edges) + (node.id in prepared.outputs)
            totals = symbols.total(node.id, uses > 1), tangents.total(node.id)
            named.append(_numbers(symbols, totals, node.id, edges, offered[0]))
        else:
            named.append(_arrays(symbols, node.id, show_shape(node.shape), offered))
    return named


def _numbers(
    symbols: Symbols, totals: Sequence[Said], node: int, edges: list[int], form: Form
) -> tuple[Form, ...]:
    back = [one for one in map(symbols.back, edges) if one]
    said = [symbols.value(node), *totals, *back]
    if symbols.is_both:
        widths = [max(_width(_first(one), digits) for one in said) for digits in DIGITS]
        widths.append(0.0)
    else:
        names = [one[-2] if len(one) > 1 else one[-1] for one in said]
        widths = [max(_width(_first(one)) for one in said), max(map(_width, names)), 0.0]
    return tuple(dict.fromkeys(replace(form, width=max(form.width, wide)) for wide in widths))


def _first(said: Said) -> str:
    """Return the first that is not so long that no wire is made for it, or else the last."""
    return next((one for one in said if len(one) <= LONGEST), said[-1])


def _width(text: str, digits: int = DIGITS[0]) -> float:
    characters = len(text) - len(SIGN) + digits if text.endswith(SIGN) else len(text)
    return float(ceil(characters * TOLD_CHARACTER))


def _arrays(symbols: Symbols, node: int, shape: str, offered: tuple[Form, ...]) -> tuple[Form, ...]:
    """Make room for the name and the shape; symbols have no figures beside them."""
    forms = offered if symbols.is_both else [form for form in offered if form.kind == "tile"]
    captions = [*symbols.value_captions(node, [shape]), *symbols.total_captions(node, ["◂"], "◂")]
    room = _caption(captions)
    wider = [replace(form, width=max(form.width, _cells(form) + room)) for form in forms]
    return tuple(dict.fromkeys([*wider, offered[-1]]))


def _caption(captions: Iterable[str]) -> float:
    return max((ceil(CAPTION_SIZE * caption_width(one) / 100) for one in captions), default=0.0)


def _cells(form: Form) -> float:
    return form.wide * form.columns + GAP if form.is_small else 0.0
