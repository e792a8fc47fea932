"""Every row of the table of foreign names: what it advises reads in, and computes the same."""

import numpy as np
import pytest

from app.engine.ops import BY_NAME
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language import ProgramError, read_program
from app.language.foreign import ROWS, special
from app.language.foreign.row import Foreign
from app.language.machine import MAKERS
from tests.language.following import followed
from tests.language.foreign_cases import CASES, PRELUDE
from tests.language.real_numpy import numpy_answers

PREFIXES = {
    "np": "np.",
    "torch": "torch.",
    "tf": "tf.nn.",
    "jax": "jax.nn.",
    "math": "math.",
    "scipy": "scipy.special.",
}


def key(row: Foreign) -> str:
    return f"{row.names.split()[0]}({row.takes})"


def calls(row: Foreign, arguments: str) -> list[str]:
    """Return every way to write a call of a row's names."""
    written = []
    for word in row.names.split():
        family, _, name = word.rpartition(":")
        if family == "method":
            continue
        if family in PREFIXES:
            written.append(f"{PREFIXES[family]}{name}({arguments})")
            continue
        written.append(f"np.{name}({arguments})")
        if not special(name, ("torch",)):
            written.append(f"torch.{name}({arguments})")
        if name not in BY_NAME and name not in MAKERS:
            written.append(f"{name}({arguments})")
        first, _, rest = arguments.partition(", ")
        if first in {"x", "v", "z", "M", "S", "C"}:
            written.append(f"{first}.{name}({rest})")
    return written


def value(program: str) -> Array:
    read = read_program(program)
    tape = Tape(read.graph, [read.output])
    tape.forward()
    return tape.values[read.output]


def settled(program: str) -> str:
    """Return the program, or what one step makes of it."""
    try:
        read_program(program)
    except ProgramError as error:
        return _after(program, error)
    return program


def _after(program: str, error: ProgramError) -> str:
    after = followed(program, error)
    assert after is not None, str(error)
    assert len(error.hint or "") <= 170, error.hint
    return after


FORMED = [row for row in ROWS if row.form and row.names != "shape"]
"""What computes a value; a shape is a group of numbers."""
WORDED = [row for row in ROWS if not row.form]


def test_every_row_that_computes_has_its_case() -> None:
    assert {key(row) for row in FORMED} == set(CASES)
    assert len(FORMED) == len(CASES)
    assert len(ROWS) >= 120


@pytest.mark.parametrize("row", FORMED, ids=key)
def test_what_a_row_reads_or_advises_agrees_with_numpy(row: Foreign) -> None:
    arguments, reference = CASES[key(row)]
    for call in calls(row, arguments):
        program = settled(f"{PRELUDE}out = {call}")
        expected = np.asarray(reference(), dtype=np.float64)
        found = value(program)
        assert found.shape == expected.shape, (call, program)
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12, err_msg=call)


def test_numpy_itself_computes_the_same_by_the_same_calls() -> None:
    calls = []
    for row in FORMED:
        arguments = CASES[key(row)][0]
        for word in row.names.split():
            family, _, name = word.rpartition(":")
            if family in {"", "np"} and "rand" not in name:
                calls += [f"{module}.{name}({arguments})" for module in ("np", "np.linalg")]
    compared = 0
    for call, expected in zip(calls, numpy_answers(calls), strict=True):
        if expected is not None and "empty" not in call:
            found = value(settled(f"{PRELUDE}out = {call}"))
            np.testing.assert_allclose(found, np.asarray(expected), rtol=1e-12, err_msg=call)
            compared += 1
    assert compared > 70


@pytest.mark.parametrize("row", FORMED, ids=key)
def test_what_is_advised_keeps_its_place_among_operators(row: Foreign) -> None:
    arguments, reference = CASES[key(row)]
    expected = 1 / (0.5 - 3 * np.asarray(reference(), dtype=np.float64))
    for call in calls(row, arguments)[:1]:
        program = settled(f"{PRELUDE}out = 1 / (0.5 - 3 * {call})")
        np.testing.assert_allclose(value(program), expected, rtol=1e-10, err_msg=program)


@pytest.mark.parametrize("row", WORDED, ids=key)
def test_what_is_not_there_is_said_in_words(row: Foreign) -> None:
    for word in row.names.split():
        family, _, name = word.rpartition(":")
        call = {"method": f"x.{name}()"}.get(
            family, f"{PREFIXES.get(family, 'np.')}{name}(x, x, x, x)"
        )
        with pytest.raises(ProgramError) as caught:
            read_program(f"x = [1, 2]\nout = {call}")
        assert caught.value.hint
        assert len(caught.value.hint) <= 110
        assert caught.value.line == 2


def test_no_name_has_two_meanings_for_the_same_arguments() -> None:
    seen: set[tuple[str, str]] = set()
    for row in ROWS:
        for word in row.names.split():
            assert (word, row.takes) not in seen, word
            seen.add((word, row.takes))


FRIENDS = (
    "tan log2 log10 einsum norm binary_cross_entropy std var tanhshrink arcsin "
    "softmin softsign logsigmoid argmax argmin cumsum prod median sign round ceil floor "
    "cosh sinh mish silu glu celu relu6 prelu hardtanh stack split clip clamp "
    "where conv2d cost mix sim sinus sqr step2 rely2 arg expand sigma maxout slope flat linear "
    "logits normal softer loss score neuron model layer sumsq exponent linear2 reduce dots cosine "
    "total power2 pick2 print2"
)
"""Names of other things: some differ from ours by a letter."""


@pytest.mark.parametrize("name", FRIENDS.split())
def test_a_name_that_is_none_of_ours_is_not_taken_for_a_slip(name: str) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(f"x = [0.5, 0.25]\nout = {name}(x)")
    assert "did you mean" not in (caught.value.hint or ""), caught.value.hint
    assert "x**2" not in (caught.value.hint or "").replace("sum(x**2)", "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sigmod", "sigmoid"),
        ("simgoid", "sigmoid"),
        ("Sigmoid", "sigmoid"),
        ("ReLU", "relu"),
        ("rleu", "relu"),
        ("epx", "exp"),
        ("expp", "exp"),
        ("tnah", "tanh"),
        ("tnh", "tanh"),
        ("sqt", "sqrt"),
        ("sofmax", "softmax"),
        ("softmaxx", "softmax"),
        ("leaky_rel", "leaky_relu"),
        ("transpos", "transpose"),
        ("cross_entorpy", "cross_entropy"),
        ("softplsu", "softplus"),
        ("reshap", "reshape"),
        ("zeross", "zeros"),
        ("unifrom", "uniform"),
    ],
)
def test_a_slip_of_typing_is_told_the_name_that_was_meant(typed: str, meant: str) -> None:
    program = f"x = [0.5, 0.25]\nout = {typed}(x)"
    with pytest.raises(ProgramError) as caught:
        read_program(program)
    assert caught.value.hint == f"did you mean {meant}?"
    assert followed(program, caught.value) == f"x = [0.5, 0.25]\nout = {meant}(x)"


def test_a_slip_in_a_name_of_ones_own_is_told_too() -> None:
    with pytest.raises(ProgramError) as caught:
        read_program("def neuron(w): return w * 2\nx = 1\nout = nueron(x)")
    assert caught.value.hint == "did you mean neuron?"


def test_an_unknown_function_gets_no_body() -> None:
    with pytest.raises(ProgramError) as caught:
        read_program("x = 1; y = foo(x)")
    assert caught.value.hint == "define it above: def foo(x): and what it returns"
