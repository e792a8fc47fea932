"""What a client chooses to look at: how finely, by which neurons, and which views."""

from dataclasses import dataclass

from ...settings import Settings
from ...training.run import Run
from ..problems import Refusal
from .messages import Grid, NeuronMessage


@dataclass(frozen=True, slots=True)
class Sizes:
    """How finely the plane is looked at. ``extent`` is ``None`` for that of the data."""

    size: int = 70
    extent: float | None = None
    neurons: int = 24
    warp: int = 33


COARSE = Sizes(size=40, neurons=12, warp=17)
"""As finely as is looked, at most, where there is no time for more."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neurons of a layer, counted from 1."""

    layer: int
    units: tuple[int, int]


def sizes_of(grid: Grid, settings: Settings) -> Sizes:
    """Return how finely a client wants to look."""
    most, usual = settings.grid_size, Sizes()
    return Sizes(
        min(usual.size, most) if grid.size is None else grid.size,
        grid.extent,
        min(usual.neurons, most) if grid.neurons is None else grid.neurons,
        min(usual.warp, most) if grid.warp is None else grid.warp,
    )


def pair_of(run: Run, chosen: NeuronMessage) -> Pair | None:
    """Return the neurons that a client chooses.

    Raises:
        Refusal: the network has no such neurons.
    """
    if chosen.layer is None:
        return None
    pair = Pair(chosen.layer, (chosen.units[0], chosen.units[1]))
    check_pair(run, pair)
    return pair


def check_pair(run: Run, pair: Pair) -> None:
    """Raise :class:`Refusal` where the network of a run has no such neurons."""
    layers = run.trainer.network.layers
    if not 1 <= pair.layer <= len(layers):
        raise Refusal(
            "invalid-message",
            f"there is no layer {pair.layer}",
            hint=f"layers are numbered from 1 to {len(layers)}",
            errors=[("/layer", "no such layer")],
        )
    units = layers[pair.layer - 1].units
    for k, unit in enumerate(pair.units):
        if not 0 <= unit < units:
            raise Refusal(
                "invalid-message",
                f"layer {pair.layer} has no neuron {unit}",
                hint=f"its neurons are numbered from 0 to {units - 1}",
                errors=[(f"/units/{k}", "no such neuron")],
            )
