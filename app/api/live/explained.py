"""What a frame tells of an update that is explained."""

import numpy as np

from ...training.layerwise import told
from ...training.networks import Network
from ...training.trainer import Explanation
from .frames import Named


def explained_arrays(update: Explanation) -> list[Named]:
    """Return its arrays: of every parameter, then of the batch layer by layer."""
    layers = update.layers
    columns = layers.deltas.shape[1]
    mask = [] if update.mask is None else [("mask", update.mask[:, :columns].astype(np.uint8))]
    return [
        *mask,
        ("gradient", update.gradient),
        ("delta", update.delta),
        ("batch", update.batch.astype(np.int32)),
        ("values", layers.values.astype(np.float32)),
        ("deltas", layers.deltas.astype(np.float32)),
        ("outputs", layers.outputs.astype(np.float32)),
        ("pulls", layers.pulls.astype(np.float32)),
    ]


def explained_bytes(network: Network, points: int) -> int:
    """Return how many bytes these arrays have at most, with a batch of all points."""
    rows = sum(layer.units for layer in network.layers)
    column = 2 * rows + network.layers[-1].units + 2
    return 16 * network.size + 4 * points + 4 * column * told(network, points)
