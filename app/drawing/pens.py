"""The elements of a drawing: texts, rings, pills and paths, and how they look.

Where a picture stands alone each carries its look as attributes; a page has it in its style sheet.
"""

import re
from collections.abc import Mapping
from html import escape

from .arrays import Mark
from .figures import SIZE, TOLD, ring_half
from .slots import Slot
from .themes import look

_SIZE = re.compile('font-size="[^"]*"')


class Pen:
    """Writes elements with their looks."""

    def __init__(self, colours: Mapping[str, str], standalone: bool) -> None:
        self._colours, self._standalone = colours, standalone
        self._looks: dict[tuple[str, str], str] = {}

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

    def text(
        self,
        at: tuple[float, float],
        text: str,
        classes: str,
        size: float | None = None,
        within: str = "",
    ) -> str:
        """Write a text about its middle, at another size than its class has if one is given."""
        looks = self.look(f"text {classes}", within)
        if size and self._standalone:
            looks = _SIZE.sub(f'font-size="{size:.1f}"', looks)
        elif size:  # an attribute would give way to the style sheet
            looks += f' style="font-size:{size:.1f}px"'
        x, y = at
        return f'<text {looks} x="{x:g}" y="{y:g}">{escape(text)}</text>'

    def ring(self, slot: Slot, text: str, visibility: str | None = None) -> str:
        """Draw the ring around an exact zero."""
        x, y = slot.at
        half, size = ring_half(text, slot.told), TOLD / SIZE if slot.told else 1.0
        seen = f' visibility="{visibility}"' if visibility else ""
        looks = self.look("ring") + seen
        top, height = round(y - 15.2 * size, 1), round(19 * size, 2)
        return self.pill(looks, round(x - half, 1), top, round(2 * half, 1), height)

    def pill(self, looks: str, x: float, y: float, width: float, height: float) -> str:
        """Draw a rectangle with round ends.

        A page measures it and makes it wider, and has a ``rect``; some programs that are no
        browsers give one so round points at its sides.
        """
        r = height / 2
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

    def array_mark(self, mark: Mark) -> str:
        """Write a text or a path of an array."""
        if not mark.path:
            return self.text((mark.x, mark.y), mark.text, mark.classes, mark.size)
        opacity = "" if mark.opacity is None else f' fill-opacity="{mark.opacity:g}"'
        return f'<path {self.look(mark.classes)} d="{mark.path}"{opacity}/>'
