"""The configuration of a run. Every rule about one value stands beside it, in its field.

:func:`read_config` makes it of plain JSON, :func:`to_json` gives it back, :func:`merged` changes a
part. What depends on several values is checked by :func:`check`.
"""

from dataclasses import dataclass, field
from typing import Any

from ..engine.ops import OPS
from ..language.update import RULES
from .features import FEATURES

ACTIVATIONS: tuple[str, ...] = (
    *(op.name for op in OPS.values() if op.family == "activations"),
    "maxout",
)
"""What a layer can have at its end; maxout is the larger of two affine pieces."""
SCHEMES: dict[str, str] = {
    "xavier": "normal with variance 2 / (inputs + units): keeps tanh and sigmoid from saturating",
    "he": "normal with variance 2 / inputs: made for relu",
    "normal": "normal with standard deviation 1 / √inputs, as ConvNetJS",
    "uniform": "uniform between −0.5 and 0.5, as TensorFlow Playground",
    "zeros": "all zero: units of a layer stay alike for ever",
    "legacy_uniform": "uniform between −1 and 1 from NumPy's first generator, as the eleven lines",
    "given": "the numbers of init.parameters",
}
LOSSES = ("softmax", "svm", "sigmoid", "squared", "regression")
OUTPUT_GATED = ("squared", "regression")
"""The losses of values, before which the output may have a gate."""
SCHEDULES: dict[str, str] = {
    "constant": "always the learning rate",
    "step": "times the factor after every period",
    "cosine": "along half a cosine to the factor of it within one period, and then on at that",
    "warmup": "rising in a line from near zero over the first updates, and then on",
}
"""How the rate may follow the count of updates."""
FEATURE_NAMES = tuple(FEATURES)
LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a run may be."""

    layers: int = 8
    units: int = 64
    points: int = 5_000
    classes: int = 5
    features: int = 16


def number(default: float | None, low: float, high: float, help: str) -> Any:
    """Declare a number between two, both included."""
    return field(default=default, metadata={"low": low, "high": high, "help": help})


def word(default: object, choices: tuple[str, ...], help: str) -> Any:
    """Declare one of a few words; a default of ``None`` may be left out."""
    return field(default=default, metadata={"choices": choices, "help": help})


def given(help: str) -> Any:
    """Declare parameters: a flat list, or an object with weights and biases by name."""
    return field(default=None, metadata={"help": help, "parameters": True})


def other(default: Any, help: str) -> Any:
    """Declare what its type says enough about."""
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class DatasetConfig:
    """Which points: generated ones, or one's own."""

    name: str = other("spiral", "the data set")
    samples: int = number(200, 0, 1e9, "how many points, train and test together")
    noise: float = number(0.1, 0.0, 5.0, "how far points are thrown off their place")
    seed: int = number(1, 0, LARGEST_SEED, "of the generator and of the split")
    test_fraction: float = number(0.0, 0.0, 0.9, "how much of the points is kept for the test")
    classes: int | None = number(None, 2, 1e9, "how many classes, where a set can have several")
    variant: str | None = other(None, "which of a data set's forms")
    function: str | None = other(None, "of the data set curve: f in x2 = f(x1)")
    points: tuple[tuple[float, float, float], ...] | None = other(
        None, "of the data set custom: x1, x2, label of each point"
    )
    columns: tuple[str, str] | None = other(None, "what the two coordinates are called")
    class_names: tuple[str, ...] | None = other(None, "what the classes are called, from class 0")
    query: tuple[float, float, float] | None = other(
        None, "x1, x2, label of a point that is asked about and not trained on"
    )
    standardize: bool | None = other(
        None,
        "whether the network sees (x − center) / scale; null is true for points of one's own whose "
        "two coordinates spread differently, by more than five times",
    )
    center: tuple[float, float] | None = other(
        None, "of standardize: what is taken off; null is the mean of the training points"
    )
    scale: tuple[float, float] | None = number(
        None, 1e-12, 1e9, "of standardize: what it is divided by; null is their standard deviation"
    )


@dataclass(frozen=True, slots=True)
class LayerConfig:
    """One hidden layer."""

    units: int = number(6, 1, 1e9, "how many neurons")
    activation: str = word("tanh", ACTIVATIONS, "the gate at their end")
    slope: float = number(0.1, 0.0, 1.0, "of leaky_relu, on the negative side")
    alpha: float = number(1.0, 0.0, 10.0, "of elu: minus its value far to the left")
    dropout: float = number(
        0.0,
        0.0,
        0.95,
        "the chance that a neuron is left out of an update; the others are divided by 1 − dropout, "
        "and everything that is shown has all of them",
    )
    residual: bool = other(
        False, "adds what the layer gets to what it gives: as many units as inputs"
    )


