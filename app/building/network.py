"""What can be chosen of a network."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..training.errors import ConfigError

ACTIVATIONS = (
    "identity",
    "relu",
    "leaky_relu",
    "elu",
    "selu",
    "gelu",
    "softplus",
    "tanh",
    "sigmoid",
)
"""The gates at the end of a hidden layer."""

MOST_INPUTS = 4_096
MOST_UNITS = 1_000
MOST_LAYERS = 12
"""Hidden ones."""
MOST_SAMPLES = 512
LARGEST_SEED = 999_999


class Convention(NamedTuple):
    """One of the four ways in which lectures multiply samples and weights."""

    title: str
    rows: bool
    """Whether a sample is a row of ``X``, or a column."""
    outputs_first: bool
    """Whether the weights of a unit are a row of ``W``, or a column."""
    product: str
    """The product, of values ``{a}`` and weights ``{w}``."""


CONVENTIONS: dict[str, Convention] = {
    "X @ W": Convention("samples as rows, W is in × out", True, False, "{a} @ {w}"),
    "X @ W.T": Convention("samples as rows, W is out × in", True, True, "{a} @ {w}.T"),
    "W @ X": Convention("samples as columns, W is out × in", False, True, "{w} @ {a}"),
    "W.T @ X": Convention("samples as columns, W is in × out", False, False, "{w}.T @ {a}"),
}
"""By the product, as programs write it."""


class Head(NamedTuple):
    """What the last layer ends in."""

    title: str
    gate: str
    """The activation of the outputs; empty where the loss takes the scores."""
    loss: str
    fewest: int
    """Outputs at least."""


HEADS: dict[str, Head] = {
    "sigmoid": Head("sigmoid, binary cross entropy", "sigmoid", "bce", 1),
    "softmax": Head("softmax, cross entropy", "softmax", "cross_entropy", 2),
    "svm": Head("multiclass SVM, hinge loss", "", "hinge", 2),
    "regression": Head("regression, mean squared error", "", "mse", 1),
}


class Layer(NamedTuple):
    """A hidden layer."""

    units: int
    activation: str


@dataclass(frozen=True, slots=True)
class Network:
    """A fully connected network, and the samples that it sees.

    Raises:
        ConfigError: a part cannot be so; ``where`` points at it.
    """

    inputs: int = 2
    layers: tuple[Layer, ...] = (Layer(4, "tanh"),)
    outputs: int = 1
    head: str = "sigmoid"
    convention: str = "X @ W.T"
    bias: bool = True
    samples: int = 4
    seed: int = 1

    def __post_init__(self) -> None:
        """Check what was chosen."""
        _require_among("head", self.head, HEADS)
        _require_among("convention", self.convention, CONVENTIONS)
        _require_within("inputs", self.inputs, 1, MOST_INPUTS)
        _require_within("outputs", self.outputs, HEADS[self.head].fewest, MOST_UNITS)
        _require_within("samples", self.samples, 1, MOST_SAMPLES)
        _require_within("seed", self.seed, 0, LARGEST_SEED)
        if len(self.layers) > MOST_LAYERS:
            raise ConfigError(
                "/layers",
                f"{len(self.layers)} hidden layers are asked for",
                hint=f"give at most {MOST_LAYERS}",
            )
        for k, layer in enumerate(self.layers):
            _require_within(f"layers/{k}/units", layer.units, 1, MOST_UNITS)
            _require_among(f"layers/{k}/activation", layer.activation, ACTIVATIONS)

    @property
    def depth(self) -> int:
        """How many layers it has; the input is none of them."""
        return len(self.layers) + 1

    def steps(self) -> Iterator[tuple[int, int, str]]:
        """Give each layer: its inputs, its units, and the gate at its end, empty where none is."""
        before = self.inputs
        for units, activation in self.layers:
            yield before, units, activation
            before = units
        yield before, self.outputs, HEADS[self.head].gate


def _require_within(name: str, number: int, fewest: int, most: int) -> None:
    if not fewest <= number <= most:
        what = name.rpartition("/")[2]
        raise ConfigError(
            f"/{name}", f"{what} cannot be {number:,}", hint=f"give from {fewest:,} to {most:,}"
        )


def _require_among(name: str, word: str, known: Collection[str]) -> None:
    if word not in known:
        what = name.rpartition("/")[2]
        shown = word if len(word) <= 40 else f"{word[:40]}…"
        raise ConfigError(
            f"/{name}", f"there is no {what} {shown}", hint=f"there are {', '.join(known)}"
        )
