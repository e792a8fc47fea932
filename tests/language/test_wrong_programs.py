"""Every wrong program is told what is wrong, where, and what to try."""

import pytest

from app.language import ProgramError, read_program
from app.language.errors import TITLES

WRONG: list[tuple[str, str, int, int, str]] = [
    # program, kind, line, column, a part of the hint
    ("f = x ^ 2", "unsupported", 1, 6, "x**2"),
    ("x = 2; f = x ^ 2", "unsupported", 1, 13, "x**2"),
    ("x = 2\nf = (x = 3)", "syntax", 2, 5, "line of its own"),
    ("x = 1\nf = sin x", "syntax", 2, 8, "sin(x)"),
    ("x = 1; y = 2; f = x y", "syntax", 1, 20, "x * y"),
    ("x = 1; f = 2x", "syntax", 1, 12, "2 * x"),
    ("x = 1; f = 2.5x + 1", "syntax", 1, 14, "2.5 * x"),
    ("f = (x + y", "syntax", 1, 4, "add )"),
    ("f = max(x, [1, 2)", "syntax", 1, 16, "write ]"),
    ("f = x + y)", "syntax", 1, 9, "delete it"),
    ("x = 1\n  y = 2", "syntax", 2, 2, "left edge"),
    ("def f(x):\nreturn x", "syntax", 2, 0, "indent"),
    ("def f(x) return x", "syntax", 1, 9, "colon"),
    ("x = 3; f = x²", "syntax", 1, 12, "x**2"),
    ("x = 3; f = x₁", "syntax", 1, 12, "x1"),
    ("x = \u0661", "syntax", 1, 4, "write 1"),
    ("x = 1٢", "syntax", 1, 5, "write 2"),
    ("x = 2; f = x × 3", "syntax", 1, 13, "write *"),
    ("x = 2; f = x − 3", "syntax", 1, 13, "type -"),
    ("x = 2; f = x·3", "syntax", 1, 12, "write *"),
    ("x\xa0= 2", "syntax", 1, 1, "plain space"),
    ("x = 2; f = √x", "syntax", 1, 11, "sqrt"),
    ("x = 2; x′ = 3", "syntax", 1, 8, "bind the name again"),
    ("x == 2", "unsupported", 1, 2, "write ="),
    ("x = 2; f = x > 1", "unsupported", 1, 13, "step"),
    ("f = [i for i in x]", "unsupported", 1, 7, "arrays"),
    ('f = f"{x}"', "unsupported", 1, 4, "numbers"),
    ("f = (y := 2)", "unsupported", 1, 7, "line of its own"),
    ("f = lambda x: x", "unsupported", 1, 0, "write def f(x): return x"),
    ("x = [lambda x: x]", "unsupported", 1, 5, "def f(x)"),
    ("import numpy as np", "empty", 1, 0, "f = "),
    ("x = 1; f = (import numpy)", "unsupported", 1, 12, "line of its own"),
    ("x = 1; f = np.exp", "unsupported", 1, 14, "call it: np.exp(x)"),
    ("x = [1, 2]; f = x.shape", "unsupported", 1, 16, "write (2,)"),
    ("x = 1; f = x.real", "unsupported", 1, 13, ".T"),
    ("x = 1; f = x.__class__", "unsupported", 1, 13, ".T"),
    ("x = 1; f = sigmoid(x)(x)", "unsupported", 1, 21, "name"),
    ("x = 1; f = 2(x)", "unsupported", 1, 11, "2 *"),
    ("x = 1; f = x(2)", "unknown-gate", 1, 11, "x * "),
    ("if x:\n    y = 1", "unsupported", 1, 0, "max"),
    ("for i in x:\n    y = 1", "unsupported", 1, 0, "once, without for"),
    ("for i in x:\n    y = i", "unsupported", 1, 0, "arrays"),
    ("x = 1; f = x if x else 2", "unsupported", 1, 13, "max"),
    ("lambda = 0.1", "syntax", 1, 0, "another name"),
    ("x = 1; f = x // 2", "unsupported", 1, 13, "/"),
    ("x = {1: 2}", "unsupported", 1, 4, "list"),
    ("x = 1j", "unsupported", 1, 4, "real"),
    ("x = 1; f = -", "syntax", 1, 11, "finish"),
    ("x = 1; f = x +", "syntax", 1, 13, "finish"),
    ("x = 1; f = x * / 2", "syntax", 1, 15, "signs"),
    ("x = 1; f = max(x,, 2)", "syntax", 1, 17, "comma"),
    ("x = 007", "syntax", 1, 4, "write 7"),
    ("x = 1.2.3", "syntax", 1, 4, "one decimal point"),
    ("x = 1e", "syntax", 1, 4, "1e-3"),
    ('x = "two', "syntax", 1, 4, 'add "'),
    ('x = "two"', "unsupported", 1, 0, "number"),
    ("x = True", "unsupported", 1, 0, "1 or 0"),
    ("x = None", "unsupported", 1, 0, "number"),
    ("x = 1; f = x + True", "wrong-arguments", 1, 15, "number"),
    ("x = 1; f = x + (1, 2)", "wrong-arguments", 1, 15, "number"),
    ("f = y + 1", "unknown-name", 1, 4, "y = 0.5"),
    ("weight = 1; f = wieght * 2", "unknown-name", 1, 16, "weight"),
    ("f = y + 1\ny = 2", "unknown-name", 1, 4, "line 2"),
    ("f = __import__('os')", "unknown-gate", 1, 4, "def"),
    ("x = 1; f = sigmod(x)", "unknown-gate", 1, 11, "sigmoid"),
    ("x = 1; f = ln(x)", "unknown-gate", 1, 11, "log"),
    ("x = 1; f = Sigmoid(x)", "unknown-gate", 1, 11, "sigmoid"),
    ("x = 1; f = sigmoid", "wrong-arguments", 1, 11, "sigmoid(...)"),
    ("x = 1; f = sigmoid()", "wrong-arguments", 1, 11, "sigmoid(x)"),
    ("x = 1; f = sigmoid(x, 2)", "wrong-arguments", 1, 22, "sigmoid(x)"),
    ("x = [1]; f = max(x)", "wrong-arguments", 1, 13, "amax"),
    ("x = [1]; f = max(x, x, axis=0)", "wrong-arguments", 1, 23, "amax"),
    ("x = 1; f = leaky_relu(x, slop=2)", "wrong-arguments", 1, 25, "slope"),
    ("x = 1; f = leaky_relu(x, slope=x)", "wrong-arguments", 1, 25, "number"),
    ("x = [1]; f = sum(x, axis=0.5)", "wrong-arguments", 1, 20, "whole number"),
    ("x = [1]; f = sum(x, axis=3)", "shape-mismatch", 1, 13, ""),
    ("x = [1]; f = sum(x, keepdims=2)", "wrong-arguments", 1, 20, "True or False"),
    ("x = [1]; f = mse(x, x, reduction='all')", "wrong-arguments", 1, 23, "sum"),
    ("x = [1, 2]; y = [1, 2, 3]\nf = x + y", "shape-mismatch", 2, 6, "match"),
    ("A = [[1, 2]]; B = [[1, 2]]\nf = 1 + A @ B", "shape-mismatch", 2, 10, ""),
    ("x = [1, [2, 3]]", "shape-mismatch", 1, 8, "same length"),
    ("x = [[1, 2], [3]]", "shape-mismatch", 1, 13, "same length"),
    ("y = 1; x = [1, y]", "unsupported", 1, 11, "concat"),
    ("x = []", "wrong-arguments", 1, 4, "[1, 2, 3]"),
    ("x = [1, 2]; f = x[5]", "shape-mismatch", 1, 16, "count from 0"),
    ("x = [1, 2]; i = 0; f = x[i]", "unsupported", 1, 25, "x[1]"),
    ("x = [1, 2]; f = x[::0]", "wrong-arguments", 1, 18, "1"),
    ("x = [1, 2]; x[0] = 3", "unsupported", 1, 12, "name on the left"),
    ("x = 1 / 0", "bad-number", 1, 6, "something else"),
    ("x = 9**9**9", "bad-number", 1, 5, "smaller"),
    ("x = 10**400", "bad-number", 1, 6, "smaller"),
    ("x = (-8)**(1/3)", "bad-number", 1, 8, "real"),
    ("x = 1e999", "bad-number", 1, 4, "smaller"),
    ("x = " + "9" * 5000, "syntax", 1, 4, "1e300"),
    ("x = " + "9" * 400, "bad-number", 1, 4, "smaller"),
    ("W = zeros(10**9)", "too-large", 1, 4, "smaller"),
    ("W = zeros(1000, 1001)", "too-large", 1, 4, "smaller"),
    ("W = zeros(0)", "wrong-arguments", 1, 4, "element"),
    ("W = zeros(2.5)", "wrong-arguments", 1, 10, "zeros(2, 3)"),
    ("W = randn(2, sead=1)", "wrong-arguments", 1, 13, "seed"),
    ("W = onehot([0, 5], classes=3)", "wrong-arguments", 1, 11, "classes=6"),
    ("x = 1; y = const(x)", "wrong-arguments", 1, 17, "const("),
    ("def f(x):\n    return f(x)\ny = 1; z = f(y)", "recursion", 2, 11, "finite"),
    ("def f(x): return x\nz = f(1, 2)", "wrong-arguments", 2, 9, "f(x)"),
    ("def f(x): return x\nz = f()", "wrong-arguments", 2, 4, "f(x)"),
    ("def f(x): return x\nz = f(y=1)", "wrong-arguments", 2, 6, "f(x)"),
    ("def f(x):\n    y = x", "unsupported", 2, 4, "return"),
    ("def f(x):\n    return x\n    y = x", "unsupported", 2, 4, "one return"),
    ("def f(x): return x, x\nz = f(1)", "unsupported", 1, 10, "each value"),
    ("def f(*x): return x", "unsupported", 1, 7, "def f(x)"),
    ("x = 1 -> 2", "unsupported", 1, 6, "leave the type out"),
    ("f(x) = x**2", "syntax", 1, 0, "def f(x)"),
    ("return 3", "unsupported", 1, 0, "def f(x)"),
    ("x: int", "unsupported", 1, 0, "lines such as"),
    ("x = 1\nx + 1\ny = 2", "unsupported", 2, 0, "name"),
    ("a, b = 1", "wrong-arguments", 1, 0, "as many"),
    ("print x", "syntax", 1, 6, "print"),
    ("x = 1 $ 2", "syntax", 1, 6, "operators"),
    ("x = 5!", "syntax", 1, 5, "factorial"),
    ("x = 1 \\ 2", "syntax", 1, 6, "delete"),
    ("σ = 2\nσ̂ = (σ + ŷ × 2", "syntax", 2, 12, "write *"),
    ("ŷ = 2; f = ŷ + ẑ", "unknown-name", 1, 15, ""),
    ("f = 2 * pi", "unknown-name", 1, 8, "write the number: pi = 3.141592653589793"),
    ("p = 2; f = p * pi", "unknown-name", 1, 15, "write the number: pi = 3.141592653589793"),
    ("x = 2; f = e**x", "unknown-name", 1, 11, "write the number: e = 2.718281828459045"),
    ("f = 2 * pi\npi = 3", "unknown-name", 1, 8, "line 2"),
    ("x = [1]; f = mse(x, x, reduction=none)", "unknown-name", 1, 33, 'quotes: reduction="none"'),
    ("x = [1]; f = mse(x, x, reduction=sum)", "wrong-arguments", 1, 33, 'reduction="sum"'),
    (
        "x = 1; f = foo(x)",
        "unknown-gate",
        1,
        11,
        "define it above: def foo(x): and what it returns",
    ),
    ("def=1", "syntax", 1, 0, "def is a reserved word; choose another name"),
    ("x = 1; return = x", "syntax", 1, 7, "return is a reserved word; choose another name"),
    ("x = 0**-1", "bad-number", 1, 5, "base"),
    ("x = [1, 0]**-2", "bad-number", 1, 10, "base"),
    ("def f(x, x): return x", "syntax", 1, 9, "its own name"),
    ("def f(x, y, x=1): return x\nz = f(1, 2)", "syntax", 1, 12, "its own name"),
    ("", "empty", 1, 0, "f = "),
    ("# only a comment\n\n", "empty", 1, 0, "f = "),
    ("def f(x): return x", "empty", 1, 0, "f = "),
    ("x = 1\0", "syntax", 1, 5, "delete"),
    ("# \ud800\nx = 1", "syntax", 1, 2, "again"),
]


