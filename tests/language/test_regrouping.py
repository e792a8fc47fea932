"""Selected gates become a function and a call its gates again; nothing outside changes."""

from collections import defaultdict
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language import Level, Program, ProgramError, at_level, read_program
from app.language.regrouping import closing_of, free_name, inline_call, make_block
from app.language.regrouping.same import marked
from tests.language.programs import programs
from tests.language.tangled import tangled_program

SIGMOID = """\
x = 2; w = -1
q = w * x  # the product
t = q + 3
f = 1 / (1 + exp(-1 * t)) + x
"""


def made(text: str, *names: str, name: str | None = None) -> str:
    program = read_program(text)
    closing = closing_of(program, nodes(program, *names))
    assert closing.why is None
    return make_block(program, closing, name).program.text


def nodes(program: Program, *names: str) -> list[int]:
    """Return nodes by their names, or by gate and number where they have none: ``exp1``."""
    found = []
    for name in names:
        gate, number = name.rstrip("0123456789"), int(name.lstrip(name.rstrip("0123456789")) or 0)
        of_kind = [n.id for n in program.graph.nodes if n.op is not None and n.op.name == gate]
        named = [n.id for n in program.graph.nodes if n.name == name]
        found.append(named[0] if named else of_kind[number - 1])
    return found


def test_the_last_gates_of_a_neuron_become_a_block() -> None:
    assert made(SIGMOID, "multiply2", "exp1", "add2", "divide1", name="squash") == (
        "x = 2; w = -1\n"
        "q = w * x  # the product\n"
        "t = q + 3\n"
        "def squash(t):\n"
        "    return 1 / (1 + exp(-1 * t))\n"
        "\n"
        "f = squash(t) + x\n"
    )


def test_whole_lines_move_with_their_remarks() -> None:
    assert made(SIGMOID, "q", "t") == (
        "x = 2; w = -1\n"
        "def block(w, x):\n"
        "    q = w * x  # the product\n"
        "    return q + 3\n"
        "\n"
        "t = block(w, x)\n"
        "f = 1 / (1 + exp(-1 * t)) + x\n"
    )


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "x = 2; y = x * x; z = y + 1; z * y",
            ("y", "z", "multiply2"),
            "x = 2; def",  # never within a line
        ),
        ("x = 2\nx += x * x\nx * 3", ("multiply1", "x⁽²⁾"), "    return x + (x * x)"),
        ("x = 2\nf = (x * x) * tanh(x + 1) + 1", ("f", "multiply2"), "    return u * v + 1"),
        ("x = [1, 2]\nf = sum(x * [3, 4])", ("multiply1", "f"), "    return sum(x * [3, 4])"),
        ("x = 2\nb = x * x\na = b\nc = a + b\nf = c * 3", ("b", "c"), "    a = b\n"),
        ("import numpy as np\nx = 2\nf = np.exp(x * x)", ("multiply1", "f"), "np.exp(x * x)"),
    ],
)
def test_what_is_written_in_the_function(text: str, names: tuple[str, ...], expected: str) -> None:
    written = made(text, *names)
    if expected == "x = 2; def":
        assert expected not in written
        assert "def block(x):\n    y = x * x\n    z = y + 1\n    return z * y\n" in written
    else:
        assert expected in written


@pytest.mark.parametrize(
    ("names", "added", "why"),
    [
        (("q", "multiply2"), {"t"}, "t lies between: a value would leave the block and come back"),
        (("exp1", "f"), {"add", "divide"}, "the gate add lies between"),
    ],
)
def test_a_selection_that_is_not_closed_says_why_and_what_closes_it(
    names: tuple[str, ...], added: set[str], why: str
) -> None:
    program = read_program(SIGMOID)
    closing = closing_of(program, nodes(program, *names))
    missing = [program.graph.nodes[node] for node in closing.added]
    assert {node.name or (node.op.name if node.op else "") for node in missing} == added
    assert closing.why is not None
    assert closing.why.startswith(why)
    assert closing_of(program, closing.gates).why is None


def test_two_outputs_are_closed_by_the_gate_where_they_meet() -> None:
    program = read_program("x = 1; y = 2\na = x * y\nb = x + a\nc = exp(a)\nd = b * c\nf = d + 1")
    closing = closing_of(program, nodes(program, "a", "b"))
    assert closing.why == "a and b both leave the block: a block has one output"
    assert {program.graph.nodes[node].name for node in closing.added} == {"c", "d"}


def test_a_part_of_a_call_takes_the_whole_call_with_it() -> None:
    program = read_program("def s(x): return 1 / (1 + exp(-x))\nx = 2\nq = s(x * x)\nf = q + x")
    closing = closing_of(program, nodes(program, "exp1", "f"))
    assert closing.why == "a part of s#1 is selected: a call goes in whole"
    block = make_block(program, closing)
    assert "s(u)" in block.program.text
    assert set(block.program.calls) == {("block#1",), ("block#1", "s#1")}


@pytest.mark.parametrize(
    ("text", "names", "message", "hint"),
    [
        (SIGMOID, ("q",), "made of 2 gates", "inputs stay outside"),
        (SIGMOID, ("x", "w"), "made of 2 gates", "inputs stay outside"),
        (
            "x = 1\na = exp(x)\nb = a * 2\nf = x + 1",
            ("b", "f"),
            "both leave the block",
            "leave b out",
        ),
        (
            "def s(x): return 1 / (1 + exp(-x))\nf = s(const(2))",
            ("exp1", "negate1"),
            "stand inside s#1",
            "ungroup s#1 first",
        ),
    ],
)
def test_what_no_block_is_made_of(
    text: str, names: tuple[str, ...], message: str, hint: str
) -> None:
    program = read_program(text)
    with pytest.raises(ProgramError, match=message) as refused:
        closing_of(program, nodes(program, *names))
    assert hint in str(refused.value.hint)


