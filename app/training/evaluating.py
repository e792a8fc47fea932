"""How good a network is at the moment: losses, accuracies, the confusion matrix."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ..engine.compiled.fusing import fuse
from ..engine.compiled.placing import Placing
from ..engine.ops import OPS
from ..engine.ops.op import Array
from ..engine.tape import Tape
from .config import LayerConfig, RegularizationConfig
from .forward import LARGE, do_asking, placed_data, placed_masks, placed_parameters
from .networks import Network

FLAT = 0.01
"""A unit whose activation is no steeper than this at any point learns next to nothing."""


class Lively(IntEnum):
    """How a unit answers the training points."""

    YES = 0
    """Somewhere its activation has a slope, so that it learns."""
    DEAD = 1
    """It gives 0 at every point, and its activation is flat there: a relu that died."""
    SATURATED = 2
    """Its activation is flat at every point, far from 0."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The classes of some points, and those that a network decides for."""

    labels: NDArray[np.intp]
    decisions: NDArray[np.intp]
    classes: int

    @property
    def right(self) -> float:
        """The share that is decided rightly."""
        return int(np.count_nonzero(self.labels == self.decisions)) / len(self.labels)

    @property
    def confusion(self) -> NDArray[np.int32]:
        """How many there are by class and by decision: classes × classes."""
        classes = self.classes
        pairs = self.labels * classes + self.decisions
        counts = np.bincount(pairs, minlength=classes * classes)
        return counts.reshape(classes, classes).astype(np.int32)


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
    mean_error: float | None
    """The mean distance from a training point's value to what is said; ``None`` for classes."""
    decided: Decided | None
    """What is decided of each training point; ``None`` for regression."""

    @property
    def confusion(self) -> NDArray[np.int32] | None:
        """Training points by class (rows) and by decision (columns); ``None`` for regression."""
        return None if self.decided is None else self.decided.confusion


class Examined:
    """A network's loss and decisions on fixed points: features × points and their labels.

    With a ``mask`` it is the network of an update with dropout, else that of all units.
    """

    def __init__(
        self,
        network: Network,
        inputs: Array,
        labels: Array,
        parameters: Array,
        mask: Array | None = None,
    ) -> None:
        self.network = network
        self.labels = labels
        built = network.build(inputs, drop=mask is not None)
        target, loss = network.loss(built, labels)
        fused = fuse(built.graph)
        values = {
            **placed_parameters(network, built, fused, parameters),
            **placed_data(fused, built.x, inputs, np.float64),
            **placed_data(fused, target, network.head.target(labels, network.classes), np.float64),
        }
        if mask is not None:
            values |= placed_masks(network, built, fused, mask)
        tape = Tape(fused.graph, [fused.nodes[loss]], Placing(values=values))
        self._calls = tape.forward_calls()
        self._loss = tape.values[fused.nodes[loss]]
        self._scores = tape.values[fused.nodes[built.scores]]
        self._is_large = network.size * len(labels) > LARGE
        self._classes = labels.astype(np.intp)
        self._tape, self._into = tape, fused.graph.edges_into()
        self._activated = [fused.nodes[node] for node in built.activated[:-1]]

    def run(self) -> float:
        """Look with the parameters as they are now; returns the mean loss."""
        with np.errstate(all="ignore"):
            if self._is_large:
                do_asking(self._calls)
            else:
                for call in self._calls:
                    call()
        return float(self._loss) / len(self.labels)

    def decided(self) -> Decided:
        """Tell what is decided of each point at the last look."""
        decisions = self.network.head.decide(self._scores)
        return Decided(self._classes, decisions, self.network.classes)

    def lively(self) -> NDArray[np.uint8]:
        """Tell of each hidden unit how it answered the points of the last look: :class:`Lively`."""
        layers = zip(self.network.layers, self._activated, strict=False)
        return np.concatenate([np.empty(0, np.uint8), *(self._answers(*row) for row in layers)])

    def _answers(self, layer: LayerConfig, node: int) -> NDArray[np.uint8]:
        op = OPS.get(layer.activation)
        if op is None or op.vjps == (None,):  # affine pieces are steep everywhere
            return np.zeros(layer.units, np.uint8)
        slope = self._tape.local(self._into[node][0])
        assert slope is not None, "an activation works element by element"
        with np.errstate(invalid="ignore"):
            flat = (np.abs(slope) < FLAT).all(axis=1)
        silent = (self._tape.values[node] == 0).all(axis=1)
        found = np.where(flat, np.where(silent, Lively.DEAD, Lively.SATURATED), Lively.YES)
        return found.astype(np.uint8)

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
        penalty, classifies = self.penalty(), self._network.head.classifies
        part, test = self._parts
        loss, test_loss = (None if seen is None else seen.run() for seen in self._parts)
        decided = part.decided() if part is not None and classifies else None
        return Evaluation(
            None if loss is None else loss + penalty,
            None if test_loss is None else test_loss + penalty,
            None if decided is None else decided.right,
            test.decided().right if test is not None and classifies else None,
            loss,
            penalty,
            None if part is None or classifies else part.mean_error(),
            decided,
        )

    def lively(self) -> NDArray[np.uint8] | None:
        """Tell of every hidden unit how it answers the training points with these parameters."""
        part = self._parts[0]
        if part is None:
            return None
        part.run()
        return part.lively()

    def penalty(self) -> float:
        """Return l1·Σ|w| + (l2/2)·Σw² over the weights, not the biases."""
        if not self._penalty.l1 and not self._penalty.l2:
            return 0.0
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
