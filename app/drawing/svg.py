"""A trace drawn as SVG, in the visual vocabulary of backpropagation lectures.

Left to right; a gate is a circle with its operator inside; the value stands in green above the
wire and the gradient in red below it, blank until it is computed. The picture is a pure function
of the trace, the placement, and the options.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from ..choices import Palette, Theme
from ..engine.errors import ArgumentError
from ..engine.stopping import step_by_step
from ..trace import NodeStory, Trace
from .arrays import array_marks
from .batch import find_batch
from .captions import (
    back_caption,
    copies_beside,
    copies_on,
    sum_beside,
    total_caption,
    value_caption,
)
from .figures import (
    MARKS,
    Figure,
    fitted,
    fitted_length,
    wire_class,
    with_mark,
)
from .forms import Form
from .labels import Label, Moment
from .layout import NodePlace, WirePlace
from .names import length, raised, with_layer
from .pens import Pen
from .place import LINE, Placement, body_width, own_at
from .slots import Slot
from .themes import colours_of, look

MARKER = (
    '<defs><marker id="cr-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" '
    'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
    '<path class="cr-tip" d="M0 0.5 8 4 0 7.5z"/></marker></defs>'
)
"""The arrowhead of a page's wires. Many programs that read SVG draw no markers, or none where a
wire ends in a run of no length: a picture that stands alone has a triangle at each end instead."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to draw. ``step`` counts the steps played; ``None`` is the end of the story."""

    step: int | None = None
    theme: Theme = "light"
    palette: Palette = "classic"
    digits: int = 2
    standalone: bool = True
    """Carry a paper, and colours, fonts and sizes as attributes of every element, for use outside a
    page; a page has them in its style sheet."""
    title: str | None = None
    batch: int | None = None
    """How many rows are samples, where that does not show in the program."""


def draw_svg(trace: Trace, placement: Placement, options: Options | None = None) -> str:
    """Draw a trace at one step.

    Raises:
        ArgumentError: there is no such step.
    """
    chosen = options or Options()
    if chosen.step is not None and not 0 <= chosen.step <= len(trace.steps):
        raise ArgumentError(
            f"there is no step {chosen.step}",
            hint=f"the story has {len(trace.steps)} steps: use 0 (nothing played) "
            f"to {len(trace.steps)} (the end)",
        )
    return _Picture(trace, placement, chosen).draw()


