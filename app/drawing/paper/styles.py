"""How texts and shapes look, as numbers and colours instead of attributes of SVG."""

from dataclasses import dataclass, replace
from functools import cache

from ..ink import Ink, Text
from ..themes import colours_of, look

NAMES = {name: name for name in colours_of("light", "classic")}
"""Of each colour its name, in place of the colour."""
BOLD = 600
"""Weight from which on a text is bold."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one text or shape looks; sizes in px, colours by their names."""

    fill: str | None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, float] | None = None
    size: float = 0.0
    """Height of a text."""
    is_bold: bool = False
    is_italic: bool = False
    is_to_end: bool = False
    """Whether a text ends where it stands, instead of having its middle there."""


def style_of(ink: Ink) -> Style:
    """Return how something looks."""
    is_text = isinstance(ink, Text)
    style = _style(ink.classes, ink.within, is_text)
    size = ink.size if isinstance(ink, Text) else None
    return replace(style, size=size) if size else style


@cache
def _style(classes: str, within: str, is_text: bool) -> Style:
    """Return how all of these classes look; there are few dozens."""
    found = look(f"text {classes}" if is_text else classes, NAMES, within)
    if is_text:
        return Style(
            found["fill"],
            size=float(found["font-size"]),
            is_bold=int(found.get("font-weight", "400")) >= BOLD,
            is_italic=found.get("font-style") == "italic",
            is_to_end=found["text-anchor"] == "end",
        )
    dash = found.get("stroke-dasharray", "").split()
    return Style(
        _none(found.get("fill")),
        _none(found.get("stroke")),
        float(found.get("stroke-width", "0")),
        (float(dash[0]), float(dash[1])) if dash else None,
    )


def _none(colour: str | None) -> str | None:
    return None if colour == "none" else colour
