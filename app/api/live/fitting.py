"""What a stream takes: how fine the maps of a frame can be, and how much memory it needs."""

from dataclasses import replace
from math import isqrt

from ...settings import Settings
from ...training.config import Config
from ...training.datasets import Data
from ...training.footprint import TEMPORARY, history_bytes, trainer_bytes
from ...training.forward import GROWTH, piece
from ...training.networks import Network
from ..memory import in_megabytes
from ..problems import Refusal
from .explained import explained_bytes
from .views import Pair, Sizes

HEADER = 8_000
"""Bytes of a frame's header, and of what lies between its arrays."""
FLOAT32 = 4
FLOAT64 = 8
FOR_THE_PLANE = 0.6
"""How much of what is left in a frame the plane may take of the maps of the neurons."""
COARSEST = 2
FRAMES = 5
"""Frames of a stream that are there at once: one that is written, and those on their way."""
RECORD = 600_000
"""Bytes of the curves."""


def fitted(sizes: Sizes, network: Network, data: Data, pair: Pair | None, most: int) -> Sizes:
    """Return the finest grids, up to those that are asked for, with which a frame fits.

    Raises:
        Refusal: the parameters alone are more than a frame can hold.
    """
    left = most - _fixed(network, data, told=explains(network, data, most))
    if pair is not None:
        left -= 2 * FLOAT32 * (sizes.warp**2 + data.labels.size)
    maps = network.features + sum(layer.units for layer in network.layers)
    plane = FLOAT32 * max(1, network.classes)
    size = min(sizes.size, isqrt(int(max(0, FOR_THE_PLANE * left)) // plane))
    left -= plane * size**2
    neurons = min(sizes.neurons, isqrt(max(0, left) // (FLOAT32 * maps)))
    if min(size, neurons) < COARSEST:
        raise Refusal(
            "too-large",
            f"a frame of this network would have more than {most:,} bytes",
            hint="take fewer layers, fewer units, or fewer lines of the lattice",
        )
    return replace(sizes, size=size, neurons=neurons)


def explains(network: Network, data: Data, most: int) -> bool:
    """Tell whether a frame can hold what one update did to every parameter."""
    return _fixed(network, data, told=True) < 0.9 * most


def _fixed(network: Network, data: Data, *, told: bool) -> int:
    explained = explained_bytes(network, data.labels.size) if told else 0
    confusion = FLOAT32 * network.classes**2
    return HEADER + FLOAT64 * network.size + explained + confusion


def stream_bytes(
    config: Config, data: Data, sizes: Sizes, pair: Pair | None, settings: Settings
) -> int:
    """Estimate the memory of a stream: run, history, views and frames.

    Raises:
        Refusal: it is more than one stream may take.
    """
    network = Network(config, len(config.features), data.classes)
    sizes = fitted(sizes, network, data, pair, settings.frame_bytes)
    cells, small = sizes.size**2, sizes.neurons**2
    warped = 0 if pair is None else sizes.warp**2 + data.labels.size
    looked = sum(min(points, piece(network)) for points in (cells, warped)) + small
    outputs = max(1, network.classes)
    temporary = max(
        (TEMPORARY.get(layer.activation, 0) * layer.units for layer in config.layers), default=0
    )
    views = FLOAT32 * int(
        looked * GROWTH * network.rows
        + 1.2 * temporary * min(max(cells, warped), piece(network))
        + (cells + warped + small) * (2 * network.features + 3 * outputs + 8)
    )
    frame = _fixed(network, data, told=True) + FLOAT32 * (
        cells * outputs + small * (network.features + network.rows) + 2 * warped
    )
    needed = (
        trainer_bytes(config, network, data)
        + history_bytes(config, network, settings.run_bytes)
        + views
        + FRAMES * min(frame, settings.frame_bytes)
        + RECORD
    )
    if needed > settings.stream_bytes:
        raise Refusal(
            "too-large",
            f"this run would take about {in_megabytes(needed)} of memory, more than the "
            f"{in_megabytes(settings.stream_bytes)} that one run may take",
            hint="take fewer points, a smaller batch, fewer units or a coarser grid",
        )
    return needed
