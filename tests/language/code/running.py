"""Running many scripts in one other process, and reading back what they print."""

import ast
import json
import subprocess
import sys

import numpy as np
from numpy.typing import NDArray

from app.engine.tape import Tape
from app.language.program import Program

RUNNER = """
import contextlib, io, json, sys
printed = []
for text in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(text, "script", "exec"), {})
    printed.append(out.getvalue())
json.dump(printed, sys.stdout)
"""

Gradients = dict[str, NDArray[np.float64] | None]


def print_scripts(
    texts: list[str], python: str = sys.executable, warnings: str = "error"
) -> list[str]:
    """Run every script, each in a namespace of its own, and return what it prints."""
    done = subprocess.run(
        [python, "-W", warnings, "-c", RUNNER],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def run_scripts(texts: list[str]) -> list[Gradients]:
    """Run every script, with every warning an error, and read what it prints."""
    return [read_printed(out) for out in print_scripts(texts)]


def read_printed(out: str) -> Gradients:
    """Read lines such as ``dx = [1.0, 2.0]`` back into arrays; ``None`` stays ``None``."""
    gradients: Gradients = {}
    for line in out.splitlines():
        name, _, value = line.partition(" = ")
        # 1e999 is how an infinity is written as a literal; inf − inf has none, so NaN is text.
        listed = ast.literal_eval(value.replace("inf", "1e999").replace("nan", "'nan'"))
        gradients[name] = None if listed is None else np.array(listed, dtype=np.float64)
    return gradients


def tape_gradients(program: Program, seed: object = None) -> Gradients:
    """Return the gradient of every input by the engine, named as a script prints it."""
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward(None if seed is None else {program.output: seed})
    return {
        f"d{name}": tape.gradients[leaf] if tape.active[leaf] else None
        for name, leaf in program.inputs.items()
    }


def assert_same(found: Gradients, expected: Gradients, tolerance: float = 1e-10) -> None:
    """Compare names, their order, shapes and numbers."""
    assert list(found) == list(expected)
    for name, gradient in expected.items():
        other = found[name]
        if gradient is None or other is None:
            assert gradient is other, name
            continue
        assert other.shape == gradient.shape, name
        np.testing.assert_allclose(other, gradient, rtol=tolerance, atol=tolerance, err_msg=name)
