"""Warnings: each says what is so, and the remedy that it gives works."""

import re
from typing import Any

import numpy as np
import pytest

from app.language import Level, read_program
from app.trace import Caution, Trace, prepare


def tell(text: str, level: Level = Level.GATES) -> Trace:
    return prepare(read_program(text), level).trace()


def warnings(text: str, level: Level = Level.GATES) -> list[Caution]:
    return tell(text, level).warnings


def messages(text: str, kind: str, level: Level = Level.GATES) -> list[str]:
    return [w.message for w in warnings(text, level) if w.kind == kind]


def finite(number: Any) -> bool:
    return bool(np.isfinite(np.asarray(number, dtype=np.float64)).all())


# -- what is not finite -------------------------------------------------------------------------


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    "gate",
    [
        "softmax(x + m)",
        "sum(softmax(x + m) * [1, 0, 3])",
        "logsumexp(x + m)",
        "softmax_cross_entropy(x + m, 2)",
        "sum(exp(x + m))",
        "amax(x + m)",
    ],
)
def test_a_mask_of_minus_infinity_is_no_trap(gate: str, level: Level) -> None:
    story = tell(f"x = [1, 2, 3]; m = const([0, -inf, 0]); a = {gate}", level)
    assert story.warnings == []
    assert story.gradients is not None
    assert finite(story.gradients["x"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 0; y = log(x)", "the value at y is −∞; "),
        ("x = [0, 1]; y = log(x)", "the value at y holds −∞; "),
        ("x = 0; a = 1 / x; b = a * 2; f = b + 1", "and nothing that follows from it is finite;"),
        ("x = 0; a = log(x); b = exp(a); f = b + 1", "and all that follows from it is finite"),
        ("x = const(inf); w = 2; f = w * x", "the value at x is ∞, and nothing that follows"),
    ],
)  # fmt: skip
def test_what_follows_is_told_as_it_is(text: str, said: str) -> None:
    assert said in messages(text, "non-finite")[0]


def test_of_what_follows_those_are_named_that_are_not_finite() -> None:
    text = "x = 0; a = 1 / x; b = a * 2; c = exp(-a); f = c + 1; g = f + 0 * b"
    (first, *_) = messages(text, "non-finite")
    named = re.search(r"of what follows from it (.*?) (?:is|are) not finite", first)
    assert named is not None
    assert "b" in named[1].split(", ")
    assert "f" not in named[1].split(", ")


@pytest.mark.parametrize("level", Level)
def test_every_claim_about_what_follows_is_true(level: Level) -> None:
    for text in (
        "x = 0; a = log(x); b = exp(a); f = b + 1",
        "x = 0; a = 1 / x; b = a * 2; f = b + 1",
        "x = [0, 1]; a = log(x); b = amax(a); f = b * 2",
        "p = 1; L = bce(p, 1)",
        "x = -1000; y = sigmoid(x) * 2",
    ):
        story = tell(text, level)
        for warning in story.warnings:
            if "nothing that follows" not in warning.message:
                continue
            reached = {warning.node}
            for node in story.nodes:
                if reached & set(node.inputs):
                    reached.add(node.id)
                    assert not finite(node.value), (text, node.id)