class _Picture:
    def __init__(self, trace: Trace, placement: Placement, options: Options) -> None:
        self.trace = trace
        self.placement = placement
        self.options = options
        self.moment = Moment(trace, options.step, options.digits)
        self._mark = MARKS[trace.mode]
        self._batch = find_batch(trace, options.batch)
        self.lower = "tangent" if trace.mode == "forward" else "gradient"
        self.fan_out = [0] * len(trace.nodes)
        for edge in trace.edges:
            self.fan_out[edge.source] += 1
        for output in trace.outputs:
            self.fan_out[output] += 1
        self._colours = colours_of(options.theme, options.palette)
        self._pen = Pen(self._colours, options.standalone)

    def draw(self) -> str:
        margin = self.placement.margin
        width = self.placement.width + 2 * margin
        height = self.placement.height + 2 * margin
        title = escape(
            _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", self.options.title or self._title())
        )
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="cr-graph" role="img" '
            f'width="{width:g}" height="{height:g}" '
            f'viewBox="{-margin:g} {-margin:g} {width:g} {height:g}" '
            f'{self._root(width, height)}aria-label="{title}">',
            f"<title>{title}</title>",
        ]
        if not self.options.standalone:
            parts.append(MARKER)
        else:
            parts.append(
                f'<rect x="{-margin - 1:g}" y="{-margin - 1:g}" '
                f'width="{width + 2:g}" height="{height + 2:g}" '  # no edge is half transparent
                f'fill="{self._colours["paper"]}"/>'
            )
        parts += [
            self._edge(k, place) for k, place in step_by_step(enumerate(self.placement.edges))
        ]
        parts += [
            self._port(output, place)
            for output, place in step_by_step(
                zip(self.trace.outputs, self.placement.ports, strict=True)
            )
        ]
        parts += [
            self._node(node, place)
            for node, place in step_by_step(
                zip(self.trace.nodes, self.placement.nodes, strict=True)
            )
        ]
        parts.append("</svg>\n")
        return "\n".join(parts)

    def _title(self) -> str:
        last = self.trace.nodes[self.trace.outputs[0]]
        name = self.trace.output or "the program"
        value = self.moment.value(last.id).text
        return f"Computation graph of {name}" + (f" = {value}" if value else "")

    def _root(self, width: float, height: float) -> str:
        """Write what a page lays the picture out by; one that stands alone needs none.

        That is its size, and whether it has the same for every box.
        """
        if self.options.standalone:
            return ""
        size = f'style="--width: {width:g}px; --ratio: {width / height:.4f}" '
        return size + ('data-one-size="" ' if self.placement.is_one_size else "")

    # -- wires ------------------------------------------------------------------------------------

    def _edge(self, edge: int, place: WirePlace) -> str:
        story = self.trace.edges[edge]
        back = self.moment.back(edge)
        now = self.moment.is_told_now(edge)
        hint = escape(story.formula.text)
        value = self.moment.value(story.source)
        form = self.placement.forms[story.source]
        told = edge in self.moment.told.edges
        node = self.trace.nodes[story.source]
        said = value_caption(node, self._batch, copies_on(self.trace, edge))
        back_said = back_caption(self.trace, edge, self._mark)
        upper = Slot("value", place.value_at, form, "value", value, told, said)
        lower = Slot("back", place.gradient_at, form, self.lower, back, told, back_said, True)
        if form.kind == "number":
            upper = replace(upper, marks=copies_beside(self.trace, edge))
            lower = replace(lower, marks=sum_beside(self.trace, edge, self._batch))
        return (
            f'<g data-edge="{edge}"><title>{hint}</title>'
            f"{self._wire(place, back, now)}{self._slot(upper)}{self._slot(lower)}</g>"
        )

    def _port(self, output: int, place: WirePlace) -> str:
        total = self.moment.total(output)
        told = output in self.moment.told.outputs
        upper = self._of_node("value", output, place.value_at, told)
        lower = self._of_node("total", output, place.gradient_at, told, under=True)
        return (
            f'<g data-output="{output}">{self._wire(place, total)}'
            f"{self._slot(upper)}{self._slot(lower)}</g>"
        )

    def _of_node(
        self,
        name: str,
        node: int,
        at: tuple[float, float],
        told: bool,
        under: bool = False,
        sign: str = "",
    ) -> Slot:
        """Return the place of a node's value or of its whole gradient or tangent."""
        story, form = self.trace.nodes[node], self.placement.forms[node]
        if name == "value":
            label, caption = self.moment.value(node), value_caption(story, self._batch)
            return Slot(name, at, form, "value", label, told, caption, under)
        caption = total_caption(story, self._mark, sign)
        label = self.moment.total(node)
        return Slot(name, at, form, self.lower, label, told, caption, under, sign)

    def _wire(self, place: WirePlace, back: Label, now: bool = False) -> str:
        """Draw a wire, coloured by the gradient that came through it."""
        colour = wire_class(back) if self.trace.mode == "reverse" else ""
        classes = " ".join(filter(None, ("wire", colour, "now" if now else "")))
        wire = f'<path {self._pen.look(classes)} d="{place.path}"'
        if not self.options.standalone:
            return f'{wire} marker-end="url(#cr-tip)"/>'
        x, y = _end(place.path)
        head = f"M{x - 7.9:.1f} {y - 3.9:.1f}L{x + 1.1:.1f} {y:.1f}L{x - 7.9:.1f} {y + 3.9:.1f}Z"
        return f'{wire}/><path {self._pen.look("tip")} d="{head}"/>'

    def _slot(self, slot: Slot) -> str:
        """Write what comes and goes with the steps.

        Inside a page the place is kept while it is blank, for the scripts to fill.
        """
        if slot.form is not None and slot.form.kind != "number":
            return self._array(slot, slot.form)
        figure = slot.figure(self._mark)
        classes = f"{slot.kind}{' sum' if slot.sign else ''}{' none' if figure.ringed else ''}"
        if not self.options.standalone:
            ring = self._pen.ring(slot, figure.text, "visible" if figure.ringed else "hidden")
            written = self._figure(slot, figure, classes)
            told = ' class="cr-told"' if slot.told else ""
            room = f"{slot.room:g}"
            return f'<g{told} data-slot="{slot.name}" data-room="{room}">{ring}{written}</g>'
        if not figure.text:
            return ""
        ring = self._pen.ring(slot, figure.text) if figure.ringed else ""
        return ring + self._figure(slot, figure, classes)

    def _figure(self, slot: Slot, figure: Figure, classes: str) -> str:
        """Write a number, and what broadcasting does to it beside it."""
        within = "told" if slot.told else ""
        text = self._pen.text(slot.at, figure.text, classes, figure.size, within)
        return with_mark(text, slot.beside(figure, self._mark))

    def _array(self, slot: Slot, form: Form) -> str:
        """Write a grid or a tile."""
        marks = array_marks(slot.label, form, slot.kind, slot.captions, slot.told, slot.under)
        x, y = slot.at
        drawn = "".join(map(self._pen.array_mark, marks))
        group = f'<g {self._pen.look("array")} transform="translate({x:.10g} {y:.10g})">{drawn}</g>'
        if self.options.standalone:
            return group if marks else ""
        told = ' class="cr-told"' if slot.told else ""
        size = f"{form.kind} {form.rows} {form.columns} {form.width:g} {form.height:g}"
        return (
            f'<g{told} data-slot="{slot.name}" data-room="{form.width:g}" data-form="{size}" '
            f'data-at="{x:.10g} {y:.10g} {"under" if slot.under else "over"}">{group}</g>'
        )

    # -- nodes ------------------------------------------------------------------------------------

    def _node(self, node: NodeStory, place: NodePlace) -> str:
        state = "" if self.moment.value(node.id).text else " waiting"
        if self.moment.is_now(node):
            state += " now"
        body = self._leaf(node, place) if node.op is None else self._gate(node, place, state)
        return (
            f'<g {self._pen.look(f"node{state}")} data-node="{node.id}">'
            f"<title>{escape(node.formula.text)}</title>{body}{self._own(node, place)}</g>"
        )

    def _leaf(self, node: NodeStory, place: NodePlace) -> str:
        kind = " constant" if node.kind == "constant" else ""
        return self._label((place.x, place.y + 6), node, f"leaf{kind}", place.width)

    def _gate(self, node: NodeStory, place: NodePlace, state: str) -> str:
        width = body_width(node.op, node.glyph, 0, self.placement.circle)
        circle = self.placement.circle
        x, y = place.x - width / 2, place.y - circle / 2
        shape = self._pen.pill(self._pen.look("body", state), x, y, width, circle)
        glyph = self._pen.text(
            (place.x, place.y + 6), node.glyph, "glyph", fitted(node.glyph, width)
        )
        if node.label is None:
            return shape + glyph
        at = (place.x, place.y - circle / 2 - 6)
        return shape + glyph + self._label(at, node, "name", place.width)

    def _label(self, at: tuple[float, float], node: NodeStory, classes: str, room: float) -> str:
        """Write what a node is called; in the notation of layers with the layer raised."""
        label = node.label or "const"
        size = fitted_length(length(node.name, label), room)
        text = self._pen.text(at, label, classes, size)
        parts = raised(node.name, node.label)
        if parts is None:
            return text
        return with_layer(text, parts, size or _height(look(classes, self._colours)))

    def _own(self, node: NodeStory, place: NodePlace) -> str:
        """Write what belongs to the node and to no single wire: the sum at a fork."""
        fan_out = self.fan_out[node.id]
        body = self.placement.circle if node.op is not None else LINE
        half = body / 2
        if fan_out == 1 and node.active is not None:
            at = (place.x, place.y + half + LINE - 4)
            return self._slot(Slot("mark", at, None, "mark", self.moment.mark(node.id)))
        form = self.placement.forms[node.id]
        at = own_at(place, form, body)
        told = node.id in self.moment.told.nodes
        if fan_out == 0:
            under = node.op is not None
            at = at if under else (place.x, place.y - half - 4)
            return self._slot(self._of_node("value", node.id, at, told, under))
        if fan_out == 1 or self.trace.mode == "forward":
            return ""
        return self._slot(self._of_node("total", node.id, at, told, True, "Σ"))


_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that no XML document may hold, however they are written."""
_LAST_RUN = re.compile("(?:H[-0-9.]+)+$")


def _height(looks: Mapping[str, str]) -> float:
    return float(looks["font-size"].removesuffix("px"))


def _end(path: str) -> tuple[float, float]:
    """Return where a wire ends; its last run is horizontal."""
    before = _LAST_RUN.sub("", path)
    return float(path.rpartition("H")[2]), float(re.split("[ ,A-Z]", before)[-1])
