"""Draw a program without a server: as SVG, an animated SVG, TikZ, or PDF."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .choices import PACE, By
from .drawing import (
    Document,
    Film,
    Options,
    Placement,
    draw_film,
    draw_pdf,
    draw_svg,
    draw_tikz,
)
from .engine.errors import ChainruleError
from .settings import Settings
from .telling import (
    STANDARD,
    about,
    complaint,
    fit_of,
    pace_of,
    picture_options,
    read_text,
    story,
    structure,
)
from .trace import Trace


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    file: str
    to: str
    out: str
    words: bool
    by: By | None
    told: Mapping[str, Any]
    """Options as they were typed, by the names of the query parameters of the API's pictures."""


def figure(wanted: Wanted, settings: Settings) -> int:
    """Draw one program.

    Returns the exit status: 2 where it cannot be drawn, 1 where it cannot be written.
    """
    try:
        text = read_text(wanted.file)
        draw = _DRAWERS[wanted.to](wanted, picture_options(wanted.told))
        fit = fit_of(wanted.told)
        made = structure(text, wanted.told, settings)
        told = story(made, wanted.told, settings)
        with about("step"):
            drawn = draw(told, made.placement(fit))
    except (ChainruleError, OSError, UnicodeDecodeError) as error:
        print(complaint(error, wanted.file), file=sys.stderr)
        return 2
    if wanted.out == STANDARD:
        sys.stdout.buffer.write(drawn)
        return 0
    try:
        Path(wanted.out).write_bytes(drawn)
    except OSError as error:
        print(complaint(error, wanted.out), file=sys.stderr)
        return 1
    return 0


Drawer = Callable[[Trace, Placement], bytes]


def _svg(wanted: Wanted, options: Options) -> Drawer:
    return lambda trace, placement: draw_svg(trace, placement, options).encode()


def _tikz(wanted: Wanted, options: Options) -> Drawer:
    return lambda trace, placement: draw_tikz(trace, placement, options).encode()


def _film(wanted: Wanted, options: Options) -> Drawer:
    pace = pace_of(wanted.told["pace"]) if "pace" in wanted.told else PACE
    film = Film(options, wanted.by or "gate", pace, wanted.words)
    return lambda trace, placement: draw_film(trace, placement, film).encode()


def _pdf(wanted: Wanted, options: Options) -> Drawer:
    document = Document(options, wanted.by or "wire", wanted.words)
    return lambda trace, placement: draw_pdf(trace, placement, document)


_DRAWERS: dict[str, Callable[[Wanted, Options], Drawer]] = {
    "svg": _svg,
    "svg-film": _film,
    "tikz": _tikz,
    "pdf": _pdf,
}
