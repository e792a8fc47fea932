"""The colours of a picture, by theme and palette, and the rules that use them.

The rules speak of variables only. A picture that stands alone carries the variables of its theme;
one inside a page takes the page's. Contrast of every text colour on its background is at least
4.5 to 1 (WCAG 2.2 AA).
"""

from typing import Literal, TypeAlias

Theme: TypeAlias = Literal["light", "dark"]
Palette: TypeAlias = Literal["classic", "colourblind"]

SURFACES: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#1b1f24",
        "quiet": "#59636e",
        "wire": "#8b949e",
        "gate": "#f3f5f8",
        "edge": "#3d4650",
        "now": "#ffe08a",
    },
    "dark": {
        "paper": "#11151b",
        "ink": "#eef2f6",
        "quiet": "#a7b1bd",
        "wire": "#77818d",
        "gate": "#222a34",
        "edge": "#c3ccd6",
        "now": "#6b5200",
    },
}
INKS: dict[tuple[Theme, Palette], dict[str, str]] = {
    ("light", "classic"): {"value": "#15703a", "gradient": "#c01f2e", "tangent": "#6f3fc0"},
    ("dark", "classic"): {"value": "#5fd38a", "gradient": "#ff8189", "tangent": "#c3a2ff"},
    ("light", "colourblind"): {"value": "#005a9c", "gradient": "#a84300", "tangent": "#5b3a8e"},
    ("dark", "colourblind"): {"value": "#74b9ff", "gradient": "#ffab5e", "tangent": "#d0b3ff"},
}

FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"

RULES = f"""
.cr-text {{ font-family: {FONT}; font-size: 16px; text-anchor: middle; fill: var(--cr-ink); }}
.cr-wire {{ fill: none; stroke: var(--cr-wire); stroke-width: 2; }}
.cr-wire.cr-back {{ stroke: var(--cr-gradient); }}
.cr-wire.cr-zero {{ stroke-dasharray: 5 5; stroke: var(--cr-wire); }}
.cr-wire.cr-now {{ stroke-width: 4.5; }}
.cr-tip {{ fill: var(--cr-wire); }}
.cr-body {{ fill: var(--cr-gate); stroke: var(--cr-edge); stroke-width: 2; }}
.cr-waiting .cr-body {{ stroke-dasharray: 3 4; }}
.cr-now .cr-body {{ fill: var(--cr-now); stroke-width: 3; }}
.cr-lit .cr-body {{ stroke: var(--cr-value); stroke-width: 4; }}
.cr-lit .cr-leaf {{ text-decoration: underline; }}
.cr-token rect {{ fill: var(--cr-paper); stroke: var(--cr-value); stroke-width: 2.5; }}
.cr-token .cr-text {{ fill: var(--cr-value); font-weight: 700; }}
.cr-token-back rect {{ stroke: var(--cr-gradient); }}
.cr-token-back .cr-text {{ fill: var(--cr-gradient); }}
.cr-far [data-slot], .cr-far .cr-name {{ visibility: hidden; }}
.cr-glyph {{ font-size: 18px; font-weight: 600; }}
.cr-name {{ font-size: 15px; font-style: italic; fill: var(--cr-quiet); }}
.cr-leaf {{ font-size: 19px; font-style: italic; font-weight: 600; }}
.cr-constant {{ fill: var(--cr-quiet); font-weight: 400; }}
.cr-value {{ fill: var(--cr-value); font-weight: 700; }}
.cr-gradient {{ fill: var(--cr-gradient); font-weight: 500; }}
.cr-tangent {{ fill: var(--cr-tangent); font-weight: 500; }}
.cr-sum {{ font-weight: 700; }}
.cr-none {{ fill: var(--cr-quiet); font-weight: 400; }}
.cr-ring {{ fill: none; stroke: var(--cr-quiet); stroke-width: 1.2; }}
.cr-ring.cr-veil {{ stroke: var(--cr-gradient); stroke-width: 1.5; stroke-dasharray: 3 3; }}
""".strip()


def variables(theme: Theme, palette: Palette) -> dict[str, str]:
    """Return the colour of every variable of a theme and palette."""
    return {f"--cr-{k}": v for k, v in {**SURFACES[theme], **INKS[theme, palette]}.items()}


def declarations(theme: Theme, palette: Palette) -> str:
    """Write the variables as CSS declarations."""
    return " ".join(f"{name}: {colour};" for name, colour in variables(theme, palette).items())


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
    return "\n".join([*blocks, RULES, ""])
