import ast

import numpy as np
import pytest

from app.language import ProgramError, read_program
from app.language.code import write_numpy, write_torch
from app.language.code.literals import MOST_LISTED, WIDTH, list_text, number_text
from app.language.code.templates import fill


@pytest.mark.parametrize("number", [0.0, 2.0, -0.1, 1e300, 1 / 3, 5e-324, 123456789012345678.0])
def test_a_number_reads_back_to_itself(number: float) -> None:
    assert float(ast.literal_eval(number_text(number))) == number


def test_a_number_without_a_literal_is_a_call() -> None:
    assert number_text(float("-inf")) == 'float("-inf")'


@pytest.mark.parametrize("shape", [(3,), (60,), (2, 3), (40, 3), (3, 40), (2, 3, 20)])
def test_an_array_reads_back_to_itself_within_the_width(shape: tuple[int, ...]) -> None:
    array = np.random.default_rng(0).standard_normal(shape)
    text = list_text(array)
    assert np.array_equal(ast.literal_eval(text), array)
    assert max(map(len, text.splitlines())) <= WIDTH


def test_a_large_regular_array_is_a_call() -> None:
    text = write_numpy(read_program("a = zeros(9, 9); b = 7 * ones(80)\nf = sum(a) + sum(b)"))
    assert "a = np.zeros((9, 9))" in text
    assert "b = np.full((80,), 7.0)" in text


def test_a_large_random_array_is_drawn_again_from_its_seed() -> None:
    program = read_program("W = 0.1 * randn(20, 30, seed=7)\nf = l2(W)")
    drawn = "0.1 * np.random.default_rng(7).standard_normal((20, 30))"
    assert f"W = {drawn}" in write_numpy(program)
    text = write_torch(program)
    assert text.startswith("import numpy as np\nimport torch\n")
    assert f"W = torch.tensor({drawn}, requires_grad=True)" in text


def test_too_many_numbers_are_refused_with_a_hint() -> None:
    size = MOST_LISTED + 1
    program = read_program("f = sum(x)", {"x": np.random.default_rng(1).random(size).tolist()})
    with pytest.raises(ProgramError) as caught:
        write_numpy(program)
    assert caught.value.kind == "too-large"
    assert caught.value.message.startswith(f"x has {size:,} numbers")
    assert caught.value.hint is not None


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{a} * {b}", "-1 * x"),
        ("{b} * {a}", "x * (-1)"),
        ("{a} ** {b}", "(-1) ** x"),
        ("np.where({b} > 0, {a}, {a} * {b})", "np.where(x > 0, -1, -1 * x)"),
        ("{b} - {a}", "x - (-1)"),
    ],
)
def test_a_negative_number_gets_brackets_only_where_it_needs_them(template: str, text: str) -> None:
    assert fill(template, {"a": "-1", "b": "x"}) == text


def test_random_arrays_of_pasted_code_are_written_by_the_call_that_makes_them() -> None:
    text = (
        "import numpy as np\nW = 0.1 * np.random.randn(30, 40)\n"
        "V = np.random.rand(40, 5)\ny = sum(W @ V)"
    )
    program = read_program(text)
    script = write_numpy(program)
    assert "0.1 * np.random.default_rng(0).standard_normal((30, 40))" in script
    assert "np.random.default_rng(1).uniform(0.0, 1.0, (40, 5))" in script
