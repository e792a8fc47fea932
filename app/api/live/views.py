"""What a frame shows of a network: the plane, a map of each neuron, the plane as neurons see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...training.config import Config
from ...training.datasets import Data
from ...training.features import feature_matrix
from ...training.forward import Forward, InPieces
from ...training.networks import Network
from .frames import Named


@dataclass(frozen=True, slots=True)
class Sizes:
    """How finely the plane is looked at. ``extent`` is ``None`` for that of the data."""

    size: int = 100
    extent: float | None = None
    neurons: int = 24
    warp: int = 41


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neurons of a layer, counted from 1."""

    layer: int
    units: tuple[int, int]


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


class Views:
    """All that is drawn of one network and one data set."""

    def __init__(
        self, config: Config, network: Network, data: Data, sizes: Sizes, pair: Pair | None
    ) -> None:
        self.sizes = sizes
        self.extent = float(data.extent if sizes.extent is None else sizes.extent)
        self.pair = pair

        def looks(points: NDArray[Any]) -> InPieces:
            return InPieces(network, feature_matrix(config.features, points))

        self._plane = looks(cells(sizes.size, self.extent, data.middle))
        small: NDArray[Any] = cells(sizes.neurons, self.extent, data.middle)
        self._features: NDArray[Any] = feature_matrix(config.features, small)
        self._maps = Forward(network, self._features)
        self._warp = pair and looks(lattice(sizes.warp, self.extent, data.middle))
        self._points = pair and data.labels.size and looks(data.inputs.astype(np.float32))

    def draw(self, parameters: NDArray[np.float64]) -> Iterator[Named]:
        """Look with these parameters."""
        yield "grid", self.plane(parameters)
        side = self.sizes.neurons
        self._maps.run(parameters)
        for number, layer in enumerate([self._features, *self._maps.layers]):
            yield f"layer{number}", layer.reshape(-1, side, side)
        yield "parameters", parameters
        if self.pair and self._warp:
            side = self.sizes.warp
            yield "warp", self._seen(self._warp, parameters).reshape(2, side, side)
            if self._points:
                yield "warp_points", self._seen(self._points, parameters)
            else:
                yield "warp_points", np.empty((2, 0), np.float32)

    def plane(self, parameters: NDArray[np.float64]) -> NDArray[Any]:
        """Return the outputs over the plane: outputs × size × size."""
        outputs = self._plane.run(parameters, lambda forward: forward.outputs)
        return outputs.reshape(-1, self.sizes.size, self.sizes.size)

    def _seen(self, points: InPieces, parameters: NDArray[np.float64]) -> NDArray[Any]:
        assert self.pair
        layer, units = self.pair.layer - 1, list(self.pair.units)
        return points.run(parameters, lambda forward: forward.layers[layer][units])
