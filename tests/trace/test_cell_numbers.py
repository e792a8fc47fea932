import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing.arrays import BESIDE
from app.drawing.figures import SIZE
from app.drawing.forms import CELL, TOLD, forms_of
from app.examples import Example, all_examples
from app.language import Level, read_program
from app.trace import ShapeOnly, Summary, prepare
from app.trace.cell_numbers import CELL_WIDTH, hundredths, show_vector, writing_of
from app.trace.numbers import elements_of


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([-0.45, 0.3, 2.0], "[−0.45 0.30 2]"),
        ([-0.0183, 0.45], "[−.018 .45]"),
        ([-12.5, 9.5], "[−12.5 9.5]"),
        ([-0.00679, 0.01074, -0.00297], "[−6.79 10.74 −2.97] · 10⁻³"),
        ([-0.0042, 0.6322], "[−.004 .63]"),
        ([-12345.6, 250.0], "[−12.3 0.25] · 10³"),
        ([6.1e-16, -2e-17, 0.0], "[0.61 −0.02 0] · 10⁻¹⁵"),
        ([math.nan, -math.inf, 0.5], "[NaN −∞ 0.50]"),
        ([1.0, -1000000.0], "[1 −1e6]"),
        ([], "[]"),
    ],
)
def test_the_numbers_of_an_array_are_written_alike_and_fit(values: list[float], text: str) -> None:
    assert show_vector(values) == text


def test_more_decimals_are_written_where_they_are_asked_for() -> None:
    assert show_vector([-0.00679, 0.63], 4) == "[−.0068 .6300]"


numbers = st.floats(allow_nan=False, allow_infinity=False)


@settings(deadline=None)
@given(st.lists(numbers | numbers.map(lambda x: x % 1), min_size=1, max_size=9), st.integers(0, 5))
def test_what_is_not_zero_never_reads_zero(values: list[float], digits: int) -> None:
    writing = writing_of(values, digits)
    for value in values:
        text = writing.write(value)
        read = float(text.replace("−", "-"))
        assert (read == 0) == (value == 0), text
        assert read == 0 or (read < 0) == (value < 0)


def test_a_cell_is_wide_enough_for_a_figure_that_is_told() -> None:
    assert CELL_WIDTH * TOLD / 100 <= CELL - BESIDE - 4, "and for a space beside it"


@pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.id)
def test_the_grids_of_a_preset_are_told_in_full_size(example: Example) -> None:
    """Where numbers of a thousandth stand beside those of a tenth, they are at least not small."""
    program = read_program(example.program, {}, example.output)
    trace = prepare(program, Level(example.detail)).trace(
        mode=example.mode, wrt=example.wrt, seed=example.seed
    )
    sources = [trace.nodes[edge.source] for edge in trace.edges]
    held = [
        *((node.shape, number) for node in trace.nodes for number in (node.value, node.gradient)),
        *((n.shape, e.contribution) for n, e in zip(sources, trace.edges, strict=True)),
    ]
    for shape, number in held:
        if number is None or isinstance(number, Summary | ShapeOnly):
            continue
        if forms_of(shape)[0].kind != "grid":
            continue
        values = list(elements_of(number))
        widest = max(hundredths(writing_of(values).write(value)) for value in values)
        mixed = min(filter(None, map(abs, values)), default=1) < 1e-3 and max(values) > 0.1
        assert widest <= (CELL_WIDTH * TOLD / SIZE if mixed else CELL_WIDTH)
