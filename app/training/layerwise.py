"""One batch layer by layer: what every neuron gives, and how each sample's loss answers to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..engine.ops.op import Array
from ..engine.tape import Tape
from .dropout import by_layer
from .features import feature_matrix
from .networks import Built, Network

MOST = 20_000
"""Numbers of all layers that are told of one batch; of a larger one its first samples are told."""
NEAR = 1e-5
"""How far to either side a feature is looked at for its slope."""


@dataclass(frozen=True, slots=True)
class Layerwise:
    """A batch on its way through a network and back; a column a sample.

    The rows of ``values`` and ``deltas`` are the neurons, layer below layer, the scores last.
    A gradient is that of the sample's own loss, without the penalty.
    """

    values: Array
    """What each neuron hands on."""
    deltas: Array
    """The gradient by each neuron's sum before its activation, of maxout by the larger piece."""
    outputs: Array
    """Probabilities, scores or the value."""
    pulls: Array
    """The gradient by the point itself, x1 and x2. The boundary is moved this way by the sample:
    one that is right pushes it away, one that is wrong pulls it across."""


def told(network: Network, batch: int) -> int:
    """Return of how many samples of a batch all is told."""
    rows = sum(layer.units for layer in network.layers)
    return min(batch, max(1, MOST // rows))


def look_at_layers(
    network: Network,
    features: Sequence[str],
    points: Array,
    labels: Array,
    parameters: Array,
    mask: Array | None = None,
) -> Layerwise:
    """Go through the network with a batch, 2 × points, and back; with the mask of its dropout."""
    inputs = feature_matrix(features, points)
    built = network.build(inputs, drop=mask is not None, watched=True)
    _, loss = network.loss(built, labels)
    shown = network.shown(built)
    tape = Tape(built.graph, [loss])
    for block, leaves in zip(network.blocks, built.leaves, strict=True):
        for leaf, part in zip(leaves, (block.weights, block.biases), strict=False):
            tape.set(leaf, part(parameters))
    if mask is not None:
        for leaf, dropped in zip(built.masks, by_layer(mask, network.dropping), strict=True):
            tape.set(leaf, dropped)
    tape.forward()
    tape.backward()
    deltas = [np.zeros((layer.units, len(labels))) for layer in network.layers]
    for block, node in zip(network.blocks, _sums(built), strict=True):
        deltas[block.layer - 1] += _gradient(tape, node)
    with np.errstate(all="ignore"):
        slopes = _slopes(features, points)
        pulls = np.einsum("kfs,fs->ks", slopes, _gradient(tape, built.x))
    values = [tape.values[node] for node in built.layers]
    return Layerwise(np.concatenate(values), np.concatenate(deltas), tape.values[shown], pulls)


def _sums(built: Built) -> list[int]:
    """Return for each block its neurons' sums: what the last of its leaves is used for."""
    uses = built.graph.uses()
    return [uses[leaves[-1]][0].target for leaves in built.leaves]


def _gradient(tape: Tape, node: int) -> Array:
    gradient = tape.gradients[node]
    return np.zeros_like(tape.values[node]) if gradient is None else gradient


def _slopes(features: Sequence[str], points: Array) -> Array:
    """Return how each feature changes with x1 and with x2: 2 × features × points."""
    near = NEAR * np.eye(2)[:, :, None]
    changes = [
        feature_matrix(features, points + aside) - feature_matrix(features, points - aside)
        for aside in near
    ]
    return np.array(changes) / (2 * NEAR)
