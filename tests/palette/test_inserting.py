"""What the palette puts into a program: it fits, it is named, and it stands where it belongs."""

import pytest

from app.engine.ops import OPS
from app.engine.ops.op import describe_shape
from app.language import ProgramError, ReadLimits, read_program
from app.palette import BLOCKS, GATE_GROUPS, INPUTS, Piece, insert
from app.palette.inserting import PieceKind


def press(text: str, kind: PieceKind, name: str, nodes: tuple[int, ...] = ()) -> str:
    """Put a piece into a program, and return the text."""
    program = read_program(text) if text else None
    made = insert(text, program, Piece(kind, name), nodes, limits=ReadLimits())
    assert read_program(made.program.text).graph.names[made.name] is not None
    return made.program.text


def refusal(text: str, kind: PieceKind, name: str) -> ProgramError | None:
    """Say why a piece is not put in; ``None``: it is."""
    try:
        press(text, kind, name)
    except ProgramError as error:
        return error
    return None


STARTS = {one.name: press("", "input", one.name) for one in INPUTS}


def test_every_gate_of_the_engine_stands_on_the_palette_once() -> None:
    assert sorted(name for group in GATE_GROUPS for name in group.gates) == sorted(OPS)


@pytest.mark.parametrize("name", OPS)
def test_every_gate_fits_what_is_there_or_says_what_it_takes(name: str) -> None:
    press("", "gate", name)  # with nothing there it makes all that it takes
    refused = {start: refusal(text, "gate", name) for start, text in STARTS.items()}
    assert None in refused.values()
    for error in filter(None, refused.values()):
        assert error.line is None, "the line that does not fit is not the reader's"
        assert error.hint
    if refused["shape"] is None:
        after = read_program(press(STARTS["shape"], "gate", name)).graph
        assert all(node.shape_only or not node.shape for node in after.nodes)


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_made_for_what_it_says_that_it_takes(name: str) -> None:
    press("", "block", name)
    for start in STARTS.values():
        rank = len(read_program(start).graph.nodes[0].shape)
        error = refusal(start, "block", name)
        assert (error is None) == (BLOCKS[name].variant(rank) is not None)
        if error is not None:
            assert BLOCKS[name].takes in error.message
            shape = read_program(start).graph.nodes[0].shape
            assert describe_shape(shape) in error.message or "no axis" in error.message


def test_a_program_with_shapes_alone_gets_shapes_alone() -> None:
    text = press(press(STARTS["shape"], "block", "dense"), "block", "softmax_head")
    assert "W1 = shape(784, 4); b1 = shape(4)" in text
    assert "y = const(shape(60000))" in text
    assert "randn" not in text


def test_what_belongs_together_bears_one_number() -> None:
    text = STARTS["vector"]
    for _ in range(2):
        text = press(text, "block", "dense")
    assert text.count("def ") == 1, "one function for both calls"
    assert [line for line in text.splitlines() if not line.startswith("def")] == [
        "x = [0.5, -1, 2]",
        "W1 = 0.58 * randn(4, 3, seed=1); b1 = zeros(4)",
        "h1 = dense(x, W1, b1)",
        "W2 = 0.5 * randn(4, 4, seed=5); b2 = zeros(4)",
        "h2 = dense(h1, W2, b2)",
    ]


def test_a_line_stands_behind_the_result_and_before_the_updates() -> None:
    before = "x=2;y=3\nf = (x+y)*x # hm\nx -= 0.1*grad(x)"
    after = "x=2;y=3\nf = (x+y)*x # hm\nh1 = tanh(f)\nx -= 0.1*grad(x)"
    assert press(before, "gate", "tanh") == after
    assert press("x = 2; f = x * x; x -= 0.1 * grad(x)", "gate", "tanh") == (
        "x = 2; f = x * x\nh1 = tanh(f)\nx -= 0.1 * grad(x)"
    )


def test_an_input_stands_first_and_leaves_the_result_alone() -> None:
    text = press("def f(t): return 2 * t\nx = 2\ny = f(x)", "input", "number")
    assert text == "def f(t): return 2 * t\nx2 = 0.5\nx = 2\ny = f(x)"
    assert read_program(text).output_name == "y"


def test_values_are_taken_in_the_order_in_which_they_were_chosen() -> None:
    text = "x = 2; y = 3\nf = x * y"
    assert press(text, "gate", "subtract", (2, 0)).endswith("\ny2 = f - x")
    assert press(text, "gate", "max", (0, 1, 2)).endswith("\ny2 = max(x, y, f)")
    with pytest.raises(ProgramError, match="relu takes 1 argument, not 2"):
        press(text, "gate", "relu", (0, 1))


def test_a_value_without_a_name_gets_one() -> None:
    text = "x=2;y=3\nf = (x+y)*x"
    assert press(text, "gate", "tanh", (2,)) == "x=2;y=3\nu = x+y\nf = u*x\nh1 = tanh(u)"
    assert press("x=2\nx*3", "gate", "tanh") == "x=2\nu = x*3\nh1 = tanh(u)"
    call = "def n(x): return 2*x+1\nx = 2\nf=3*n(x)"
    assert press(call, "gate", "tanh", (2,)).endswith("u = n(x)\nf=3*u\nh1 = tanh(u)")
    with pytest.raises(ProgramError, match="computed inside n") as caught:
        press(call, "gate", "tanh", (1,))
    assert "whole block" in (caught.value.hint or "")


def test_a_function_of_the_program_is_called_with_what_fits_it() -> None:
    text = "def score(x, W, b): return W @ x + b\nx = [1, 2, 3]"
    after = press(text, "function", "score")
    assert after.endswith("y = score(x, W1, b1)")
    assert "W1 = " in after
    with pytest.raises(ProgramError, match="there is no function nothing"):
        press(text, "function", "nothing")


@pytest.mark.parametrize(
    ("kind", "hint"), [("gate", "add, "), ("block", "neuron, dense"), ("input", "number, vector")]
)
def test_what_is_unknown_is_said_with_what_there_is(kind: PieceKind, hint: str) -> None:
    with pytest.raises(ProgramError, match=f"there is no {kind} nothing") as caught:
        press("x = 1", kind, "nothing")
    assert hint in (caught.value.hint or "")
