import pytest

from app.engine.ops import OPS
from app.engine.tape import Tape
from app.language import read_program
from app.language.code import list_classes, write_classes
from app.language.code.identifiers import identifiers
from app.language.program import Program
from tests.examples import with_numbers
from tests.language.code.edge_programs import EDGES, edge_programs
from tests.language.code.random_programs import random_programs
from tests.language.code.running import assert_same, print_scripts, read_printed, tape_gradients

PRESETS = {example.id: example for example in with_numbers()}
RANDOM = 150
EDGY = 300

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"


def assert_as_the_engine(program: Program, printed: str, seed: object = None) -> None:
    """Compare the output, which is printed first, and the gradients after it."""
    output, _, gradients = printed.partition("\n")
    tape = Tape(program.graph, [program.output])
    tape.forward()
    name = identifiers(program.graph).values[program.output]
    assert_same(read_printed(output), {name: tape.values[program.output]})
    assert_same(read_printed(gradients), tape_gradients(program, seed))


@pytest.fixture(scope="module")
def presets() -> dict[str, str]:
    texts = [write_classes(read_program(p.program), p.seed) for p in PRESETS.values()]
    return dict(zip(PRESETS, print_scripts(texts), strict=True))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_prints_the_numbers_of_the_engine(preset: str, presets: dict[str, str]) -> None:
    example = PRESETS[preset]
    assert_as_the_engine(read_program(example.program), presets[preset], example.seed)


def test_random_programs_print_the_numbers_of_the_engine() -> None:
    programs = [*random_programs(RANDOM), *edge_programs(EDGY), *map(read_program, EDGES)]
    printed = print_scripts([write_classes(program) for program in programs])
    for program, found in zip(programs, printed, strict=True):
        assert_as_the_engine(program, found)


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        (XYZ, ["Add", "Multiply", "ComputationalGraph"]),
        ("x = 2\nf = 3 * x + x * x + x * 4", ["Multiply", "Add", "ComputationalGraph"]),
        ("x = 2; y = 3\nf = x / 2 + y / x", ["Divide", "Divide_2", "Add", "ComputationalGraph"]),
        (
            "x = 2\nf = leaky_relu(x, slope=0.1) + leaky_relu(x, slope=0.2)",
            ["LeakyRelu", "Add", "ComputationalGraph"],
        ),
    ],
)
def test_there_is_one_class_for_each_kind_of_gate(text: str, classes: list[str]) -> None:
    lines = write_classes(read_program(text)).splitlines()
    found = [line.removeprefix("class ")[:-1] for line in lines if line.startswith("class ")]
    assert found == classes


def test_a_class_is_told_by_the_row_of_its_gate() -> None:
    text = write_classes(read_program(XYZ))
    multiply = text[text.index("class Multiply") : text.index("class ComputationalGraph")]
    for gate in ("add", "multiply"):
        assert OPS[gate].summary in text
    assert "self.a, self.b = a, b\n        return a * b" in multiply
    assert "da = upstream * self.b\n        db = upstream * self.a" in multiply


def test_the_loops_say_no_more_than_the_program_needs() -> None:
    text = write_classes(read_program(XYZ))
    assert " if " not in text
    assert "inputs = [self.values[operand] for operand in operands]" in text
    text = write_classes(read_program("x = 1; X = [2, 3]; u = exp(x)\nf = sum((x + 1) ** 2 * X)"))
    assert "if name not in self.gradients:" in text
    assert "if operand in self.values and gradient is not None:" in text
    assert "gradient = summed(gradient, np.shape(self.values[operand]))" in text


def test_what_a_gate_does_not_read_again_is_not_kept() -> None:
    text = write_classes(read_program("x = 1; y = 2\nf = sigmoid(x + y)"))
    assert "self.a" not in text
    assert "self.y = 1 / (1 + np.exp(-x))\n        return self.y" in text


def test_an_option_is_what_a_gate_is_made_with() -> None:
    text = write_classes(read_program("x = 2\nf = leaky_relu(x, slope=0.1)"))
    assert '("f", LeakyRelu(slope=0.1), ["x"])' in text


def test_classes_keep_clear_of_each_other_and_of_the_program() -> None:
    program = read_program(
        "Add = 1; graph = 2\nnodes = Add + graph\nComputationalGraph = nodes * 2"
    )
    assert_as_the_engine(program, print_scripts([write_classes(program)])[0])


def test_the_listing_knows_the_lines_of_every_gate_and_contribution() -> None:
    program = read_program(PRESETS["staged-rational"].program)
    listing = list_classes(program)
    lines = listing.text.splitlines()
    assert listing.names == identifiers(program.graph).values
    for node in program.graph.nodes:
        told = [lines[line - 1].strip() for line in listing.forward_lines[node.id]]
        assert told[-1].startswith((f'"{node.name}":', f'("{listing.names[node.id]}", '))
        if node.op:
            assert told[-2] == "self.values[name] = gate.forward(*inputs)"
            assert told[0].startswith(("return ", "self."))
    assert set(listing.backward_lines) == {edge.id for edge in program.graph.edges}
    for edge in program.graph.edges:
        node = program.graph.nodes[edge.target]
        assert node.op is not None
        told = [lines[line - 1].strip() for line in listing.backward_lines[edge.id]]
        assert told[0].startswith(f"d{node.op.names(len(node.operands))[edge.slot]} = ")
        assert told[1] == "for name, gate, operands in reversed(self.nodes):"
        assert told[2] == "gradients = gate.backward(self.gradients[name])"
        assert told[-1].startswith(f'("{listing.names[node.id]}", ')
    begins = [lines[line - 1].strip() for line in listing.seed_lines]
    assert begins == [
        "self.gradients = {self.output: upstream}",
        "gradients = graph.backward(1.0)",
    ]


def test_where_no_gradient_flows_there_is_no_backward_pass() -> None:
    listing = list_classes(read_program("x = 1; k = const(3)\nf = k * k"))
    assert listing.seed_lines == []
    assert listing.backward_lines == {}
    assert "graph.backward" not in listing.text


def test_a_call_of_a_function_of_the_program_is_marked() -> None:
    text = write_classes(read_program(PRESETS["neuron"].program))
    assert "    # neuron#1\n" in text


def test_a_long_chain_is_written() -> None:
    text = write_classes(read_program("x = 1\n" + "x+=1\n" * 3_000))
    assert text.count(" Add(), ") == 3_000
    assert text.count("class ") == 2