@pytest.mark.parametrize(("text", "kind", "line", "column", "hint"), WRONG)
def test_a_wrong_program_is_told_where_and_what_to_try(
    text: str, kind: str, line: int, column: int, hint: str
) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(text)
    error = caught.value
    assert (error.kind, error.line, error.column) == (kind, line, column), str(error)
    assert hint in (error.hint or ""), str(error)
    assert error.message
    quoted, carets = error.snippet.split("\n")
    assert set(carets) <= {" ", "^"}
    assert carets.endswith("^")
    assert len(quoted) <= 102
    assert error.title == TITLES[kind]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 0**-1", "zero to a negative power divides by zero"),
        ("x = 0.0**(-0.5) * ones(2)", "zero to a negative power divides by zero"),
        ("x = 10**400", "the result is too large for a number (at most about 1.8e308)"),
        ("def f(x, x): return x", "the function f has the same argument twice: x"),
    ],
)
def test_the_message_names_the_cause(text: str, message: str) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(text)
    assert caught.value.message == message


def test_carets_stand_under_the_offending_text() -> None:
    with pytest.raises(ProgramError) as caught:
        read_program("ŷ = 2; f = ŷ + wieght * 2")
    assert caught.value.snippet == "ŷ = 2; f = ŷ + wieght * 2\n               ^^^^^^"
    assert (caught.value.end_line, caught.value.end_column) == (1, 21)