REMEDIED = [
    ("x = [0, 0]; n = @", "sqrt(sum(x**2))", "sqrt(sum(x**2) + 1e-12)"),
    ("x = [0, 0]; n = @; y = sum(x / n)", "sqrt(sum(x * x))", "sqrt(sum(x * x) + 1e-12)"),
    (
        "x = [2, 2, 2]; s = @; y = sum((x - mean(x)) / s)",
        "sqrt(mean((x - mean(x))**2))",
        "sqrt(mean((x - mean(x))**2) + 1e-12)",
    ),
    ("x = [2, 2, 2]; v = mean((x - mean(x))**2); s = @", "sqrt(v)", "sqrt(v + 1e-12)"),
    ("def norm(v):\n    return @\nx = [0, 0]; L = norm(x)", "sqrt(sum(v**2))",
     "sqrt(sum(v**2) + 1e-12)"),
    ("x = 0; y = @", "x / abs(x)", "x / (abs(x) + 1e-12)"),
    ("x = [0, 1]; y = sum(@)", "log(x)", "log(x + 1e-12)"),
    ("x = 0; y = @", "1 / x", "1 / (x + 1e-12)"),
    ("x = 0; y = @", "reciprocal(x)", "1 / (x + 1e-12)"),
    ("x = 0; y = @", "x**0.5", "(x + 1e-12) ** 0.5"),
    ("x = 0; y = @", "x**-1", "(x + 1e-12) ** -1"),
    ("a = 1; b = 1; y = @", "(a + b) / (a - b)", "(a + b) / (a - b + 1e-12)"),
    ("z = [1000, 0]; p = softmax(z); L = -@", "log(p[1])", "log(p[1] + 1e-12)"),
    ("z = [1000, 0]; L = -sum(@ * [0, 1])", "log(softmax(z))", "log_softmax(z)"),
    ("z = [1000, 0]; L = @", "cross_entropy(softmax(z), 1)", "softmax_cross_entropy(z, 1)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "written", "advised"), REMEDIED)
@pytest.mark.parametrize("level", [Level.GATES, Level.ELEMENTARY, Level.SCALARS])
def test_the_remedy_works_when_it_is_tried(
    text: str, written: str, advised: str, level: Level
) -> None:
    first, *_ = messages(text.replace("@", written), "non-finite", level)
    assert advised in first
    mended = tell(text.replace("@", advised), level)
    assert [w for w in mended.warnings if w.kind == "non-finite"] == []
    assert mended.gradients is not None
    for gradient in mended.gradients.values():
        assert finite(gradient)


def test_no_remedy_is_given_where_there_is_none() -> None:
    for text in ("x = -1; y = log(x)", "x = -1; y = sqrt(x)", "x = -1; y = x**0.5"):
        assert "1e-12" not in messages(text, "non-finite")[0]


# -- clamps, and probabilities that are none -----------------------------------------------------


@pytest.mark.parametrize("level", [Level.GATES, Level.ELEMENTARY, Level.SCALARS])
@pytest.mark.parametrize(
    ("p", "y", "said"),
    [
        (0, 1, "p is 0: ln 0 counts as −100 and in the slope p(1 − p) counts as 1e−12"),
        (1, 1, "p is 1: ln 0 counts as −100 and in the slope"),
        (1e-13, 1, "p is within 1e−12 of 0: in the slope p(1 − p) counts as 1e−12"),
        (1e-50, 1, "ln(1e−50) counts as −100"),
        (1 - 1e-13, 0, "p is within 1e−12 of 1: in the slope"),
    ],
)
def test_a_clamp_in_force_is_said(p: float, y: float, said: str, level: Level) -> None:
    (message,) = messages(f"p = {p!r}; L = bce(p, {y})", "clamped", level)
    assert said in message
    assert "as in PyTorch" in message
    assert "bce_with_logits" in message


@pytest.mark.parametrize(
    ("p", "y", "value", "slope"),
    [
        (0.0, 1.0, 100.0, -1e12), (0.0, 0.0, 0.0, 0.0), (1.0, 1.0, 0.0, 0.0),
        (1.0, 0.0, 100.0, 1e12), (0.0, 0.3, 30.0, -3e11), (1e-50, 1.0, 100.0, -1e12),
        (1e-13, 1.0, 29.933606208922594, -1e12), (1e-13, 0.0, 1e-13, 0.1),
    ],
)  # fmt: skip
def test_the_clamp_is_that_of_pytorch(p: float, y: float, value: float, slope: float) -> None:
    """Numbers of torch 2.13's binary_cross_entropy, whose 1e-12 is one of 32 bits."""
    for level in Level:
        story = tell(f"p = {p!r}; L = bce(p, {y})", level)
        assert story.nodes[story.outputs[0]].value == pytest.approx(value, rel=1e-8, abs=1e-12)
        assert story.gradients is not None
        assert story.gradients["p"] == pytest.approx(slope, rel=1e-8, abs=1e-12)


def test_an_ordinary_probability_is_not_warned_of() -> None:
    for text in (
        "p = [1e-11, 0.5, 0.999]; L = bce(p, [0, 1, 1])",
        "p = [0.33, 0.33, 0.33]; L = cross_entropy(p, 0)",
        "p = [[0.1, 0.9], [1, 0]]; L = cross_entropy(p, [1, 0])",
        "z = 40; L = bce_with_logits(z, 0)",
    ):
        assert warnings(text) == []


@pytest.mark.parametrize("level", [Level.GATES, Level.ELEMENTARY, Level.SCALARS])
@pytest.mark.parametrize(
    ("text", "said", "instead"),
    [
        ("p = 1.5; L = bce(p, 1)", "p is 1.5", "bce_with_logits"),
        ("p = [0.5, -2]; L = bce(p, [0, 1])", "p is −2", "bce_with_logits"),
        ("p = [2, -1]; L = cross_entropy(p, 0)", "p holds 2", "softmax_cross_entropy"),
        ("p = [0.9, 0.9]; L = cross_entropy(p, 0)", "sums to 1.8", "softmax_cross_entropy"),
        ("p = [[0.5, 0.5], [0.4, 0.2]]; L = cross_entropy(p, [0, 1])", "row 1 of p sums to 0.6",
         "softmax_cross_entropy"),
        ("p = [[0.5, 0.5], [0.4, 0.2]]; L = cross_entropy(p, [[0, 1], [1, 0]])",
         "row 1 of p sums to 0.6", "softmax_cross_entropy"),
        ("p = 0.5; y = -1; L = bce(p, y)", "y is −1", "between 0 and 1"),
    ],
)  # fmt: skip
def test_probabilities_that_are_none_are_pointed_out(
    text: str, said: str, instead: str, level: Level
) -> None:
    (message,) = messages(text, "not-a-probability", level)
    assert said in message
    assert instead in message


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        ("bce(x, 1)", "clamped", "bce in f at L is clamped, as in PyTorch, since p is 0"),
        ("cross_entropy(x + [0, 3], 0)", "not-a-probability", "cross_entropy in f at L: p holds 3"),
        ("sum(relu(x - 1))", "saturated", "relu in f at L is shut"),
        ("sum(step(x))", "blocked-gradient", "step in f at L passes no gradient back"),
    ],
)
def test_what_happens_inside_a_folded_call_is_told_of_the_call(
    body: str, kind: str, said: str
) -> None:
    text = f"def g(x): return {body}\ndef f(x): return g(x)\nx = [0, 0]; L = f(x)"
    if "bce" in body:
        text = text.replace("[0, 0]", "0")
    (message,) = messages(text, kind, Level.BLOCKS)
    assert message.startswith(said)


