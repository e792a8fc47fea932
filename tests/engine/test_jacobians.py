import numpy as np
import pytest

from app.engine.jacobians import jacobian
from app.engine.ops import OPS
from tests.engine.cases import Case, all_cases, build

EVERY_GATE = sorted({case.op.name for case in all_cases()})


@pytest.mark.parametrize("gate", EVERY_GATE)
def test_multiplying_by_it_gives_what_the_vector_jacobian_product_gives(gate: str) -> None:
    rng = np.random.default_rng(3)
    for case in (case for case in all_cases() if case.op.name == gate):
        tape = build(case, rng).tape
        for edge in tape.graph.edges:
            flowed = tape.contributions[edge.id]
            if flowed is None:
                continue
            upstream = tape.gradients[edge.target]
            assert upstream is not None
            product = jacobian(tape, edge).T @ upstream.ravel()
            np.testing.assert_allclose(product, flowed.ravel(), rtol=1e-9, atol=1e-11)


def test_its_columns_are_difference_quotients() -> None:
    case = Case(OPS["softmax"], ((2, 3),), {"axis": -1})
    tape = build(case, np.random.default_rng(5)).tape
    found, h = jacobian(tape, tape.graph.edges[0]), 1e-6
    assert found.shape == (6, 6)
    assert not found[:3, 3:].any(), "a row depends on itself only"
    start = tape.values[0].copy()
    for column in range(6):
        ends = []
        for sign in (1, -1):
            moved = start.copy()
            moved.flat[column] += sign * h
            tape.set(0, moved)
            tape.forward()
            ends.append(tape.values[1].ravel().copy())
        np.testing.assert_allclose(found[:, column], (ends[0] - ends[1]) / (2 * h), atol=1e-8)


def test_beside_the_diagonal_no_infinite_slope_makes_it_nan() -> None:
    built = build(Case(OPS["sqrt"], ((2,),), {}), np.random.default_rng(0))
    built.tape.set(0, [0.0, 1.0])
    built.tape.forward()
    found = jacobian(built.tape, built.tape.graph.edges[0])
    np.testing.assert_array_equal(found, [[np.inf, 0.0], [0.0, 0.5]])
