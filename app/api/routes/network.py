"""``POST /api/v1/network`` and ``/api/v1/network/read``."""

from typing import Annotated

from fastapi import APIRouter, Body

from ...building.counting import count
from ...building.network import (
    ACTIVATIONS,
    CONVENTIONS,
    HEADS,
    LARGEST_SEED,
    MOST_INPUTS,
    MOST_LAYERS,
    MOST_SAMPLES,
    MOST_UNITS,
    Layer,
    Network,
)
from ...building.reading import read_network
from ...building.writing import write_network
from ..dependencies import TheServices
from ..models.network import (
    NetworkAnswer,
    NetworkAsk,
    NetworkChangeAnswer,
    NetworkChoiceAnswer,
    NetworkChoicesAnswer,
    NetworkLayerAnswer,
    NetworkReadAnswer,
    NetworkReadAsk,
    NetworkShapeAnswer,
)
from ..problems import require_at_most
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

DIGITS = {
    "inputs": 784,
    "layers": [{"units": 17, "activation": "relu"}],
    "outputs": 10,
    "head": "softmax",
    "samples": 2,
}
WRITTEN = write_network(Network(layers=(Layer(4, "relu"), Layer(3, "tanh"))))

Asked = Annotated[
    NetworkAsk,
    Body(
        openapi_examples={
            "digits": {"summary": "Digits of 28 × 28 pixels", "value": DIGITS},
            "columns": {
                "summary": "No hidden layer, samples as columns",
                "value": {"layers": [], "convention": "W @ X", "bias": False},
            },
        }
    ),
]
ReadAsked = Annotated[
    NetworkReadAsk,
    Body(
        openapi_examples={
            "written": {"summary": "As it was written", "value": {"text": WRITTEN}},
            "changed": {
                "summary": "Changed by hand",
                "value": {"text": WRITTEN.replace("tanh(Z2)", "tanh(2 * Z2)")},
            },
        }
    ),
]


@router.post("/network", summary="Write a network as a program")
async def network(ask: Asked) -> NetworkAnswer:
    """Write a fully connected network as a program for `POST /api/v1/trace`, and count it.

    Samples and first weights are drawn from the seed, so that the same request gives the same
    program and the same numbers.
    """
    return written(made_of(ask))


@router.post("/network/read", summary="Read a network from its program")
async def network_read(ask: ReadAsked, services: TheServices) -> NetworkReadAnswer:
    """Read which network a program is, if `POST /api/v1/network` writes it.

    Remarks and spaces make no difference. A word that is changed by hand may be another network.
    """
    most = services.settings.program_characters
    require_at_most(len(ask.text), most, "/text", "characters")
    return read(ask.text)


def made_of(ask: NetworkAsk) -> Network:
    """Return the network that is asked for.

    Raises:
        ConfigError: a part of it cannot be so.
    """
    parts = ask.model_dump(exclude={"layers"})
    if ask.layers is None:
        return Network(**parts)
    return Network(layers=tuple(Layer(one.units, one.activation) for one in ask.layers), **parts)


def written(network: Network) -> NetworkAnswer:
    """Write a network and count it."""
    counts = count(network)
    layers = [NetworkLayerAnswer(units=n, activation=gate) for n, gate in network.layers]
    return NetworkAnswer(
        network=NetworkShapeAnswer(
            inputs=network.inputs,
            layers=layers,
            outputs=network.outputs,
            head=network.head,
            convention=network.convention,
            bias=network.bias,
            samples=network.samples,
            seed=network.seed,
        ),
        program=write_network(network),
        title=counts.title,
        deep=counts.deep,
        neurons=counts.neurons,
        weights=counts.weights,
        biases=counts.biases,
        parameters=counts.parameters,
        neuron_sum=counts.neuron_sum,
        parameter_sum=counts.parameter_sum,
    )


def read(text: str) -> NetworkReadAnswer:
    """Read a program."""
    network, change = read_network(text)
    return NetworkReadAnswer(
        written=None if network is None else written(network),
        change=None if change is None else NetworkChangeAnswer(**change._asdict()),
        choices=CHOICES,
    )


CHOICES = NetworkChoicesAnswer(
    heads=[
        NetworkChoiceAnswer(name=name, title=head.title, fewest=head.fewest)
        for name, head in HEADS.items()
    ],
    conventions=[
        NetworkChoiceAnswer(name=name, title=row.title, fewest=1)
        for name, row in CONVENTIONS.items()
    ],
    activations=list(ACTIVATIONS),
    inputs=MOST_INPUTS,
    units=MOST_UNITS,
    layers=MOST_LAYERS,
    samples=MOST_SAMPLES,
    seed=LARGEST_SEED,
)
