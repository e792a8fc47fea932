"""A network as a program of the language, whose output is the loss."""

from collections.abc import Iterator
from math import sqrt

from .counting import count
from .network import CONVENTIONS, HEADS, Network


def write_network(network: Network) -> str:
    """Write a network.

    ``X`` are the samples, ``y`` or ``Y`` what is true of them. Layer k has the weights ``Wk`` and
    the biases ``bk``, the sums ``Zk`` and the values ``Ak``; the input counts as layer 0. What is
    drawn follows from the seed, and weights have the standard deviation 1 / √inputs whatever the
    activation is, so that another activation is another word and nothing else.
    """
    return "\n".join(_lines(network)) + "\n"


def _lines(network: Network) -> Iterator[str]:
    rows = CONVENTIONS[network.convention].rows
    sizes = [network.inputs, *(units for _, units, _ in network.steps())]
    shape = "-".join(map(str, sizes))
    yield f"# {count(network).title}: {shape}; samples are {'rows' if rows else 'columns'}"
    yield f"X = const(randn({_table(network, network.inputs)}, seed={network.seed}))"
    yield _targets(network)
    yield from _parameters(network)
    yield from _layers(network)
    yield _loss(network)


def _table(network: Network, width: int) -> str:
    """Write the shape of so many numbers for each sample."""
    if CONVENTIONS[network.convention].rows:
        return f"{network.samples}, {width}"
    return f"{width}, {network.samples}"


def _targets(network: Network) -> str:
    """Write what is true of the samples: one class after the other, or numbers that are drawn."""
    if network.head == "regression":
        seed = network.seed + network.depth + 1
        return f"Y = const(randn({_table(network, network.outputs)}, seed={seed}))"
    classes = [k % max(network.outputs, 2) for k in range(network.samples)]
    listed = ", ".join(map(str, classes))
    if network.head != "sigmoid":
        return f"y = const([{listed}])"
    if network.outputs > 1:
        return f"Y = const(onehot([{listed}], classes={network.outputs}))"
    if CONVENTIONS[network.convention].rows:
        listed = "], [".join(map(str, classes))
    return f"Y = const([[{listed}]])"


def _parameters(network: Network) -> Iterator[str]:
    convention = CONVENTIONS[network.convention]
    for k, (before, units, _) in enumerate(network.steps(), 1):
        sizes = (units, before) if convention.outputs_first else (before, units)
        spread = 1 / sqrt(before)
        factor = "" if spread == 1 else f"{spread:.2g} * "
        line = f"W{k} = {factor}randn({sizes[0]}, {sizes[1]}, seed={network.seed + k})"
        if network.bias:
            line += f"; b{k} = zeros({units}{'' if convention.rows else ', 1'})"
        yield line


def _layers(network: Network) -> Iterator[str]:
    convention = CONVENTIONS[network.convention]
    before = "X"
    for k, (_, _, gate) in enumerate(network.steps(), 1):
        product = convention.product.format(a=before, w=f"W{k}")
        yield f"Z{k} = {product}" + f" + b{k}" * network.bias
        if gate:
            axis = ", axis=0" if gate == "softmax" and not convention.rows else ""
            yield f"A{k} = {gate}(Z{k}{axis})"
        before = f"A{k}"


def _loss(network: Network) -> str:
    """Write the loss; those that look at a sample as a whole want it to be a row."""
    head = HEADS[network.head]
    predicted = f"{'A' if head.gate else 'Z'}{network.depth}"
    listed = network.head == "regression" or (network.head == "sigmoid" and network.outputs == 1)
    if not CONVENTIONS[network.convention].rows and not listed:
        predicted += ".T"
    true = "y" if network.head in ("softmax", "svm") else "Y"
    reduction = ', reduction="mean"' if network.head == "sigmoid" else ""
    return f"loss = {head.loss}({predicted}, {true}{reduction})"
