"""The lines after the loss that let inputs learn: read, refused with a reason, printed."""

import ast

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.examples import all_examples
from app.language import Program, ProgramError, print_program, read_program
from app.language.update import RULES, Update, write_update
from tests.language.helpers import summary
from tests.language.programs import programs

LOSS = "x = 2; y = const(1); w = 3; b = 0.5\nz = w * x + b\nL = (z - y)**2\n"


def learns(lines: str, loss: str = LOSS) -> Update:
    update = read_program(loss + lines).update
    assert update is not None
    return update


def said(update: Update | None) -> tuple[object, ...]:
    assert update is not None
    return update.rule, update.rate, update.parameters, update.times


@pytest.mark.parametrize(
    ("lines", "meant"),
    [
        ("w -= 0.1 * grad(w)", ("sgd", 0.1, ("w",), 1)),
        ("w = w - 0.1 * grad(w)", ("sgd", 0.1, ("w",), 1)),
        ("w += -0.1 * grad(w)", ("sgd", 0.1, ("w",), 1)),
        ("w -= grad(w) * 1e-3", ("sgd", 0.001, ("w",), 1)),
        ("w -= grad(w)", ("sgd", 1, ("w",), 1)),
        ("w -= 2 * grad(L, w)", ("sgd", 2, ("w",), 1)),
        ("b -= 0.1 * grad(b); w -= 0.1 * grad(w)", ("sgd", 0.1, ("b", "w"), 1)),
        ("w -= 0.05 * adam(grad(w))", ("adam", 0.05, ("w",), 1)),
        ("w = w - 0.05 * momentum(grad(w))", ("momentum", 0.05, ("w",), 1)),
        ("for step in range(10):\n    w -= 0.1 * grad(w)", ("sgd", 0.1, ("w",), 10)),
        ("for _ in range(2): w -= 0.1 * grad(w)", ("sgd", 0.1, ("w",), 2)),
        (
            "for k in range(7):  # 7\n  # both\n\n  w -= 0.1*grad(w)\n\n  b -= 0.1*grad(b)  # b\n",
            ("sgd", 0.1, ("w", "b"), 7),
        ),
        ("for k in range(7):\r\n  w -= 0.1*grad(w)\r\n", ("sgd", 0.1, ("w",), 7)),
        ("L.backward()\nw -= 0.1 * grad(w)", ("sgd", 0.1, ("w",), 1)),
        ("print(L)\nw -= 0.1 * grad(w)", ("sgd", 0.1, ("w",), 1)),
    ],
)  # fmt: skip
def test_an_update_reads_like_the_loop_of_a_lecture(lines: str, meant: tuple[object, ...]) -> None:
    assert said(learns(lines)) == meant


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_written(rule: str) -> None:
    lines = write_update(rule, 0.25, ["w", "b"], 3)
    assert said(learns("\n".join(lines))) == (rule, 0.25, ("w", "b"), 3)


def test_it_makes_no_gate_and_its_place_is_known() -> None:
    with_it = read_program(LOSS + "# learn\nw -= 0.1 * grad(w)\nb -= 0.1 * grad(b)  # too\n")
    without = read_program(LOSS)
    assert summary(with_it.graph) == summary(without.graph)
    assert (with_it.output, with_it.output_name) == (without.output, "L")
    assert without.update is None
    assert with_it.update is not None
    place = with_it.update.source
    assert (place.line, place.column, place.end_line, place.end_column) == (5, 0, 6, 18)


def test_the_output_may_be_a_bare_expression_and_inputs_may_be_given() -> None:
    program = read_program("(w - 1)**2\nw -= 0.1 * grad(w)", {"w": 3})
    assert said(program.update) == ("sgd", 0.1, ("w",), 1)
    assert program.output_name is None


def test_another_output_keeps_the_update() -> None:
    program = read_program(LOSS + "w -= 0.1 * grad(L, w)", output="z")
    assert said(program.update) == ("sgd", 0.1, ("w",), 1)


