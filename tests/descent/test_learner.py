"""Programs that learn, against the numbers of the lectures, the trace and plain arithmetic."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.descent.history import History, descend
from app.descent.learner import Learner
from app.engine.errors import ArgumentError, DeadlineError, EngineError, ShapeError
from app.engine.stopping import asking
from app.language import read_program
from app.trace import prepare
from app.training.config import OptimizerConfig, ScheduleConfig
from tests.descent.programs import EXAMPLES, LOSSES, SURFACES

CASES: dict[str, Any] = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent.parent / "data" / "cases.json").read_text())
}
ONE_HIDDEN = "h = sigmoid(x @ W1)\nE = bce(sigmoid(h @ w2), y)"


def learned(
    text: str,
    rate: float,
    updates: int,
    names: list[str] | None = None,
    inputs: dict[str, Any] | None = None,
    **options: Any,
) -> tuple[Learner, History]:
    given = {name: np.asarray(value, float) for name, value in (inputs or {}).items()}
    rule = OptimizerConfig(**{"name": "sgd", "learning_rate": rate, **options})
    learner = Learner(read_program(text, given), rule, names)
    return learner, descend(learner, updates)


def test_the_bowl_of_the_lectures() -> None:
    case = CASES["gd-bowl"]
    learner, history = learned(SURFACES["bowl"], case["inputs"]["eta"], case["inputs"]["steps"])
    expected = case["expected_forward"]
    np.testing.assert_allclose(history.values, expected["trajectory"], rtol=1e-12)
    np.testing.assert_allclose(history.losses, expected["E"], rtol=1e-12)
    np.testing.assert_allclose(history.gradients[0], case["expected_gradients"]["at_start"])
    assert learner.loss == history.losses[-1]


@pytest.mark.parametrize("start", [(1, 0), (1, 0.001)])
def test_the_saddle_traps_what_starts_on_its_ridge(start: tuple[float, float]) -> None:
    case = CASES["gd-saddle"]
    end = case["expected_forward"]["end_from_(1,0)" if not start[1] else "end_from_(1,1e-3)"]
    text = "E = w0**2 - w1**2"
    inputs = {"w0": start[0], "w1": start[1]}
    learner, _ = learned(text, 0.1, case["inputs"]["steps"], inputs=inputs)
    np.testing.assert_allclose(learner.values, end, rtol=1e-9, atol=1e-12)


def test_one_step_of_the_network_with_one_hidden_layer() -> None:
    case = CASES["uva-bce-1hidden-step"]
    inputs = {k: v for k, v in case["inputs"].items() if k != "eta"}
    learner, history = learned(ONE_HIDDEN, 0.5, 1, ["W1", "w2"], inputs)
    expected = case["expected_forward"]
    np.testing.assert_allclose(
        history.losses, [expected["E_before"], expected["E_after"]], rtol=1e-9
    )
    for name, value in learner.named().items():
        np.testing.assert_allclose(value, expected[name], rtol=1e-9)


def test_the_backprop_demo_over_two_hundred_steps() -> None:
    case = CASES["uva-demo-step"]
    weights = [f"w{k}" for k in range(1, 7)]
    learner, history = learned(EXAMPLES["backprop-demo"], 0.1, 200, weights)
    expected = case["expected_forward"]
    for update, loss in expected["E_at"].items():
        assert history.losses[int(update)] == pytest.approx(loss, rel=1e-7)
    first = learner.parameters.named(history.values[1])
    assert {name: value.item() for name, value in first.items()} == pytest.approx(
        expected["weights_after_1"], rel=1e-9
    )


def test_all_gradients_of_an_update_are_taken_before_it() -> None:
    case = CASES["vec-bce-xor-step"]
    names = ["W1", "b1", "W2", "b2"]
    learner, history = learned(EXAMPLES["xor-batch"], 0.1, 20_000, names)
    expected = case["expected_forward"]
    after = learner.parameters.named(history.values[1])
    for name in names:
        np.testing.assert_allclose(after[name], expected[name], rtol=1e-9)
    assert history.losses[1] == pytest.approx(expected["L_after"], rel=1e-9)
    assert history.losses[1_000] == pytest.approx(1.5286, abs=5e-5)
    assert history.losses[20_000] == pytest.approx(0.00669, abs=5e-6)


@pytest.mark.parametrize("title", [*SURFACES, *LOSSES])
def test_an_update_is_made_from_the_gradient_of_the_trace(title: str) -> None:
    program = read_program({**SURFACES, **LOSSES}[title])
    learner = Learner(program, OptimizerConfig(name="sgd", learning_rate=0.25))
    told = prepare(program).trace(array_limit=None).gradients
    assert told is not None
    before = learner.named()
    list(learner.run(1))
    for name, value in learner.named().items():
        step = 0.25 * np.asarray(told[name], float)
        np.testing.assert_array_equal(value, before[name] - step)


def test_a_schedule_changes_the_rate() -> None:
    schedule = ScheduleConfig(name="step", period=2, factor=0.5)
    _, history = learned("w = 0\nL = w", 1.0, 6, schedule=schedule)
    np.testing.assert_array_equal(np.ravel(history.values), [0, -1, -2, -2.5, -3, -3.25, -3.5])


def test_the_rows_that_are_asked_for_and_the_end() -> None:
    learner = Learner(read_program(SURFACES["bowl"]), OptimizerConfig(name="adam"))
    assert descend(learner, 10, 4).updates == [0, 4, 8, 10]
    assert descend(learner, 0, 4).updates == [10]
    assert descend(learner, 4, 4).updates == [10, 14]


def test_a_descent_goes_on_where_it_stands() -> None:
    whole = Learner(read_program(SURFACES["rosenbrock"]), OptimizerConfig(name="adam"))
    descend(whole, 50)
    parts = Learner(read_program(SURFACES["rosenbrock"]), OptimizerConfig(name="adam"))
    for updates in (1, 0, 19, 30):
        descend(parts, updates, 7)
    np.testing.assert_array_equal(parts.values, whole.values)


def test_it_rests_where_nothing_moves_any_more() -> None:
    learner, history = learned(SURFACES["bowl"], 0.1, 0)
    history = descend(learner, 10_000, 100, tolerance=1e-6)
    assert history.rested
    assert 10 < history.updates[-1] < 200
    assert abs(learner.values).max() < 1e-5
    flat = Learner(read_program("w = 1\nL = (w - 1)**2"), OptimizerConfig(name="sgd"))
    assert descend(flat, 100, tolerance=1e-12).updates == [0, 1], "nothing left to learn"


@pytest.mark.parametrize(
    ("text", "rate", "parameter"),
    [
        ("w0 = 1; w1 = 1\nE = w0**2 + 3*w1**2", 0.4, None),
        ("w = [1, 2]\nL = sum(w * 0) + sum(sqrt(w - [1, 0]))", 0.1, "w[0]"),
        ("x = 1\ny = log(x)", 3.0, None),
    ],
)
def test_what_leaves_the_numbers_is_taken_back(
    text: str, rate: float, parameter: str | None
) -> None:
    learner, history = learned(text, rate, 5_000)
    assert history.diverged is not None
    assert history.diverged.parameter == parameter
    assert history.diverged.update == history.updates[-1] + 1 == learner.updates + 1
    assert np.isfinite(history.losses).all()
    assert np.isfinite(learner.values).all()
    assert learner.loss == history.losses[-1]
    assert not history.rested


def test_a_rate_above_a_third_diverges_on_the_bowl_and_one_below_does_not() -> None:
    _, below = learned(SURFACES["bowl"], 0.33, 400)
    _, above = learned(SURFACES["bowl"], 0.34, 400)
    assert below.losses[-1] < 1e-5
    assert above.losses[-1] > above.losses[0]


def test_the_parameters_are_those_that_a_gradient_flows_back_to() -> None:
    text = "x = 2; w = 3; t = const(1); c = 5\nL = (w*x - t)**2 + 0*detach(c)"
    learner, _ = learned(text, 0.1, 1)
    assert list(learner.named()) == ["x", "w"]
    learner, _ = learned(text, 0.1, 3, ["w"])
    assert list(learner.named()) == ["w"]
    assert learner.program.graph.values[learner.program.inputs["x"]] == 2


def test_an_output_that_is_an_input_learns_too() -> None:
    learner, _ = learned("w = 3\nw", 1.0, 2)
    assert learner.values == [1]


@pytest.mark.parametrize(
    ("text", "names", "error", "said"),
    [
        ("x = 1\ny = 2 * detach(x)", None, ArgumentError, "nothing in this program can learn"),
        ("x = 1; y = x*x", ["q"], ArgumentError, "q is no input of the program"),
        ("x = 1; k = const(2); y = k*x", ["k"], ArgumentError, "k is a constant"),
        ("x = 1; c = 1; y = x*detach(c)", ["c"], ArgumentError, "no gradient flows back to c"),
        ("x = 1; y = x*x", [], ArgumentError, "no parameter is named"),
        ("x = [1, 2]; y = x*x", None, ShapeError, "y has shape (2); a loss is one number"),
    ],
)
def test_what_cannot_learn_is_refused(
    text: str, names: list[str] | None, error: type[EngineError], said: str
) -> None:
    with pytest.raises(error, match=said.replace("(", r"\(").replace(")", r"\)")):
        Learner(read_program(text), OptimizerConfig(name="sgd"), names)


def test_a_label_that_an_update_spoils_is_told_of_with_its_gate() -> None:
    text = "W = [[1.0, 2.0]]; t = 0\nL = softmax_cross_entropy(W[0], t) + t"
    learner = Learner(read_program(text), OptimizerConfig(name="sgd", learning_rate=0.5), ["t"])
    with pytest.raises(EngineError, match="label") as raised:
        list(learner.run(1))
    assert raised.value.node is not None


def test_a_descent_that_takes_too_long_says_how_far_it_got() -> None:
    learner = Learner(read_program(SURFACES["bowl"]), OptimizerConfig(name="sgd"))
    left = iter(range(30))

    def stop() -> None:
        if next(left, None) is None:
            raise DeadlineError("too long")

    with asking(stop), pytest.raises(DeadlineError, match=r"30 of 1,000 updates fit"):
        descend(learner, 1_000)
