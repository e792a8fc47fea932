"""The parts of a picture written as SVG elements, and how they look.

Where a picture stands alone each carries its look as attributes; a page has it in its style sheet.
"""

import re
from collections.abc import Mapping
from html import escape

from .ink import Block, Item, Number, Part, Path, Pill, Text, Wire, inks_of
from .runs import Run
from .slots import Slot
from .symbols import APART
from .themes import look

_SIZE = re.compile('font-size="[^"]*"')


class Pen:
    """Writes elements with their looks."""

    def __init__(self, colours: Mapping[str, str], standalone: bool) -> None:
        self._colours, self._standalone = colours, standalone
        self._looks: dict[tuple[str, str], str] = {}

    def part(self, part: Part) -> str:
        """Write an edge, an output or a node."""
        return f"{self.opening(part)}{''.join(map(self.item, part.items))}</g>"

    def opening(self, part: Part) -> str:
        """Write where a part begins: which it is, and what is said of it."""
        classes = f"{self.look(part.classes)} " if part.classes else ""
        title = "" if part.title is None else f"<title>{escape(part.title)}</title>"
        return f'<g {classes}data-{part.kind}="{part.id}">{title}'

    def item(self, item: Item) -> str:
        """Write one thing of a part.

        Inside a page the place of a number is kept while it is blank, for the scripts to fill.
        """
        match item:
            case Text():
                return self._text(item)
            case Path():
                return self._path(item)
            case Pill():
                return self._pill(item)
            case Block():
                return self._block(item)
            case Wire() if not self._standalone:
                looks = self.look(item.classes)
                return f'<path {looks} d="{item.path}" marker-end="url(#cr-tip)"/>'
            case Number() if not self._standalone:
                return self._place(item)
        return "".join(map(self.item, inks_of(item)))

    def look(self, classes: str, within: str = "") -> str:
        """Write the classes of an element, and where the picture stands alone how they look."""
        written = self._looks.get((classes, within))
        if written is None:
            found = look(classes, self._colours, within) if self._standalone else {}
            names = " ".join(f"cr-{name}" for name in classes.split())
            rows = {"class": names, **found}
            written = " ".join(f'{name}="{value}"' for name, value in rows.items())
            self._looks[classes, within] = written
        return written

    def _text(self, text: Text) -> str:
        """Write a text, at another size than its class has if one is given."""
        looks = self.look(f"text {text.classes}", text.within)
        if text.size and self._standalone:
            looks = _SIZE.sub(f'font-size="{text.size:.1f}"', looks)
        elif text.size:  # an attribute would give way to the style sheet
            looks += f' style="font-size:{text.size:.1f}px"'
        runs = _runs(text.runs) if text.runs else ""
        return f'<text {looks} x="{text.x:g}" y="{text.y:g}">{escape(text.text)}{runs}</text>'

    def _path(self, path: Path) -> str:
        opacity = "" if path.opacity is None else f' fill-opacity="{path.opacity:g}"'
        return f'<path {self.look(path.classes, path.within)} d="{path.d}"{opacity}/>'

    def _place(self, number: Number) -> str:
        """Write the place of a number inside a page."""
        slot = number.slot
        told = ' class="cr-told"' if slot.told else ""
        ring = self._pill(number.ring, "visible" if number.is_ringed else "hidden")
        drawn = f"{ring}{self._text(number.text)}"
        room = f'data-room="{slot.room:g}"{_names(slot)}'
        return f'<g{told} data-slot="{slot.name}" {room}>{drawn}</g>'

    def _block(self, block: Block) -> str:
        """Write a grid or a tile."""
        slot, form = block.slot, block.slot.form
        x, y = slot.at
        drawn = "".join(map(self.item, block.marks))
        group = f'<g {self.look("array")} transform="translate({x:.10g} {y:.10g})">{drawn}</g>'
        if self._standalone or form is None:
            return group if block.marks else ""
        told = ' class="cr-told"' if slot.told else ""
        size = f"{form.kind} {form.rows} {form.columns} {form.width:g} {form.height:g}"
        return (
            f'<g{told} data-slot="{slot.name}" data-room="{form.width:g}"{_names(slot)} '
            f'data-form="{size}" '
            f'data-at="{x:.10g} {y:.10g} {"under" if slot.under else "over"}">{group}</g>'
        )

    def _pill(self, pill: Pill, visibility: str | None = None) -> str:
        """Draw a rectangle with round ends.

        A page measures it and makes it wider, and has a ``rect``; some programs that are no
        browsers give one so round points at its sides.
        """
        x, y, width, height = pill.x, pill.y, pill.width, pill.height
        r = height / 2
        looks = self.look(pill.classes, pill.within)
        if visibility:
            looks += f' visibility="{visibility}"'
        if not self._standalone:
            return (
                f'<rect {looks} x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
                f'rx="{r:g}" ry="{r:g}"/>'
            )
        if width <= height:
            return f'<circle {looks} cx="{x + r:g}" cy="{y + r:g}" r="{r:g}"/>'
        left, right, bottom = x + r, x + width - r, y + height
        ends = [f"A{r:g} {r:g} 0 0 1 {right:g} {bottom:g}", f"A{r:g} {r:g} 0 0 1 {left:g} {y:g}"]
        return f'<path {looks} d="M{left:g} {y:g}H{right:g}{ends[0]}H{left:g}{ends[1]}Z"/>'


def _names(slot: Slot) -> str:
    """Write how a number may be written with its name."""
    return f' data-names="{escape(APART.join(slot.names))}"' if slot.names else ""


def _runs(runs: tuple[Run, ...]) -> str:
    """Write what follows a text on its line.

    Nothing but lengths in px: not every program that reads SVG knows others.
    """
    written, rise = "", 0.0
    for run in runs:
        looks = []
        if run.gap:
            looks.append(f'dx="{run.gap:g}"')
        if run.rise != rise:
            looks.append(f'dy="{rise - run.rise:.1f}"')
        if run.size is not None:
            looks.append(f'font-size="{run.size:.1f}"')
        if run.weight is not None:
            looks.append(f'font-weight="{run.weight}"')
        if run.is_upright:
            looks.append('font-style="normal"')
        written += f"<tspan {' '.join(looks)}>{escape(run.text)}</tspan>"
        rise = run.rise
    return written