@pytest.mark.parametrize(
    ("lines", "place", "message", "hint"),
    [
        ("v -= 0.1 * grad(v)", (4, 0), "v has no value", "let an input take the step: x, w, b"),
        ("ww -= 0.1 * grad(ww)", (4, 0), "ww has no value", "did you mean w?"),
        ("y -= 0.1 * grad(y)", (4, 0), "y is a constant", "leave const(...) out"),
        ("z -= 0.1 * grad(z)", (4, 0), "z is computed", "let an input take the step: x, w, b"),
        ("w -= 0.1 * grad(w)\nM = L * 2", (4, 0), "stands before line 5", "move it to the end"),
        ("w -= 0.1 * grad(w)\nw -= 0.1 * grad(w)", (5, 0), "takes its step twice", "leave one"),
        ("w -= 0.1 * grad(w)\nb -= 0.2 * grad(b)", (5, 5), "another kind", "step size 0.1"),
        ("w -= 0.1 * adam(grad(w))\nb -= 0.1 * grad(b)", (5, 5), "another kind", "rule adam"),
        ("w -= 0.1 * grad(b)", (4, 16), "its own gradient", "write grad(w)"),
        ("w -= 0.1 * grad(z, w)", (4, 16), "z is not the output", "write grad(w)"),
        ("w -= x * grad(w)", (4, 5), "a written number", "in place of x"),
        ("w -= 0 * grad(w)", (4, 5), "0 is no step size", "larger than 0"),
        ("w -= -0.1 * grad(w)", (4, 5), "-0.1 is no step size", "larger than 0"),
        ("w -= 1e400 * grad(w)", (4, 5), "inf is no step size", "larger than 0"),
        ("w += 0.1 * grad(w)", (4, 0), "no step against", "falls with w -= 0.1 * grad(w)"),
        ("w -= 0.1 * grad(w) + 0.01 * w", (4, 5), "a step size times", "part of the loss"),
        ("w = 0.9 * w - 0.1 * grad(w)", (4, 4), "not w less a step", "w = w - 0.1 * grad(w)"),
        ("w -= 0.1 * adm(grad(w))", (4, 11), "no update rule adm", "did you mean adam?"),
        ("w -= 0.1 * adam(grad(w), 0.9)", (4, 11), "takes the gradient", "adam(grad(w))"),
        ("w -= 0.1 * grad()", (4, 11), "the name of an input", "write grad(w)"),
        ("w[0] -= 0.1 * grad(w)", (4, 0), "only a whole input", "w -= 0.1 * grad(w)"),
        ("w = v = w - 0.1 * grad(w)", (4, 0), "its own step", "w -= 0.1 * grad(w)"),
        ("for k in range(n):\n    w -= 0.1 * grad(w)", (4, 9), "written number", "range(10)"),
        ("for k in range(0):\n    w -= 0.1 * grad(w)", (4, 15), "not made 0 times", "range(10)"),
        ("w -= grad(w)\nfor k in range(3):\n    b -= grad(b)", (5, 0), "one loop", "all steps"),
        ("for k in range(3):\n    w -= grad(w)\n    print(L)", (4, 0), "a loop", "once"),
        ("g = grad(w)\nw -= 0.1 * g", (4, 0), "no function grad", "computed for you"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_pointed_at(
    lines: str, place: tuple[int, int], message: str, hint: str
) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(LOSS + lines)
    error = caught.value
    assert (error.line, error.column) == place
    assert message in error.message
    assert hint in (error.hint or "")


def test_an_input_that_is_bound_again_cannot_learn() -> None:
    with pytest.raises(ProgramError, match="bound again"):
        read_program("w = 2\nw = w * 3\nL = w * w\nw -= 0.1 * grad(w)")


def test_a_fix_that_is_offered_can_be_read() -> None:
    for lines in ("w += 0.1 * grad(w)", "w -= 0.1 * adm(grad(w))", "w -= 0.1 * grad(b)"):
        with pytest.raises(ProgramError) as caught:
            read_program(LOSS + lines)
        error = caught.value
        assert error.replacement is not None
        mended = lines[: error.column] + error.replacement + lines[error.end_column :]
        assert said(learns(mended))[2] == ("w",)


def test_a_function_of_ones_own_called_grad_is_a_function() -> None:
    program = read_program("def grad(x): return x * 2\nw = 3\nL = w * w\nw -= 0.1 * grad(w)")
    assert program.update is None
    assert program.output_name == "w"


def test_examples_learn_only_where_their_text_says_so() -> None:
    for example in all_examples():
        assert (read_program(example.program).update is None) == ("grad(" not in example.program)


@settings(max_examples=80, deadline=None, suppress_health_check=[*HealthCheck])
@given(programs(), st.sampled_from(RULES), st.floats(1e-9, 1e9), st.integers(1, 10**9), st.data())
def test_an_update_is_printed_as_it_is_read(
    text: str, rule: str, rate: float, times: int, data: st.DataObject
) -> None:
    plain = read_program(text)
    able = [name for name in plain.inputs if _is_bound_once(text, name)]
    assume(able)
    names = data.draw(st.lists(st.sampled_from(able), min_size=1, unique=True))
    program = read_program("\n".join([text, *write_update(rule, rate, names, times)]))
    assert said(program.update) == (rule, rate, tuple(names), times)
    assert summary(program.graph) == summary(plain.graph)
    again: Program = read_program(print_program(program))
    assert said(again.update) == said(program.update)
    assert summary(again.graph) == summary(plain.graph)
    assert print_program(plain) + _printed(program) == print_program(program)


def _printed(program: Program) -> str:
    assert program.update is not None
    update = program.update
    lines = write_update(update.rule, update.rate, update.parameters, update.times)
    return "".join(f"{line}\n" for line in lines)


def _is_bound_once(text: str, name: str) -> bool:
    tree = ast.parse(text)
    bound = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return sum(n.id == name for n in bound) == 1
