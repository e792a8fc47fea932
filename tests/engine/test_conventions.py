"""Values and derivatives at chosen points, at kinks and far out."""

from math import erfc, exp, inf, nan, pi, sqrt

import numpy as np
import pytest

from app.engine.forward_mode import carry_tangents
from tests.engine.circuits import Circuit, apply, close, gradient, slope

POINTS = [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0]
ZOO_VALUES = {
    "sigmoid": [
        0.11920292202211755, 0.2689414213699951, 0.3775406687981454, 0.5,
        0.6224593312018546, 0.7310585786300049, 0.8807970779778823,
    ],
    "tanh": [
        -0.9640275800758169, -0.7615941559557649, -0.46211715726000974, 0.0,
        0.46211715726000974, 0.7615941559557649, 0.9640275800758169,
    ],
    "relu": [0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 2.0],
    "leaky_relu": [-0.2, -0.1, -0.05, 0.0, 0.5, 1.0, 2.0],
    "elu": [
        -0.8646647167633873, -0.6321205588285577, -0.3934693402873666, 0.0, 0.5, 1.0, 2.0,
    ],
    "step": [0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0],
}  # fmt: skip
ZOO_SLOPES = {
    "sigmoid": [
        0.1049935854035065, 0.19661193324148185, 0.2350037122015945, 0.25,
        0.2350037122015945, 0.19661193324148185, 0.10499358540350662,
    ],
    "tanh": [
        0.07065082485316443, 0.41997434161402614, 0.7864477329659274, 1.0,
        0.7864477329659274, 0.41997434161402614, 0.07065082485316443,
    ],
    "relu": [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0],
    "leaky_relu": [0.1, 0.1, 0.1, 0.1, 1.0, 1.0, 1.0],
    "elu": [0.1353352832366127, 0.36787944117144233, 0.6065306597126334, 1.0, 1.0, 1.0, 1.0],
    "step": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
}  # fmt: skip


@pytest.mark.parametrize("name", ZOO_VALUES)
def test_an_activation_has_the_values_of_the_lecture_table(name: str) -> None:
    close(apply(name, POINTS)[0], ZOO_VALUES[name])


@pytest.mark.parametrize("name", ZOO_SLOPES)
def test_an_activation_has_the_derivatives_of_the_lecture_table(name: str) -> None:
    close(slope(name, POINTS), ZOO_SLOPES[name])


def test_identity_hands_value_and_gradient_on() -> None:
    close(apply("identity", POINTS)[0], POINTS)
    close(slope("identity", POINTS), [1.0] * len(POINTS))


def test_selu_has_the_values_and_derivatives_of_pytorch() -> None:
    """The numbers are those of PyTorch 2.13 in float64."""
    x = [-2.0, -0.5, 0.0, 0.5, 2.0]
    values = [-1.5201664685956948, -0.6917581878028713, 0.0, 0.5253504936777402, 2.101401974710961]
    slopes = [
        0.2379328722516818, 1.0663411530445053, 1.7580993408473766,
        1.0507009873554805, 1.0507009873554805,
    ]  # fmt: skip
    close(apply("selu", x)[0], values)
    close(slope("selu", x), slopes)


@pytest.mark.parametrize(
    ("gate", "params", "expected"),
    [
        ("relu", {}, 0.0),
        ("leaky_relu", {}, 0.1),
        ("leaky_relu", {"slope": 0.3}, 0.3),
        ("elu", {"alpha": 2.0}, 2.0),
        ("abs", {}, 0.0),
        ("step", {}, 0.0),
        ("softplus", {}, 0.5),
        ("gelu", {}, 0.5),
    ],
)
def test_the_derivative_at_zero_follows_the_convention(
    gate: str, params: dict[str, float], expected: float
) -> None:
    assert slope(gate, 0.0, **params) == expected


@pytest.mark.parametrize("gate", ["max", "min", "maximum", "minimum"])
def test_a_tie_gives_the_gradient_to_the_first_argument(gate: str) -> None:
    _, (first, second, third) = apply(gate, 1.0, 1.0, 1.0)
    assert [first, second, third] == [1.0, 0.0, 0.0]


def test_max_of_three_routes_to_the_winner_of_each_element() -> None:
    _, gradients = apply("max", [1.0, 5.0, 2.0], [4.0, 1.0, 2.0], 2.0)
    close(gradients[0], [0, 1, 1])
    close(gradients[1], [1, 0, 0])
    close(gradients[2], 0)


@pytest.mark.parametrize("gate", ["max", "min"])
@pytest.mark.parametrize("operands", [(nan, 1.0), (1.0, nan)])
def test_nan_goes_through_a_choice(gate: str, operands: tuple[float, float]) -> None:
    assert np.isnan(apply(gate, *operands)[0])


@pytest.mark.parametrize("gate", ["amax", "amin"])
def test_a_tie_in_a_whole_array_gives_the_gradient_to_its_first_element(gate: str) -> None:
    close(slope(gate, [[1.0, 1.0], [1.0, 1.0]]), [[1, 0], [0, 0]])


