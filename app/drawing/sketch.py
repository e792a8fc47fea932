"""A picture for a page that writes its numbers itself, with the places of all and none of them.

Of thousands of nodes it is there in a part of the time that telling their story takes. What is in
it is what ``svg.py`` writes for a page before the first step, but for titles, rings and tips, which
the page adds to what it shows.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ..choices import Mode
from ..engine.stopping import step_by_step
from ..trace import Prepared
from .bodies import Bodies
from .forms import Form
from .pens import Pen
from .place import LINE, Placement, own_at
from .slots import MARK_ROOM
from .svg import MARKER, page_layout, svg_head
from .themes import colours_of

FROM = 600
"""Nodes past which a page that can do with a sketch gets one."""


class _Node(NamedTuple):
    name: str | None
    label: str | None
    op: str | None
    glyph: str
    kind: str


def draw_sketch(prepared: Prepared, placement: Placement, mode: Mode) -> str:
    """Draw a program without its numbers, inside a page."""
    sketch = _Sketch(prepared, placement, mode)
    margin = placement.margin
    box = -margin, -margin, placement.width + 2 * margin, placement.height + 2 * margin
    layout = f'data-sketch="" {page_layout(placement, box[2], box[3])}'
    title = f"Computation graph of {prepared.program.output_name or 'the program'}"
    return "\n".join([svg_head(box, title, layout), MARKER, *sketch.parts(), "</svg>\n"])


class _Sketch:
    def __init__(self, prepared: Prepared, placement: Placement, mode: Mode) -> None:
        self.prepared, self.placement, self.mode = prepared, placement, mode
        self.lower = "tangent" if mode == "forward" else "gradient"
        colours = colours_of("light", "classic")  # a page has its own
        self.pen = Pen(colours, False)
        self.bodies = Bodies(placement.circle, colours)
        self.fan_out = [0] * len(placement.nodes)
        for edge in prepared.view.graph.edges:
            self.fan_out[edge.source] += 1
        for output in prepared.outputs:
            self.fan_out[output] += 1

    def parts(self) -> Iterator[str]:
        """Write every wire, every output and every node, what lies on top last."""
        graph, placement, forms = self.prepared.view.graph, self.placement, self.placement.forms
        lower = self.lower
        for edge, wire in step_by_step(zip(graph.edges, placement.edges, strict=True)):
            form = forms[edge.source]
            slots = (
                f"{_slot('value', wire.value_at, form, 'value')}"
                f"{_slot('back', wire.gradient_at, form, lower, under=True)}"
            )
            yield f'<g data-edge="{edge.id}">{_wire(wire.path)}{slots}</g>'
        for output, wire in zip(self.prepared.outputs, placement.ports, strict=True):
            form = forms[output]
            slots = (
                f"{_slot('value', wire.value_at, form, 'value')}"
                f"{_slot('total', wire.gradient_at, form, lower, under=True)}"
            )
            yield f'<g data-output="{output}">{_wire(wire.path)}{slots}</g>'
        for node in step_by_step(range(len(placement.nodes))):
            yield self._node(node)

    def _node(self, at: int) -> str:
        node, skeleton = self.prepared.view.graph.nodes[at], self.prepared.skeleton
        op = None if node.op is None else node.op.name
        shown = _Node(node.name, skeleton.labels[at], op, skeleton.glyphs[at], node.kind)
        waiting = " cr-waiting" if op is not None else ""
        items = self.bodies.of(shown, self.placement.nodes[at], "")
        drawn = "".join(map(self.pen.item, items))
        return f'<g class="cr-node{waiting}" data-node="{at}">{drawn}{self._own(at, op)}</g>'

    def _own(self, at: int, op: str | None) -> str:
        """Write the place of what belongs to a node and to no single wire."""
        place, form, fan_out = self.placement.nodes[at], self.placement.forms[at], self.fan_out[at]
        body = self.placement.circle if op is not None else LINE
        if fan_out == 1 and at in self.prepared.skeleton.margins:
            return _slot("mark", (place.x, place.y + body / 2 + LINE - 4), None, "mark")
        where = own_at(place, form, body)
        if fan_out == 0:
            under = op is not None
            where = where if under else (place.x, place.y - body / 2 - 4)
            return _slot("value", where, form, "value", under=under)
        if fan_out == 1 or self.mode == "forward":
            return ""
        return _slot("total", where, form, f"{self.lower} cr-sum", under=True)


def _wire(path: str) -> str:
    return f'<path class="cr-wire" d="{path}"/>'


def _slot(
    name: str, at: tuple[float, float], form: Form | None, kind: str, *, under: bool = False
) -> str:
    """Write the place of a number with its ring, or of a grid or a tile."""
    x, y = at
    if form is None or form.kind == "number":
        room = MARK_ROOM if form is None else form.width
        return (
            f'<g data-slot="{name}" data-room="{room:g}">'
            f'<text class="cr-text cr-{kind}" x="{x:g}" y="{y:g}"></text></g>'
        )
    size = f"{form.kind} {form.rows} {form.columns} {form.width:g} {form.height:g}"
    return (
        f'<g data-slot="{name}" data-room="{form.width:g}" data-form="{size}" '
        f'data-at="{x:.10g} {y:.10g} {"under" if under else "over"}">'
        f'<g class="cr-array" transform="translate({x:.10g} {y:.10g})"></g></g>'
    )
