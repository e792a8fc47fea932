import subprocess
import sys

import pytest

from app.language import read_program
from app.language.code import list_numpy, write_numpy
from tests.examples import with_numbers
from tests.language.code.edge_programs import EDGES, edge_programs
from tests.language.code.random_programs import random_programs
from tests.language.code.running import Gradients, assert_same, run_scripts, tape_gradients

PRESETS = {example.id: example for example in with_numbers()}
RANDOM = 200
EDGY = 600

XYZ = """import numpy as np

# inputs
x = -2.0
y = 5.0
z = -4.0

# forward pass
q = x + y
f = q * z

# backward pass: from the output to the inputs
df = 1.0
# f = q * z
dq = df * z
dz = df * q
# q = x + y
dx = dq
dy = dq

# the gradient of every input
print("dx =", dx)
print("dy =", dy)
print("dz =", dz)
"""


@pytest.fixture(scope="module")
def presets() -> dict[str, Gradients]:
    texts = [write_numpy(read_program(p.program), p.seed) for p in PRESETS.values()]
    return dict(zip(PRESETS, run_scripts(texts), strict=True))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_prints_the_gradients_of_the_tape(
    preset: str, presets: dict[str, Gradients]
) -> None:
    example = PRESETS[preset]
    assert_same(presets[preset], tape_gradients(read_program(example.program), example.seed))


def test_random_programs_print_the_gradients_of_the_tape() -> None:
    programs = list(random_programs(RANDOM))
    printed = run_scripts([write_numpy(program) for program in programs])
    for program, found in zip(programs, printed, strict=True):
        assert_same(found, tape_gradients(program))


@pytest.fixture(scope="module")
def edges() -> dict[str, Gradients]:
    return dict(zip(EDGES, run_scripts([write_numpy(read_program(t)) for t in EDGES]), strict=True))


@pytest.mark.parametrize("text", EDGES)
def test_an_edge_prints_the_gradients_of_the_tape(text: str, edges: dict[str, Gradients]) -> None:
    assert_same(edges[text], tape_gradients(read_program(text)))


def test_random_edges_print_the_gradients_of_the_tape() -> None:
    programs = list(edge_programs(EDGY))
    printed = run_scripts([write_numpy(program) for program in programs])
    for program, found in zip(programs, printed, strict=True):
        assert_same(found, tape_gradients(program))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = 0; f = x ** 0", "dx = np.zeros_like(df)"),
        ("x = 2; f = x ** 3", "dx = df * 3 * x ** (3 - 1)"),
        ("x = 0; n = 0; f = x ** n", "dx = np.zeros_like(df)"),
        ("x = [0, 2]; n = [0, 1]; f = x ** n", "dx = np.where(n == 0, 0, df * n * x ** (n - 1))"),
        ("x = 2; n = 0.5; f = x ** n", "dx = df * n * x ** (n - 1)"),
        ("x = -1; f = sqrt(relu(x))", "dx = np.where(x > 0, dv1, 0)"),
        ("x = -1; f = 2 * relu(x)", "dx = dv1 * (x > 0)"),
        ("x = 3; f = sigmoid(x)", "f = 1 / (1 + np.exp(-x))  # sigmoid(x)"),
        ("x = -1000; f = sigmoid(x)", "f = np.exp(-np.logaddexp(0, -x))  # sigmoid(x)"),
    ],
)
def test_only_a_gate_at_an_edge_is_written_otherwise(text: str, line: str) -> None:
    assert line in write_numpy(read_program(text)).splitlines()


def test_what_a_line_calls_is_defined_once_at_the_top() -> None:
    text = write_numpy(read_program("softmax = [0, 1e9]; a = softmax * 2\nf = l2(softmax(a))"))
    assert text.count("def softmax(z, axis):") == 1
    assert text.index("def softmax(") < text.index("# inputs")
    assert "softmax_2 = np.array([0.0, 1000000000.0])" in text


def test_the_script_of_the_first_circuit_reads_as_on_the_blackboard() -> None:
    assert write_numpy(read_program("x = -2; y = 5; z = -4\nq = x + y\nf = q * z")) == XYZ


def test_a_script_runs_as_it_stands() -> None:
    done = subprocess.run(
        [sys.executable, "-"], input=XYZ, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "dx = -4.0\ndy = -4.0\ndz = 3.0\n"


def test_contributions_add_at_a_fork() -> None:
    lines = write_numpy(read_program("x = 3\nf = x * x")).splitlines()
    assert "dx = df * x" in lines
    assert "dx += df * x" in lines


def test_a_sum_at_a_fork_does_not_write_into_the_gradient_it_came_from() -> None:
    program = read_program("x = [1, 2]; y = [3, 4]\ns = x + y\nf = s * x")
    text = write_numpy(program, [1.0, 1.0])
    assert "dx = df * s" in text
    assert "dx += ds" in text
    program = read_program("x = [1, 2]; y = [3, 4]\nu = x * y\nf = u + x\n")
    assert "dx = 1 * df" in write_numpy(program)


def test_broadcasting_is_undone_only_where_it_happened() -> None:
    text = write_numpy(
        read_program("X = ones(2, 3); b = [1, 2, 3]; c = [[1], [2]]; d = 4\nf = X + b + c + d")
    )
    assert "db = np.sum(dv4, axis=0)" in text
    assert "dc = np.sum(dv5, axis=1, keepdims=True)" in text
    assert "dd = np.sum(df)" in text
    assert "dX = dv4" in text


def test_the_seed_starts_the_backward_pass() -> None:
    program = read_program("x = [1, 2]\nf = 2 * x")
    assert "df = np.ones((2,))" in write_numpy(program)
    assert "df = np.array([3.0, -1.0])" in write_numpy(program, [3, -1])


def test_an_input_that_the_output_does_not_depend_on_prints_none() -> None:
    text = write_numpy(read_program("x = 1; y = 2; k = const(3)\nf = k * x"))
    assert 'print("dy =", None)  # the output does not depend on y' in text
    assert "dk" not in text


def test_the_listing_knows_the_line_of_every_gate_and_contribution() -> None:
    program = read_program(PRESETS["staged-rational"].program)
    listing = list_numpy(program)
    lines = listing.text.splitlines()
    for node in program.graph.nodes:
        assert lines[listing.forward_lines[node.id] - 1].startswith(f"{node.name or 'v'}")
    assert set(listing.backward_lines) == {edge.id for edge in program.graph.edges}
    for edge in program.graph.edges:
        source = program.graph.nodes[edge.source].name or f"v{edge.source}"
        assert lines[listing.backward_lines[edge.id] - 1].startswith(f"d{source} ")
    assert listing.seed_line is not None
    assert lines[listing.seed_line - 1] == "df = 1.0"


def test_a_call_of_a_function_of_the_program_is_marked() -> None:
    text = write_numpy(read_program(PRESETS["neuron"].program))
    assert "# neuron#1\n" in text


def test_a_long_chain_is_written() -> None:
    program = read_program("x = 1\n" + "x+=1\n" * 3_000)
    assert write_numpy(program).count("\n") > 9_000
