"""A story as an animated SVG, which plays wherever an image does: no script, only a style sheet.

Everything that looks the same in several pictures of the sequence is written once and shown for as
long. A press of the stage has its beats: the gate that speaks is lit, what it takes in or hands on
travels along its wires, then the new numbers come to stand. Where a program knows no animations,
and for readers who want no motion, the last picture stands still.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..choices import PACE, By
from ..trace import Trace
from .frames import Frame, Sheet, frames_of, shown
from .ink import Block, Item, Number, Part
from .pens import Pen
from .picture import Options, Picture
from .place import Placement
from .svg import paper, svg_head

REST = 3.0
"""How much longer the last one is shown, before the film begins anew, in pictures."""
FADE = 0.2
"""Seconds in which something comes."""
TRAVEL = 0.45
"""Share of a picture's time that things travel along wires."""
LONGEST_TRAVEL = 0.9
"""Seconds that this takes at most."""
DOT = 6.5
"""Radius of what travels, in px."""


@dataclass(frozen=True, slots=True)
class Film:
    """How a film is made."""

    options: Options
    """How its pictures are drawn; their ``step`` is where it ends."""
    by: By = "gate"
    pace: float = PACE
    words: bool = True


def draw_film(trace: Trace, placement: Placement, film: Film) -> str:
    """Draw a story from its beginning to a step.

    Raises:
        ArgumentError: there is no such step.
        LimitError: there are too many pictures.
    """
    last = Picture(trace, placement, film.options)
    frames = frames_of(trace, film.by, film.options.step)
    sheet = Sheet(placement, frames, film.words)
    reel = _Reel(len(frames), film.pace)
    pen = Pen(last.colours, standalone=True)
    shots = [*shown(trace, placement, film.options, frames)]
    said = ["".join(map(pen.item, sheet.said(k, frame))) for k, frame in enumerate(frames)]
    drawn = [_changing(looks, reel, pen) for looks in zip(*shots, strict=True)]
    dots = "".join(_dots(trace, placement, frames, reel, last.colours))
    caption = reel.changing([(text, False) for text in said])
    drawn.insert(len(placement.edges) + len(placement.ports), f"<g>{dots}</g>")
    parts = [
        svg_head(sheet.box, last.title, reel.said()),
        reel.style(),
        paper(sheet.box, last.colours["paper"]),
        *drawn,
        f"<g>{caption}</g>",
        "</svg>\n",
    ]
    return "\n".join(parts)


_Look = tuple[str, bool]
"""What is written of something at a moment, and whether it waits for what travels to it."""


def _changing(looks: Sequence[Part], reel: "_Reel", pen: Pen) -> str:
    """Write a part that looks so in each picture in turn."""
    items = {id(part): [_look(item, pen) for item in part.items] for part in looks}
    columns = zip(*(items[id(part)] for part in looks), strict=True)
    return f"{pen.opening(_plain(looks[0]))}{''.join(map(reel.changing, columns))}</g>"


def _look(item: Item, pen: Pen) -> _Look:
    return pen.item(item), isinstance(item, Number | Block)


def _plain(part: Part) -> Part:
    """Return a part whose group is the same in all pictures."""
    return Part(part.kind, part.id, (), part.title, part.classes.partition(" ")[0])


def _dots(
    trace: Trace,
    placement: Placement,
    frames: list[Frame],
    reel: "_Reel",
    colours: dict[str, str],
) -> list[str]:
    """Draw what travels: a gate's operands into it, its gradients back out of it."""
    drawn = []
    for k, frame in enumerate(frames):
        for step in trace.steps[frame.first : frame.step]:
            if step.phase == "forward":
                for edge in trace.edges:
                    if edge.target == step.node:
                        path = placement.edges[edge.id].path
                        drawn.append(reel.travelling(k, path, colours["value"], "on"))
            elif step.edge is not None and trace.edges[step.edge].contribution is not None:
                path = placement.edges[step.edge].path
                drawn.append(reel.travelling(k, path, colours["gradient"], "back"))
    return drawn


class _Reel:
    """The times at which things are shown, and the style sheet that shows them."""

    def __init__(self, frames: int, pace: float) -> None:
        self._frames, self._pace = frames, pace
        self._seconds = pace * (frames + REST)
        self._travel = min(TRAVEL * pace, LONGEST_TRAVEL)
        self._fade = min(FADE, pace / 5)
        self._rules: dict[str, str] = {}

    def said(self) -> str:
        """Write what a page needs to take the film apart: how many pictures, and seconds."""
        return f'data-pictures="{self._frames}" data-pace="{self._pace:g}" '

    def changing(self, looks: Sequence[_Look]) -> str:
        """Write something that looks so in each picture in turn."""
        drawn, before, first = "", "", 0
        for (text, waits), run in groupby(looks):
            end = first + len([*run])
            if end - first == len(looks):
                return text
            if text:
                drawn += self._shown(first, end, text, waits and not before)
            before, first = text, end
        return drawn

    def _shown(self, first: int, end: int, text: str, waits: bool) -> str:
        name = f"s{first}-{end}{'w' if waits else ''}"
        fade, wait = self._fade, self._travel if waits else 0.0
        comes = self._pace * first + wait
        goes = self._pace * end + fade
        keys = [] if first == 0 else [("0%", 0), (self._at(comes), 0)]
        keys.append(("0%" if first == 0 else self._at(comes + fade), 1))
        keys += [(self._at(goes), 1), (self._at(goes + 0.01), 0)] if end < self._frames else []
        keys.append(("100%", int(end == self._frames)))
        self._rules[name] = "".join(f"{at}{{opacity:{seen}}}" for at, seen in keys)
        hidden = "" if end == self._frames else ' opacity="0"'
        return f'<g class="cr-f {name}"{hidden}>{text}</g>'

    def travelling(self, frame: int, path: str, colour: str, way: str) -> str:
        """Draw a dot that goes along a wire while a picture begins: ``on`` or ``back``."""
        name = f"t{frame}{way}"
        start, end = ("0%", "100%") if way == "on" else ("100%", "0%")
        comes, goes = self._pace * frame, self._pace * frame + self._travel
        seen = f"{self._at(comes)}{{opacity:0;offset-distance:{start};animation-timing-function:"
        self._rules[name] = (
            f"0%{{opacity:0;offset-distance:{start}}}"
            f"{seen}step-end}}"
            f"{self._at(comes + 0.01)}{{opacity:1;offset-distance:{start};"
            "animation-timing-function:ease-in-out}"
            f"{self._at(goes)}{{opacity:1;offset-distance:{end}}}"
            f"{self._at(goes + self._fade)}{{opacity:0;offset-distance:{end}}}"
            f"100%{{opacity:0;offset-distance:{end}}}"
        )
        return (
            f'<circle class="cr-f {name}" style="offset-path:path(\'{path}\')" r="{DOT:g}" '
            f'fill="{colour}" opacity="0"/>'
        )

    def style(self) -> str:
        """Write the style sheet, after everything that is shown by it."""
        rules = [
            f"@keyframes {name}{{{keys}}}.{name}{{animation-name:{name}}}"
            for name, keys in self._rules.items()
        ]
        return (
            f"<style>.cr-f{{animation:{self._seconds:g}s linear infinite}}{''.join(rules)}"
            "@media (prefers-reduced-motion:reduce){.cr-f{animation:none}}</style>"
        )

    def _at(self, seconds: float) -> str:
        return f"{100 * seconds / self._seconds:.3f}%"
