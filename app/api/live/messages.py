"""What a client may say on the stream; ``type`` tells the messages apart."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.api.problems import Refusal, pointer
from app.api.reading import parse_json
from app.language.names import nearest

MOST_UPDATES = 10**9
LARGEST = 1e6
"""Coordinates are no larger."""


class Message(BaseModel):
    """A message: unknown fields are errors, and a number is not a text."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Grid(Message):
    """How finely the plane is looked at; what is not given stays, or is the default."""

    size: int | None = Field(default=None, ge=2)
    """Cells of the plane along a side."""
    extent: float | None = Field(default=None, gt=0, le=LARGEST)
    """Half of its width; that of the data by default."""
    neurons: int | None = Field(default=None, ge=2)
    """Cells of a neuron's map along a side."""
    warp: int | None = Field(default=None, ge=2)
    """Lines of the lattice that is warped."""


class Start(Message):
    """Begin a run; a run before it is dropped."""

    type: Literal["start"]
    config: dict[str, Any] = Field(default_factory=dict)
    grid: Grid = Field(default_factory=Grid)
    fps: float = Field(default=30, gt=0)
    running: bool = True


class Pause(Message):
    """Stop training."""

    type: Literal["pause"]


class Until(Message):
    """When to stop by itself: as soon as one of these is so.

    The run has made so many updates or epochs in all, or its training loss is no larger, or its
    training accuracy no smaller.
    """

    updates: int | None = Field(default=None, ge=0)
    epochs: float | None = Field(default=None, ge=0)
    loss: float | None = None
    accuracy: float | None = None


class Resume(Message):
    """Train on."""

    type: Literal["resume"]
    until: Until | None = None


class Step(Message):
    """Make some updates, or go through the data some times, and stop."""

    type: Literal["step"]
    updates: int = Field(default=1, ge=1, le=MOST_UPDATES)
    epochs: int | None = Field(default=None, ge=1, le=MOST_UPDATES)
    explain: bool = False


class Set(BaseModel):
    """Change any part of the configuration; what is not named stays."""

    model_config = ConfigDict(extra="allow")
    type: Literal["set"]


class Put(Message):
    """Give parameters other values."""

    type: Literal["put"]
    parameters: list[Annotated[list[float], Field(min_length=2, max_length=2)]] = Field(
        min_length=1
    )


class Points(Message):
    """Change the data while it is trained on. Indices are those before the change."""

    type: Literal["points"]
    add: list[Annotated[list[float], Field(min_length=3, max_length=3)]] = []
    remove: list[int] = []
    move: list[Annotated[list[float], Field(min_length=3, max_length=3)]] = []
    clear: bool = False


class Seek(Message):
    """Go to an earlier moment of the run, and stop there."""

    type: Literal["seek"]
    update: int = Field(ge=0)


class Reset(Message):
    """Go back to the first weights; the history is dropped."""

    type: Literal["reset"]


class Neuron(Message):
    """Choose which two neurons the warped plane is seen by; without a layer: none."""

    type: Literal["neuron"]
    layer: int | None = Field(default=None, ge=1)
    units: list[int] = Field(default=[0, 1], min_length=2, max_length=2)


class SetGrid(Grid):
    """Look more or less finely."""

    type: Literal["grid"]


class Probe(Message):
    """Ask what every layer says of a point."""

    type: Literal["probe"]
    x: list[Annotated[float, Field(ge=-LARGEST, le=LARGEST)]] = Field(min_length=2, max_length=2)


class AskGraph(Message):
    """Ask for the network of this moment as a program."""

    type: Literal["graph"]
    sample: int | Literal["batch"] = 0


class Export(Message):
    """Ask for all of the run."""

    type: Literal["export"]


class Ack(Message):
    """Say that a frame and all before it have arrived."""

    type: Literal["ack"]
    frame: int


ClientMessage: TypeAlias = Annotated[
    Start
    | Pause
    | Resume
    | Step
    | Set
    | Put
    | Points
    | Seek
    | Reset
    | Neuron
    | SetGrid
    | Probe
    | AskGraph
    | Export
    | Ack,
    Field(discriminator="type"),
]
MESSAGES: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)
TYPES: tuple[str, ...] = tuple(
    name
    for message in get_args(get_args(ClientMessage)[0])
    for name in get_args(message.model_fields["type"].annotation)
)
"""What ``type`` can be."""


def read_message(text: str) -> ClientMessage:
    """Read one message.

    Raises:
        Refusal: it is not JSON, or none of the messages.
    """
    plain = parse_json(text)
    if not isinstance(plain, dict):
        raise Refusal(
            "invalid-message",
            "a message is a JSON object",
            hint='such as {"type": "start"}',
        )
    kind = plain.get("type")
    if kind not in TYPES:
        near = nearest(kind, TYPES) if isinstance(kind, str) else None
        raise Refusal(
            "invalid-message",
            "the message has no type" if kind is None else f"there is no message of type {kind!r}",
            hint=f"did you mean {near}?" if near else f"type is one of {', '.join(TYPES)}",
            errors=[("/type", "expected the type of a message")],
        )
    try:
        return MESSAGES.validate_python(plain)
    except ValidationError as error:
        errors = [(pointer(_inside(e["loc"])), e["msg"]) for e in error.errors()]
        where, what = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise Refusal("invalid-message", f"{where}: {what}{more}", errors=errors) from None


def _inside(location: Sequence[str | int]) -> Sequence[str | int]:
    """Leave out the type, which stands at the head of a location."""
    return location[1:]
