"""``POST /api/v1/surface``: the loss of a program over one or two axes."""

from typing import Annotated, Any, TypeAlias, get_args

from pydantic import Field, FiniteFloat, WithJsonSchema

from ...descent.axes import Direction
from .common import Answer, Ask, NonFinite, ProgramAsk

AskedDirection: TypeAlias = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "enum": list(get_args(Direction))},
                {"type": "object", "additionalProperties": True},
                {"type": "null"},
            ]
        }
    ),
]
"""A word, or numbers by parameter; the route checks it."""


class AxisAsk(Ask):
    """One axis: a ``name`` with the ``index`` of an element, or a ``direction``."""

    name: str | None = Field(
        default=None, description="An input or a constant of the program.", examples=["w0"]
    )
    index: list[int] = Field(
        default_factory=list,
        max_length=32,
        description="Which element of it, one number for each axis; left out for a number.",
        examples=[[0, 2]],
    )
    direction: AskedDirection = Field(
        default=None,
        description="Instead of a name, a direction in which all parameters move: that of the "
        "gradient or a random one, both of unit length, or numbers by parameter, taken as they "
        "are. A random one is at right angles to the first axis, where that is a direction.",
    )
    seed: int = Field(default=1, ge=0, lt=2**32, description="Of a random direction.")
    low: FiniteFloat | None = Field(
        default=None, description="Where the axis begins; chosen by the numbers when left out."
    )
    high: FiniteFloat | None = Field(
        default=None, description="Where the axis ends; chosen by the numbers when left out."
    )


class SurfaceAsk(ProgramAsk):
    """Which part of the landscape."""

    axes: Annotated[list[AxisAsk], Field(min_length=1, max_length=2)] = Field(
        description="One axis or two: the first goes to the right, the second up.",
        examples=[[{"name": "w0"}, {"name": "w1"}]],
    )
    parameters: list[str] | None = Field(
        default=None,
        max_length=20_000,
        description="The inputs that directions move; all that a gradient flows back to when left "
        "out.",
    )
    grid: int = Field(default=50, ge=2, description="Places along each axis.")


class AxisAnswer(Answer):
    """One axis as it was taken."""

    label: str = Field(description="The element, or what the direction is.", examples=["W[0,2]"])
    at: float | NonFinite = Field(description="Where the program's own numbers are.")
    low: float = Field(description="The first place.")
    high: float = Field(description="The last place.")


class SurfaceAnswer(Answer):
    """The loss at every place."""

    output: str | None = Field(description="The name of the loss; null for a bare expression.")
    axes: list[AxisAnswer] = Field(description="The axes, in the order asked for.")
    places: list[list[float]] = Field(
        description="The places along each axis, evenly spread from low to high."
    )
    values: list[list[float | NonFinite]] = Field(
        description="The loss: a row for each place of the second axis, from low to high, and in "
        "it a number for each place of the first. With one axis there is one row."
    )
    lowest: float | None = Field(description="The smallest finite loss; null where none is.")
    highest: float | None = Field(description="The largest finite loss; null where none is.")
