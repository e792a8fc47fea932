"""A trace at one step as the parts of its picture, in the visual vocabulary of lectures.

Left to right; a gate is a circle with its operator inside; the value stands in green above the
wire and the gradient in red below it, blank until it is computed. The picture is a pure function
of the trace, the placement, and the options. What writes it decides how: svg.py, film.py, tikz.py
and pdf.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, TypeAlias

from ..choices import Palette, Theme
from ..engine.errors import ArgumentError
from ..engine.stopping import step_by_step
from ..trace import NodeStory, Trace
from .arrays import array_marks
from .batch import find_batch
from .bodies import Bodies
from .captions import (
    back_caption,
    copies_beside,
    copies_on,
    sum_beside,
    total_caption,
    value_caption,
)
from .figures import MARKS, SIZE, mark_runs, ring_half, wire_class
from .forms import TOLD, Form
from .ink import Block, Item, Number, Part, Path, Pill, Text, Wire
from .labels import Kind, Label, Moment, State
from .layout import NodePlace, WirePlace
from .place import LINE, Placement, own_at
from .slots import Slot
from .symbols import symbols_of
from .themes import colours_of


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
    shapes: bool = False
    """Whether every wire says the shape of what it carries, in the place of its numbers."""


Kept: TypeAlias = dict[tuple[Kind, int, State], Part]
"""Parts that were made, by what they stand for and its state."""


class Picture:
    """A trace at one step.

    Several pictures of a sequence may share what they ``kept``: a part that looks the same in
    several of them is made once, and is the same object.

    Raises :class:`ArgumentError` where there is no such step.
    """

    def __init__(
        self, trace: Trace, placement: Placement, options: Options, kept: Kept | None = None
    ) -> None:
        step = options.step
        if step is not None and not 0 <= step <= len(trace.steps):
            raise ArgumentError(
                f"there is no step {step}",
                hint=f"the story has {len(trace.steps)} steps: use 0 (nothing played) "
                f"to {len(trace.steps)} (the end)",
            )
        self.trace = trace
        self.placement = placement
        self._kept: Kept = {} if kept is None else kept
        self.moment = Moment(trace, step, options.digits, options.shapes)
        self.title = options.title or self._title()
        self.colours = colours_of(options.theme, options.palette)
        self.mark = MARKS[trace.mode]
        self._batch = find_batch(trace, options.batch)
        self._symbols = symbols_of(trace, placement.labels)
        self._bodies = Bodies(placement.circle, self.colours)
        self._lower = "tangent" if trace.mode == "forward" else "gradient"
        self._fan_out = [0] * len(trace.nodes)
        for edge in trace.edges:
            self._fan_out[edge.source] += 1
        for output in trace.outputs:
            self._fan_out[output] += 1

    def parts(self) -> Iterator[Part]:
        """Give every wire, every output and every node, what lies on top last."""
        for k, wire in step_by_step(enumerate(self.placement.edges)):
            yield self._made("edge", k, partial(self._edge, k, wire))
        ports = zip(self.trace.outputs, self.placement.ports, strict=True)
        for output, wire in step_by_step(ports):
            yield self._made("output", output, partial(self._port, output, wire))
        nodes = zip(self.trace.nodes, self.placement.nodes, strict=True)
        for node, place in step_by_step(nodes):
            yield self._made("node", node.id, partial(self._node, node, place))

    def _made(self, kind: Kind, place: int, make: Callable[[], Part]) -> Part:
        key = kind, place, self.moment.state(kind, place)
        part = self._kept.get(key)
        if part is None:
            part = self._kept[key] = make()
        return part

    def _title(self) -> str:
        last = self.trace.nodes[self.trace.outputs[0]]
        name = self.trace.output or "the program"
        value = self.moment.value(last.id).text
        return f"Computation graph of {name}" + (f" = {value}" if value else "")

    # -- wires ------------------------------------------------------------------------------------

    def _edge(self, edge: int, place: WirePlace) -> Part:
        story = self.trace.edges[edge]
        back = self.moment.back(edge)
        now = self.moment.is_told_now(edge)
        value = self.moment.value(story.source)
        form = self.placement.forms[story.source]
        told = edge in self.moment.told.edges
        node = self.trace.nodes[story.source]
        said = value_caption(node, self._batch, copies_on(self.trace, edge))
        back_said = back_caption(self.trace, edge, self.mark)
        upper = Slot("value", place.value_at, form, "value", value, told, said)
        lower = Slot("back", place.gradient_at, form, self._lower, back, told, back_said, True)
        if form.kind == "number":
            upper = replace(upper, marks=copies_beside(self.trace, edge))
            lower = replace(lower, marks=sum_beside(self.trace, edge, self._batch))
        upper, lower = self._named(upper, story.source), self._named(lower, edge)
        items = self._wire(place, back, now), self._slot(upper), self._slot(lower)
        return Part("edge", edge, items, story.formula.text)

    def _port(self, output: int, place: WirePlace) -> Part:
        total = self.moment.total(output)
        told = output in self.moment.told.outputs
        upper = self._of_node("value", output, place.value_at, told)
        lower = self._of_node("total", output, place.gradient_at, told, under=True)
        items = self._wire(place, total), self._slot(upper), self._slot(lower)
        return Part("output", output, items)

    def _of_node(
        self,
        name: Literal["value", "total"],
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
            slot = Slot(name, at, form, "value", label, told, caption, under)
        else:
            caption = total_caption(story, self.mark, sign)
            label = self.moment.total(node)
            slot = Slot(name, at, form, self._lower, label, told, caption, under, sign)
        return self._named(slot, node)

    def _named(self, slot: Slot, place: int) -> Slot:
        """Let a number be called by its name: that of a node, or of an edge's way back."""
        symbols = self._symbols
        if symbols is None:
            return slot
        if slot.form is None or slot.form.kind == "number":
            match slot.name:
                case "value":
                    names = symbols.value(place)
                case "back":
                    names = symbols.back(place)
                case _:
                    names = symbols.total(place, slot.sign != "")
            return replace(slot, names=names)
        match slot.name:
            case "value":
                names = symbols.value_captions(place, slot.captions)
            case "back":
                names = symbols.back_captions(place, slot.captions, self.mark)
            case _:
                names = symbols.total_captions(place, slot.captions, self.mark)
        return replace(slot, names=names, captions=names + slot.captions)

    def _wire(self, place: WirePlace, back: Label, now: bool = False) -> Wire:
        """Draw a wire, coloured by the gradient that came through it."""
        colour = wire_class(back) if self.trace.mode == "reverse" else ""
        return Wire(place.path, " ".join(filter(None, ("wire", colour, "now" if now else ""))))

    def _slot(self, slot: Slot) -> Item:
        """Draw what comes and goes with the steps."""
        if slot.form is not None and slot.form.kind != "number":
            return self._array(slot, slot.form)
        figure = slot.figure(self.mark)
        classes = f"{slot.kind}{' sum' if slot.sign else ''}{' none' if figure.ringed else ''}"
        within = "told" if slot.told else ""
        runs = mark_runs(slot.beside(figure, self.mark))
        text = Text(*slot.at, figure.text, classes, figure.size, within, runs)
        return Number(slot, text, _ring(slot, figure.text), figure.ringed)

    def _array(self, slot: Slot, form: Form) -> Block:
        """Draw a grid or a tile."""
        marks = array_marks(slot.label, form, slot.kind, slot.captions, slot.told, slot.under)
        return Block(
            slot,
            tuple(
                Path(mark.path, mark.classes, opacity=mark.opacity)
                if mark.path
                else Text(mark.x, mark.y, mark.text, mark.classes, mark.size)
                for mark in marks
            ),
        )

    # -- nodes ------------------------------------------------------------------------------------

    def _node(self, node: NodeStory, place: NodePlace) -> Part:
        state = "" if node.id in self.moment.valued else " waiting"
        if self.moment.is_now(node):
            state += " now"
        items: list[Item] = [*self._bodies.of(node, place, state)]
        own = self._own(node, place)
        if own is not None:
            items.append(own)
        return Part("node", node.id, tuple(items), node.formula.text, f"node{state}")

    def _own(self, node: NodeStory, place: NodePlace) -> Item | None:
        """Draw what belongs to the node and to no single wire: the sum at a fork."""
        fan_out = self._fan_out[node.id]
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
            return None
        return self._slot(self._of_node("total", node.id, at, told, True, "Σ"))


def _ring(slot: Slot, text: str) -> Pill:
    """Return the ring around an exact zero."""
    x, y = slot.at
    half, size = ring_half(text, slot.told), TOLD / SIZE if slot.told else 1.0
    top, height = round(y - 15.2 * size, 1), round(19 * size, 2)
    return Pill(round(x - half, 1), top, round(2 * half, 1), height, "ring")
