import pytest

from app.engine.ops import OPS
from app.trace.formulas import template
from app.trace.notation import name_mathml


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
    assert template(formula, ("a", "b"), (None, None)).text(["p", "q"]) == text


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
    assert template(formula, ("a", "b"), (None, b)).text(["p", "q"]) == text


def test_a_fraction_is_a_fraction_in_mathml() -> None:
    written = template("1 / b", ("a", "b"), (None, None)).mathml(["<mi>p</mi>", "<mi>q</mi>"])
    assert written == "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>q</mi></mrow></mfrac>"


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
        assert written.text(list(names))
        assert written.mathml([f"<mi>{name}</mi>" for name in names])
