"""Compute the numbers of expected.json with PyTorch, which is not among the test requirements.

In an environment with ``torch`` and ``numpy``, from the top of the checkout::

    python -m tests.examples.with_torch            # every preset whose origin is PyTorch
    python -m tests.examples.with_torch xyz bowl   # these presets

prints their lines for expected.json. The preset's PyTorch script is run, so that autograd and not
this engine computes what is printed. Presets whose origin is a golden case take their numbers from
tests/data/cases.json. A preset of shapes alone is run by Python itself, over PyTorch's meta
tensors, which have no numbers either: what is printed are the shapes that PyTorch infers.
"""

import contextlib
import io
import json
import runpy
import sys
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.examples import Example, all_examples
from app.language import read_program
from app.language.code import write_torch
from app.language.code.identifiers import identifiers
from tests.examples import is_shape_only

EXPECTED = Path(__file__).parent / "expected.json"
MOST_LISTED = 1_000
"""Arrays of more elements are left out."""


def entry(example: Example, origin: str) -> dict[str, Any]:
    """Return the value of every computed name and the gradient of every input."""
    program = read_program(example.program)
    seed = example.seed if example.mode == "reverse" else None
    with TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        script = Path(folder) / "script.py"
        script.write_text(write_torch(program, seed), "utf-8")
        variables = runpy.run_path(str(script))
    names = identifiers(program.graph).values
    values = {
        name: variables[names[node]].tolist()
        for name, node in program.graph.names.items()
        if program.graph.nodes[node].op is not None and variables[names[node]].numel() < MOST_LISTED
    }
    gradients = {}
    for name, node in program.inputs.items():
        gradient = variables[names[node]].grad
        if gradient is not None and gradient.numel() < MOST_LISTED:
            gradients[name] = gradient.tolist()
    return {"origin": origin, "values": values, "gradients": gradients}


def entry_of_shapes(example: Example, origin: str) -> dict[str, Any]:
    """Return the shape of every value that has a name, and of the gradient of every input."""
    torch: Any = import_module("torch")

    leaves: dict[int, Any] = {}

    def leaf(*sizes: int) -> Any:
        made = torch.empty(sizes, device="meta", requires_grad=True)
        leaves[id(made)] = made
        return made

    words = {
        "shape": leaf,
        "const": lambda made: leaves.pop(id(made)).detach(),
        "reshape": torch.reshape,
        "sigmoid": torch.sigmoid,
        "relu": torch.relu,
        "bce": partial(torch.nn.functional.binary_cross_entropy, reduction="sum"),
        "softmax_cross_entropy": lambda scores, labels: torch.nn.functional.cross_entropy(
            scores, labels.long()
        ),
    }
    with TemporaryDirectory() as folder:
        script = Path(folder) / "script.py"
        script.write_text(example.program, "utf-8")
        names = runpy.run_path(str(script), words)
    made = {name: value for name, value in names.items() if isinstance(value, torch.Tensor)}
    made["L"].backward()
    inputs = read_program(example.program).inputs  # in the order in which a run makes them
    return {
        "origin": origin,
        "shapes": {name: list(value.shape) for name, value in made.items()},
        "gradients": {
            name: list(value.grad.shape)
            for name, value in zip(inputs, leaves.values(), strict=True)
        },
    }


def main(presets: list[str]) -> None:
    """Print one line for each preset."""
    origin = f"PyTorch {'.'.join(version('torch').split('.')[:2])} in float64"
    known = json.loads(EXPECTED.read_text("utf-8"))
    for example in all_examples():
        told = known.get(example.id, {}).get("origin", "")
        if example.id in presets or (not presets and told.startswith("PyTorch")):
            made = entry_of_shapes if is_shape_only(example) else entry
            line = json.dumps(made(example, origin), ensure_ascii=False)
            print(f"{json.dumps(example.id)}: {line},")


if __name__ == "__main__":
    main(sys.argv[1:])
