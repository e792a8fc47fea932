"""A sketch is the page's picture before the first step, but for what the page adds."""

import re

import pytest

from app.choices import Mode
from app.drawing import Options, draw_sketch, draw_svg, place
from app.language import Level, read_program
from app.trace import prepare

PROGRAMS = (
    "x = 1\ny = tanh(x * 2)\nE = (y + x) ** 2 + y",
    "X = randn(3, 4, seed=1)\nw = randn(4, 1, seed=2)\nz = X @ w\nL = mean(relu(1 - z))",
    "W1 = 2; x = 3\nh = max(W1 * x, 0)\nunused = h * 0.5\nf = h + W1",
)
SAME = (
    (re.compile("<title>.*?</title>"), ""),
    (re.compile('aria-label="[^"]*"'), ""),
    (re.compile('<rect class="cr-ring"[^>]*/>'), ""),
    (re.compile(' marker-end="[^"]*"'), ""),
    (re.compile(">[^<]*</text></g>"), "></text></g>"),
    (re.compile(' style="font-size:[^"]*"'), ""),
    (re.compile("cr-none"), ""),
    (re.compile('(<g class="cr-array"[^>]*>)(?:(?!</g>).)*'), r"\1"),
)


def parts(drawn: str) -> list[str]:
    """Return the parts of a picture without what a page writes there."""
    for pattern, by in SAME:
        drawn = pattern.sub(by, drawn)
    return [" ".join(line.split()) for line in drawn.splitlines() if line.startswith("<g")]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("level", [Level.GATES, Level.SCALARS])
def test_a_sketch_has_every_place_of_the_picture(program: str, level: Level) -> None:
    prepared = prepare(read_program(program), level)
    placement = place(prepared)
    modes: tuple[tuple[Mode, str | None], ...] = (
        ("reverse", None),
        ("forward", next(iter(prepared.program.inputs))),
    )
    for mode, wrt in modes:
        trace = prepared.trace(mode=mode, wrt=wrt)
        whole = draw_svg(trace, placement, Options(step=0, standalone=False))
        assert parts(draw_sketch(prepared, placement, mode)) == parts(whole)
