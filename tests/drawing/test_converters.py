"""Programs that are no browsers draw an exported picture as a browser does."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest
import resvg_py
from numpy.typing import NDArray

from app.choices import Palette, Theme
from app.drawing import Options, draw_svg, place
from app.drawing.themes import SURFACES, colours_of
from app.language import read_program
from app.trace import prepare

Pixels = NDArray[Any]
pyvips: Any = import_module("pyvips")  # which has no types

PROGRAM = """
x = [1, -2]; w = 3; k = const(2)
h = relu(w * x)
m = max(w, 5)
v = [0, 1, -2, 3, -4, 5, -6, 6]
f = sum(h) * k + w * m + sum(v * v)
"""
NEAR = 24
"""A pixel shows a colour where no channel differs by more."""
ALIKE = 3.0
"""By how much of 255 two drawings of a picture may differ on the mean: their fonts are smoothed
in different ways."""


def librsvg(svg: str) -> Pixels:
    pixels: Pixels = pyvips.Image.svgload_buffer(svg.encode()).numpy()
    return pixels


def resvg(svg: str) -> Pixels:
    drawn = bytes(resvg_py.svg_to_bytes(svg_string=svg))
    pixels: Pixels = pyvips.Image.pngload_buffer(drawn).numpy()
    return pixels


def drawn(theme: Theme, palette: Palette) -> str:
    subject = prepare(read_program(PROGRAM))
    story = subject.trace()
    return draw_svg(story, place(subject), Options(len(story.steps) - 2, theme, palette))


def rgb(colour: str) -> NDArray[np.int_]:
    return np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)])


def shows(pixels: Pixels, colour: str) -> int:
    """Count the pixels of a colour."""
    far = np.abs(pixels[..., :3].astype(int) - rgb(colour)).max(axis=-1)
    return int((far <= NEAR).sum())


@pytest.mark.parametrize("theme", SURFACES)
@pytest.mark.parametrize("palette", ["classic", "colourblind"])
def test_two_converters_draw_the_colours_of_the_theme_alike(theme: Theme, palette: Palette) -> None:
    svg = drawn(theme, palette)
    one, other = librsvg(svg), resvg(svg)
    assert one.shape == other.shape
    assert np.abs(one[..., :3].astype(int) - other[..., :3]).mean() < ALIKE
    colours = colours_of(theme, palette)
    for pixels in (one, other):
        assert pixels[..., 3].min() == 255, "the paper covers everything"
        assert shows(pixels, colours["paper"]) > 0.7 * pixels[..., 0].size
        for name, least in {
            "value": 300,
            "gradient": 1500,
            "ink": 300,
            "wire": 800,
            "gate": 5000,
            "now": 800,
            "edge": 800,
            "plus": 100,
            "minus": 20,
        }.items():
            assert shows(pixels, colours[name]) > least, name


def test_every_wire_ends_in_an_arrowhead() -> None:
    subject = prepare(read_program(PROGRAM))
    placement = place(subject)
    story = subject.trace()
    svg = draw_svg(story, placement, Options())
    scale_free = librsvg(svg)
    wire = rgb(colours_of("light", "classic")["wire"])
    for place_of in (*placement.edges, *placement.ports):
        x = float(place_of.path.rpartition("H")[2])
        inside = scale_free[:, int(x + placement.margin - 4), :3].astype(int)
        heads = np.abs(inside - wire).max(axis=-1) <= NEAR
        assert heads.sum() >= 3, place_of.path  # the wire alone has two
