"""Shapes that do not fit, on purpose: an error names both shapes, the gate, the line, a cure."""

import pytest

from app.language import ProgramError, read_program

HEAD = """\
X = const(shape(60000, 784))
Y = const(shape(60000, 10))
W = shape(17, 784); b = shape(17)
"""
LINE = 4
WRONG: list[tuple[str, str, tuple[str, str], str]] = [
    ("X @ W", "@", ("60000×784", "17×784"), ".T behind the right one: (60000×784) @ (784×17)"),
    ("b @ X", "@", ("17", "60000×784"), "rows of the right"),
    ("shape() @ X", "@", ("scalar", "60000×784"), "use *"),
    ("shape(5, 2, 3) @ shape(4, 3, 2)", "@", ("5×2×3", "4×3×2"), "(5) and (4)"),
    ("X @ W.T + Y", "add", ("60000×17", "60000×10"), "17 and 10"),
    ("X - b", "subtract", ("60000×784", "17"), "784 and 17"),
    ("X @ W.T * shape(60000)", "multiply", ("60000×17", "60000"), "[:, None]"),
    ("shape(3, 1, 4) / shape(2, 5)", "divide", ("3×1×4", "2×5"), "4 and 5"),
    ("shape(4, 3) + shape(3, 4)", "add", ("4×3", "3×4"), ".T turns (3×4) into (4×3)"),
    ("X ** W", "power", ("60000×784", "17×784"), "60000 and 17"),
    ("max(X, b)", "max", ("60000×784", "17"), "784 and 17"),
    ("concat(X, W, axis=1)", "concat", ("60000×784", "17×784"), "all other axes"),
    ("reshape(X, (60000, 28, 27))", "reshape", ("60000×784", "60000×28×27"), "multiply to that"),
    ("reshape(X, (-1, 17))", "reshape", ("60000×784", "-1×17"), "multiply to that"),
    ("dot(shape(2, 3, 4), W)", "dot", ("2×3×4", "17×784"), "use @"),
    ("outer(X, b)", "outer", ("60000×784", "17"), "flatten"),
    ("mse(X @ W.T, Y)", "mse", ("60000×17", "60000×10"), "same shape"),
    ("bce(sigmoid(X @ W.T), Y)", "bce", ("60000×17", "60000×10"), "same shape"),
    (
        "softmax_cross_entropy(X @ W.T, Y)",
        "softmax_cross_entropy",
        ("60000×10", "60000×17"),
        "shape (60000)",
    ),
    ("hinge(X @ W.T, const(shape(100)))", "hinge", ("100", "60000×17"), "shape (60000)"),
    ("transpose(X, (0, 0))", "transpose", ("[0, 0]", "60000×784"), "[1, 0]"),
    ("softmax(X, axis=2)", "softmax", ("axis 2", "60000×784"), "from 0 to 1"),
    ("X[:, 784]", "[:, 784]", ("784", "60000×784"), "count from 0"),
    ("X[5:5]", "[5:5]", ("60000×784", "0×784"), "at least one"),
]


@pytest.mark.parametrize(("line", "gate", "shapes", "cure"), WRONG, ids=[row[0] for row in WRONG])
def test_an_error_of_shapes_says_all(
    line: str, gate: str, shapes: tuple[str, str], cure: str
) -> None:
    with pytest.raises(ProgramError) as found:
        read_program(f"{HEAD}z = {line}\n")
    error = found.value
    assert error.kind == "shape-mismatch"
    assert error.line == LINE
    assert error.snippet.startswith(f"z = {line}\n")
    assert "^" in error.snippet
    assert gate in error.message
    for shape in shapes:
        assert shape in error.message
    assert error.hint is not None
    assert cure in error.hint


def test_the_line_is_that_inside_a_function() -> None:
    text = (
        f"{HEAD}def layer(x, w, b):\n    z = x @ w.T\n    return z @ b\ns = layer(X, W, shape(10))"
    )
    with pytest.raises(ProgramError, match=r"\(60000×17\) and \(10\)") as found:
        read_program(text)
    assert found.value.line == LINE + 2
