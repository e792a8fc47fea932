"""``GET /api/v1/practice``: a random exercise."""

from pydantic import BaseModel, ConfigDict, Field

from ...choices import LARGEST_SEED, PRACTICE_LEVELS
from .common import Answer


class PracticeQuery(BaseModel):
    """Which exercise."""

    model_config = ConfigDict(extra="forbid")

    level: int = Field(
        default=1,
        ge=PRACTICE_LEVELS[0],
        le=PRACTICE_LEVELS[-1],
        description="1: sums, products and maxima, each value used once. 2: forks, differences, "
        "squares, quotients and relus. 3: a layer on a small batch, and a loss.",
        examples=[2],
    )
    seed: int = Field(
        default=1,
        ge=0,
        le=LARGEST_SEED,
        description="Which of them: the same makes the same exercise.",
        examples=[7],
    )


class PracticeAnswer(Answer):
    """An exercise with numbers that are short, forward and back."""

    level: int = Field(description="Its level.")
    seed: int = Field(description="Its seed.")
    kind: str = Field(description="What is asked of the program.")
    tolerance: float = Field(description="How far a number that is written out may be off.")
    hints: bool = Field(description="Whether hints are offered.")
    program: str = Field(description="The program.")
    text: str = Field(description="The exercise as a file, as `chainrule grade` reads it.")
