"""The steps of a story as a sequence of pictures, each with what is said of it below.

A film and a document of several pages show the same: how far the story has come, the picture after
the step, and its sentence. All have one size, so that nothing moves from one to the next.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from ..choices import By
from ..engine.errors import LimitError
from ..engine.stopping import may_go_on
from ..trace import Step, Trace
from .ink import Ink, Part, Path, Text
from .picture import Kept, Options, Picture
from .place import Placement

MOST_FRAMES = 240
"""Pictures in a sequence, at most."""
MOST_PARTS = 40_000
"""Wires and gates in all of them together, at most: some seconds of work."""
LEAST_WIDTH = 640.0
"""Width of a picture that has sentences below it, at least, in px."""
SAID = 17.0
"""Height of a sentence, in px: as its rule in ``themes.LOOKS`` says."""
SAID_CHARACTER = 8.6
"""Width that a character of it is given, in px."""
SAID_LINE = 24.0
"""From one line of it to the next, in px."""
BESIDE = 20.0
"""Paper to the sides of it, in px."""
ABOVE, BELOW = 14.0, 16.0
"""Paper above and below it, in px."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment of a story that is shown."""

    step: int
    """How many steps have been played."""
    first: int
    """The first of the steps that lead to it, counted from 0; ``step`` at the beginning."""
    sentences: tuple[str, ...] = ()


def frames_of(trace: Trace, by: By, until: int | None = None) -> list[Frame]:
    """Return what is shown one after the other: the beginning, then every wire or every gate.

    ``until`` counts the steps after which the sequence ends; ``None`` is the end of the story.

    Raises:
        LimitError: there are more than ``MOST_FRAMES``, or more in them than ``MOST_PARTS``.
    """
    steps = list(enumerate(trace.steps[:until]))
    runs = (
        [[one] for one in steps] if by == "wire" else [[*run] for _, run in groupby(steps, _press)]
    )
    _require_few(len(runs) + 1, len(trace.nodes) + len(trace.edges))
    told = [
        Frame(run[-1][0] + 1, run[0][0], tuple(step.sentence for _, step in run)) for run in runs
    ]
    return [Frame(0, 0), *told]


def _require_few(pictures: int, parts: int) -> None:
    if pictures > MOST_FRAMES:
        said = f"there would be {pictures:,} pictures, more than the {MOST_FRAMES} of a sequence"
    elif pictures * parts > MOST_PARTS:
        said = (
            f"there would be {pictures:,} pictures of {parts:,} wires and gates each, more than "
            f"the {MOST_PARTS:,} of a sequence"
        )
    else:
        return
    hint = 'name a step to end at, show it by "gate", or ask for detail "blocks"'
    raise LimitError(said, hint=hint)


def _press(numbered: tuple[int, Step]) -> tuple[str, int, bool]:
    """Return what tells one press from the next; the seed has one of its own."""
    _, step = numbered
    return step.phase, step.node, step.phase == "backward" and step.edge is None


class Sheet:
    """The paper that a sequence is drawn on; the drawing in its middle, sentences below it."""

    def __init__(self, placement: Placement, frames: Sequence[Frame], words: bool) -> None:
        margin = placement.margin
        drawn = placement.width + 2 * margin
        self.width = max(drawn, LEAST_WIDTH) if words else drawn
        self.left = -margin - (self.width - drawn) / 2
        self.top = -margin
        self._below = placement.height + margin
        self._last = max(frames[-1].step, 1)
        self._lines = [self._wrapped(frame) if words else [] for frame in frames]
        self._has_words = words
        strip = ABOVE + SAID_LINE * max(map(len, self._lines)) + BELOW if words else 0.0
        self.height = ceil(placement.height + 2 * margin + strip)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height, in px."""
        return self.left, self.top, self.width, self.height

    def said(self, number: int, frame: Frame) -> list[Ink]:
        """Draw what is said of a frame, and how far it is through the sequence."""
        if not self._has_words:
            return []
        left, y, width = self.left + BESIDE, self._below, self.width - 2 * BESIDE
        track = Path(f"M{left:g} {y:g}H{left + width:g}", "track")
        come = f"M{left:g} {y:g}H{left + width * frame.step / self._last:.1f}"
        progress = [Path(come, "progress")] if frame.step else []
        middle, first = self.left + self.width / 2, y + ABOVE + SAID
        texts = [
            Text(middle, first + SAID_LINE * k, line, "said")
            for k, line in enumerate(self._lines[number])
        ]
        return [track, *progress, *texts]

    def _wrapped(self, frame: Frame) -> list[str]:
        most = int((self.width - 2 * BESIDE) / SAID_CHARACTER)
        return [line for text in frame.sentences for line in textwrap.wrap(text, most)]


def shown(
    trace: Trace, placement: Placement, options: Options, frames: Sequence[Frame]
) -> Iterator[list[Part]]:
    """Give the parts of each picture in turn; what looks the same is the same object."""
    kept: Kept = {}
    for frame in frames:
        may_go_on()
        chosen = replace(options, step=frame.step, standalone=True)
        yield [*Picture(trace, placement, chosen, kept).parts()]
