"""What every layer of a network says of one point."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..engine.ops.op import Array
from .features import feature_matrix
from .forward import Forward
from .networks import Network


@dataclass(frozen=True, slots=True)
class Layer:
    """The values of one layer."""

    before: list[Array]
    """Before the activation, units each; maxout has two pieces, others one."""
    after: Array
    """After it, units."""


@dataclass(frozen=True, slots=True)
class Probed:
    """The values of a network at one point."""

    features: Array
    layers: list[Layer]
    outputs: Array
    """As they are shown: probabilities, scores or a value."""


def probe(network: Network, names: Sequence[str], parameters: Array, x: Sequence[float]) -> Probed:
    """Look at one point of the plane."""
    features = feature_matrix(names, np.array(x, np.float64)[:, None])
    forward = Forward(network, features, np.float64)
    forward.run(parameters)
    layers = [Layer([], after[:, 0]) for after in forward.layers]
    for block in network.blocks:
        inputs = features if block.layer == 1 else forward.layers[block.layer - 2]
        with np.errstate(all="ignore"):
            before = block.weights(parameters) @ inputs
            if block.bias:
                before = before + block.biases(parameters)
        layers[block.layer - 1].before.append(before[:, 0])
    return Probed(features[:, 0], layers, forward.outputs[:, 0])