@dataclass(frozen=True, slots=True)
class InitConfig:
    """The first weights. Biases begin at zero."""

    scheme: str = word("xavier", tuple(SCHEMES), "how the weights are drawn")
    seed: int = number(
        1, 0, LARGEST_SEED, "of the weights, of the order of the batches and of dropout"
    )
    parameters: tuple[float, ...] | None = given(
        "of the scheme given: weights and biases by name (W1, b1, W2, …) as a trained network is "
        "answered, or all in one list, unit by unit its weights and then its bias"
    )


@dataclass(frozen=True, slots=True)
class ScheduleConfig:
    """How the learning rate follows the count of updates; each reads the options it has."""

    name: str = word("constant", tuple(SCHEDULES), "how the rate changes")
    period: int = number(1_000, 1, 1e9, "of step and cosine, in updates")
    factor: float = number(0.1, 0.0, 1.0, "of step: what each period multiplies the rate by; of "
                           "cosine: what is left of it at the end")  # fmt: skip
    warmup: int = number(200, 1, 1e9, "of warmup: after so many updates the rate is the whole one")


@dataclass(frozen=True, slots=True)
class OptimizerConfig:
    """The update rule; each reads the options it has."""

    name: str = word("adam", RULES, "the rule")
    learning_rate: float = number(0.01, 0.0, 1e9, "the size of a step")
    momentum: float = number(0.9, 0.0, 0.9999, "of momentum and nesterov")
    beta1: float = number(0.9, 0.0, 0.9999, "of adam and adamw: the memory of their mean")
    beta2: float = number(0.999, 0.0, 0.999999, "of adam and adamw: the memory of their squares")
    rho: float = number(0.95, 0.0, 0.9999, "of adadelta: the memory of its squares")
    decay: float = number(0.99, 0.0, 0.9999, "of rmsprop: the memory of its squares")
    epsilon: float | None = number(
        None, 1e-16, 1.0, "keeps a division from being one by zero; null is the rule's own"
    )
    schedule: ScheduleConfig = field(
        default_factory=ScheduleConfig, metadata={"help": "how the learning rate changes"}
    )


@dataclass(frozen=True, slots=True)
class RegularizationConfig:
    """Weight decay, of weights and not of biases, in the convention of one's choice."""

    l1: float = number(0.0, 0.0, 1e3, "adds l1·Σ|w| to the loss")
    l2: float = number(0.0, 0.0, 1e3, "adds (l2/2)·Σw² to the loss, so l2·w to the gradient")
    half: bool = other(
        True,
        "whether L2 is (l2/2)·Σw², with the gradient l2·w; else it is l2·Σw², with 2·l2·w, so that "
        "the same l2 decays twice as much",
    )
    per_batch: bool = other(
        False,
        "whether both are divided by the batch size, as in ConvNetJS: 0.001 at batches of 10 then "
        "decays as 0.0001 does otherwise",
    )


@dataclass(frozen=True, slots=True)
class Config:
    """All of a run. ``layers`` are the hidden ones; the loss and the classes give the output."""

    dataset: DatasetConfig = field(default_factory=DatasetConfig, metadata={"help": "the points"})
    features: tuple[str, ...] = other(
        ("x1", "x2"),
        f"what the network sees: {', '.join(FEATURE_NAMES)}, or a formula of one's own in the "
        "program language over x1 and x2, such as sin(3*x1) or x1**2 + x2",
    )
    layers: tuple[LayerConfig, ...] = field(
        default_factory=lambda: (LayerConfig(units=6), LayerConfig(units=2)),
        metadata={"help": "the hidden layers"},
    )
    loss: str = word("softmax", LOSSES, "the head: what the scores mean and how wrong they are")
    output_activation: str = word(
        "identity",
        ("identity", "tanh", "sigmoid"),
        "of the losses squared and regression: a gate after the score",
    )
    bias: bool = other(True, "whether layers have biases")
    init: InitConfig = field(default_factory=InitConfig, metadata={"help": "the first weights"})
    optimizer: OptimizerConfig = field(
        default_factory=OptimizerConfig, metadata={"help": "the update rule"}
    )
    regularization: RegularizationConfig = field(
        default_factory=RegularizationConfig, metadata={"help": "weight decay"}
    )
    batch_size: int = number(10, 0, 1e9, "points an update; 0 is all of them")


def batch_of(config: Config, samples: int) -> int:
    """Return how many samples an update is made from, but for the last of an epoch."""
    return min(config.batch_size, samples) or samples
