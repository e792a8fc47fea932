"""The colours of a picture, by theme and palette, and the rules that use them.

Contrast of every text colour on its background is at least 4.5 to 1 (WCAG 2.2 AA).
"""

from collections.abc import Mapping
from typing import NamedTuple

from ..choices import Palette, Theme
from .figures import SIZE
from .forms import TOLD

SURFACES: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#1b1f24",
        "quiet": "#59636e",
        "wire": "#8b949e",
        "gate": "#f3f5f8",
        "edge": "#3d4650",
        "now": "#ffe08a",
        "plus": "#b37400",
        "minus": "#4a3fb8",
    },
    "dark": {
        "paper": "#11151b",
        "ink": "#eef2f6",
        "quiet": "#a7b1bd",
        "wire": "#77818d",
        "gate": "#222a34",
        "edge": "#c3ccd6",
        "now": "#6b5200",
        "plus": "#e3a72f",
        "minus": "#9a8cff",
    },
}
INKS: dict[tuple[Theme, Palette], dict[str, str]] = {
    ("light", "classic"): {"value": "#15703a", "gradient": "#c01f2e", "tangent": "#6f3fc0"},
    ("dark", "classic"): {"value": "#5fd38a", "gradient": "#ff8189", "tangent": "#c3a2ff"},
    ("light", "colourblind"): {"value": "#005a9c", "gradient": "#a84300", "tangent": "#5b3a8e"},
    ("dark", "colourblind"): {"value": "#74b9ff", "gradient": "#ffab5e", "tangent": "#d0b3ff"},
}

FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"


class Rule(NamedTuple):
    """How elements look that have all of some classes, and perhaps stand within another."""

    classes: tuple[str, ...]
    look: dict[str, str]
    """Presentation attributes of SVG; a colour of the theme is written ``$name``."""
    within: str = ""
    """The class of an element around them."""


LOOKS = (
    Rule(
        ("text",),
        {"font-family": FONT, "font-size": f"{SIZE:g}px", "text-anchor": "middle", "fill": "$ink"},
    ),
    Rule(("wire",), {"fill": "none", "stroke": "$wire", "stroke-width": "2"}),
    Rule(("wire", "back"), {"stroke": "$gradient"}),
    Rule(("wire", "zero"), {"stroke": "$wire", "stroke-dasharray": "5 5"}),
    Rule(("wire", "now"), {"stroke-width": "4.5"}),
    Rule(("tip",), {"fill": "$wire"}),
    Rule(("body",), {"fill": "$gate", "stroke": "$edge", "stroke-width": "2"}),
    Rule(("body",), {"stroke-dasharray": "3 4"}, within="waiting"),
    Rule(("body",), {"fill": "$now", "stroke-width": "3"}, within="now"),
    Rule(("glyph",), {"font-size": "18px", "font-weight": "600"}),
    Rule(("name",), {"font-size": "15px", "font-style": "italic", "fill": "$quiet"}),
    Rule(("leaf",), {"font-size": "19px", "font-style": "italic", "font-weight": "600"}),
    Rule(("constant",), {"fill": "$quiet", "font-weight": "400"}),
    Rule(("value",), {"fill": "$value", "font-weight": "700"}),
    Rule(("gradient",), {"fill": "$gradient", "font-weight": "500"}),
    Rule(("tangent",), {"fill": "$tangent", "font-weight": "500"}),
    Rule(("sum",), {"font-weight": "700"}),
    Rule(("value",), {"font-size": f"{TOLD:g}px"}, within="told"),
    Rule(("gradient",), {"font-size": f"{TOLD:g}px"}, within="told"),
    Rule(("tangent",), {"font-size": f"{TOLD:g}px"}, within="told"),
    Rule(("cell",), {"text-anchor": "end"}),
    Rule(("caption",), {"font-size": "14px", "font-weight": "500"}),
    Rule(("caption",), {"font-size": "14px"}, within="told"),
    Rule(("mark",), {"font-size": "15px", "font-weight": "700"}),
    Rule(("none",), {"fill": "$quiet", "font-weight": "400"}),
    Rule(("ring",), {"fill": "none", "stroke": "$quiet", "stroke-width": "1.2"}),
    Rule(("border-value",), {"fill": "none", "stroke": "$value", "stroke-width": "1.8"}),
    Rule(("border-gradient",), {"fill": "none", "stroke": "$gradient", "stroke-width": "1.4"}),
    Rule(("border-tangent",), {"fill": "none", "stroke": "$tangent", "stroke-width": "1.4"}),
    Rule(("plus",), {"fill": "$plus"}),
    Rule(("minus",), {"fill": "$minus"}),
    Rule(("odd",), {"fill": "$quiet"}),
    Rule(("said",), {"font-size": "17px", "fill": "$ink"}),
    Rule(("track",), {"fill": "none", "stroke": "$gate", "stroke-width": "3"}),
    Rule(("progress",), {"fill": "none", "stroke": "$quiet", "stroke-width": "3"}),
    Rule(("bar",), {"fill": "none", "stroke": "$ink", "stroke-width": "1.4"}),
)
"""How a picture looks. A later rule wins. A page has them as a style sheet, in which its theme can
change; a picture that stands alone has them as literal attributes, since many programs that read
SVG know no variables, no style sheets, or only the first of several classes. ``plus`` and ``minus``
are the scale of tiles: neither green nor red, and apart for the colour-blind too."""

