"""How much memory a run takes, estimated before it is begun.

The factors count arrays: they are measured, and a test holds them against what is allocated. An
estimate is rather too large than too small.
"""

from .config import Config
from .datasets import Data
from .dropout import TOGETHER
from .networks import Network
from .optimizers import OPTIMIZERS

FIXED = 100_000
PER_LAYER = 80_000
"""Bytes of the calls of a layer, its arrays apart."""
FLOAT = 8
SEEN = 2.4
"""Arrays as large as all layers on all points: losses and decisions are found on each of them."""
TRAINED = 11
"""The same for the points of one batch: values, gradients, slopes, and what is kept to be safe."""
PER_PARAMETER = 14
"""Arrays as large as all parameters: the optimiser's state and what a step needs."""
PER_POINT = 400
"""Bytes of a point beside its features: as data, in the configuration, in what is told."""
TEMPORARY = {"gelu": 12}
"""Arrays as large as one layer that an activation makes while it is computed."""
DROPPED = 3
"""Arrays as large as the masks that are drawn at once: lots, masks, and the one in use."""
GIVEN = 40
"""Bytes of a parameter that the configuration gives."""
MOST_BOUND = 256
PER_PLAN = 2_000
"""Bytes of the calls of one layer of a batch that has calls of its own."""
PER_BATCH = 1_000
MOMENT = 1_500
FEWEST_MOMENTS = 8


def trainer_bytes(config: Config, network: Network, data: Data) -> int:
    """Estimate what a trainer of this configuration takes while it learns and is looked at."""
    points = data.labels.size
    batch = min(config.batch_size, points) or points
    batches = -(-points // batch) if points else 0
    widest = max(
        (layer.units * TEMPORARY.get(layer.activation, 0) for layer in config.layers), default=0
    )
    features = network.features
    dropped = sum(layer.units for layer in network.dropping)
    added = sum(layer.units for layer in network.layers if layer.residual)
    return (
        FIXED
        + PER_LAYER * len(network.layers)
        + int(
            FLOAT * (network.rows + added) * (SEEN * points + TRAINED * batch)
            + FLOAT * dropped * TRAINED * batch
            + FLOAT * DROPPED * (max(TOGETHER, dropped * batch) if dropped else 0)
            + GIVEN * len(config.init.parameters or ())
            + FLOAT * widest * points
            + FLOAT * (features + network.classes) * 8 * points
            + FLOAT * PER_PARAMETER * network.size
            + PER_POINT * points
            + PER_BATCH * batches
            + PER_PLAN * min(batches, MOST_BOUND) * len(network.blocks)
        )
    )


def history_bytes(config: Config, network: Network, memory: int) -> int:
    """Estimate what the moments take that a run is taken back to; ``memory`` is their bound."""
    slots = 1 + OPTIMIZERS[config.optimizer.name].slots
    points = len(config.dataset.points or ()) * PER_POINT
    return max(memory, FEWEST_MOMENTS * (FLOAT * slots * network.size + MOMENT + points))