def test_a_long_line_is_quoted_around_the_place() -> None:
    with pytest.raises(ProgramError) as caught:
        read_program("x = 1; f = " + "x + " * 1000 + "y")
    quoted, carets = caught.value.snippet.split("\n")
    assert quoted[carets.index("^")] == "y"
    assert len(quoted) <= 102


WRONG_INPUTS: list[tuple[str, dict[str, object], str, str]] = [
    ("f = x * 2", {"y": 1}, "unknown-name", "x = 0.5"),
    ("x = 1; f = x * 2", {"y": 1}, "unused-input", ""),
    ("weight = 1; f = weight * 2", {"wieght": 1}, "unused-input", "weight"),
    ("x = 1; f = x * 2", {"f": 1}, "unused-input", "bind f"),
    ("f = x * 2", {"x": True}, "bad-input", "1 or 0"),
    ("f = x * 2", {"x": "two"}, "bad-input", "list of numbers"),
    ("f = x * 2", {"x": None}, "bad-input", "list of numbers"),
    ("f = x * 2", {"x": []}, "bad-input", "list of numbers"),
    ("f = x * 2", {"x": [[1, 2], [3]]}, "bad-input", "same length"),
    ("f = x * 2", {"x": [1, [2]]}, "bad-input", "same length"),
    ("f = x * 2", {"x": {"a": 1}}, "bad-input", "list of numbers"),
    ("f = x * 2", {"x": 10**400}, "bad-input", "1.8e308"),
    ("f = x * 2", {"x": [0.0] * 1_000_001}, "too-large", "smaller"),
]