def test_a_function_called_like_a_loss_is_no_loss() -> None:
    for level in Level:
        assert warnings("def bce(a, b, c): return a * b * c\nx = 2; L = bce(x, x, x)", level) == []


# -- gates that let nothing through --------------------------------------------------------------


@pytest.mark.parametrize("level", [Level.GATES, Level.ELEMENTARY, Level.SCALARS])
def test_a_relu_that_is_shut_is_pointed_out_as_a_saturated_sigmoid_is(level: Level) -> None:
    (message,) = messages("x = [-1, -2]; h = relu(x); L = sum(h)", "saturated", level)
    assert message.startswith("relu at h is shut: none of its inputs is positive")
    assert messages("x = -40; h = sigmoid(x)", "saturated", level)
    assert messages("x = -40; h = elu(x)", "saturated", level)


@pytest.mark.parametrize(
    "text",
    [
        "x = [-1, 2]; h = relu(x); L = sum(h)",
        "x = [-1, -2]; h = leaky_relu(x); L = sum(h)",
        "s = [5, 1, 2]; L = hinge(s, 0)",
        "s = [5, 1]; L = max(0, s[1] - s[0] + 1)",
        "x = const([-1, -2]); w = 2; L = w * sum(relu(x))",
    ],
)
def test_a_good_state_is_not_warned_of(text: str) -> None:
    assert warnings(text) == []


# -- gates that are opened -----------------------------------------------------------------------


@pytest.mark.parametrize("level", [Level.ELEMENTARY, Level.SCALARS])
@pytest.mark.parametrize(
    ("text", "opened", "closed"),
    [
        ("x = -1000; y = sigmoid(x)", "hand x the gradient NaN", "hands it 0"),
        ("x = -400; y = tanh(x)", "hand x the gradient NaN", "hands it 0"),
        ("p = 1; L = bce(p, 1)", "give the value NaN", "gives 0"),
        ("p = 1e-13; L = bce(p, 1)", "hand p the gradient −1e13", "hands it −1e12"),
        ("z = 30; L = bce(sigmoid(z), 0)", "the gradient 0.09358", "hands it 0.09348"),
        ("p = [0, 1]; L = cross_entropy(p, [0, 1])", "give the value NaN", "gives 0"),
    ],
)
def test_an_opened_gate_that_differs_says_both_numbers(
    text: str, opened: str, closed: str, level: Level
) -> None:
    story = tell(text, level)
    found = [w for w in story.warnings if w.kind == "opened"]
    assert any(opened in w.message and closed in w.message for w in found)
    for warning in found:
        assert warning.node is not None
        assert story.nodes[warning.node].kind == "gate"


def test_in_forward_mode_both_tangents_are_told() -> None:
    prepared = prepare(read_program("x = -1000; y = sigmoid(x)"), Level.ELEMENTARY)
    story = prepared.trace(mode="forward")
    assert story.tangents is not None
    assert story.tangents["y"] == 0.0
    (message,) = [w.message for w in story.warnings if w.kind == "opened"]
    assert "give the tangent NaN" in message
    assert "gives the tangent 0" in message


def test_what_overflows_inside_an_opened_gate_and_leaves_it_finite_is_said_so() -> None:
    (message,) = messages(
        "x = const(-1000); w = 2; y = w * sigmoid(x)", "non-finite", Level.ELEMENTARY
    )
    assert "inside an opened gate, and what leaves that gate is finite" in message


def test_one_gate_opened_in_place_is_held_to_itself() -> None:
    program = read_program("x = -1000; y = sigmoid(x) + x")
    story = prepare(program, Level.GATES, opened=["sigmoid#1"]).trace()
    assert story.gradients == {"x": 1.0}
    assert [w.kind for w in story.warnings] == ["opened", "saturated"]


def test_a_kink_recites_what_rules_there_and_nothing_else() -> None:
    (caution,) = prepare(read_program("s = [3, 1, 2]\nL = hinge(s, 0)")).trace().warnings
    assert caution.message == (
        "hinge at L stands on a kink, where a convention rules: "
        "A class exactly on the margin counts as outside."
    )


def test_elements_that_stay_finite_are_not_denied() -> None:
    program = (
        "x = [[1, 2], [3, 4]]; m = const([[0, -inf], [0, 0]])\n"
        "L = softmax_cross_entropy(x + m, [1, 1], reduction='none')"
    )
    (caution,) = prepare(read_program(program)).trace().warnings
    assert "nothing that follows from it is finite" not in caution.message
    assert "though not every element" in caution.message
