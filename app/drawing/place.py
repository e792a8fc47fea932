"""How much room everything in the picture takes, and where the layout puts it.

Only the structure counts here: numbers get a fixed room, so new values never move anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil, prod
from typing import TypeAlias

from ..choices import Labels
from ..engine.errors import LimitError
from ..engine.graph import Node
from ..trace import Prepared
from ..trace.numbers import show_shape
from .captions import copies_of
from .forms import CAPTION_SIZE, GAP, NUMBER, Form, caption_width, forms_of, shape_forms
from .layout import (
    COMPACT,
    DENSE,
    FIT_MARGIN,
    FITTED_MOST,
    TIGHT,
    Box,
    Fit,
    Fitting,
    Layout,
    NodePlace,
    Spacing,
    Wire,
    WirePlace,
    lay_out,
    to_graph,
)
from .names import length
from .rooms import named_forms

MARGIN = 24.0
"""Paper around a drawing of natural size, in px."""
CIRCLE = 46.0
"""Diameter of a gate, in px."""
LEAF = 28.0
"""Height of a leaf's name, in px."""
UNNAMED = len("const")
"""Characters of what stands for a leaf that has no label."""
LINE = 23.0
"""Height of one line of text, in px."""
CHARACTER = 9.4
"""Width that a character of a label is given, in px."""
SIGNED = 4 * CHARACTER
"""Room for the signs before a sum, in px."""
TOLD_SIGNED = 1.25 * SIGNED
"""The same while the sum is told of."""
SUM = 106.0
"""Width of a sum with its signs, ``◂ Σ −0.46``, while it is told of, in px."""
OFF = 2.5
"""Distance of a grid or a tile from its wire, in px."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How large things are drawn in a picture that fits a box, in px."""

    circle: float
    """Diameter of a gate."""
    line: float
    """Height that a figure has above its wire, and below it, also while it is told."""
    number: float
    """Width of a number."""
    spacing: Spacing
    beside: float = 0.0
    """Width that is added for what is said beside a number."""
    off: float = OFF
    """Distance of a grid or a tile from its wire."""
    is_snug: bool = False
    """Whether a small tile is no wider than what is said beside it takes."""
    is_named: bool = False
    """Whether sums may be wider than a number is, as they are called by their names."""


CLOSE = Measures(CIRCLE, 20.0, NUMBER, COMPACT, 50.0)
"""As they are where that leaves room for figures of the size asked for."""
TIGHTEST = Measures(40.0, 19.0, 74.0, TIGHT)
"""As they are where it does not."""
DENSEST = Measures(36.0, 19.0, 74.0, DENSE, off=2.0, is_snug=True)
"""And where not even that does."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything is, in px from the top left corner.

    ``ports`` are the wires that leave the outputs to the right, in the order of the outputs.
    ``forms`` says of each node how its value, and its gradient, stands on the wires that carry it;
    at each of them there is that room above the wire and below it. ``margin`` is the paper to
    leave around the drawing, ``circle`` the diameter of a gate, ``labels`` what there is room for
    on the wires.

    A wire's ``value_at`` and ``gradient_at`` are the middle of the baseline of a number. For a
    grid or a tile they are the middle of the *bottom edge* of the room above the wire and of the
    *top edge* of the room below it. Below a node that has its own sum (``own_at``) is one more
    room of its form.
    """

    width: float
    height: float
    nodes: tuple[NodePlace, ...]
    edges: tuple[WirePlace, ...]
    ports: tuple[WirePlace, ...]
    forms: tuple[Form, ...]
    margin: float = MARGIN
    circle: float = CIRCLE
    labels: Labels = "numbers"

    @property
    def is_one_size(self) -> bool:
        """Whether the graph is so large that it is drawn the same for every box."""
        return len(self.nodes) + len(self.ports) > FITTED_MOST


def place(
    prepared: Prepared, most: int = 20_000, fit: Fit | None = None, labels: Labels = "numbers"
) -> Placement:
    """Lay out the graph of a prepared program, at its natural size or to fit a box.

    ``labels`` is what its wires are to have room for.

    Raises:
        LimitError: there are more than ``most`` nodes to place.
    """
    count = len(prepared.view.graph)
    if count > most:
        raise LimitError(
            f"the picture would have {count:,} nodes, more than the {most:,} that can be placed",
            hint='ask for detail "blocks", or for the trace without layout',
        )
    found = None if fit is None else choose_forms(prepared, fit, labels)
    if found is not None:
        forms, layout, measures = found
        placement = _placement(prepared, layout, forms, FIT_MARGIN, measures.circle)
    else:
        forms = natural_forms(prepared, labels)
        placement = _placement(prepared, lay_out(*to_lay_out(prepared, forms)), forms, MARGIN)
    return replace(placement, labels=labels)


def is_fitted(prepared: Prepared) -> bool:
    """Tell whether a picture is small enough to be drawn for a box, or is the same for each."""
    return len(prepared.view.graph) + len(prepared.outputs) <= FITTED_MOST


