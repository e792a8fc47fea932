"""``POST /api/v1/network`` and ``/api/v1/network/read``: networks as programs, and back."""

from pydantic import Field

from ...building.network import MOST_INPUTS, MOST_LAYERS, MOST_SAMPLES, MOST_UNITS
from .common import Answer, Ask


class NetworkLayerAsk(Ask):
    """A hidden layer."""

    units: int = Field(description=f"How many neurons, up to {MOST_UNITS:,}.", examples=[17])
    activation: str = Field(default="tanh", description="The gate at their end.", examples=["relu"])


class NetworkAsk(Ask):
    """What a network is to be."""

    inputs: int = Field(
        default=2, description=f"Numbers of a sample, up to {MOST_INPUTS:,}.", examples=[784]
    )
    layers: list[NetworkLayerAsk] | None = Field(
        default=None,
        max_length=10 * MOST_LAYERS,
        description=f"The hidden layers in order, up to {MOST_LAYERS}; an empty list for none, and "
        "one of 4 tanh when left out.",
        examples=[[{"units": 17, "activation": "relu"}]],
    )
    outputs: int = Field(default=1, description=f"Outputs, up to {MOST_UNITS:,}.", examples=[10])
    head: str = Field(
        default="sigmoid",
        description="`sigmoid` with binary cross entropy, `softmax` with cross entropy, `svm` with "
        "the hinge loss of many classes, `regression` with the mean squared error.",
        examples=["softmax"],
    )
    convention: str = Field(
        default="X @ W.T",
        description="How samples and weights are multiplied: `X @ W`, `X @ W.T` (samples are "
        "rows), `W @ X`, `W.T @ X` (samples are columns).",
    )
    bias: bool = Field(default=True, description="Whether neurons have biases.")
    samples: int = Field(default=4, description=f"Samples of the batch, up to {MOST_SAMPLES}.")
    seed: int = Field(default=1, description="Of the samples and of the first weights.")


class NetworkReadAsk(Ask):
    """A program that may be such a network."""

    text: str = Field(
        description="The program's text.",
        examples=["X = const(randn(4, 2, seed=1))\nY = const([[0], [1], [0], [1]])"],
    )


class NetworkLayerAnswer(Answer):
    """A hidden layer."""

    units: int = Field(description="How many neurons.")
    activation: str = Field(description="The gate at their end.")


class NetworkShapeAnswer(Answer):
    """All that was chosen."""

    inputs: int = Field(description="Numbers of a sample.")
    layers: list[NetworkLayerAnswer] = Field(description="The hidden layers in order.")
    outputs: int = Field(description="Outputs.")
    head: str = Field(description="What the last layer ends in.")
    convention: str = Field(description="How samples and weights are multiplied.")
    bias: bool = Field(description="Whether neurons have biases.")
    samples: int = Field(description="Samples of the batch.")
    seed: int = Field(description="Of the samples and of the first weights.")


class NetworkAnswer(Answer):
    """A network, its program, and how large it is."""

    network: NetworkShapeAnswer = Field(description="The network, with what was left out.")
    program: str = Field(description="Its program; the output is the loss.")
    title: str = Field(
        description="Its name by both counts.", examples=["3-layer network, 2 hidden layers"]
    )
    deep: bool = Field(description="Whether it has more than one hidden layer.")
    neurons: int = Field(description="Units of all layers; the inputs are no neurons.")
    weights: int = Field(description="How many weights.")
    biases: int = Field(description="How many biases.")
    parameters: int = Field(description="Both together.")
    neuron_sum: str = Field(description="The neurons layer by layer.", examples=["17 + 10 = 27"])
    parameter_sum: str = Field(
        description="The parameters layer by layer.",
        examples=["17·784 + 17 + 10·17 + 10 = 13,525"],
    )


class NetworkChangeAnswer(Answer):
    """The first line that the builder did not write."""

    line: int = Field(description="The line, from 1; the one after the last where one is missing.")
    found: str = Field(description="What stands there; empty where a line is missing.")
    expected: str = Field(description="What the builder writes; empty where nothing is to follow.")


class NetworkChoiceAnswer(Answer):
    """Something that can be chosen."""

    name: str = Field(description="What a request calls it.")
    title: str = Field(description="What people call it.")
    fewest: int = Field(description="How many outputs it has at least.")


class NetworkChoicesAnswer(Answer):
    """All that can be chosen."""

    heads: list[NetworkChoiceAnswer] = Field(description="What the last layer can end in.")
    conventions: list[NetworkChoiceAnswer] = Field(description="Ways of multiplying.")
    activations: list[str] = Field(description="Gates at the end of hidden layers.")
    inputs: int = Field(description="Numbers of a sample at most.")
    units: int = Field(description="Units of a layer at most.")
    layers: int = Field(description="Hidden layers at most.")
    samples: int = Field(description="Samples at most.")
    seed: int = Field(description="The largest seed.")


class NetworkReadAnswer(Answer):
    """What a program is."""

    written: NetworkAnswer | None = Field(
        description="The network that it is, or was before it was changed by hand; null where it "
        "is no network of the builder."
    )
    change: NetworkChangeAnswer | None = Field(
        description="Where it was changed by hand; null where it was not."
    )
    choices: NetworkChoicesAnswer = Field(description="All that can be chosen of a network.")
