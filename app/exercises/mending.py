"""What keeps a line from being right that means nothing as it stands: found by mending it.

A reason is given only where the mended line is right, in all worlds.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from ..engine.ops.op import Array
from ..language import Program, ProgramError, ReadLimits
from ..language.names import nearest
from .changes import changes, further
from .reason import Reason
from .reasons import Known, is_right
from .spelled import spelled
from .worlds import worlds_of
from .written import Written, read_lines

SPELLING = Reason("spelling", "Otherwise the line is right.")
MOST_UNREAD = 8
"""Lines of a text that cannot be read and are mended."""


def mended(
    line: Written, truths: Sequence[Array], known: Known, limits: ReadLimits
) -> Reason | None:
    """Say what is wrong with a line that can be read and not be worked out."""
    for other in _meant(line, known, limits):
        if is_right(other.expression, other.names, truths, known, limits):
            return SPELLING
    return _changed(line, truths, known, limits)


def _changed(
    line: Written, truths: Sequence[Array], known: Known, limits: ReadLimits
) -> Reason | None:
    for text, reason in chain(further(line), changes(line)):
        if is_right(text, line.names, truths, known, limits):
            return reason
    return None


def _meant(line: Written, known: Known, limits: ReadLimits) -> Iterator[Written]:
    """Yield a line with the nearest known names for those that mean nothing, or respelled."""
    text = line.expression
    for name in line.names:
        close = None if name in known[0] else nearest(name, known[0])
        if close:
            text = re.sub(rf"\b{re.escape(name)}\b", close, text)
    for spelling in dict.fromkeys((text, *spelled(text))):
        if spelling != line.expression:
            yield from _read(f"{line.target} = {spelling}", limits)


def _read(text: str, limits: ReadLimits) -> list[Written]:
    try:
        lines = read_lines(text, limits)
    except ProgramError:
        return []
    return lines if len(lines) == 1 else []


class Mender:
    """Mends lines of one text that cannot be read, the first few of them."""

    def __init__(self, program: Program, limits: ReadLimits) -> None:
        self.program, self.limits = program, limits
        self.worlds = worlds_of(program)
        self.left = MOST_UNREAD

    def reason(self, text: str) -> Reason | None:
        """Say what is wrong with a line but for how it is spelled; nothing where that is all."""
        self.left -= 1
        if self.left < 0:
            return None
        tried = [line for other in spelled(text) for line in _read(other, self.limits)]
        tried = [line for line in tried if line.target[1:] in self.worlds[0].gradients]
        for line in tried:
            goals, known = self._goals(line), self._known(line.target)
            if any(is_right(line.expression, line.names, g, known, self.limits) for g in goals):
                return SPELLING
        for line in tried[-1:]:
            found = _changed(line, self._goals(line)[0], self._known(line.target), self.limits)
            if found is not None:
                return found
        return None

    def _goals(self, line: Written) -> list[list[Array]]:
        """Return what a line may come to: the gradient, or one way of it where it adds."""
        name = line.target[1:]
        goals = [[world.gradients[name] for world in self.worlds]]
        if line.adds:
            ways = zip(*(world.ways[name] for world in self.worlds), strict=True)
            goals += [list(way) for way in ways]
        return goals

    def _known(self, target: str) -> list[dict[str, Array]]:
        """Return what a line may read: all values, and all gradients but its own."""
        seed = {} if self.program.output_name else {"dout": np.ones(())}
        gradients = [
            {f"d{name}": value for name, value in world.gradients.items() if f"d{name}" != target}
            for world in self.worlds
        ]
        return [
            {**world.values, **seed, **more}
            for world, more in zip(self.worlds, gradients, strict=True)
        ]