Chosen: TypeAlias = tuple[list[Form], Layout, Measures]


def choose_forms(prepared: Prepared, fit: Fit, labels: Labels = "numbers") -> Chosen | None:
    """Return the most telling forms with which figures are as large as asked, and the layout.

    First one choice for all arrays, then more telling ones for single nodes, as far as there is
    room; where no form leaves room enough, all is drawn closer. None where the graph is too large
    to be fitted.
    """
    close = CLOSE if labels == "numbers" else replace(CLOSE, is_named=True)
    options = _options(prepared, close, labels)
    fitting: Fitting | None = None
    most = max(map(len, options))
    for level in range(most):
        forms = [offered[max(level - most + len(offered), 0)] for offered in options]
        graph = to_graph(*to_lay_out(prepared, forms, close))
        fitting = fitting or Fitting(graph, fit)
        if not fitting.try_all(graph, level == most - 1):
            return None
        if fitting.reaches():
            return _upgrade(prepared, options, forms, fitting, close)
    return None if fitting is None else _closer(prepared, forms, fitting, close, labels)


def _options(
    prepared: Prepared, measures: Measures, labels: Labels = "numbers"
) -> list[tuple[Form, ...]]:
    """Return the forms that each node's value can have, the most telling first."""
    spread, beside = _spread(prepared), _beside(prepared)
    options = [
        (_number(measures, node.id in spread),)
        if prod(node.shape) == 1
        else shape_forms(node.shape, beside.get(node.id, ""))
        if node.shape_only
        else forms_of(node.shape)
        for node in prepared.view.graph.nodes
    ]
    return options if labels == "numbers" else named_forms(prepared, options, labels)


def _number(measures: Measures, is_spread: bool) -> Form:
    (form,) = forms_of(())
    return replace(form, width=measures.number + (measures.beside if is_spread else 0))


def _spread(prepared: Prepared) -> set[int]:
    """Return the numbers that broadcasting spreads, which is said beside them."""
    graph = prepared.view.graph
    wide = [edge for edge in graph.edges if prod(graph.nodes[edge.target].shape) > 1]
    if not wide:
        return set()
    texts = prepared.skeleton.edges
    return {edge.source for edge in wide if texts[edge.id].summed is not None}


def _beside(prepared: Prepared) -> dict[int, str]:
    """Return what is said beside a shape without numbers where it is spread: `` ×60000``."""
    nodes, found = prepared.view.graph.nodes, dict[int, str]()
    for edge, text in zip(prepared.view.graph.edges, prepared.skeleton.edges, strict=True):
        copies = copies_of(text.summed, nodes[edge.target].shape)
        back = copies_of(text.spread, nodes[edge.source].shape)
        found[edge.source] = max(found.get(edge.source, ""), copies, back, key=len)
    return found


def _upgrade(
    prepared: Prepared,
    options: list[tuple[Form, ...]],
    forms: list[Form],
    fitting: Fitting,
    close: Measures,
) -> Chosen:
    """Give single nodes more telling forms, as far as figures stay large enough."""
    for node, offered in enumerate(options):
        for better in offered[: offered.index(forms[node])]:
            tried = [*forms[:node], better, *forms[node + 1 :]]
            if fitting.try_on(to_graph(*to_lay_out(prepared, tried, close))):
                forms = tried
                break
    return forms, fitting.fill(), close


def _closer(
    prepared: Prepared, forms: list[Form], fitting: Fitting, close: Measures, labels: Labels
) -> Chosen:
    """Draw everything closer, with the smallest forms, as far as that comes out larger."""
    best = forms, fitting, close
    for tight in (TIGHTEST, DENSEST):
        measures = replace(tight, is_named=close.is_named)
        forms = [offered[-1] for offered in _options(prepared, measures, labels)]
        if measures.is_snug:
            forms = _snug(prepared, forms)
        graph = to_graph(*to_lay_out(prepared, forms, measures))
        closer = Fitting(graph, fitting.fit, measures.spacing, fitting.drafts)
        closer.try_all(graph)
        if not closer.reaches():
            closer.press(graph, max(best[1].scale(), closer.scale()), tight is DENSEST)
        if closer.scale() > best[1].scale():
            best = forms, closer, measures
        if closer.reaches():
            break
    forms, fitting, measures = best
    return forms, fitting.fill(), measures


def _snug(prepared: Prepared, forms: Sequence[Form]) -> list[Form]:
    """Make small tiles no wider than their shape beside them takes, and of a fork its sum's."""
    graph = prepared.view.graph
    snug = []
    for node, form, users in zip(graph.nodes, forms, graph.uses(), strict=True):
        if form.is_small:
            said = ("◂ Σ " if len(users) > 1 else "◂ ") + show_shape(node.shape)
            beside = CAPTION_SIZE * caption_width(said) / 100
            room = form.wide * form.columns + GAP + beside
            snug.append(replace(form, width=min(form.width, float(ceil(room)))))
        else:
            snug.append(form)
    return snug


