"""Whether so many want to be served at once that planes are drawn coarser for a while."""

from .scheduler import LONGEST_SLICE

FEW, ENOUGH = 0.5, 0.8
"""Of the longest slice: how much of it a run gets on an average where that begins and ends."""
NEWEST = 0.1
"""How much the newest slice counts in the average."""
HELD = 5.0
"""Seconds for which it stays so at least, or the plane would flicker."""


class Crowding:
    """What one run finds, by the slices of time that it gets."""

    def __init__(self) -> None:
        self.is_so = False
        self._share = 1.0
        self._until = 0.0

    def note(self, seconds: float, now: float) -> None:
        """Take note of a slice of so many seconds."""
        self._share += NEWEST * (seconds / LONGEST_SLICE - self._share)
        if self._share < FEW:
            self.is_so, self._until = True, now + HELD
        elif self._share > ENOUGH and now > self._until:
            self.is_so = False
