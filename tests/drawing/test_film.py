"""An animated SVG shows at every moment what the picture of that step shows."""

import re
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from app.choices import By
from app.drawing import Film, Options, draw_film, draw_svg, place
from app.drawing.frames import MOST_FRAMES, MOST_PARTS, frames_of
from app.engine.errors import ArgumentError, LimitError
from app.language import Level, read_program
from app.trace import prepare
from tests.drawing.presets import IDS, told

SVG = "{http://www.w3.org/2000/svg}"
Keys = list[tuple[float, float]]
"""Percentages of the film's time, and the opacity there."""


class Projector:
    """Plays a film's style sheet, as a browser does."""

    def __init__(self, film: str) -> None:
        self.root = ElementTree.fromstring(film)
        style = self.root.findtext(f"{SVG}style") or ""
        self.seconds = float(re.findall(r"animation:([\d.]+)s linear infinite", style)[0])
        self.keys: dict[str, Keys] = {}
        for name, body in re.findall(r"@keyframes ([\w-]+)\{((?:[^{}]*\{[^{}]*\})*)\}", style):
            rows = re.findall(r"([\d.]+)%\{opacity:([\d.]+)", body)
            self.keys[name] = [(float(at), float(seen)) for at, seen in rows]
            assert f".{name}{{animation-name:{name}}}" in style

    def seen(self, element: ElementTree.Element, second: float) -> bool:
        classes = (element.get("class") or "").split()
        if "cr-f" not in classes:
            return True
        at = 100 * second / self.seconds
        keys = self.keys[classes[1]]
        (_, opacity) = max((key for key in keys if key[0] <= at), key=lambda key: key[0])
        return opacity > 0.5

    def texts(self, second: float) -> Counter[str]:
        """Return all that can be read at a moment."""
        return Counter(self._texts(self.root, second))

    def _texts(self, element: ElementTree.Element, second: float) -> list[str]:
        if not self.seen(element, second):
            return []
        if element.tag == f"{SVG}text":
            size = element.get("font-size") or ""
            return ["".join(element.itertext()) + "@" + size]
        return [text for child in element for text in self._texts(child, second)]


def texts_of(svg: str) -> Counter[str]:
    return Counter(
        "".join(text.itertext()) + "@" + (text.get("font-size") or "")
        for text in ElementTree.fromstring(svg).iter(f"{SVG}text")
    )


@pytest.mark.parametrize("by", ["gate", "wire"])
@pytest.mark.parametrize(
    "name", ["xyz", "branch-square", "forward-mode", "bias-broadcast", "maxout"]
)
def test_each_picture_of_a_film_reads_as_the_picture_of_its_step(name: str, by: By) -> None:
    story, placement = told(name)
    pace = 2.0
    film = Projector(draw_film(story, placement, Film(Options(), by, pace, words=False)))
    frames = frames_of(story, by)
    assert film.seconds > pace * len(frames)
    for number, frame in enumerate(frames):
        picture = draw_svg(story, placement, Options(step=frame.step))
        assert film.texts(pace * (number + 0.97)) == texts_of(picture), frame


def test_a_film_goes_on_gate_by_gate_or_wire_by_wire() -> None:
    story, _ = told("xyz")
    assert [frame.step for frame in frames_of(story, "wire")] == list(range(8))
    by_gate = frames_of(story, "gate")
    assert [frame.step for frame in by_gate] == [0, 1, 2, 3, 5, 7]
    assert [len(frame.sentences) for frame in by_gate] == [0, 1, 1, 1, 2, 2]
    assert [frame.step for frame in frames_of(story, "gate", 4)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("name", IDS)
def test_the_film_of_every_preset_is_sound(name: str) -> None:
    story, placement = told(name)
    film = draw_film(story, placement, Film(Options()))
    projector = Projector(film)
    tags = {element.tag.removeprefix(SVG) for element in projector.root.iter()}
    assert not tags & {"script", "foreignObject", "image", "animate"}
    assert "http" not in film.replace("http://www.w3.org/", "")
    used = set(re.findall(r'class="cr-f ([\w-]+)"', film))
    assert used == projector.keys.keys()
    for keys in projector.keys.values():
        assert keys[0][0] == 0
        assert keys[-1][0] == 100
        assert all(before[0] < after[0] for before, after in pairwise(keys)), keys


def test_where_nothing_moves_the_end_stands_still() -> None:
    story, placement = told("xyz")
    film = ElementTree.fromstring(draw_film(story, placement, Film(Options(), words=False)))
    hidden = {text for group in film.iter() if group.get("opacity") == "0" for text in group.iter()}
    shown = Counter(
        "".join(text.itertext()) for text in film.iter(f"{SVG}text") if text not in hidden
    )
    end = draw_svg(story, placement, Options(step=len(story.steps)))
    assert shown == Counter(text.partition("@")[0] for text in texts_of(end).elements())
    style = film.findtext(f"{SVG}style") or ""
    assert "@media (prefers-reduced-motion:reduce){.cr-f{animation:none}}" in style


def test_what_happens_is_said_below() -> None:
    story, placement = told("xyz")
    film = draw_film(story, placement, Film(Options()))
    silent = draw_film(story, placement, Film(Options(), words=False))
    for step in story.steps:
        assert step.sentence in film
        assert step.sentence not in silent
    tall, low = (float(ElementTree.fromstring(svg).get("height") or 0) for svg in (film, silent))
    assert tall > low


def test_a_film_ends_at_a_step_and_says_which_there_are() -> None:
    story, placement = told("xyz")
    film = draw_film(story, placement, Film(Options(step=2)))
    assert story.steps[1].sentence in film
    assert story.steps[2].sentence not in film
    with pytest.raises(ArgumentError) as caught:
        draw_film(story, placement, Film(Options(step=8)))
    assert "0 (nothing played) to 7" in (caught.value.hint or "")


def test_a_story_too_long_for_a_film_is_refused_with_what_to_try() -> None:
    subject = prepare(read_program("x = 1\n" + "x = sin(x)\n" * MOST_FRAMES))
    story = subject.trace()
    with pytest.raises(LimitError) as caught:
        draw_film(story, place(subject), Film(Options()))
    assert f"{MOST_FRAMES}" in caught.value.message
    assert "blocks" in (caught.value.hint or "")
    assert draw_film(story, place(subject), Film(Options(step=3)))


def test_so_is_one_of_too_large_pictures() -> None:
    story = prepare(read_program("x = ones(30, 20)\ny = sum(x * x)"), Level.SCALARS).trace()
    with pytest.raises(LimitError) as caught:
        frames_of(story, "gate", 100)
    assert f"{MOST_PARTS:,}" in caught.value.message
    assert "4,197 wires and gates" in caught.value.message
    assert frames_of(story, "gate", 5)