def _placement(
    prepared: Prepared,
    layout: Layout,
    forms: Sequence[Form],
    margin: float,
    circle: float = CIRCLE,
) -> Placement:
    count, edges = len(prepared.view.graph), len(prepared.view.graph.edges)
    return Placement(
        layout.width,
        layout.height,
        layout.nodes[:count],
        layout.edges[:edges],
        layout.edges[edges:],
        tuple(forms),
        margin,
        circle,
    )


def natural_forms(prepared: Prepared, labels: Labels = "numbers") -> list[Form]:
    """Return the form of each node's value where there is any room: the most telling one."""
    return [offered[0] for offered in _options(prepared, CLOSE, labels)]


def to_lay_out(
    prepared: Prepared, forms: Sequence[Form], close: Measures | None = None
) -> tuple[list[Box], list[Wire]]:
    """Return a box for each node and then each port, a wire for each edge and then each port.

    Footprints are symmetrical, or, if the drawing is to be close, no larger than they need be.
    """
    graph = prepared.view.graph
    count = len(graph)
    uses = [len(edges) for edges in graph.uses()]
    for output in prepared.outputs:
        uses[output] += 1
    glyphs = prepared.skeleton.glyphs
    labels = [
        None if label is None else length(node.name, label)
        for node, label in zip(graph.nodes, prepared.skeleton.labels, strict=True)
    ]
    box_of = _box if close is None else partial(_close_box, close=close)
    boxes = [box_of(n, glyphs[n.id], labels[n.id], uses[n.id], forms[n.id]) for n in graph.nodes]
    wires = [_wire(e.id, e.source, e.target, e.slot, forms[e.source], close) for e in graph.edges]
    for k, output in enumerate(prepared.outputs):
        boxes.append(Box(count + k, 2.0, 2.0, rank_right=True))
        wires.append(_wire(len(graph.edges) + k, output, count + k, 0, forms[output], close))
    return boxes, wires


def body_width(op: object, glyph: str, characters: float, circle: float = CIRCLE) -> float:
    """Return the width of what is drawn for a node, without what is above and below it, in px.

    ``characters`` is the length of its label.
    """
    if op is None:
        return max(26.0, characters * 11.5 + 12.0)
    wide = (
        glyph.count("▦") + glyph.count("▢") + glyph.count("W") / 2
    )  # squares are two letters wide
    return max(circle, (len(glyph) + wide) * 10.5 + circle - 24.0)


def own_at(node: NodePlace, form: Form, body: float) -> tuple[float, float]:
    """Return where the number below a node stands, whose body is so high; as ``gradient_at``."""
    half = body / 2
    return node.x, node.y + half + (LINE - 4 if form.kind == "number" else 4)


def _wire(
    number: int, source: int, target: int, slot: int, form: Form, close: Measures | None = None
) -> Wire:
    ends = number, source, target, slot
    if form.kind != "number":
        off = OFF if close is None else close.off
        return Wire(*ends, form.width, 2 * (form.height + off), off, off)
    if close is not None:
        return Wire(*ends, form.width, 2 * close.line, LINE / 4, 3 * LINE / 4)
    return Wire(*ends, form.width, 2 * LINE)


def _box(node: Node, glyph: str, label: float | None, uses: int, form: Form) -> Box:
    body = body_width(node.op, glyph, label or UNNAMED)
    height = CIRCLE if node.op is not None else 2 * LINE
    width = body
    if node.op is not None and label is not None:
        height += 2 * LINE
        width = max(width, label * 8.5)
    if uses != 1:  # its own number stands with it: the sum at a fork, a value that nothing uses
        height = max(height, CIRCLE + 2 * (LINE if form.kind == "number" else form.height + 4))
        width = max(width, form.width + SIGNED)
    return Box(node.id, width, height, body)


def _close_box(
    node: Node, glyph: str, label: float | None, uses: int, form: Form, close: Measures
) -> Box:
    """Return a box that has above it and below it only the room that its texts need."""
    body = body_width(node.op, glyph, label or UNNAMED, close.circle)
    is_gate = node.op is not None
    height = close.circle if is_gate else LEAF
    width, rise, drop = body, 0.0, 0.0
    if is_gate and label is not None:
        rise = LINE
        width = max(width, label * 8.5)
    if uses != 1:
        room = LINE if form.kind == "number" else form.height + 4
        if is_gate or uses:
            drop = room if is_gate else room + (LINE - LEAF) / 2
        else:
            rise = room
        is_sum = uses > 0 and form.kind == "number"
        width = max(width, SUM if is_sum else form.width)
        if is_sum and close.is_named:
            width = max(width, form.width + TOLD_SIGNED)
    return Box(node.id, width, height, body, False, rise, drop)
