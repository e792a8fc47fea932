import json

import pytest

from app.language import read_program
from app.language.code import list_torch, write_numpy, write_torch
from tests.examples import with_numbers
from tests.language.code.random_programs import random_programs
from tests.language.code.running import assert_same, read_printed, tape_gradients
from tests.language.code.with_torch import RECORDED, recorded_programs

PRESETS = {example.id: example for example in with_numbers()}

XYZ = """import torch

torch.set_default_dtype(torch.float64)

# inputs
x = torch.tensor(-2.0, requires_grad=True)
y = torch.tensor(5.0, requires_grad=True)
z = torch.tensor(-4.0, requires_grad=True)

# forward pass
q = x + y
f = q * z

# backward pass
f.backward()

# the gradient of every input
print("dx =", x.grad.tolist())
print("dy =", y.grad.tolist())
print("dz =", z.grad.tolist())
"""


def printed_names(text: str) -> list[str]:
    """Return what the print lines of a script begin with, in order."""
    return [line.split('"')[1] for line in text.splitlines() if line.startswith("print(")]


def test_the_script_of_the_first_circuit_has_one_line_of_backward() -> None:
    assert write_torch(read_program("x = -2; y = 5; z = -4\nq = x + y\nf = q * z")) == XYZ


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_python_and_prints_what_the_numpy_script_prints(preset: str) -> None:
    example = PRESETS[preset]
    program = read_program(example.program)
    text = write_torch(program, example.seed)
    compile(text, preset, "exec")
    assert printed_names(text) == printed_names(write_numpy(program, example.seed))


def test_random_programs_are_python() -> None:
    for program in random_programs(100, first=500):
        compile(write_torch(program), "script", "exec")


RECORDS = json.loads(RECORDED.read_text("utf-8"))


def test_the_recorded_programs_are_those_of_the_edges() -> None:
    assert [entry["program"] for entry in RECORDS] == [p.text for p in recorded_programs()]


@pytest.mark.parametrize("entry", RECORDS, ids=lambda entry: entry["program"])
def test_an_edge_is_written_as_recorded_and_printed_the_gradients_of_the_tape(
    entry: dict[str, str],
) -> None:
    """``python -m tests.language.code.with_torch record`` renews the file, by running PyTorch."""
    program = read_program(entry["program"])
    assert write_torch(program) == entry["script"]
    assert_same(read_printed(entry["printed"]), tape_gradients(program))


def test_every_contribution_comes_from_the_line_of_backward() -> None:
    listing = list_torch(read_program("x = 3\nf = x * x"))
    assert listing.text.splitlines()[listing.backward_lines[0] - 1] == "f.backward()"
    assert set(listing.backward_lines.values()) == {listing.seed_line}


def test_an_array_output_starts_from_its_seed() -> None:
    program = read_program("x = [1, 2]\nf = 2 * x")
    assert "f.backward(torch.ones((2,)))" in write_torch(program)
    assert "f.backward(torch.tensor([3.0, -1.0]))" in write_torch(program, [3, -1])


def test_nothing_is_differentiated_where_the_output_depends_on_constants_only() -> None:
    listing = list_torch(read_program("x = 1; k = const(3)\nf = k * 2"))
    assert "backward" not in listing.text
    assert listing.seed_line is None
    assert listing.backward_lines == {}
