"""Hints for the lines of backward passes: never wrong, and seldom without a line."""

from time import process_time

import pytest

from app.exercises import check_backward, hint_for
from app.language import read_program
from tests.examples import with_numbers
from tests.exercises.passes import PASSES

PROGRAMS = [
    *(example.program for example in with_numbers()),
    *(program for program, _ in PASSES[::3]),
]
WITHOUT_A_LINE = 2
"""Of the gradients of these programs: what a hinge over classes sends back."""

QUICK = 3.0
"""Seconds of the processor."""


def lines_of(text: str) -> tuple[list[str], list[str]]:
    """Return the lines that hints give for a program, from the output back, and what has none."""
    program = read_program(text)
    lines, lacking = [], []
    for name in reversed(program.graph.names):
        hint = hint_for(program, f"d{name}")
        if hint is None:
            continue
        assert hint.rule.startswith(f"{name} goes into ")
        assert hint.operands.startswith("Use ")
        if hint.line is None:
            lacking.append(hint.target)
        lines.append(hint.line or f"{hint.target} = 0 * {name}")
    return lines, lacking


def test_the_lines_of_all_hints_are_right_and_few_lack_one() -> None:
    lacking: list[str] = []
    for text in PROGRAMS:
        lines, without = lines_of(text)
        found = check_backward(read_program(text), "\n".join(lines))
        wrong = [verdict.target for verdict in found.verdicts if verdict.status != "right"]
        assert wrong == without, text
        lacking += without
    assert len(lacking) <= WITHOUT_A_LINE, lacking


def test_three_steps_lead_to_a_line() -> None:
    program = read_program("x = -2; y = 5; z = -4\nq = x + y\nf = q * z")
    hint = hint_for(program, "dq")
    assert hint is not None
    assert hint.rule.startswith("q goes into multiply, which makes f. Swaps its inputs")
    assert (hint.operands, hint.line) == ("Use z and df.", "dq = z * df")


def test_forks_are_added_and_what_was_spread_is_summed() -> None:
    fork = hint_for(read_program("a = 2; b = 1\nc = a + b\nd = b + 1\ne = c * d"), "db")
    assert fork is not None
    assert fork.line == "db = dc + dd"
    assert "b is used 2 times" in fork.rule
    text = "X = [[1, 2], [3, 4]]; b = [1, 2]\nY = X + b\nL = sum(Y * Y)"
    spread = hint_for(read_program(text), "db")
    assert spread is not None
    assert spread.line == "db = sum(dY, axis=0)"
    assert "sum over the axes" in spread.rule


def test_an_unnamed_step_is_written_out() -> None:
    hint = hint_for(read_program("x = 0.5; w = 2\np = sigmoid(w * x)\nL = 3 * p"), "dw")
    assert hint is not None
    assert hint.line == "dw = x * (p * (1 - p) * dp)"


DOUBLED = "\n".join(
    ["def f0(a):\n    return sigmoid(a) * tanh(a)"]
    + [f"def f{k}(a):\n    return f{k - 1}(a) * exp(f{k - 1}(a))" for k in range(1, 7)]
)


@pytest.mark.parametrize(
    "text",
    [
        "x = 2\ns = x\n" + "\n".join("s = s + x * s" for _ in range(1200)) + "\nL = s",
        "x = 2\nL = " + " + ".join(["sin(x)"] * 1500),
        f"{DOUBLED}\nx = 0.1\nL = f6(x)",
    ],
    ids=["many uses by name", "many uses", "doubled"],
)
def test_what_nobody_would_write_in_a_line_has_none_and_takes_no_time(text: str) -> None:
    program = read_program(text)
    begun = process_time()
    hint = hint_for(program, "dx")
    assert process_time() - begun < QUICK
    assert hint is not None
    assert hint.line is None
    assert len(hint.rule) < 1_000


@pytest.mark.parametrize("target", ["df", "q", "dnothing", "", "d"])
def test_nobody_is_told_what_is_not_asked(target: str) -> None:
    program = read_program("x = -2; y = 5; z = -4\nq = x + y\nf = q * z")
    assert hint_for(program, target) is None
