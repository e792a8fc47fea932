"""Networks of the builder beside ``nn.Sequential``, with a Python that has PyTorch.

``CHAINRULE_TORCH_PYTHON`` names it where this one has none. From the top of the checkout::

    python -m tests.building.with_torch           # compare every network of NETWORKS
    python -m tests.building.with_torch record    # write tests/data/torch_built.json anew

What is recorded are PyTorch's losses and gradients, so that the suite, which has no PyTorch, sees a
program that means another network.
"""

import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from app.building.network import ACTIVATIONS, CONVENTIONS, HEADS, Layer, Network
from app.building.writing import write_network
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language import read_program
from tests.torch_python import require_torch

RECORDED = Path(__file__).parents[1] / "data" / "torch_built.json"
TOLERANCE = 1e-10

SCRIPT = """
import json, sys
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
MODULES = {
    "identity": nn.Identity, "relu": nn.ReLU, "leaky_relu": lambda: nn.LeakyReLU(0.1),
    "elu": nn.ELU, "selu": nn.SELU, "gelu": nn.GELU, "softplus": nn.Softplus, "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
}

def margins(scores, labels):
    right = scores.gather(1, labels[:, None])
    costs = (scores - right + 1).clamp(min=0).scatter(1, labels[:, None], 0.0)
    return costs.sum(1).mean()

LOSSES = {
    "sigmoid": nn.BCEWithLogitsLoss(), "softmax": nn.CrossEntropyLoss(), "svm": margins,
    "regression": nn.MSELoss(),
}

def run(case):
    values = {name: torch.tensor(value) for name, value in case["values"].items()}
    turned = not case["outputs_first"]
    parts, k = [], 0
    for activation in case["activations"]:
        k += 1
        weights = values[f"W{k}"].T if turned else values[f"W{k}"]
        linear = nn.Linear(weights.shape[1], weights.shape[0], bias=f"b{k}" in values)
        linear.weight.data = weights.clone()
        if linear.bias is not None:
            linear.bias.data = values[f"b{k}"].reshape(-1).clone()
        parts += [linear, MODULES[activation]()] if activation else [linear]
    model = nn.Sequential(*parts)
    rows = case["rows"]
    true = values["y"].long() if "y" in values else values["Y"]
    scores = model(values["X"] if rows else values["X"].T)
    if "Y" in values and true.shape != scores.shape:
        true = true.T
    elif "Y" in values and not rows and case["head"] == "regression":
        true = true.T
    loss = LOSSES[case["head"]](scores, true)
    loss.backward()
    gradients = {}
    for k, linear in enumerate([part for part in parts if isinstance(part, nn.Linear)], 1):
        slope = linear.weight.grad
        gradients[f"W{k}"] = (slope.T if turned else slope).tolist()
        if linear.bias is not None:
            shape = values[f"b{k}"].shape
            gradients[f"b{k}"] = linear.bias.grad.reshape(shape).tolist()
    return {"loss": loss.item(), "gradients": gradients}

json.dump([run(case) for case in json.load(sys.stdin)], sys.stdout)
"""


def networks() -> list[Network]:
    """Return every head × convention × activation, and others that differ in the rest."""
    every = [
        Network(2, (Layer(3, activation),), 2, head, convention, True, 3, 5)
        for head, convention, activation in product(HEADS, CONVENTIONS, ACTIVATIONS)
    ]
    others = [
        Network(3, (Layer(4, "tanh"), Layer(2, "relu")), outputs, head, convention, bias, 4, 11)
        for head, convention, (outputs, bias) in product(
            HEADS, CONVENTIONS, ((3, False), (1, True))
        )
        if outputs >= HEADS[head].fewest
    ]
    shallow = [
        Network(3, (), 2, head, convention) for head, convention in product(HEADS, CONVENTIONS)
    ]
    return [*every, *others, *shallow]


def traced(network: Network) -> tuple[dict[str, Array], Array, dict[str, Array]]:
    """Return the values of the program's leaves, its loss, and the gradients of its inputs."""
    program = read_program(write_network(network))
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward()
    nodes = program.graph.nodes
    leaves = {node.name: tape.values[node.id] for node in nodes if node.op is None and node.name}
    gradients: dict[str, Array] = {}
    for name, leaf in program.inputs.items():
        gradient = tape.gradients[leaf]
        assert gradient is not None, name
        gradients[name] = gradient
    assert all(np.isfinite(tape.values[node.id]).all() for node in nodes)
    return leaves, tape.values[program.output], gradients


def case_of(network: Network) -> dict[str, Any]:
    """Return what the script is told of a network."""
    leaves, _, _ = traced(network)
    convention = CONVENTIONS[network.convention]
    return {
        "values": {name: value.tolist() for name, value in leaves.items()},
        "activations": [*(layer.activation for layer in network.layers), ""],
        "head": network.head,
        "rows": convention.rows,
        "outputs_first": convention.outputs_first,
    }


def assert_same(network: Network, told: dict[str, Any]) -> None:
    """Hold a network to what PyTorch told of it."""
    _, loss, gradients = traced(network)
    np.testing.assert_allclose(loss, told["loss"], rtol=TOLERANCE, atol=TOLERANCE)
    assert gradients.keys() == told["gradients"].keys()
    for name, gradient in gradients.items():
        other = np.asarray(told["gradients"][name])
        assert other.shape == gradient.shape, name
        np.testing.assert_allclose(gradient, other, rtol=TOLERANCE, atol=TOLERANCE, err_msg=name)


def main(words: list[str]) -> None:
    """Compare, and write the file where that is asked for."""
    all_networks = networks()
    done = subprocess.run(
        [require_torch(), "-c", SCRIPT],
        input=json.dumps([case_of(network) for network in all_networks]),
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    told = json.loads(done.stdout)
    for network, one in zip(all_networks, told, strict=True):
        assert_same(network, one)
    print(f"{len(told)} networks have PyTorch's losses and gradients")
    if words == ["record"]:
        RECORDED.write_text("[\n" + ",\n".join(map(json.dumps, told)) + "\n]\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
