"""How good a network is at the moment: losses, accuracies, the confusion matrix."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..engine.compiled.fusing import fuse
from ..engine.compiled.placing import Placing
from ..engine.ops import OPS
from ..engine.ops.op import Array
from ..engine.stopping import question
from ..engine.tape import Tape
from .config import RegularizationConfig
from .forward import placed_data, placed_parameters
from .networks import Network


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is known of a network at one moment; ``None`` where there are no such points.

    A loss is the mean over the points plus the penalty.
    """

    train_loss: float | None
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
    data_loss: float | None
    """The mean over the training points, without the penalty."""
    penalty: float
    confusion: NDArray[np.int32] | None
    """Training points by class (rows) and by decision (columns); ``None`` for regression."""
    mean_error: float | None
    """The mean distance from a training point's value to what is said; ``None`` for classes."""


class Examined:
    """A network's loss and decisions on fixed points: features × points and their labels."""

    def __init__(self, network: Network, inputs: Array, labels: Array, parameters: Array) -> None:
        self.network = network
        self.labels = labels
        built = network.build(inputs)
        target, loss = network.loss(built, labels)
        fused = fuse(built.graph)
        values = {
            **placed_parameters(network, built, fused, parameters),
            **placed_data(fused, built.x, inputs, np.float64),
            **placed_data(fused, target, network.head.target(labels, network.classes), np.float64),
        }
        tape = Tape(fused.graph, [fused.nodes[loss]], Placing(values=values))
        self._calls = tape.forward_calls()
        self._loss = tape.values[fused.nodes[loss]]
        self._scores = tape.values[fused.nodes[built.scores]]

    def run(self) -> float:
        """Look with the parameters as they are now; returns the mean loss."""
        with np.errstate(all="ignore"):
            ask = question()
            for call in self._calls:
                ask()
                call()
        return float(self._loss) / len(self.labels)

    def confusion(self) -> NDArray[np.int32]:
        """Count the points of the last look by class and by decision: classes × classes."""
        classes = self.network.classes
        pairs = self.labels.astype(np.intp) * classes + self.network.head.decide(self._scores)
        counts = np.bincount(pairs, minlength=classes * classes)
        return counts.reshape(classes, classes).astype(np.int32)

    def mean_error(self) -> float:
        """Return how far the values of the last look are from the points' on average."""
        with np.errstate(all="ignore"):
            values = self._scores[0].copy()
            if self.network.output_activation != "identity":
                OPS[self.network.output_activation].forward(self._scores[0], values)
            return float(np.abs(values - self.labels).mean())


class Evaluator:
    """The training and the test points of one run."""

    def __init__(
        self,
        network: Network,
        inputs: Array,
        labels: Array,
        test: NDArray[np.bool_],
        penalty: RegularizationConfig,
        parameters: Array,
    ) -> None:
        self._network, self._parameters, self._penalty = network, parameters, penalty
        self._weights = network.weight_mask()
        self._parts = [
            Examined(network, inputs[:, part], labels[part], parameters) if part.any() else None
            for part in (~test, test)
        ]

    def evaluate(self) -> Evaluation:
        """Look at all points with the parameters as they are now."""
        penalty = self.penalty()
        losses: list[float | None] = []
        confusions: list[NDArray[np.int32] | None] = []
        for part in self._parts:
            losses.append(None if part is None else part.run())
            counts = part is not None and self._network.head.classifies
            confusions.append(part.confusion() if part is not None and counts else None)
        train, test = (None if loss is None else loss + penalty for loss in losses)
        right, test_right = (
            None if c is None else float(np.trace(c) / c.sum()) for c in confusions
        )
        part, classifies = self._parts[0], self._network.head.classifies
        error = None if part is None or classifies else part.mean_error()
        return Evaluation(train, test, right, test_right, losses[0], penalty, confusions[0], error)

    def penalty(self) -> float:
        """Return l1·Σ|w| + (l2/2)·Σw² over the weights, not the biases."""
        with np.errstate(all="ignore"):
            weights = self._parameters * self._weights
            l1 = self._penalty.l1 * float(np.abs(weights).sum())
            return l1 + 0.5 * self._penalty.l2 * float(np.dot(weights, weights))

    def penalty_gradient(self) -> Array:
        """Return l1·sign(w) + l2·w for the weights and 0 for the biases, flat."""
        with np.errstate(all="ignore"):
            signs = self._penalty.l1 * np.sign(self._parameters)
            gradient: Array = (signs + self._penalty.l2 * self._parameters) * self._weights
        return gradient
