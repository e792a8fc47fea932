"""A trace drawn as SVG, in the visual vocabulary of backpropagation lectures.

Left to right; a gate is a circle with its operator inside; the value stands in green above the
wire and the gradient in red below it, blank until it is computed. The picture is a pure function
of the trace, the placement, and the options.
"""

from dataclasses import dataclass
from html import escape

from app.drawing.labels import Label, Moment
from app.drawing.layout import NodePlace, WirePlace
from app.drawing.place import CHARACTER, CIRCLE, LINE, Placement, body_width, label_width
from app.drawing.themes import RULES, Palette, Theme, declarations
from app.engine.errors import ArgumentError
from app.trace import NodeStory, Trace

MARGIN = 24.0
"""Paper around the drawing, in px."""
MARKS = {"reverse": "◂", "forward": "▸"}
"""Which way the number below a wire travels; it tells without colour."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to draw. ``step`` counts the steps played; ``None`` is the end of the story."""

    step: int | None = None
    theme: Theme = "light"
    palette: Palette = "classic"
    digits: int = 2
    standalone: bool = True
    """Carry the theme's colours, the rules and a paper of its own, for use outside a page; a page
    has them in its style sheet."""
    title: str | None = None


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
        self.lower = "tangent" if trace.mode == "forward" else "gradient"
        self.fan_out = [0] * len(trace.nodes)
        for edge in trace.edges:
            self.fan_out[edge.source] += 1
        for output in trace.outputs:
            self.fan_out[output] += 1

    def draw(self) -> str:
        width = self.placement.width + 2 * MARGIN
        height = self.placement.height + 2 * MARGIN
        title = escape(self.options.title or self._title())
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="cr-graph" role="img" '
            f'width="{width:g}" height="{height:g}" '
            f'viewBox="{-MARGIN:g} {-MARGIN:g} {width:g} {height:g}" '
            f'style="--width: {width:g}px; --ratio: {width / height:.4f}" aria-label="{title}">',
            f"<title>{title}</title>",
            self._style(),
            '<defs><marker id="cr-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" '
            'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
            '<path class="cr-tip" d="M0 0.5 8 4 0 7.5z"/></marker></defs>',
        ]
        if self.options.standalone:
            parts.append(
                f'<rect x="{-MARGIN:g}" y="{-MARGIN:g}" width="{width:g}" height="{height:g}" '
                'fill="var(--cr-paper)"/>'
            )
        parts += [self._edge(k, place) for k, place in enumerate(self.placement.edges)]
        parts += [
            self._port(output, place)
            for output, place in zip(self.trace.outputs, self.placement.ports, strict=True)
        ]
        parts += [
            self._node(node, place)
            for node, place in zip(self.trace.nodes, self.placement.nodes, strict=True)
        ]
        parts.append("</svg>\n")
        return "\n".join(parts)

    def _title(self) -> str:
        last = self.trace.nodes[self.trace.outputs[0]]
        name = self.trace.output or "the program"
        value = self.moment.value(last.id).text
        return f"Computation graph of {name}" + (f" = {value}" if value else "")

    def _style(self) -> str:
        if not self.options.standalone:
            return ""
        colours = declarations(self.options.theme, self.options.palette)
        return f"<style>\nsvg.cr-graph {{ {colours} }}\n{RULES}\n</style>"

    # -- wires ------------------------------------------------------------------------------------

    def _edge(self, edge: int, place: WirePlace) -> str:
        story = self.trace.edges[edge]
        back = self.moment.back(edge)
        classes = ["cr-wire"]
        if back.text and self.trace.mode == "reverse":
            classes.append("cr-zero" if back.zero else "cr-back")
        current = self.moment.current
        if current is not None and current.edge == edge:
            classes.append("cr-now")
        hint = escape(story.formula.text)
        value = self.moment.value(story.source)
        room = self._room(self.trace.nodes[story.source])
        return (
            f'<g data-edge="{edge}"><title>{hint}</title>'
            f'<path class="{" ".join(classes)}" d="{place.path}" marker-end="url(#cr-tip)"/>'
            f"{self._upper(place.value_at, value, room)}"
            f"{self._under('back', place.gradient_at, back, room)}</g>"
        )

    def _port(self, output: int, place: WirePlace) -> str:
        total = self.moment.total(output)
        if self.trace.mode == "reverse" and output not in self.moment.seeded:
            total = Label()
        room = self._room(self.trace.nodes[output])
        classes = "cr-wire cr-back" if total.text and self.lower == "gradient" else "cr-wire"
        return (
            f'<g data-output="{output}"><path class="{classes}" d="{place.path}" '
            'marker-end="url(#cr-tip)"/>'
            f"{self._upper(place.value_at, self.moment.value(output), room)}"
            f"{self._under('total', place.gradient_at, total, room)}</g>"
        )

    def _upper(self, at: tuple[float, float], label: Label, room: float) -> str:
        return self._slot("value", at, label.text, "cr-value", room)

    def _under(
        self, slot: str, at: tuple[float, float], label: Label, room: float, sign: str = ""
    ) -> str:
        """Write the number below a wire; an exact zero is ringed, so that it is no blank."""
        kind = f"cr-{self.lower} cr-sum" if sign else f"cr-{self.lower}"
        if label.zero:
            return self._slot(slot, at, label.text, f"{kind} cr-none", room, ringed=True)
        text = " ".join([MARKS[self.trace.mode], *sign, label.text]) if label.text else ""
        return self._slot(slot, at, text, kind, room + 2 * CHARACTER)

    def _slot(
        self,
        name: str,
        at: tuple[float, float],
        text: str,
        classes: str,
        room: float,
        ringed: bool = False,
    ) -> str:
        """Write a number that comes and goes with the steps.

        Inside a page the place is kept while it is blank, for the scripts to fill.
        """
        if self.options.standalone:
            return (_ring(at, text) if ringed else "") + _text(at, text, classes, room)
        ring = _ring(at, text, "visible" if ringed else "hidden")
        written = _text(at, text, classes, room, keep=True)
        return f'<g data-slot="{name}" data-room="{room:.0f}">{ring}{written}</g>'

    @staticmethod
    def _room(node: NodeStory) -> float:
        return label_width(node.shape)

    # -- nodes ------------------------------------------------------------------------------------

    def _node(self, node: NodeStory, place: NodePlace) -> str:
        classes = ["cr-node"]
        if not self.moment.value(node.id).text:
            classes.append("cr-waiting")
        if self.moment.is_now(node):
            classes.append("cr-now")
        body = self._leaf(node, place) if node.op is None else self._gate(node, place)
        return (
            f'<g class="{" ".join(classes)}" data-node="{node.id}">'
            f"<title>{escape(node.formula.text)}</title>{body}{self._own(node, place)}</g>"
        )

    def _leaf(self, node: NodeStory, place: NodePlace) -> str:
        kind = " cr-constant" if node.kind == "constant" else ""
        name = node.name or "const"
        return _text((place.x, place.y + 6), name, f"cr-leaf{kind}", place.width)

    def _gate(self, node: NodeStory, place: NodePlace) -> str:
        width = body_width(node.op, node.glyph, node.name)
        x, y = place.x - width / 2, place.y - CIRCLE / 2
        shape = (
            f'<rect class="cr-body" x="{x:g}" y="{y:g}" width="{width:g}" height="{CIRCLE:g}" '
            f'rx="{CIRCLE / 2:g}"/>'
        )
        glyph = _text((place.x, place.y + 6), node.glyph, "cr-glyph", width)
        if node.name is None:
            return shape + glyph
        at = (place.x, place.y - CIRCLE / 2 - 6)
        return shape + glyph + _text(at, node.name, "cr-name", place.width)

    def _own(self, node: NodeStory, place: NodePlace) -> str:
        """Write what belongs to the node and to no single wire: the sum at a fork."""
        fan_out = self.fan_out[node.id]
        if fan_out == 1:
            return ""
        half = CIRCLE / 2 if node.op is not None else LINE / 2
        room = label_width(node.shape)
        parts = []
        if fan_out == 0:
            at = (place.x, place.y - half - 4 if node.op is None else place.y + half + LINE - 4)
            parts.append(self._upper(at, self.moment.value(node.id), room))
        else:
            total = self.moment.total(node.id)
            at = (place.x, place.y + half + LINE - 4)
            if self.trace.mode == "reverse":
                parts.append(self._under("total", at, total, room, "Σ"))
        return "".join(parts)


def _text(at: tuple[float, float], text: str, classes: str, room: float, keep: bool = False) -> str:
    """Write a text about its middle; what is wider than its room is set smaller."""
    if not text and not keep:
        return ""
    wanted = len(text) * CHARACTER
    size = f' style="font-size:{max(16 * room / wanted, 7):.1f}px"' if wanted > room + 1 else ""
    x, y = at
    return f'<text class="cr-text {classes}" x="{x:g}" y="{y:g}"{size}>{escape(text)}</text>'


def _ring(at: tuple[float, float], text: str, visibility: str | None = None) -> str:
    """Draw the ring around an exact zero."""
    x, y = at
    half = 9.5 + CHARACTER * max(len(text) - 1, 0) / 2
    seen = f' visibility="{visibility}"' if visibility else ""
    return (
        f'<rect class="cr-ring" x="{x - half:.1f}" y="{y - 15.2:.1f}" '
        f'width="{2 * half:.1f}" height="19" rx="9.5"{seen}/>'
    )
