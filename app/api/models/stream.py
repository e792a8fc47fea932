"""What the training stream tells its clients: the JSON messages and the header of a frame.

The stream writes them itself (``app/api/live/telling.py`` and ``frame_pacer.py``); these are their
description, which the tests hold every message to.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import ConfigDict, Field

from .common import Answer, NonFinite, Pair
from .configuration import WholeConfiguration
from .problem import Problem
from .training import DataAnswer, DivergedAnswer, RecordedAnswer

Real: TypeAlias = float | NonFinite


class Event(Answer):
    """A message of the server."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class LayerTold(Event):
    """A layer of the network."""

    units: int
    """How many neurons it has."""
    activation: str
    """The gate at their end."""


class BlockTold(Event):
    """Where the weights and biases of a layer lie in the array `parameters` of a frame."""

    name: str
    """The array of a frame with the maps of its neurons."""
    layer: int
    """The layer, from 1."""
    piece: int
    """0, and 1 for the second piece of maxout units."""
    units: int
    """How many neurons it has."""
    inputs: int
    """How many numbers each neuron sees."""
    offset: int
    """Where it begins: a row for each unit, its weights and then its bias."""
    bias: bool
    """Whether it has biases."""


class NetworkTold(Event):
    """The structure of the network."""

    features: list[str]
    """What it sees of a point."""
    layers: list[LayerTold]
    """Its layers, the output last."""
    blocks: list[BlockTold]
    """Where its parameters lie."""
    size: int
    """How many parameters there are."""


class HistoryTold(Event):
    """From where to where the run can be gone through."""

    first: int
    """The earliest update."""
    last: int
    """The latest update."""


class GridTold(Event):
    """How finely the plane is looked at."""

    size: int
    """Cells of the plane along a side."""
    extent: float
    """Half of its width."""
    neurons: int
    """Cells of a neuron's map along a side."""
    warp: int
    """Lines of the lattice that is warped."""


class LimitsTold(Event):
    """The bounds that a client can run into."""

    layers: int
    """Hidden layers."""
    units: int
    """Neurons of a hidden layer."""
    points: int
    """Points."""
    classes: int
    """Classes."""
    grid: int
    """Cells along a side."""
    frames_per_second: int
    """Frames a second."""
    frame_bytes: int
    """Bytes of a frame; maps that would need more are drawn coarser, as `grid` tells."""
    message_bytes: int
    """Characters of a message."""


class PaceTold(Event):
    """How fast a run goes on: one of these."""

    updates: float | None = None
    """Updates a second."""
    epochs: float | None = None
    """Epochs a second."""


class ReadyEvent(Event):
    """All of a run that stays as it is until something is changed."""

    type: Literal["ready"]
    config: WholeConfiguration
    """The whole configuration."""
    network: NetworkTold
    """The network's structure."""
    grid: GridTold
    """How finely the plane is looked at."""
    history: HistoryTold
    """From where to where the run can be gone through."""
    limits: LimitsTold
    """The bounds that a client can run into."""
    pace: PaceTold | None
    """How fast the run goes on; null is as fast as it can."""
    update: int
    """Updates made."""
    data: DataAnswer | None = None
    """The points; left out where they are those told before."""


class DataEvent(DataAnswer):
    """The points, and what else follows from them."""

    model_config = ConfigDict(use_attribute_docstrings=True)
    type: Literal["data"]
    config: WholeConfiguration
    """The whole configuration."""
    grid: GridTold
    """How finely the plane is looked at."""
    history: HistoryTold
    """From where to where the run can be gone through."""
    update: int
    """Updates made."""


class PausedEvent(Event):
    """The run stands still."""

    type: Literal["paused"]
    update: int
    """Updates made."""
    reason: Literal["asked", "until", "seek", "start", "diverged"]
    """It was told to, a goal was reached, a moment was gone to, a run that was taken up again is
    where it was, or a parameter left the numbers."""


class ProbedLayer(Event):
    """What a layer says of a point."""

    before: list[Real | list[Real]]
    """Each neuron's sum before its activation; for maxout one list a piece."""
    after: list[Real]
    """What each neuron hands on."""


class ProbedEvent(Event):
    """What every layer says of a point."""

    type: Literal["probed"]
    x: Pair[float]
    """x1 and x2."""
    features: list[Real]
    """What the network sees of it."""
    layers: list[ProbedLayer]
    """Its layers, the output last."""
    outputs: list[Real]
    """Probabilities, scores or the value."""
    update: int
    """Updates made."""


class GraphEvent(Event):
    """The network of this moment as a program."""

    type: Literal["graph"]
    program: str
    """Its text, with the weights in it."""
    detail: Literal["gates"]
    """The level of detail to open it at."""
    update: int
    """Updates made."""


