"""What a frame shows of a network: the plane, a map of each neuron, the plane as neurons see it.

Each is made when it is first shown, and computed only as long as it is.
"""

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...engine.lazily import lazily
from ...training.datasets import Data
from ...training.features import feature_matrix
from ...training.forward import Forward, InPieces
from ...training.trainer import Trainer
from .chosen import COARSE, Pair, Sizes
from .frames import Named
from .steps import Steps, in_steps


def coarser(sizes: Sizes) -> Sizes:
    """Return the sizes of coarse views."""
    return Sizes(
        min(sizes.size, COARSE.size),
        sizes.extent,
        min(sizes.neurons, COARSE.neurons),
        min(sizes.warp, COARSE.warp),
    )


def cells(size: int, extent: float, middle: tuple[float, float] = (0.0, 0.0)) -> NDArray[Any]:
    """Return the centres of size × size cells, 2 × size²: row by row from the top left."""
    line = extent * (2 * np.arange(size) + 1 - size) / size
    return _crossings(line, middle)


def lattice(size: int, extent: float, middle: tuple[float, float] = (0.0, 0.0)) -> NDArray[Any]:
    """Return size × size crossings up to the edge, 2 × size²: row by row from the top left."""
    return _crossings(np.linspace(-extent, extent, size), middle)


def _crossings(line: NDArray[np.float64], middle: tuple[float, float]) -> NDArray[Any]:
    x1, x2 = np.meshgrid(middle[0] + line, middle[1] + line[::-1])
    return np.stack([x1.ravel(), x2.ravel()]).astype(np.float32)


GRADIENTS = frozenset({"gradients", "norms"})
"""The views that are made of the gradient of the next batch."""


class Views:
    """All that can be shown of one trainer's network and data."""

    def __init__(self, trainer: Trainer, sizes: Sizes, pair: Pair | None) -> None:
        data = trainer.data
        self.sizes = sizes
        self.extent = float(data.extent if sizes.extent is None else sizes.extent)
        self.pair = pair
        self._network, self._names = trainer.network, trainer.config.features
        self._data: Data = data
        self.features_told = False
        """Whether the maps of the features, which stay as they are, need not be told again."""

    def draw(self, trainer: Trainer, shown: Collection[str]) -> Iterator[Named]:
        """Look with the parameters of this moment at what is shown."""
        parameters = trainer.parameters
        if "plane" in shown:
            yield "grid", self.plane(parameters)
        if "maps" in shown:
            yield from self._draw_maps(parameters)
        if "parameters" in shown:
            yield "parameters", _as_float32(parameters)
        if "space" in shown and self.pair:
            yield from self._draw_space(parameters, self.pair)
        if "lively" in shown and (lively := trainer.lively()) is not None:
            yield "lively", lively
        if GRADIENTS.isdisjoint(shown) or (of_batch := trainer.batch_gradient()) is None:
            return
        if "gradients" in shown and (gradient := trainer.gradient(of_batch)) is not None:
            yield "gradients", _as_float32(gradient)
        if "norms" in shown and (norms := trainer.norms(of_batch)) is not None:
            yield "norms", _as_float32(norms)

    def plane(self, parameters: NDArray[np.float64]) -> Steps:
        """Return the outputs over the plane, rows × size × size: one row for two classes."""
        rows = self._plane.run(parameters, self._told_of)
        return in_steps(rows, (len(rows), self.sizes.size, self.sizes.size))

    def _told_of(self, forward: Forward) -> NDArray[Any]:
        """Of two classes tell the second's probability, or how far its score is ahead."""
        outputs = forward.outputs
        if len(outputs) != 2:
            return outputs
        return outputs[1:] if self._network.head.name == "softmax" else outputs[1:] - outputs[:1]

    def _draw_maps(self, parameters: NDArray[np.float64]) -> Iterator[Named]:
        side = self.sizes.neurons
        if not self.features_told:
            self.features_told = True
            yield "layer0", in_steps(self._small[1], (self._network.features, side, side))
        maps = self._small[0]
        maps.run(parameters)
        for number, layer in enumerate(maps.layers, 1):
            yield f"layer{number}", in_steps(layer, (len(layer), side, side))

    def _draw_space(self, parameters: NDArray[np.float64], pair: Pair) -> Iterator[Named]:
        layer, units, side = pair.layer - 1, list(pair.units), self.sizes.warp

        def seen(points: InPieces, shape: tuple[int, ...]) -> Steps:
            rows = points.run(parameters, lambda forward: forward.layers[layer][units])
            return in_steps(rows, shape, np.uint16)

        yield "warp", seen(self._lattice, (2, side, side))
        count = self._data.labels.size
        yield "warp_points", seen(self._points, (2, count)) if count else _NO_POINTS

    def _looks(self, points: NDArray[Any]) -> InPieces:
        return InPieces(self._network, feature_matrix(self._names, points))

    @lazily
    def _plane(self) -> InPieces:
        return self._looks(cells(self.sizes.size, self.extent, self._data.middle))

    @lazily
    def _small(self) -> tuple[Forward, NDArray[Any]]:
        features = feature_matrix(
            self._names, cells(self.sizes.neurons, self.extent, self._data.middle)
        )
        return Forward(self._network, features), features

    @lazily
    def _lattice(self) -> InPieces:
        return self._looks(lattice(self.sizes.warp, self.extent, self._data.middle))

    @lazily
    def _points(self) -> InPieces:
        return self._looks(self._data.inputs.astype(np.float32))


_NO_POINTS = np.empty((2, 0), np.float32)


def _as_float32(values: NDArray[np.float64]) -> NDArray[Any]:
    with np.errstate(all="ignore"):
        return values.astype(np.float32)
