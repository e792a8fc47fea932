"""A linear classifier of images and one with a hidden layer, as programs of the language."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..engine.ops.op import Array
from ..training.errors import ConfigError
from .images import Images

UNITS = (2, 8)
"""How many hidden units there may be, both included."""
ACTIVATIONS = ("relu", "tanh")
SPREAD, VOTE = 0.05, 0.5
"""The standard deviation of the first weights of hidden units, and how each unit votes at first:
so much for the first class, and against the others."""


@dataclass(frozen=True, slots=True)
class HiddenLayer:
    """What may be chosen of the network with a hidden layer.

    Raises:
        ConfigError: there are too few units or too many, or no such activation.
    """

    units: int = 4
    activation: str = "relu"
    seed: int = 1
    """Of the first weights."""

    def __post_init__(self) -> None:
        """Check what was chosen."""
        fewest, most = UNITS
        if not fewest <= self.units <= most:
            raise ConfigError(
                "/units",
                f"{self.units} hidden units are asked for",
                hint=f"give from {fewest} to {most}",
            )
        if self.activation not in ACTIVATIONS:
            raise ConfigError(
                "/activation",
                f"there is no activation {self.activation} for a hidden layer of images",
                hint=f"there are {', '.join(ACTIVATIONS)}",
            )


def linear_program(images: Images, strength: float) -> str:
    """Write softmax regression on images, whose output is the loss.

    ``W`` (2 × 64) has a row for each class, its template; ``C`` are the images without the mean
    image, ``strength`` is λ of the penalty λΣW².
    """
    return _program(
        images,
        "W = zeros(2, 64); b = zeros(2)",
        "scores = C @ W.T + b",
        strength,
        "l2(W)",
    )


def hidden_program(images: Images, layer: HiddenLayer, strength: float) -> str:
    """Write the same with a hidden layer of H units between.

    ``W1`` (H × 64) has a row for each unit, ``W2`` (2 × H) says what each adds to each class. At
    first all units vote for the first class, so that none has to turn round.
    """
    units, seed = layer.units, layer.seed
    votes = _list([VOTE] * units), _list([-VOTE] * units)
    return _program(
        images,
        f"W1 = {SPREAD} * randn({units}, 64, seed={seed}); b1 = zeros({units})\n"
        f"W2 = [{', '.join(votes)}]; b2 = zeros(2)",
        f"z = C @ W1.T + b1\nh = {layer.activation}(z)\nscores = h @ W2.T + b2",
        strength,
        "(l2(W1) + l2(W2))",
    )


def _program(images: Images, weights: str, scores: str, strength: float, squares: str) -> str:
    return "\n".join(
        (
            f"# {len(images.labels)} images of 8 × 8 pixels, a row each; "
            + ", ".join(f"{k}: {name}" for k, name in enumerate(images.set.classes)),
            f"X = const([\n{_rows(images.pixels)}])",
            f"y = const({_list(images.labels)})",
            "C = X - mean(X, axis=0)",
            weights,
            scores,
            "loss = softmax_cross_entropy(scores, y)"
            + (f" + {strength:.12g} * {squares}" if strength else ""),
        )
    )


def _rows(pixels: Array) -> str:
    """Write a line for each image without what can be left out: there are thousands of pixels."""
    lines = (",".join(f"{x:g}".removeprefix("0") or "0" for x in row) for row in pixels.tolist())
    return ",\n".join(f"  [{line}]" for line in lines)


def _list(numbers: Sequence[float]) -> str:
    return f"[{', '.join(f'{x:g}' for x in numbers)}]"
