"""``POST /api/v1/train``, ``GET /api/v1/datasets`` and ``GET /api/v1/training``."""

from typing import Annotated, Any, Literal

from pydantic import Field

from .common import Answer, Ask, NonFinite, Pair
from .configuration import Configuration, WholeConfiguration


class TrainGridAsk(Ask):
    """Which cells of the plane the trained network is asked about."""

    size: int = Field(default=50, ge=2, description="Cells along a side.")
    extent: float | None = Field(
        default=None,
        gt=0,
        le=1e6,
        description="Half of the plane's width; that of the data when left out.",
    )


class TrainAsk(Ask):
    """What to train, and for how long."""

    config: Configuration = Field(
        default_factory=dict,
        description="The configuration; what is left out is the default. `GET /api/v1/datasets` "
        "lists the data sets.",
        examples=[{"dataset": {"name": "xor"}, "layers": [{"units": 4, "activation": "tanh"}]}],
    )
    updates: int = Field(default=1_000, ge=0, description="How many updates to make.")
    record_every: int | None = Field(
        default=None,
        ge=1,
        description="Updates between two rows of the history; a hundredth of all when left out.",
    )
    grid: TrainGridAsk | None = Field(
        default=None, description="Ask the network about the plane at the end."
    )


class RecordedAnswer(Answer):
    """What was seen at one update; null where there are no such points, or no classes."""

    update: int = Field(description="Updates made.")
    epoch: float = Field(description="How often the training points were gone through.")
    train_loss: float | NonFinite | None = Field(description="Mean loss plus the penalty.")
    test_loss: float | NonFinite | None = Field(description="The same of the test points.")
    train_accuracy: float | None = Field(description="Share of training points decided right.")
    test_accuracy: float | None = Field(description="Share of test points decided right.")
    mean_error: float | NonFinite | None = Field(
        description="Of a regression: how far the value is from a training point's, on average."
    )
    norms: list[float | NonFinite] = Field(
        description="Of each layer the norm of its part of the gradient that the next update is "
        "made from, weights and biases, without weight decay; the output is the last. None where "
        "there is no such update; live they are looked at less often than the rest."
    )


class TrainGridAnswer(Answer):
    """The network's outputs over the plane."""

    size: int = Field(description="Cells along a side.")
    extent: float = Field(
        description="The plane goes from the data's middle − extent to middle + extent, both ways, "
        "in the units that the network sees."
    )
    values: list[list[list[float | NonFinite]]] = Field(
        description="Outputs × size × size: probabilities, scores or values at the centres of the "
        "cells; the first row is the top (the largest x2), the first column the smallest x1."
    )


class DataAnswer(Answer):
    """The points of a run."""

    points: list[Pair[float]] = Field(description="x1 and x2 of each point.")
    labels: list[float] = Field(description="Its class, from 0, or its value.")
    test: list[bool] = Field(description="Whether it is kept for the test.")
    classes: int = Field(description="How many classes there are; 0: labels are values.")
    names: Pair[str] = Field(description="What the axes mean.")
    class_names: list[str] = Field(
        description="What classes are called, as far as they have names."
    )
    center: Pair[float] = Field(
        description="The network sees (x − center) / scale of each coordinate."
    )
    scale: Pair[float] = Field(description="1 where the data are not standardised.")
    middle: Pair[float] = Field(description="The middle of the plane, as the network sees it.")
    extent: float = Field(
        description="The plane goes from middle − extent to middle + extent, both ways, as the "
        "network sees it."
    )


class DivergedAnswer(Answer):
    """Where a run left the numbers."""

    update: int = Field(description="After this update a parameter was no longer finite.")
    parameter: str = Field(description="Which.", examples=["W1[0,2]"])


class TrainAnswer(Answer):
    """A trained network."""

    config: WholeConfiguration = Field(description="The whole configuration.")
    history: list[RecordedAnswer] = Field(description="What was seen on the way.")
    parameters: dict[str, Any] = Field(
        description="`W1`: units × inputs of the first layer, `b1`: its biases, and so on; the "
        "second piece of maxout units is primed."
    )
    grid: TrainGridAnswer | None = Field(description="What was asked about the plane.")
    data: DataAnswer = Field(description="The points.")
    diverged: DivergedAnswer | None = Field(description="Where the run had to stop, if it had.")
    updates_per_second: float = Field(description="How fast it went.")


class DatasetAnswer(Answer):
    """One data set."""

    name: str = Field(description="What a configuration calls it.")
    title: str = Field(description="Its title.")
    help: str = Field(description="What it is there for.")
    classes: int = Field(description="Classes by default; 0: its labels are values.")
    most_classes: int = Field(description="The most classes that it can have.")
    samples: int = Field(description="Points by default.")
    fixed: int | None = Field(description="How many points it always has; null: as many as asked.")
    noise: str = Field(description="What the noise does; empty: nothing.")
    variants: list[str] = Field(description="Its forms; the first is the default.")
    names: Pair[str] = Field(description="What the axes mean.")
    class_names: list[str] = Field(
        description="What classes are called, as far as they have names."
    )
    middle: Pair[float] = Field(description="The middle of the plane.")
    extent: float = Field(
        description="The plane goes from middle − extent to middle + extent, both ways."
    )
    source: Literal["made", "function", "points"] = Field(
        description="What its points come from: its own rule; the seed, labelled by the "
        "configuration's `function`; the configuration's `points`."
    )
    parameters: list[str] = Field(description="Which fields of `dataset` it reads.")


class DatasetsAnswer(Answer):
    """Every data set."""

    datasets: list[DatasetAnswer] = Field(description="In the order of the menu.")


class DrawnDatasetAnswer(DatasetAnswer):
    """One data set with a small picture of it."""

    thumbnail: list[Annotated[list[float], Field(min_length=3, max_length=3)]] = Field(
        description="Some points: x1 and x2 from −1 to 1, and the label."
    )


class TrainingAnswer(Answer):
    """All that can be chosen of a run, as the lab's controls show it."""

    datasets: list[DrawnDatasetAnswer] = Field(description="The data sets, each with a few points.")
    features: list[str] = Field(description="What a network can see of a point.")
    feature_maps: dict[str, list[int]] = Field(
        description="Each feature over the plane, in percent: row by row from the top left."
    )
    activations: list[dict[str, Any]] = Field(description="What layers can end in.")
    losses: list[dict[str, Any]] = Field(description="What the scores can mean.")
    schemes: list[dict[str, Any]] = Field(description="How the first weights can be drawn.")
    schedules: list[dict[str, Any]] = Field(
        description="How the learning rate can follow the updates, each with the options it reads."
    )
    optimizers: list[dict[str, Any]] = Field(
        description="The update rules, each with its formula and the options that it reads."
    )
    options: dict[str, dict[str, Any]] = Field(description="The options of update rules.")
    schedule_options: dict[str, dict[str, Any]] = Field(description="The options of schedules.")
    presets: list[dict[str, Any]] = Field(
        description="Configurations from lectures; `compare` holds up to four to run side by side, "
        "`code` a program as it was written, with the lines of each stage of an update, `chart` "
        "what the chart of the page opens with."
    )
    config: WholeConfiguration = Field(description="The default configuration.")
    layers: int = Field(description="The most hidden layers.")
    units: int = Field(description="The most units of a hidden layer.")
