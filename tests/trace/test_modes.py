"""Forward mode and reverse mode give the same, or the trace says why not."""

import numpy as np
import pytest

from app.choices import Mode
from app.language import read_program
from app.trace import Trace, prepare
from tests.language.code.edge_programs import EDGES, edge_programs


def told(text: str, mode: Mode = "forward", wrt: str | None = None) -> Trace:
    return prepare(read_program(text)).trace(mode=mode, wrt=wrt)


def slope(text: str, mode: Mode) -> float:
    """Return the derivative of y by x as one of the modes has it."""
    trace = told(text, mode, "x" if mode == "forward" else None)
    found = trace.tangents if mode == "forward" else trace.gradients
    assert found is not None
    return total(found["y" if mode == "forward" else "x"])


def total(number: object) -> float:
    """Return the sum of a gradient or tangent; NaN where an element of it is."""
    return float(np.sum(np.array(number, dtype=np.float64)))


def parted(trace: Trace) -> list[str]:
    """Return what is said of the modes parting."""
    return [caution.message for caution in trace.warnings if "going backward" in caution.message]


@pytest.mark.parametrize("text", EDGES)
def test_both_modes_agree_at_an_edge_or_the_trace_says_why_not(text: str) -> None:
    compare(text)


def test_both_modes_agree_on_random_edges_or_the_trace_says_why_not() -> None:
    for program in edge_programs(300, first=3_000):
        compare(program.text)


def compare(text: str) -> None:
    prepared = prepare(read_program(text))
    gradients = prepared.trace().gradients or {}
    for name, gradient in gradients.items():
        if gradient is None:
            continue
        trace = prepared.trace(mode="forward", wrt=name)
        tangents = [trace.nodes[output].tangent for output in trace.outputs]
        forward, reverse = total(tangents[0]), total(gradient)
        if np.isnan(forward) != np.isnan(reverse):
            assert parted(trace), (text, name, forward, reverse)
        else:
            np.testing.assert_allclose(forward, reverse, rtol=1e-9, atol=1e-9, err_msg=text)
            assert not parted(trace), (text, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = -1; y = sqrt(relu(x))", 0.0),
        ("x = [-1, 4]; y = sum(sqrt(relu(x)))", 0.25),
        ("x = [[-1, -2], [3, 1]]; w = [1, 1]; y = sum(sqrt(relu(x) @ w))", 0.5),
        ("x = -1; p = concat(relu(x), 1); y = cross_entropy(p, 0)", 0.0),
        ("x = 0; y = log(max(0, x))", 0.0),
        ("x = 2; y = sqrt(x ** 0 - 1)", 0.0),
    ],
)
def test_what_a_shut_gate_stops_stays_stopped(text: str, expected: float) -> None:
    assert slope(text, "forward") == slope(text, "reverse") == expected


@pytest.mark.parametrize("text", ["x = 0; y = sqrt(x * 0)", "x = 0; y = 0 * sqrt(x)"])
def test_zero_times_infinity_is_not_a_number_in_either_mode(text: str) -> None:
    assert np.isnan(slope(text, "forward"))
    assert np.isnan(slope(text, "reverse"))


def test_where_the_modes_part_the_trace_names_the_gate() -> None:
    (message,) = parted(told("x = 0; v = log(x); y = relu(v)"))
    assert message.startswith("going backward gives NaN here and going forward does not: at v ")


def test_nothing_is_said_where_they_agree() -> None:
    assert not told("x = 2; y = relu(x) * sqrt(x)").warnings


def test_forward_mode_speaks_of_no_gradients_of_an_earlier_run() -> None:
    prepared = prepare(read_program("x = 0; y = sqrt(x)"))
    assert [caution.kind for caution in prepared.trace().warnings] == ["non-finite"]
    assert prepared.trace(values={"x": 4}, mode="forward").warnings == []
    prepared.trace(mode="forward")
    assert prepared.trace(values={"x": 4}, mode="forward").warnings == []
