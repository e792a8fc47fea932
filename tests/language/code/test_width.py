"""The code of a gate of many arguments grows as their number does, and no faster."""

from collections.abc import Callable

import pytest

from app.engine.ops import OPS
from app.engine.ops.op import MOST_ARGUMENTS
from app.language import read_program
from app.language.code import write_numpy, write_torch
from app.language.program import Program

VARIADIC = [name for name, op in OPS.items() if op.variadic]
LEAVES = {"scalars": "x = 1", "arrays": "x = [1, 2]", "not numbers": "x = [nan, 1]"}


def wide(gate: str, leaf: str, width: int, operand: str = "x") -> Program:
    """Return a program that gives one gate so many arguments."""
    last = "" if gate in {"concat", "stack"} else ", 2"
    return read_program(f"{leaf}\ny = {gate}({', '.join([operand] * (width - 1))}, x{last})")


@pytest.mark.parametrize("write", [write_numpy, write_torch])
@pytest.mark.parametrize("leaf", LEAVES.values(), ids=LEAVES)
@pytest.mark.parametrize("gate", VARIADIC)
def test_code_is_linear_in_the_width(gate: str, leaf: str, write: Callable[[Program], str]) -> None:
    narrow, half, whole = (
        len(write(wide(gate, leaf, width))) for width in (10, MOST_ARGUMENTS // 2, 255)
    )
    slope = (half - narrow) / (MOST_ARGUMENTS // 2 - 10)
    assert slope < 100
    assert (whole - half) / (255 - MOST_ARGUMENTS // 2) < 1.1 * slope


@pytest.mark.parametrize("write", [write_numpy, write_torch])
@pytest.mark.parametrize("gate", VARIADIC)
def test_code_of_the_widest_gate_is_python(gate: str, write: Callable[[Program], str]) -> None:
    compile(write(wide(gate, "x = 1", 255)), "script", "exec")
