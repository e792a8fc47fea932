"""Compute the numbers of expected.json with PyTorch, which is not among the test requirements.

In an environment with ``torch`` and ``numpy``, from the top of the checkout::

    python -m tests.examples.with_torch            # every preset whose origin is PyTorch
    python -m tests.examples.with_torch xyz bowl   # these presets

prints their lines for expected.json. The preset's PyTorch script is run, so that autograd and not
this engine computes what is printed. Presets whose origin is a golden case take their numbers from
tests/data/cases.json.
"""

import contextlib
import io
import json
import runpy
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.examples import Example, all_examples
from app.language import read_program
from app.language.code import write_torch
from app.language.code.identifiers import identifiers

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


def main(presets: list[str]) -> None:
    """Print one line for each preset."""
    origin = f"PyTorch {'.'.join(version('torch').split('.')[:2])} in float64"
    known = json.loads(EXPECTED.read_text("utf-8"))
    for example in all_examples():
        told = known.get(example.id, {}).get("origin", "")
        if example.id in presets or (not presets and told.startswith("PyTorch")):
            line = json.dumps(entry(example, origin), ensure_ascii=False)
            print(f"{json.dumps(example.id)}: {line},")


if __name__ == "__main__":
    main(sys.argv[1:])
