"""A block as a gate: its rules run the graph inside it no more often than they must."""

from collections.abc import Mapping

import numpy as np
import pytest

from app.engine.tape import Tape
from app.language import Level, at_level, read_program

INPUTS = 12
NAMES = [f"x{k}" for k in range(INPUTS)]
PROGRAM = "\n".join(
    [
        f"def total({', '.join(NAMES)}): return sin({' * '.join(NAMES)})",
        *(f"{name} = {1 + k / 10}" for k, name in enumerate(NAMES)),
        f"f = total({', '.join(NAMES)})",
    ]
)


def block_tape() -> Tape:
    view = at_level(read_program(PROGRAM), Level.BLOCKS)
    return Tape(view.graph, [int(view.outputs)])


def test_a_block_runs_backward_once_for_all_its_inputs(monkeypatch: pytest.MonkeyPatch) -> None:
    tape = block_tape()
    runs: list[Tape] = []
    backward = Tape.backward

    def counted(self: Tape, seeds: Mapping[int, object] | None = None) -> None:
        runs.append(self)
        backward(self, seeds)

    monkeypatch.setattr(Tape, "backward", counted)
    tape.forward()
    tape.backward()
    assert len(runs) == 2  # the tape's own run, and one inside the block


def test_new_numbers_and_new_seeds_are_never_answered_with_old_gradients() -> None:
    tape = block_tape()
    product = float(np.prod([1 + k / 10 for k in range(INPUTS)]))
    for seed in (1.0, -2.0, 1.0):
        for x0 in (1.0, 3.0):
            tape.set(0, x0)
            tape.forward()
            tape.backward({tape.outputs[0]: seed})
            for k in range(INPUTS):
                x = float(tape.values[k])
                expected = seed * np.cos(product * x0) * product * x0 / x
                gradient = tape.gradients[k]
                assert gradient is not None
                np.testing.assert_allclose(gradient, expected, rtol=1e-9)