IN_PAGES = """
.cr-lit .cr-body { stroke: var(--cr-value); stroke-width: 4; }
.cr-lit .cr-leaf { text-decoration: underline; }
.cr-token rect { fill: var(--cr-paper); stroke: var(--cr-value); stroke-width: 2.5; }
.cr-token .cr-text { fill: var(--cr-value); font-weight: 700; }
.cr-token-back rect { stroke: var(--cr-gradient); }
.cr-token-back .cr-text { fill: var(--cr-gradient); }
.cr-far [data-slot], .cr-far .cr-name { visibility: hidden; }
.cr-ring.cr-veil { stroke: var(--cr-gradient); stroke-width: 1.5; stroke-dasharray: 3 3; }
.cr-cells, .cr-going { pointer-events: none; }
.cr-going .cr-text { fill: var(--cr-value); font-weight: 700; }
.cr-going .cr-text { paint-order: stroke; stroke: var(--cr-paper); stroke-width: 5; }
.cr-going-gradient .cr-text { fill: var(--cr-gradient); }
.cr-going rect { stroke: var(--cr-value); stroke-width: 1; }
.cr-going-gradient rect { stroke: var(--cr-gradient); }
.cr-cells rect { fill: var(--cr-now); }
.cr-cells .cr-cell-now, .cr-cells .cr-sample { fill: none; }
.cr-cell-lines rect { fill: none; stroke: var(--cr-ink); stroke-width: 2; }
.cr-cell-lines .cr-cell-now { stroke-width: 3; }
.cr-cell-lines .cr-sample { stroke: var(--cr-edge); stroke-dasharray: 6 3; }
.cell-told {
  position: absolute; z-index: 2; left: 12px; bottom: 8px; margin: 0; padding: 3px 12px;
  max-width: calc(100% - 24px); border-radius: 8px; background: var(--cr-paper);
  border: 1px solid var(--cr-edge); font-size: 18px; font-variant-numeric: tabular-nums;
  pointer-events: none;
}
.cell-told:empty { display: none; }
.presenting .cell-told { font-size: 27px; }
.cell-scale { margin-left: 1em; font-size: 0.8em; color: var(--cr-quiet); white-space: nowrap; }
.cell-scale i {
  display: inline-block; width: 4em; height: 0.7em; margin: 0 0.4em;
  border: 1px solid var(--cr-edge);
  background: linear-gradient(to right, var(--cr-minus), var(--cr-paper), var(--cr-plus));
}
""".strip()
"""What only a page shows: motion, marks of what is pointed at, what predict mode hides."""


def look(classes: str, colours: Mapping[str, str], within: str = "") -> dict[str, str]:
    """Return the literal attributes of an element with these classes (``cr-`` left out)."""
    own, around = set(classes.split()), set(within.split())
    found: dict[str, str] = {}
    for rule in LOOKS:
        if own.issuperset(rule.classes) and (not rule.within or rule.within in around):
            found |= rule.look
    return {
        name: colours[value[1:]] if value.startswith("$") else value.removesuffix("px")
        for name, value in found.items()
    }


def colours_of(theme: Theme, palette: Palette) -> dict[str, str]:
    """Return every colour of a theme and palette by its name."""
    return {**SURFACES[theme], **INKS[theme, palette]}


def variables(theme: Theme, palette: Palette) -> dict[str, str]:
    """Return the colour of every variable of a theme and palette."""
    return {f"--cr-{name}": colour for name, colour in colours_of(theme, palette).items()}


def page_stylesheet() -> str:
    """Write the style sheet of a page that has pictures inside it: colours of all themes, rules."""
    blocks = []
    selectors: dict[Palette, str] = {
        "classic": ":root",
        "colourblind": ':root[data-palette="colourblind"]',
    }
    for palette, selector in selectors.items():
        light, dark = variables("light", palette), variables("dark", palette)
        rows = " ".join(f"{name}: light-dark({light[name]}, {dark[name]});" for name in light)
        blocks.append(f"{selector} {{ {rows} }}")
    return "\n".join([*blocks, *map(_as_css, LOOKS), IN_PAGES, ""])


def _as_css(rule: Rule) -> str:
    around = f".cr-{rule.within} " if rule.within else ""
    selector = around + "".join(f".cr-{name}" for name in rule.classes)
    rows = " ".join(f"{name}: {_variable(value)};" for name, value in rule.look.items())
    return f"{selector} {{ {rows} }}"


def _variable(value: str) -> str:
    return f"var(--cr-{value[1:]})" if value.startswith("$") else value
