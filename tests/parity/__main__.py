"""Compare with PyTorch, which is not among the test requirements: ``python -m tests.parity``.

PyTorch is looked for in the interpreter that runs this, else in the one that
``CHAINRULE_TORCH_PYTHON`` names; where neither has it, this says so and ends with status 2. It ends
with 1 where a number differs.
"""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from app.engine.ops.op import Array
from app.language import Level, ProgramError, at_level, read_program
from app.language.code import write_torch
from app.language.levels.run import Run
from app.language.program import Program
from app.training.config import OptimizerConfig
from app.training.optimizers import OPTIMIZERS, Memory, Penalty
from tests.engine.cases import all_cases, build
from tests.examples import with_numbers
from tests.language.code.random_programs import random_programs
from tests.language.code.running import assert_same, print_scripts, read_printed, tape_gradients
from tests.parity.classifiers import classifiers
from tests.parity.descents import descents
from tests.parity.loops import loops, varying_loops
from tests.parity.training import decayed_runs, runs, scheduled_runs
from tests.torch_python import require_torch

PROGRAMS = 500
STEPS, SIZE, L2 = 20, 5, 0.3
RULES = {
    "sgd": "SGD(p, lr={lr}, weight_decay={l2})",
    "momentum": "SGD(p, lr={lr}, momentum=0.9, weight_decay={l2})",
    "nesterov": "SGD(p, lr={lr}, momentum=0.9, nesterov=True, weight_decay={l2})",
    "adagrad": "Adagrad(p, lr={lr}, eps=1e-8, weight_decay={l2})",
    "rmsprop": "RMSprop(p, lr={lr}, alpha=0.99, eps=1e-8, weight_decay={l2})",
    "adadelta": "Adadelta(p, lr={lr}, rho=0.95, eps=1e-6, weight_decay={l2})",
    "adam": "Adam(p, lr={lr}, weight_decay={l2})",
    "adamw": "AdamW(p, lr={lr}, weight_decay={l2})",
}
"""PyTorch's class for every update rule."""
Compared = Iterator[tuple[str, str, Callable[[str], None]]]
"""A name, a script for PyTorch, and what its printed text has to pass."""


def rows() -> Compared:
    """Compare the PyTorch line of every case of every gate: value and gradients."""
    for case in all_cases():
        if case.op.variadic and len(case.shapes) > 2 and case.op.torch_edges:
            continue  # that line is one of the edges, which the programs run
        tape, leaves, output, seed = build(case, np.random.default_rng(11))
        params = tape.graph.nodes[output].params
        names = case.op.names(len(leaves))
        line = case.op.torch_line(case.shapes, params)
        holes = {name: name for name in names} | {k: repr(v) for k, v in params.items()}
        given = [tape.values[leaf] for leaf in leaves]
        expected = [tape.values[output], *(tape.gradients[leaf] for leaf in leaves)]
        script = ["import torch", "torch.set_default_dtype(torch.float64)"]
        script += [
            f"{name} = torch.tensor({value.tolist()}, requires_grad=True).reshape({value.shape})"
            f"; {name}.retain_grad()"
            for name, value in zip(names, given, strict=True)
        ]
        script += [f"value = {line.format(**holes)}", "print(value.tolist())"]
        script += ["if value.requires_grad:", f"    value.backward(torch.tensor({seed.tolist()}))"]
        script += [f"print(None if {n}.grad is None else {n}.grad.tolist())" for n in names]
        yield str(case), "\n".join(script), partial(_close, expected)


def _close(expected: list[Array | None], out: str) -> None:
    for line, array in zip(out.splitlines(), expected, strict=True):
        if array is not None:
            found = json.loads(line.replace("None", "null"))
            numbers = np.zeros(array.shape) if found is None else np.array(found, dtype=np.float64)
            np.testing.assert_allclose(numbers, array, rtol=1e-9, atol=1e-11)


def presets() -> Compared:
    """Compare the script of every preset."""
    for example in with_numbers():
        program = read_program(example.program)
        yield example.id, write_torch(program, example.seed), _gradients(program, example.seed)


def programs() -> Compared:
    """Compare random programs at every level of detail with the one script that each has."""
    for program in random_programs(PROGRAMS):
        yield program.text, write_torch(program), _at_all_levels(program)


def _gradients(program: Program, seed: object) -> Callable[[str], None]:
    return lambda out: assert_same(read_printed(out), tape_gradients(program, seed), 1e-8)


def _at_all_levels(program: Program) -> Callable[[str], None]:
    def passes(out: str) -> None:
        printed = read_printed(out)
        for level in Level:
            try:
                run = Run(at_level(program, level))
            except ProgramError:  # opened that far it has too many nodes
                continue
            run.forward()
            run.backward()
            told = {f"d{name}": run.gradient_of(run.view.leaves[name]) for name in program.inputs}
            for name, gradient in told.items():
                found = printed[name]
                zero = np.zeros(()) if found is None else np.zeros_like(found)
                np.testing.assert_allclose(
                    zero if gradient is None else gradient,
                    zero if found is None else found,
                    rtol=1e-8,
                    atol=1e-8,
                    err_msg=f"{name} at level {level}",
                )

    return passes


def rules() -> Compared:
    """Compare every update rule over some steps, with weight decay."""
    rng = np.random.default_rng(2)
    start, gradients = rng.normal(size=SIZE), rng.normal(size=(STEPS, SIZE))
    for name, row in OPTIMIZERS.items():
        memory = Memory(start.copy(), np.zeros((row.slots, SIZE)), np.zeros(row.counters))
        gradient = np.empty(SIZE)
        options = OptimizerConfig(name=name, learning_rate=row.rate)
        calls = row.plan(memory, gradient, 1.0, Penalty(np.full(SIZE, L2)), options)
        for given in gradients:
            gradient[:] = given
            for call in calls:
                call()
        script = f"""import torch
torch.set_default_dtype(torch.float64)
w = torch.tensor({start.tolist()}, requires_grad=True)
p = [w]
rule = torch.optim.{RULES[name].format(lr=row.rate, l2=L2)}
for gradient in {gradients.tolist()}:
    w.grad = torch.tensor(gradient)
    rule.step()
print(w.tolist())"""
        yield name, script, partial(_close, [memory.parameters])


def compare(title: str, compared: Compared, python: str) -> int:
    """Run all scripts in one process; print and count those that differ."""
    listed = list(compared)
    printed = print_scripts([script for _, script, _ in listed], python, "default")
    differing = 0
    for (name, _, passes), out in zip(listed, printed, strict=True):
        try:
            passes(out)
        except AssertionError as error:
            differing += 1
            print(f"{name}\n{error}\n")
    print(f"{title}: {differing} of {len(listed)} differ", flush=True)
    return differing


def main() -> int:
    """Compare everything; returns the exit status."""
    python = require_torch()
    parts: dict[str, Callable[[], Compared]] = {
        "rows": rows,
        "update rules": rules,
        "runs of networks": partial(runs, RULES),
        "schedules": partial(scheduled_runs, RULES),
        "conventions of weight decay": partial(decayed_runs, RULES),
        "descents": partial(descents, RULES),
        "classifiers": classifiers,
        "loops of descents": loops,
        "loops that vary": varying_loops,
        "presets": presets,
        "programs": programs,
    }
    return min(sum(compare(title, part(), python) for title, part in parts.items()), 1)


if __name__ == "__main__":
    sys.exit(main())
