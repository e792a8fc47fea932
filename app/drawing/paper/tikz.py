"""A picture as TikZ: a file that pdflatex compiles, and whose picture goes into any document.

Colours and styles have names and stand first, so that whoever includes it can change them. Only
ASCII is written: every other character is a command of LaTeX, of amssymb or of mathematics.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...engine.stopping import step_by_step
from ...trace import Trace
from ..ink import Ink, Item, Path, Pill, Text, inks_of
from ..picture import Options, Picture
from ..place import Placement
from ..runs import Run
from .paths import Segment, outline
from .styles import BOLD, Style, style_of
from .tex import comment, tex

PX = 0.75
"""A px in big points."""

HEAD = r"""\documentclass[tikz]{standalone}
\usepackage[T1]{fontenc}
\usepackage[scaled]{helvet}
\usepackage{fix-cm} % mathematics at any size
\usepackage{amssymb}
\begin{document}
"""
FOOT = "\\end{document}\n"


def draw_tikz(trace: Trace, placement: Placement, options: Options | None = None) -> str:
    """Write a trace at one step as a LaTeX document of one picture.

    Raises:
        ArgumentError: there is no such step.
    """
    picture = Picture(trace, placement, options or Options())
    writer = _Writer()
    drawn = [
        line
        for part in step_by_step(picture.parts())
        for line in (f"  % {part.kind} {part.id}", *writer.write_all(part.items))
    ]
    margin = placement.margin
    corners = [
        f"({_n(-margin)},{_n(-margin)})",
        f"({_n(placement.width + margin)},{_n(placement.height + margin)})",
    ]
    played = picture.moment.played
    lines = [
        f"% {comment(picture.title)}, after step {played} of {len(trace.steps)}",
        "% Made by Chainrule. pdflatex compiles this file; the tikzpicture alone goes into any",
        r"% document with \usepackage{tikz,amssymb} and \usepackage[T1]{fontenc}.",
        HEAD.rstrip(),
        *(f"% {comment(line)}" for line in _said(trace, played, options)),
        r"\begin{tikzpicture}[x=0.75bp, y=-0.75bp, line cap=butt, line join=miter]",
        *_colours(picture.colours),
        *writer.styles(),
        rf"  \fill[paper] {corners[0]} rectangle {corners[1]};",
        *drawn,
        r"\end{tikzpicture}",
        FOOT,
    ]
    return "\n".join(lines)


def _said(trace: Trace, played: int, options: Options | None) -> list[str]:
    """Return what is said of the step, where one is shown and not the end."""
    at_end = options is None or options.step is None
    return [] if at_end or not played else [trace.steps[played - 1].sentence]


def _colours(colours: Mapping[str, str]) -> list[str]:
    return [
        rf"  \definecolor{{{name}}}{{HTML}}{{{colour[1:].upper()}}}"
        for name, colour in colours.items()
    ]


class _Writer:
    """Writes texts and shapes, and remembers the styles that they have."""

    def __init__(self) -> None:
        self._styles: dict[str, str] = {}

    def styles(self) -> list[str]:
        """Return the styles of all that was written."""
        rows = [f"    {name}/.style={{{looks}}}," for name, looks in self._styles.items()]
        return ["  \\tikzset{", "    every node/.style={inner sep=0pt},", *rows, "  }"]

    def write_all(self, items: Sequence[Item]) -> list[str]:
        """Write all texts and shapes of a part."""
        return [self._ink(ink) for item in items for ink in inks_of(item)]

    def _ink(self, ink: Ink) -> str:
        match ink:
            case Text():
                return self._text(ink)
            case Pill():
                return self._pill(ink)
            case Path():
                return self._shape(ink)

    def _text(self, text: Text) -> str:
        style = style_of(text)
        plain = style_of(Text(0, 0, "", text.classes, None, text.within))
        name = self._named(text, plain)
        smaller = "" if style.size == plain.size else f", font={_font(style)}"
        said = tex(text.text)
        for run in text.runs:
            said += _run(run, style)
        return rf"  \node[{name}{smaller}] at ({_n(text.x)},{_n(text.y)}) {{{said}}};"

    def _shape(self, shape: Path) -> str:
        name = self._named(shape, style_of(shape))
        if shape.opacity is not None:
            fill = style_of(shape).fill
            name += f", fill={fill}!{100 * shape.opacity:g}!paper"
        return rf"  \path[{name}] {_path(outline(shape))};"

    def _pill(self, pill: Pill) -> str:
        name, r = self._named(pill, style_of(pill)), pill.height / 2
        x, y = pill.x, pill.y
        if pill.width <= pill.height:
            return rf"  \path[{name}] ({_n(x + r)},{_n(y + r)}) circle [radius={_n(r)}];"
        far = f"({_n(x + pill.width)},{_n(y + pill.height)})"
        round_ends = f"rounded corners={_n(r * PX)}bp"
        return rf"  \path[{name}, {round_ends}] ({_n(x)},{_n(y)}) rectangle {far};"

    def _named(self, ink: Ink, style: Style) -> str:
        name = " ".join(["cr", ink.classes, ink.within]).strip().replace("  ", " ")
        self._styles.setdefault(name, _looks(style))
        return name


def _looks(style: Style) -> str:
    if style.size:
        anchor = "base east" if style.is_to_end else "base"
        return f"anchor={anchor}, text={style.fill}, font={_font(style)}"
    looks = [f"fill={style.fill}"] if style.fill else []
    if style.stroke:
        looks += [f"draw={style.stroke}", f"line width={_n(style.width * PX)}bp"]
    if style.dash:
        on, off = (f"{_n(length * PX)}bp" for length in style.dash)
        looks.append(f"dash pattern=on {on} off {off}")
    return ", ".join(looks)


def _font(style: Style) -> str:
    size = _n(style.size * PX)
    shape = r"\bfseries\boldmath" if style.is_bold else r"\mdseries"
    shape += r"\itshape" if style.is_italic else r"\upshape"
    return rf"\sffamily\fontsize{{{size}bp}}{{{size}bp}}\selectfont{shape}"


def _run(run: Run, of: Style) -> str:
    """Write a piece of a text that is set otherwise."""
    bold = of.is_bold if run.weight is None else run.weight >= BOLD
    style = replace(
        of,
        size=run.size or of.size,
        is_bold=bold,
        is_italic=of.is_italic and not run.is_upright,
    )
    said = f"{{{_font(style)} {tex(run.text)}}}" if style != of else tex(run.text)
    gap = rf"\hspace{{{_n(run.gap * PX)}bp}}" if run.gap else ""
    return gap + (rf"\raisebox{{{_n(run.rise * PX)}bp}}{{{said}}}" if run.rise else said)


def _path(segments: Sequence[Segment]) -> str:
    written = []
    for segment in segments:
        points = [f"({_n(x)},{_n(y)})" for x, y in segment.points]
        match segment.kind:
            case "move":
                written.append(points[0])
            case "line":
                written.append(f"-- {points[0]}")
            case "curve":
                written.append(f".. controls {points[0]} and {points[1]} .. {points[2]}")
            case "close":
                written.append("-- cycle")
    return " ".join(written)


def _n(number: float) -> str:
    """Write a number to a hundredth, without an exponent, which TeX does not read."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