@pytest.mark.parametrize(("text", "inputs", "kind", "hint"), WRONG_INPUTS)
def test_a_wrong_input_is_told_what_to_try(
    text: str, inputs: dict[str, object], kind: str, hint: str
) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(text, inputs)
    assert caught.value.kind == kind, str(caught.value)
    assert hint in (caught.value.hint or "")


def test_an_unknown_output_is_told_the_nearest_name() -> None:
    with pytest.raises(ProgramError) as caught:
        read_program("x = 1; loss = x * 2", output="los")
    assert caught.value.kind == "unknown-output"
    assert "loss" in (caught.value.hint or "")


LONG = "a" * 6_000


@pytest.mark.parametrize(
    ("text", "inputs", "output"),
    [
        (f"x = 1; y = x + {LONG}", {}, None),
        (f"x = 1; y = {LONG}(x)", {}, None),
        (f"x = 1; y = {LONG} x", {}, None),
        (f"y = x + 1\n{LONG} = 1\ny = {LONG}b", {"x": 1}, None),
        ("x = 1; y = x", {LONG: 1}, None),
        ("x = 1; y = x", {"a " * 9_000: 1}, None),
        ("y = x * 1", {"x": LONG}, None),
        ("x = 1; y = x", {}, "a " * 9_000),
    ],
)
def test_no_error_repeats_a_text_of_any_length(
    text: str, inputs: dict[str, object], output: str | None
) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(text, inputs, output)
    assert "…" in str(caught.value)
    assert len(caught.value.message) < 150
    assert len(str(caught.value)) < 600
