"""What an exercise is: a program, what is asked about it, and how that is judged."""

from dataclasses import dataclass

from .checking import ROUNDED

LARGEST_TOLERANCE = 0.5


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is asked, and how it is judged."""

    program: str
    kind: str = "backward"
    tolerance: float = ROUNDED
    hints: bool = True
    seed: int = 0
    """Of what is left to chance: which line is spoiled, in which order the steps lie."""
