"""The pieces of a line of text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text that follows the one before it and is set otherwise."""

    text: str
    size: float | None = None
    """Its height in px; ``None`` is that of the text."""
    gap: float = 0.0
    """Room before it, in px."""
    rise: float = 0.0
    """How far it stands above the line, in px."""
    weight: int | None = None
    is_upright: bool = False
