"""What a client may say on the stream; ``type`` tells the messages apart."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from ...language.names import nearest
from ..models.configuration import Configuration, describe_changes
from ..problems import Refusal, pointer
from ..reading import parse_json

MOST_UPDATES = 10**9
View: TypeAlias = Literal[
    "plane", "maps", "parameters", "space", "confusion", "gradients", "norms", "lively"
]
"""What frames can show: the plane, the maps of features and neurons, the parameters, the plane as
two neurons see it, the confusion matrix, the gradient of the next batch, the norm of each layer's
part of it, and of each hidden unit whether it is dead or saturated."""
VIEWS: tuple[View, ...] = get_args(View)
USUAL: tuple[View, ...] = tuple(view for view in VIEWS if view != "gradients")
MOST_LOGGED = 20_000
LARGEST = 1e9
"""Coordinates are no larger."""


Two: TypeAlias = Annotated[list[float], Field(min_length=2, max_length=2), FailFast()]
Three: TypeAlias = Annotated[list[float], Field(min_length=3, max_length=3), FailFast()]
"""Of a long list the first entry that is wrong is told of, and not each (``FailFast``)."""


class Message(BaseModel):
    """A message: unknown fields are errors, and a number is not a text."""

    model_config = ConfigDict(
        extra="forbid", strict=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


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


class Pace(Message):
    """How fast a run goes on: one of these."""

    updates: float | None = Field(default=None, gt=0, le=MOST_UPDATES)
    """Updates a second."""
    epochs: float | None = Field(default=None, gt=0, le=MOST_UPDATES)
    """Epochs a second."""

    @model_validator(mode="after")
    def _is_one(self) -> "Pace":
        if (self.updates is None) == (self.epochs is None):
            raise ValueError("give either updates or epochs")
        return self


class Points(Message):
    """Change the data while it is trained on. Indices are those before the change."""

    add: Annotated[list[Three], FailFast()] = []
    """x1, x2 and label of new points."""
    remove: Annotated[list[int], FailFast()] = []
    """The indices of points that go."""
    move: Annotated[list[Three], FailFast()] = []
    """The index of a point, and its new x1 and x2."""
    clear: bool = False
    """Whether all points go first."""


class Logged(Message):
    """A change that was made in a run: one of three, at an update."""

    update: int = Field(ge=0, le=MOST_UPDATES)
    """So many updates had been made."""
    set: dict[str, Any] | None = None
    """What a message `set` said."""
    put: list[Two] | None = None
    """The parameters of a message `put`."""
    points: Points | None = None
    """What a message `points` said."""


class StartMessage(Message):
    """Begin a run, or take one up again; a run before it is dropped."""

    type: Literal["start"]
    config: Configuration = Field(default_factory=dict)
    """The configuration; what is left out is the default."""
    grid: Grid = Field(default_factory=Grid)
    """How finely the plane is looked at."""
    fps: float = Field(default=30, gt=0)
    """Frames a second, at most."""
    pace: Pace | None = None
    """How fast it goes on; null is as fast as it can."""
    views: list[View] = Field(default=list(USUAL), max_length=len(VIEWS))
    """What frames show. The rest is neither computed nor sent."""
    running: bool = True
    """Whether it trains on, from `update`."""
    log: list[Logged] | None = Field(default=None, max_length=MOST_LOGGED)
    """What was changed since the configuration, as `logged` told it, to be made again. Without it
    nothing is made again that lies before `state`."""
    update: int = Field(default=0, ge=0, le=MOST_UPDATES)
    """How far the run has to be before anything else is done."""
    state: str | None = None
    """A moment up to there, as `keep` was answered, from which to go on; what lies before it is
    made again in spare time. Without a log, `config` is the configuration of that moment."""


class PauseMessage(Message):
    """Stop training."""

    type: Literal["pause"]


class Until(Message):
    """When to stop by itself: as soon as one of these is so of the whole run."""

    updates: int | None = Field(default=None, ge=0, le=MOST_UPDATES)
    """It has made so many updates."""
    epochs: float | None = Field(default=None, ge=0, le=MOST_UPDATES)
    """It has gone through the data so often."""
    loss: float | None = None
    """Its training loss is no larger."""
    accuracy: float | None = None
    """Its training accuracy is no smaller."""


class ResumeMessage(Message):
    """Train on."""

    type: Literal["resume"]
    until: Until | None = None
    """When to stop; when told to, if left out."""


class StepMessage(Message):
    """Make some updates, or go through the data some times, and stop."""

    type: Literal["step"]
    updates: int = Field(default=1, ge=1, le=MOST_UPDATES)
    """How many updates."""
    epochs: int | None = Field(default=None, ge=1, le=MOST_UPDATES)
    """To the end of the so manieth epoch from here, instead."""
    explain: bool = False
    """Make one update, and tell of it in the next frame."""


class SetMessage(BaseModel):
    """Change any part of the configuration; what is not named stays."""

    model_config = ConfigDict(
        extra="allow", json_schema_extra=describe_changes, use_attribute_docstrings=True
    )
    type: Literal["set"]
    pace: Pace | None = None
    """How fast the run goes on; null is as fast as it can. Left out, it stays."""


class PutMessage(Message):
    """Give parameters other values."""

    type: Literal["put"]
    parameters: Annotated[list[Two], Field(min_length=1), FailFast()]
    """The index and the new value of each."""


class PointsMessage(Points):
    """Change the data while it is trained on. Indices are those before the change."""

    type: Literal["points"]


class SeekMessage(Message):
    """Go to an earlier moment of the run, and stop there."""

    type: Literal["seek"]
    update: int = Field(ge=0)
    """The moment: so many updates from the first weights."""


class ResetMessage(Message):
    """Go back to the first weights; the history is dropped."""

    type: Literal["reset"]


class NeuronMessage(Message):
    """Choose which two neurons the warped plane is seen by; without a layer: none."""

    type: Literal["neuron"]
    layer: int | None = Field(default=None, ge=1)
    """The layer, from 1."""
    units: list[int] = Field(default=[0, 1], min_length=2, max_length=2)
    """Its two neurons, from 0."""


class GridMessage(Grid):
    """Look more or less finely."""

    type: Literal["grid"]


class ViewsMessage(Message):
    """Choose what frames show from now on."""

    type: Literal["views"]
    show: list[View] = Field(max_length=len(VIEWS))
    """The views; the rest is neither computed nor sent."""


class ProbeMessage(Message):
    """Ask what every layer says of a point."""

    type: Literal["probe"]
    x: list[Annotated[float, Field(ge=-LARGEST, le=LARGEST)]] = Field(min_length=2, max_length=2)
    """x1 and x2."""


class GraphMessage(Message):
    """Ask for the network of this moment as a program."""

    type: Literal["graph"]
    sample: int | Literal["batch"] = 0
    """The point that it is fed with, from 0, or the whole batch."""


class ExportMessage(Message):
    """Ask for all of the run."""

    type: Literal["export"]


class KeepMessage(Message):
    """Ask for this moment as a text, to go on from it later."""

    type: Literal["keep"]


class AckMessage(Message):
    """Say that a frame and all before it have arrived."""

    type: Literal["ack"]
    frame: int
    """The frame's number."""


ClientMessage: TypeAlias = Annotated[
    StartMessage
    | PauseMessage
    | ResumeMessage
    | StepMessage
    | SetMessage
    | PutMessage
    | PointsMessage
    | SeekMessage
    | ResetMessage
    | NeuronMessage
    | GridMessage
    | ViewsMessage
    | ProbeMessage
    | GraphMessage
    | ExportMessage
    | KeepMessage
    | AckMessage,
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
        found = error.errors(include_input=False, include_url=False, include_context=False)
        errors = [(pointer(_inside(e["loc"])), e["msg"]) for e in found]
        where, what = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise Refusal("invalid-message", f"{where}: {what}{more}", errors=errors) from None


def _inside(location: Sequence[str | int]) -> Sequence[str | int]:
    """Leave out the type, which stands at the head of a location."""
    return location[1:]