class ExportEvent(Event):
    """All of the run."""

    type: Literal["export"]
    config: WholeConfiguration
    """The whole configuration."""
    parameters: dict[str, Any]
    """Weights and biases by name, as `POST /api/v1/train` gives them."""
    torch: str
    """The network as PyTorch, with its weights, its data, and the loop that trains it on."""
    predictions: str
    """What the network says of all points, as CSV."""
    history: list[RecordedAnswer]
    """What was seen on the way."""
    update: int
    """Updates made."""


class LoggedEvent(Event):
    """The log of changes is another: after every change, and where a run went on from earlier."""

    type: Literal["logged"]
    kept: int
    """So many entries of the log told before still stand; those after them are gone."""
    log: list[dict[str, Any]] | None
    """The entries after those, each as `start` takes it; null where there were more changes than
    are kept, so that the run cannot be made again from its beginning."""
    config: WholeConfiguration | None = None
    """What the run began with; left out where it is the one told before."""


class StateEvent(Event):
    """A moment of the run."""

    type: Literal["state"]
    update: int
    """Updates made."""
    changes: int | None
    """So many entries of the log came before; null where there is no log any more."""
    state: str
    """All that is needed to go on from there to the bit, for the `state` of `start`."""


class EndedEvent(Event):
    """The server closes the stream."""

    type: Literal["ended"]
    reason: str
    """Why."""


class ErrorEvent(Event):
    """Something was refused; the connection is as usable as before."""

    type: Literal["error"]
    problem: Problem
    """What is wrong."""
    of: str | None
    """The type of the message that was refused; null where it could not be read."""


class PairTold(Event):
    """Two neurons of a layer."""

    layer: int
    """The layer, from 1."""
    units: Pair[int]
    """The two neurons, from 0."""


class ArrayTold(Event):
    """An array behind the header of a frame: raw, little-endian, row by row."""

    name: str
    """What it holds. `grid`: the plane. `layer0`: the maps of the features, told once; `layer1` and
    on: those of each layer's neurons. `warp`, `warp_points`: the plane and the points as a pair of
    neurons sees them. `confusion`: training points by class and decision. `parameters`,
    `gradients`: flat, as the blocks of the network lie. `norms`: of each layer's part of the
    gradient, without weight decay. `lively`: how every hidden unit answers the training points, 0
    where it learns, 1 dead, 2 saturated. After an explained step `gradient` and `delta` of every
    parameter, the points of its `batch`, and with dropout `mask`: hidden units × batch, 1 where a
    unit was kept."""
    dtype: Literal["float32", "float64", "int32", "uint8", "uint16"]
    """The kind of its numbers."""
    shape: list[int]
    """Its shape."""
    offset: int
    """Where it begins, in bytes from the end of the header."""
    low: float | list[float] | None = None
    """Of whole steps (uint8, uint16): what 0 stands for, or a list of that for each row."""
    high: float | list[float] | None = None
    """What the largest stands for, 255 or 65,535; the rest lies evenly between."""


class FrameHeader(Event):
    """The header of a binary frame."""

    frame: int
    """The frame's number, to acknowledge it by."""
    update: int
    """Updates made."""
    epoch: float
    """How often the training points were gone through."""
    running: bool
    """Whether it trains on."""
    train_loss: Real | None
    """Mean loss plus the penalty; null without points."""
    test_loss: Real | None
    """The same of the test points."""
    data_loss: Real | None
    """The mean loss alone."""
    penalty: Real | None
    """What weight decay adds."""
    train_accuracy: float | None
    """Share of training points decided right; null without classes."""
    test_accuracy: float | None
    """Share of test points decided right."""
    rate: float
    """The learning rate of the next update; after an explained step that of the one explained."""
    updates_per_second: float
    """How fast it goes."""
    frames_per_second: float
    """How often it is shown."""
    history: HistoryTold
    """From where to where the run can be gone through."""
    diverged: DivergedAnswer | None = None
    """Where the run had to stop, if it had."""
    neuron: PairTold | None = None
    """The neurons that the warped plane is seen by."""
    batch_loss: Real | None = None
    """After an explained step: the mean loss of its batch."""
    arrays: list[ArrayTold]
    """The arrays behind the header."""


ServerMessage: TypeAlias = Annotated[
    ReadyEvent
    | DataEvent
    | PausedEvent
    | ProbedEvent
    | GraphEvent
    | ExportEvent
    | LoggedEvent
    | StateEvent
    | EndedEvent
    | ErrorEvent,
    Field(discriminator="type"),
]
