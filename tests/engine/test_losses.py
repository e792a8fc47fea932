"""Losses: lecture numbers, defaults, labels and edges."""

import numpy as np
import pytest

from app.engine.errors import ArgumentError, ShapeError
from tests.engine.circuits import apply, close

TABLE = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]


@pytest.mark.parametrize(
    ("gate", "p", "y", "value", "slope"),
    [
        ("squared_error", 0.7, 1.0, 0.09, -0.6),
        ("half_squared_error", 0.7, 1.0, 0.045, -0.3),
        ("mse", 0.7, 1.0, 0.09, -0.6),
        ("bce", 0.1, 1.0, 2.302585092994046, -10.0),
        ("bce", 0.1, 0.0, 0.10536051565782628, 1.1111111111111112),
        ("bce_with_logits", 40.0, 0.0, 40.0, 1.0),
        ("bce_with_logits", -1000.0, 0.0, 0.0, 0.0),
        ("bce_with_logits", -1000.0, 1.0, 1000.0, -1.0),
    ],
)
def test_a_loss_of_one_number(gate: str, p: float, y: float, value: float, slope: float) -> None:
    loss, (gradient, _) = apply(gate, p, y)
    close(loss, value)
    close(gradient, slope)


@pytest.mark.parametrize(
    ("gate", "expected"),
    [("squared_error", 4.0), ("half_squared_error", 2.0), ("mse", 2.0), ("l2", 10.0),
     ("half_l2", 5.0)],
)  # fmt: skip
def test_elementwise_losses_sum_by_default_but_mse_takes_the_mean(
    gate: str, expected: float
) -> None:
    operands = [[1.0, 3.0]] if gate.endswith("l2") else [[1.0, 3.0], [1.0, 1.0]]
    assert apply(gate, *operands)[0] == expected


@pytest.mark.parametrize("gate", ["hinge", "cross_entropy", "softmax_cross_entropy"])
def test_row_losses_take_the_mean_over_rows_by_default(gate: str) -> None:
    scores, labels = [[0.2, 0.8], [0.5, 0.5]], [0.0, 1.0]
    each = apply(gate, scores, labels, reduction="none")[0]
    assert each.shape == (2,)
    close(apply(gate, scores, labels)[0], each.mean())
    close(apply(gate, scores, labels, reduction="sum")[0], each.sum())


def test_hinge_of_the_lecture_s_score_table() -> None:
    loss, (gradient, labels) = apply("hinge", TABLE, [0.0, 1.0, 2.0])
    close(loss, 5.266666666666667)
    close(gradient, np.array([[-1, 1, 0], [0, 0, 0], [1, 1, -2]]) / 3)
    assert labels is None


def test_hinge_counts_a_class_on_the_margin_as_outside() -> None:
    loss, (gradient, _) = apply("hinge", [3.0, 2.0], 0.0)
    assert loss == 0.0
    close(gradient, [0, 0])


def test_hinge_takes_a_margin() -> None:
    assert apply("hinge", [3.0, 2.0], 0.0, margin=3.0)[0] == 2.0


def test_cross_entropy_of_the_lecture_s_probabilities() -> None:
    loss, (by_p, by_y) = apply("cross_entropy", [0.1, 0.7, 0.2], [0.0, 1.0, 0.0])
    close(loss, 0.35667494393873245)
    close(by_p, [0, -1.4285714285714286, 0])
    close(by_y, -np.log([0.1, 0.7, 0.2]))


def test_softmax_cross_entropy_sends_back_the_error() -> None:
    loss, (gradient, _) = apply("softmax_cross_entropy", np.log([0.1, 0.7, 0.2]), [0.0, 1.0, 0.0])
    close(loss, 0.35667494393873245)
    close(gradient, [0.1, -0.3, 0.2])


@pytest.mark.parametrize("gate", ["cross_entropy", "softmax_cross_entropy"])
def test_a_label_is_short_for_a_one_hot_distribution(gate: str) -> None:
    numbers = [[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]]
    by_label = apply(gate, numbers, [2.0, 0.0])
    by_distribution = apply(gate, numbers, [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    close(by_label[0], by_distribution[0])
    close(by_label[1][0], by_distribution[1][0])


def test_softmax_cross_entropy_is_stable_for_large_logits() -> None:
    loss, (gradient, _) = apply("softmax_cross_entropy", [1000.0, 0.0], 1.0)
    close(loss, 1000)
    close(gradient, [1, -1])


def test_bce_at_certainty_stays_finite() -> None:
    loss, (gradient, _) = apply("bce", [0.0, 1.0, 0.0], [0.0, 1.0, 1.0], reduction="none")
    close(loss, [0, 0, 100])
    close(gradient, [0, 0, -1e12])


def test_a_zero_of_the_target_silences_a_zero_probability() -> None:
    loss, (gradient, _) = apply("cross_entropy", [0.0, 1.0], [0.0, 1.0])
    assert loss == 0.0
    close(gradient, [0, -1])


@pytest.mark.parametrize("gate", ["hinge", "cross_entropy", "softmax_cross_entropy", "pick"])
@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([0.0, 3.0], "the label 3 in row 1 is not one of the 3 classes"),
        ([-1.0, 0.0], "the label -1 in row 0 is not one of the 3 classes"),
        ([0.0, 0.5], "the label 0.5 in row 1 is not one of the 3 classes"),
        ([np.nan, 0.0], "the label nan in row 0 is not one of the 3 classes"),
    ],
)
def test_a_wrong_label_is_named(gate: str, labels: list[float], message: str) -> None:
    with pytest.raises(ArgumentError, match=message) as caught:
        apply(gate, [[1.0, 2.0, 3.0]] * 2, labels)
    assert caught.value.hint == "labels are whole numbers from 0 to 2"
    assert caught.value.node == 2


@pytest.mark.parametrize("gate", ["hinge", "cross_entropy", "softmax_cross_entropy", "pick"])
def test_labels_must_fit_the_rows(gate: str) -> None:
    with pytest.raises(ShapeError, match=r"labels of shape \(3\) do not fit \(2×3\)"):
        apply(gate, [[1.0, 2.0, 3.0]] * 2, [0.0, 1.0, 2.0])


@pytest.mark.parametrize("gate", ["hinge", "cross_entropy", "softmax_cross_entropy", "pick"])
def test_a_row_loss_refuses_a_scalar(gate: str) -> None:
    with pytest.raises(ShapeError, match="needs a row of numbers"):
        apply(gate, 1.0, 0.0)


def test_hinge_refuses_a_negative_margin() -> None:
    with pytest.raises(ArgumentError, match="margin cannot be -1"):
        apply("hinge", [1.0, 2.0], 0.0, margin=-1)


def test_a_loss_refuses_an_unknown_reduction() -> None:
    with pytest.raises(ArgumentError, match="reduction cannot be 'average'"):
        apply("mse", [1.0], [1.0], reduction="average")


def test_a_loss_refuses_shapes_that_do_not_broadcast() -> None:
    with pytest.raises(ShapeError, match=r"mse cannot compare shapes \(2\) and \(3\)"):
        apply("mse", [1.0, 2.0], [1.0, 2.0, 3.0])
