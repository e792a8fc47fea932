"""The hinge loss opened: Σ max(0, s_j − s_y + Δ) over the other classes, as on the blackboard."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from app.drawing.labels import Moment
from app.engine.errors import ChainruleError
from app.engine.ops.op import Array
from app.language import Level, read_program
from app.trace import Trace, prepare

ROW = "s = [3.2, 5.1, -1.7]\nL = hinge(s, 0{})"
TABLE = "S = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]\nL = hinge(S, [0, 1, 2]{})"
OPENED = (Level.ELEMENTARY, Level.SCALARS)


def told(program: str, level: Level) -> Trace:
    return prepare(read_program(program), level).trace()


def array(number: Any) -> Array:
    return np.array(number, dtype=np.float64)


def glyphs(trace: Trace) -> list[str]:
    return [node.glyph for node in trace.nodes if node.op is not None]


def marks(trace: Trace) -> list[str]:
    moment = Moment(trace, None, 2)
    return [moment.mark(node.id).text for node in trace.nodes if node.active is not None]


def test_one_row_is_one_margin_for_each_other_class() -> None:
    assert glyphs(told(ROW.format(""), Level.SCALARS)) == [
        "−", "−", "+1", "+1", "max 0", "max 0", "+",
    ]  # fmt: skip
    assert glyphs(told(ROW.format(""), Level.ELEMENTARY)) == [
        "[j≠0]", "[0]", "−", "+1", "max 0", "Σ",
    ]  # fmt: skip


@pytest.mark.parametrize("level", OPENED)
@pytest.mark.parametrize("program", [ROW, TABLE])
@pytest.mark.parametrize("reduction", ["sum", "mean", "none"])
@pytest.mark.parametrize("margin", [0.0, 0.5, 1.0, 2.0])
def test_no_constant_is_left_over(
    level: Level, program: str, reduction: str, margin: float
) -> None:
    trace = told(program.format(f', margin={margin}, reduction="{reduction}"'), level)
    by_margin = [glyph for glyph in glyphs(trace) if glyph.startswith("+") and len(glyph) > 1]
    assert set(by_margin) == ({f"+{margin:g}"} if margin else set())
    assert not [glyph for glyph in glyphs(trace) if glyph.startswith("−") and len(glyph) > 1]


@pytest.mark.parametrize("level", OPENED)
@pytest.mark.parametrize("program", [ROW, TABLE])
@pytest.mark.parametrize("reduction", ["sum", "mean", "none"])
@pytest.mark.parametrize("margin", [0.0, 0.5, 1.0, 7.0])
def test_the_opened_loss_and_its_gradients_are_the_closed_one_s(
    level: Level, program: str, reduction: str, margin: float
) -> None:
    text = program.format(f', margin={margin}, reduction="{reduction}"')
    closed, opened = told(text, Level.GATES), told(text, level)
    assert closed.gradients is not None
    assert opened.gradients is not None
    for name, gradient in closed.gradients.items():
        np.testing.assert_allclose(
            array(opened.gradients[name]), array(gradient), rtol=0, atol=1e-12
        )
    value = array(closed.nodes[closed.outputs[0]].value).ravel()
    found = [array(opened.nodes[output].value).ravel() for output in opened.outputs]
    np.testing.assert_allclose(np.concatenate(found), value, rtol=0, atol=1e-12)


def test_the_active_margins_are_marked() -> None:
    assert marks(told(ROW.format(""), Level.ELEMENTARY)) == ["1 of 2 active"]
    assert marks(told(ROW.format(""), Level.SCALARS)) == ["active", ""]
    assert marks(told(TABLE.format(""), Level.ELEMENTARY)) == ["3 of 6 active"]
    assert marks(told(TABLE.format(""), Level.SCALARS)) == [
        "active",
        "",
        "",
        "",
        "active",
        "active",
    ]


def test_a_class_on_the_margin_is_not_active_and_gets_no_gradient() -> None:
    for level in OPENED:
        trace = told("s = [1, 2, 5]; L = hinge(s, 1)", level)
        assert trace.gradients == {"s": [0, -1, 1]}
        assert marks(trace) in (["1 of 2 active"], ["", "active"])


def test_a_margin_is_marked_once_its_step_was_played_and_nothing_else_is() -> None:
    trace = told(ROW.format(""), Level.SCALARS)
    first = next(node.id for node in trace.nodes if node.active is not None)
    step = next(k for k, step in enumerate(trace.steps) if step.node == first)
    assert Moment(trace, step, 2).mark(first).text == ""
    assert Moment(trace, step + 1, 2).mark(first).text == "active"
    assert all(node.active is None for node in told("a = 1\nb = max(0, a)", Level.SCALARS).nodes)


def test_a_single_class_loses_nothing() -> None:
    for level in Level:
        trace = told("s = [7]; L = hinge(s, 0)", level)
        assert trace.gradients == {"s": [0]}
        assert trace.nodes[trace.outputs[0]].value == 0


def test_the_formula_and_the_definition_are_the_lectures_sum() -> None:
    trace = told(ROW.format(""), Level.GATES)
    assert trace.nodes[1].formula.text == "L = Σ over j ≠ 0 of max(0, s[j] − s[0] + 1)"
    assert trace.edges[0].formula.text.endswith(
        "Σ over j ≠ 0 of 1[s[j] − s[0] + 1 > 0] · (onehot(j) − onehot(0))"
    )
    rows = told("S = [[1, 2], [3, 1]]; y = const([0, 1])\nL = hinge(S, y, margin=2)", Level.GATES)
    assert rows.nodes[2].formula.text == (
        "L = mean(Σ over j ≠ y[i] of max(0, S[i, j] − S[i, y[i]] + 2))"
    )


LOSSES = ("hinge", "cross_entropy", "softmax_cross_entropy")
WRONG = {
    "s = [0.1, 0.2, 0.7]; y = const({})\nL = {}(s, y)": ("7", "-1", "0.5"),
    "s = [[0.1, 0.9], [0.2, 0.8]]; y = const({})\nL = {}(s, y)": ("[0, 2]", "[0.5, 1]"),
    "def f(s, y): return {1}(s, y)\ns = [0.1, 0.2, 0.7]; y = const({0})\nL = f(s, y)": ("7",),
    "s = [0.1, 0.2, 0.7]; y = {}\nL = {}(s, y) + y * y": ("7",),
}


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(
    ("program", "label"), [(p, label) for p, labels in WRONG.items() for label in labels]
)
def test_a_wrong_label_is_told_of_the_gate_that_was_written(
    level: Level, loss: str, program: str, label: str
) -> None:
    with pytest.raises(ChainruleError) as caught:
        told(program.format(label, loss), level)
    assert f"{loss}: the label" in str(caught.value)
    assert "pick" not in str(caught.value)
    assert "others" not in str(caught.value)


@pytest.mark.parametrize("level", Level)
def test_a_wrong_label_given_later_is_told_of_the_loss_too(level: Level) -> None:
    for loss in LOSSES:
        prepared = prepare(read_program(f"s = [0.1, 0.2]; y = const(1)\nL = {loss}(s, y)"), level)
        with pytest.raises(ChainruleError, match=f"{loss}: the label 3"):
            prepared.trace({"y": 3})


@pytest.mark.parametrize("gate", ["pick", "others"])
def test_a_gate_that_was_written_speaks_for_itself(gate: str) -> None:
    for level, x in product(Level, ("[1, 2, 3]", "[[1, 2, 3]]")):
        label = "7" if x.count("[") == 1 else "[7]"
        with pytest.raises(ChainruleError, match=f"{gate}: the label 7"):
            told(f"x = {x}; y = const({label})\nf = {gate}(x, y)", level)
