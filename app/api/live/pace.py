"""How many updates are due: so many a second, evenly, however often somebody looks."""

BURST = 0.25
"""Seconds of updates that are caught up after a stall, at most."""


class Metronome:
    """Updates at a rate, from ``now`` on: the first at once, and each of them at its own time.

    Whoever is late makes what has become due meanwhile, so nothing adds up to a drift.
    """

    def __init__(self, rate: float, now: float) -> None:
        self.rate = rate
        self.next = now
        """When the next update is due."""

    def due(self, now: float) -> int:
        """Return how many updates are to be made by now."""
        self.next = max(self.next, now - BURST)
        return 0 if now < self.next else 1 + int((now - self.next) * self.rate)

    def made(self, updates: int) -> None:
        """Take note of updates."""
        self.next += updates / self.rate
