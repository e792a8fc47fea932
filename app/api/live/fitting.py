"""What a stream takes: how fine the maps of a frame can be, and how much memory it needs."""

from collections.abc import Collection
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
from .chosen import COARSE, Pair, Sizes
from .explained import explained_bytes
from .messages import VIEWS

HEADER = 8_000
"""Bytes of a frame's header, and of what lies between its arrays."""
PER_MAP = 60
"""Bytes that a neuron's map takes in the header."""
STEP = 1
"""Bytes of a cell of the plane and of the maps."""
PLACE = 2
"""Bytes of each coordinate in the plane that is warped."""
FLOAT32 = 4
FLOAT64 = 8
FOR_THE_PLANE = 0.6
"""How much of what is left in a frame the plane may take of the maps of the neurons."""
COARSEST = 2
FRAMES = 5
"""Frames of a stream that are there at once: one that is written, and those on their way."""
RECORD = 605_000
"""Bytes of the curves."""
PER_NORM = 15_000
"""And of the norms of one layer among them."""


def fitted(sizes: Sizes, network: Network, data: Data, pair: Pair | None, most: int) -> Sizes:
    """Return the finest grids, up to those that are asked for, with which a frame fits.

    Raises:
        Refusal: the parameters alone are more than a frame can hold.
    """
    left = most - _fixed(network, data, told=explains(network, data, most))
    if pair is not None:
        left -= 2 * PLACE * (sizes.warp**2 + data.labels.size)
    maps = network.features + sum(layer.units for layer in network.layers)
    left -= PER_MAP * maps
    plane = STEP * _planes(network)
    size = min(sizes.size, isqrt(int(max(0, FOR_THE_PLANE * left)) // plane))
    left -= plane * size**2
    neurons = min(sizes.neurons, isqrt(max(0, left) // (STEP * maps)))
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


def _planes(network: Network) -> int:
    """Return how many grids the plane is: one for two classes."""
    return network.classes if network.classes > 2 else 1


def _fixed(network: Network, data: Data, *, told: bool) -> int:
    explained = explained_bytes(network, data.labels.size) if told else 0
    confusion = FLOAT32 * network.classes**2
    return HEADER + 2 * FLOAT32 * network.size + explained + confusion


def past_bytes(config: Config, data: Data, settings: Settings) -> int:
    """Estimate the memory that it takes beside to make the past of a run again."""
    network = Network(config, len(config.features), data.classes)
    history = history_bytes(config, network, settings.run_bytes // 2)
    return trainer_bytes(config, network, data) + history


def stream_bytes(
    config: Config,
    data: Data,
    sizes: Sizes,
    pair: Pair | None,
    settings: Settings,
    shown: Collection[str] = VIEWS,
) -> int:
    """Estimate the memory of a stream: run, history, what is shown of it, and frames.

    Raises:
        Refusal: it is more than one stream may take.
    """
    network = Network(config, len(config.features), data.classes)
    sizes = fitted(sizes, network, data, pair, settings.frame_bytes)
    cells = sizes.size**2 if "plane" in shown else 0
    small = sizes.neurons**2 if "maps" in shown else 0
    through_neurons = pair is not None and "space" in shown
    warped, points = (sizes.warp**2, data.labels.size) if through_neurons else (0, 0)
    apart = (cells, min(cells, COARSE.size**2), warped, points)
    looked = sum(min(count, piece(network)) for count in apart) + 2 * small
    outputs = max(1, network.classes)
    units = sum(layer.units for layer in network.layers)
    temporary = max(
        (TEMPORARY.get(layer.activation, 0) * layer.units for layer in config.layers), default=0
    )
    views = FLOAT32 * int(
        looked * GROWTH * network.rows
        + 1.2 * temporary * min(max(apart), piece(network))
        + (sum(apart) + 2 * small) * (2 * network.features + 3 * outputs + 8)
    )
    frame = (
        _fixed(network, data, told=True)
        + STEP * (cells * _planes(network) + small * (network.features + units))
        + 2 * PLACE * (warped + points)
    )
    needed = (
        trainer_bytes(config, network, data)
        + history_bytes(config, network, settings.run_bytes)
        + views
        + FRAMES * min(frame, settings.frame_bytes)
        + RECORD
        + PER_NORM * len(network.layers)
    )
    if needed > settings.stream_bytes:
        raise Refusal(
            "too-large",
            f"this run would take about {in_megabytes(needed)} of memory, more than the "
            f"{in_megabytes(settings.stream_bytes)} that one run may take",
            hint="take fewer points, a smaller batch, fewer units or a coarser grid",
        )
    return needed
