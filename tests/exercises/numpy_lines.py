"""What lines of a backward pass come to in NumPy, in another process; and what is true."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence

import numpy as np

from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language import read_program

RUNNER = """
import json, sys
import numpy as np
functions = {
    "sum": np.sum, "reshape": np.reshape, "ones": lambda *shape: np.ones(shape),
    "step": lambda x: np.heaviside(x, 1), "sqrt": np.sqrt, "exp": np.exp,
}
answers = []
for values, text in json.load(sys.stdin):
    names = {name: np.array(value) for name, value in values.items()}
    try:
        exec(text, {**functions}, names)
    except ValueError:
        answers.append(None)  # its shapes do not fit together
    else:
        answers.append({name: np.asarray(value).tolist() for name, value in names.items()})
json.dump(answers, sys.stdout)
"""
ADDED = re.compile(r"^(\w+) \+= (.*)$", re.MULTILINE)
"""What NumPy would do in place, to another name's array too."""


def truths_of(program: str) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return the forward values of a program and its gradients, as dq for q."""
    read = read_program(program)
    tape = Tape(read.graph, [read.output])
    tape.forward()
    tape.backward()
    names = read.graph.names
    gradients = {f"d{name}": tape.gradients[node] for name, node in names.items()}
    values = {name: tape.values[node] for name, node in names.items()}
    return values, {name: one for name, one in gradients.items() if one is not None}


def worked_out(cases: Sequence[tuple[str, str]]) -> list[dict[str, Array] | None]:
    """Work the lines of many programs out; none where their shapes do not fit together."""
    asked = []
    for program, text in cases:
        values, true = truths_of(program)
        seed = f"d{read_program(program).output_name}"
        known = {**values, seed: true[seed]}
        asked.append(
            (
                {name: one.tolist() for name, one in known.items()},
                ADDED.sub(r"\1 = \1 + (\2)", text),
            )
        )
    done = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    return [one and {name: np.array(value) for name, value in one.items()} for one in answers]


def agree(found: dict[str, Array] | None, true: dict[str, Array]) -> bool:
    """Tell whether every gradient that lines name is the true one."""
    if found is None:
        return False
    both = found.keys() & true.keys()
    return all(
        found[name].shape == true[name].shape and np.allclose(found[name], true[name], rtol=1e-9)
        for name in both
    )
