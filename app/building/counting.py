"""How large a network is, with the arithmetic."""

from dataclasses import dataclass

from ..counts import sum_text
from .network import Network


@dataclass(frozen=True, slots=True)
class Counts:
    """What a network is called and made of. The input is no layer, and its numbers no neurons."""

    title: str
    deep: bool
    """Whether it has more than one hidden layer."""
    neurons: int
    weights: int
    biases: int
    neuron_sum: str
    """``17 + 10 = 27``."""
    parameter_sum: str
    """``17·784 + 17 + 10·17 + 10 = 13,525``."""

    @property
    def parameters(self) -> int:
        """How many numbers learn."""
        return self.weights + self.biases


def count(network: Network) -> Counts:
    """Count what a network is made of."""
    steps = [(before, units) for before, units, _ in network.steps()]
    neurons = sum(units for _, units in steps)
    weights = sum(units * before for before, units in steps)
    biases = neurons if network.bias else 0
    terms = [f"{units}·{before}" + f" + {units}" * network.bias for before, units in steps]
    hidden = len(network.layers)
    return Counts(
        title=f"{network.depth}-layer network, {_layers(hidden)}",
        deep=hidden > 1,
        neurons=neurons,
        weights=weights,
        biases=biases,
        neuron_sum=sum_text([str(units) for _, units in steps], neurons),
        parameter_sum=sum_text(terms, weights + biases),
    )


def _layers(hidden: int) -> str:
    if not hidden:
        return "no hidden layer"
    return f"{hidden} hidden layer{'s' * (hidden > 1)}"