@pytest.mark.parametrize("name", ["", "2x", "a b", "if", "exp", "q", "_1"])
def test_a_name_that_cannot_be_a_block_s(name: str) -> None:
    program = read_program(SIGMOID)
    closing = closing_of(program, nodes(program, "q", "t"))
    with pytest.raises(ProgramError) as refused:
        make_block(program, closing, name)
    assert refused.value.hint


def test_a_name_is_read_as_python_reads_it() -> None:
    program = read_program(SIGMOID)
    block = make_block(program, closing_of(program, nodes(program, "q", "t")), "ᵀᵀ")
    assert (block.name, block.key) == ("TT", "TT#1")


def test_a_default_name_is_free() -> None:
    program = read_program("def block(x): return x * x\nx = 2\nf = block(x) + 1")
    assert free_name(program) == "block2"


def test_gates_in_one_line_with_several_names_cannot_be_taken_apart() -> None:
    program = read_program("x = 2\na, b = x * x, x + 1\nf = a * b")
    with pytest.raises(ProgramError, match="cannot be written as a function") as refused:
        make_block(program, closing_of(program, nodes(program, "a", "f")))
    assert refused.value.hint == "give each value a line and a name of its own"


def test_a_call_is_written_out_and_its_function_goes() -> None:
    text = made(SIGMOID, "multiply2", "exp1", "add2", "divide1", name="squash")
    ungrouped = inline_call(read_program(text), "squash#1").text
    assert ungrouped == SIGMOID.replace("1 / (1 + exp(-1 * t))", "(1 / (1 + exp(-1 * t)))")


def test_names_of_a_call_are_kept_apart_from_those_outside() -> None:
    text = """\
def neuron(w, x, b=1):
    h = w * x  # weighed
    h += b * b
    return sigmoid(h)
x = 2; h = 3
a = neuron(x, h); c = neuron(h, b=x * h, x=-1)
f = a * c
"""
    once = inline_call(read_program(text), "neuron#1")
    assert "def neuron" in once.text
    assert "h2 = x * h  # weighed\nh3 = h2 + (1 * 1)\na = sigmoid(h3)" in once.text
    twice = inline_call(once, "neuron#1")
    assert "def" not in twice.text
    assert "b = x * h\nh4 = h * (-1)  # weighed\nh5 = h4 + (b * b)\nc = sigmoid(h5)" in twice.text


@pytest.mark.parametrize(
    ("key", "message"),
    [("s#2", "the program has no call s#2"), ("t#1/s#1", "t#1/s#1 stands inside t#1")],
)
def test_what_cannot_be_ungrouped(key: str, message: str) -> None:
    text = "def s(x): return x * x\ndef t(x): return s(x) + 1\nf = t(const(2))"
    with pytest.raises(ProgramError, match=message):
        inline_call(read_program(text), key)


# -- nothing outside changes -------------------------------------------------------------------


def gradients(program: Program, level: Level) -> list[Array]:
    """Return the gradient of every node of a program outside of functions; 0 where none comes."""
    view = at_level(program, level)
    output = int(view.outputs)
    tape = Tape(view.graph, [output])
    tape.forward()
    tape.backward({output: np.ones(view.graph.nodes[output].shape)})
    found = []
    for node in program.graph.nodes:
        if not node.group:
            gradient = tape.gradients[view.moved[node.id]]
            found.append(np.zeros(node.shape) if gradient is None else gradient)
    return found


def check_same(one: Program, other: Program, level: Level) -> None:
    """Hold every gradient outside of the functions of a program to that of the same node."""
    known: dict[tuple[object, ...], int] = {}
    marks = [
        [mark for mark, node in zip(marked(p.graph, known), p.graph.nodes, strict=True)
         if not node.group]
        for p in (one, other)
    ]  # fmt: skip
    before = defaultdict(list)
    for mark, gradient in zip(marks[0], gradients(one, Level.GATES), strict=True):
        before[mark].append(gradient)
    for mark, gradient in zip(marks[1], gradients(other, level), strict=True):
        assert any(
            np.allclose(gradient, same, rtol=1e-12, atol=1e-12, equal_nan=True)
            for same in before[mark]
        ), (level, other.text)


def check_made(text: str, random: Random) -> bool:
    """Make a block of random gates, and look at all that stays; tell whether one could be made."""
    try:
        program = read_program(text)
        gates = [n.id for n in program.graph.nodes if n.op is not None and not n.group]
        start = random.randrange(max(1, len(gates) - 1))
        some = random.sample(gates, min(len(gates), 3))
        near = gates[start : start + random.randrange(2, 6)]
        closing = closing_of(program, random.choice((some, near)))
        block = make_block(program, closing)
    except ProgramError:
        return False
    with np.errstate(all="ignore"):
        for level in (Level.GATES, Level.BLOCKS):
            check_same(program, block.program, level)
        check_same(inline_call(block.program, block.key), block.program, Level.GATES)
    return True


@settings(deadline=None)
@given(programs(), st.integers(0, 10_000))
def test_gradients_outside_are_the_same(text: str, seed: int) -> None:
    check_made(text, Random(seed))


def test_gradients_outside_of_blocks_of_tangled_programs_are_the_same() -> None:
    random = Random(14)
    assert sum(check_made(tangled_program(seed), random) for seed in range(300)) > 80