def test_a_tie_along_an_axis_gives_the_gradient_to_the_first_along_it() -> None:
    close(slope("amax", [[1.0, 3.0, 3.0], [2.0, 2.0, 0.0]], axis=1), [[0, 1, 0], [1, 0, 0]])
    close(slope("amax", [[1.0, 3.0], [1.0, 4.0]], axis=0), [[1, 0], [0, 1]])


def test_amax_of_nan_is_nan() -> None:
    assert np.isnan(apply("amax", [1.0, nan, 2.0])[0])


def test_x_to_the_power_0_has_derivative_0_even_at_0() -> None:
    assert apply("power", 0.0, 0.0)[1][0] == 0.0


def test_division_by_zero_is_an_infinity() -> None:
    assert apply("divide", 1.0, 0.0)[0] == inf


@pytest.mark.parametrize("x", [-1e308, -1000.0, 1000.0, 1e308])
@pytest.mark.parametrize("gate", ["sigmoid", "tanh", "softplus", "elu", "gelu", "relu"])
def test_an_activation_is_finite_far_out(gate: str, x: float) -> None:
    value, (derivative,) = apply(gate, x)
    assert np.isfinite(value)
    assert derivative is not None
    assert np.isfinite(derivative)


def test_sigmoid_saturates_exactly_at_plus_and_minus_1000() -> None:
    value, (derivative,) = apply("sigmoid", [1000.0, -1000.0])
    close(value, [1, 0], 0)
    close(derivative, [0, 0], 0)


def test_sigmoid_keeps_its_relative_accuracy_in_the_left_tail() -> None:
    np.testing.assert_allclose(apply("sigmoid", -40.0)[0], exp(-40), rtol=1e-15)


def test_gelu_keeps_its_relative_accuracy_in_the_left_tail() -> None:
    expected = -8.0 * erfc(8.0 / sqrt(2)) / 2
    np.testing.assert_allclose(apply("gelu", -8.0)[0], expected, rtol=1e-13)


def test_gelu_has_the_slope_of_the_exact_form() -> None:
    cdf, density = 1 - erfc(1 / sqrt(2)) / 2, exp(-0.5) / sqrt(2 * pi)
    close(slope("gelu", 1.0), cdf + density)


@pytest.mark.parametrize("gate", ["sigmoid", "tanh", "relu", "gelu", "step", "softplus", "elu"])
def test_nan_goes_through_an_activation(gate: str) -> None:
    assert np.isnan(apply(gate, nan)[0])


def test_relu_stops_even_an_infinite_gradient() -> None:
    c = Circuit()
    x = c.input(-1.0)
    hidden = c.gate("relu", x)
    assert gradient(c.run(c.gate("divide", 1.0, hidden)), x) == 0.0


def test_softmax_survives_logits_near_1000() -> None:
    close(
        apply("softmax", [1000.0, 1001.0, 1002.0])[0],
        [0.09003057317038046, 0.24472847105479764, 0.6652409557748218],
    )


@pytest.mark.parametrize("shift", [-1000.0, 1000.0])
def test_log_softmax_and_logsumexp_survive_large_logits(shift: float) -> None:
    z = np.array([0.0, 1.0, 2.0])
    close(apply("log_softmax", z + shift)[0], z - np.log(np.sum(np.exp(z))), 1e-12)
    close(apply("logsumexp", z + shift)[0] - shift, np.log(np.sum(np.exp(z))), 1e-12)


def test_logsumexp_of_minus_infinities_is_minus_infinity() -> None:
    assert apply("logsumexp", [-inf, -inf])[0] == -inf


@pytest.mark.parametrize("x", [1e-13, -1e-13, 1e-8])
def test_log1p_and_expm1_keep_what_is_small_beside_1(x: float) -> None:
    np.testing.assert_allclose(apply("log1p", x)[0], x - x * x / 2, rtol=1e-15)
    np.testing.assert_allclose(slope("log1p", x), 1 / (1 + x), rtol=1e-15)
    np.testing.assert_allclose(apply("expm1", x)[0], x + x * x / 2, rtol=1e-15)
    np.testing.assert_allclose(slope("expm1", x), 1 + x, rtol=1e-15)


def test_expm1_has_a_slope_far_to_the_left() -> None:
    np.testing.assert_allclose(slope("expm1", -40.0), exp(-40), rtol=1e-15)


def test_detach_hands_its_value_on_and_no_gradient_back() -> None:
    c = Circuit()
    x, y = c.input([1.0, 2.0]), c.input([3.0, 4.0])
    held = c.gate("detach", c.gate("multiply", x, y))
    tape = c.run(c.gate("multiply", held, x))
    close(tape.values[held], [3, 8])
    close(gradient(tape, x), [3, 8])
    assert tape.gradients[y] is None
    tangents, _ = carry_tangents(tape, {y: [1.0, 1.0]})
    close(tangents[-1], [0, 0])
