import pytest

from app.engine.ops import OPS
from app.language import read_program
from app.trace import prepare
from app.trace.formulas import template
from app.trace.naming import literal_symbol
from app.trace.notation import name_mathml
from app.trace.symbol import Symbol

PQ = [Symbol("p", "<mi>p</mi>"), Symbol("q", "<mi>q</mi>")]


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("a + b", "p + q"),
        ("a - (b - a)", "p − (q − p)"),
        ("(a + b) * a", "(p + q) · p"),
        ("-a / b**2", "−p/q²"),
        ("a / (a * b)", "p/(p · q)"),
        ("a**b", "p^q"),
        ("a * -log(b)", "p · (−ln(q))"),
        ("a + b * a", "p + q · p"),
        ("abs(a)", "|p|"),
        ("step(a > 0)", "1[p > 0]"),
        ("a.T @ b", "pᵀ @ q"),
        ("log(a)", "ln(p)"),
    ],
)
def test_a_formula_reads_as_it_would_on_a_blackboard(formula: str, text: str) -> None:
    assert template(formula, ("a", "b"), (None, None)).filled(PQ).text == text


@pytest.mark.parametrize(
    ("formula", "b", "text"),
    [
        ("b * a**(b - 1)", 2.0, "2 · p"),
        ("b * a**(b - 1)", 1.0, "1"),
        ("b * a**(b - 1)", 3.0, "3 · p²"),
        ("-a / b**2", -2.0, "−p/(−2)²"),
        ("b * a", 0.0, "0"),
    ],
)
def test_a_literal_is_folded_into_the_formula(formula: str, b: float, text: str) -> None:
    assert template(formula, ("a", "b"), (None, b)).filled(PQ).text == text


def test_a_fraction_is_a_fraction_in_mathml() -> None:
    written = template("1 / b", ("a", "b"), (None, None)).filled(PQ)
    assert written.mathml == "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>q</mi></mrow></mfrac>"


def test_a_name_with_a_number_gets_an_index() -> None:
    assert name_mathml("w12") == "<msub><mi>w</mi><mn>12</mn></msub>"


def test_a_name_cannot_inject_markup() -> None:
    assert "<b>" not in name_mathml("<b>")


@pytest.mark.parametrize("op", OPS.values(), ids=list(OPS))
def test_every_formula_of_the_table_can_be_written(op: object) -> None:
    from app.engine.ops.op import Op

    assert isinstance(op, Op)
    names = (*op.arguments, "y", "g", *(param.name for param in op.params))
    known = (None,) * len(names)
    for formula in (op.formula, *op.derivatives):
        written = template(formula, names, known)
        symbols = [Symbol(name, f"<mi>{name}</mi>") for name in names]
        numbers = [literal_symbol(k + 2.0) for k in range(len(names))]
        values = [k + 2.0 for k in range(len(names))]
        assert written.text(values, 2) == written.filled(numbers).text
        assert written.filled(symbols).mathml


@pytest.mark.parametrize(
    ("name", "mathml"),
    [
        ("data_loss", "<mi>data_loss</mi>"),
        ("w_1", "<msub><mi>w</mi><mn>1</mn></msub>"),
        ("w12", "<msub><mi>w</mi><mn>12</mn></msub>"),
        ("s_j", "<msub><mi>s</mi><mi>j</mi></msub>"),
        ("s_car", "<msub><mi>s</mi><mi>car</mi></msub>"),
    ],
)
def test_a_word_after_a_word_is_no_index(name: str, mathml: str) -> None:
    assert name_mathml(name) == mathml


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("x = 2; y = -1\nm = max(x, y)", "m = max(x, y) = max(2, −1) = 2"),
        ("x = -12; y = 2\nf = x + y", "f = x + y = −12 + 2 = −10"),
        ("x = -3; y = -4\nf = x * y", "f = x · y = (−3) · (−4) = 12"),
        ("x = 2; y = -1\nf = x - y", "f = x − y = 2 − (−1) = 3"),
        ("x = 2\nf = max(x, -1)", "f = max(x, −1) = max(2, −1) = 2"),
    ],
)
def test_a_negative_number_is_bracketed_only_behind_a_sign(program: str, sentence: str) -> None:
    assert prepare(read_program(program)).trace().steps[0].sentence == sentence


def test_the_gradient_of_a_transposed_matrix_is_transposed_as_a_whole() -> None:
    trace = prepare(read_program("W = [[1, 2], [3, 4]]\nx = [1, 2]\ny = sum(W.T @ x)")).trace()
    assert trace.edges[0].formula.text == "dW = (d(Wᵀ))ᵀ"
