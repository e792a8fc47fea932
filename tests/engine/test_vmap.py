"""Every gate at many places at once gives what a tape gives at each of them."""

import numpy as np
import pytest

from app.engine.graph import Graph, Kind
from app.engine.ops import OPS
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.engine.vmap import BY_NAME, plan_vmap
from tests.engine.cases import Case, all_cases, build

ROWS, COLUMNS = 3, 4
CASES = list(all_cases())
SPREADS = ((ROWS, COLUMNS), (ROWS, 1), (1, COLUMNS))


def at_each_place(tape: Tape, output: int, leaves: dict[int, Array]) -> Array:
    """Run the tape at every place."""
    before = {leaf: tape.values[leaf].copy() for leaf in leaves}
    shape = tape.values[output].shape
    values = np.empty((ROWS, COLUMNS, *shape))
    for row in range(ROWS):
        for column in range(COLUMNS):
            for leaf, value in leaves.items():
                tape.set(leaf, value[row % value.shape[0], column % value.shape[1]])
            tape.forward()
            values[row, column] = tape.values[output]
    for leaf, value in before.items():
        tape.set(leaf, value)
    tape.forward()
    return values


def assert_same(found: Array, expected: Array) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-13, atol=1e-13)


def moved(case: Case, tape: Tape, leaf: int, slot: int, spread: tuple[int, int]) -> Array:
    """Give a leaf a value at each place, on the domain of its argument."""
    value = tape.values[leaf]
    if slot in case.op.labels:
        return np.broadcast_to(value, (*spread, *value.shape)).copy()
    rng = np.random.default_rng([slot, *spread])
    domain = case.op.domain(slot)
    return rng.uniform(domain.low, domain.high, (*spread, *value.shape))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_gate_with_each_operand_moving(case: Case) -> None:
    tape, leaves, output, _ = build(case, np.random.default_rng(11))
    for slot, leaf in enumerate(leaves):
        for spread in SPREADS:
            values = {leaf: moved(case, tape, leaf, slot, spread)}
            found = plan_vmap(tape, output, values)(values)
            expected = at_each_place(tape, output, values)
            assert found.shape == (*spread, *expected.shape[2:])
            assert_same(np.broadcast_to(found, expected.shape), expected)
    if len(leaves) > 1:
        values = {
            leaf: moved(case, tape, leaf, slot, SPREADS[1 + slot % 2])
            for slot, leaf in enumerate(leaves)
        }
        assert_same(plan_vmap(tape, output, values)(values), at_each_place(tape, output, values))


def test_what_depends_on_one_number_only_is_computed_along_one_line() -> None:
    graph = Graph()
    w0, w1 = (graph.leaf(Kind.INPUT, 1.0, name=name) for name in ("w0", "w1"))
    squares = [graph.gate(OPS["square"], [w]) for w in (w0, w1)]
    output = graph.gate(OPS["add"], squares)
    tape = Tape(graph, [output])
    tape.forward()
    x, y = np.linspace(-1, 1, 5)[:, None], np.linspace(-2, 2, 7)[None, :]
    mapped = plan_vmap(tape, squares[0], {w0: x})
    assert mapped({w0: x}).shape == (5, 1)
    np.testing.assert_array_equal(
        plan_vmap(tape, output, {w0: x, w1: y})({w0: x, w1: y}), x**2 + y**2
    )


def test_every_named_rule_is_of_a_gate_that_there_is() -> None:
    assert BY_NAME.keys() <= OPS.keys()
