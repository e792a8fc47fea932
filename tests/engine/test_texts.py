"""The formulas and derivatives that a row shows are what its kernels compute."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from app.engine.ops import OPS
from app.engine.ops.broadcasting import sum_to
from app.engine.ops.op import Array, Op, Params, Pattern, Shape
from tests.engine.cases import CASES_OF_OPTIONS, Case, all_cases, build
from tests.engine.formulas import Reader

CASES = all_cases()
DEFAULTS = {
    op.name: [c for c in CASES if c.op is op and op.settled(c.params) == op.settled({})]
    for op in OPS.values()
}
ELEMENTWISE = [
    (op, params)
    for op in OPS.values()
    if op.pattern is Pattern.ELEMENTWISE
    for params in CASES_OF_OPTIONS.get(op.name, [{}])
]
FAR = 9.0
"""So far out elementwise gates are sampled too, where value and formula may both be NaN."""


def places(shapes: tuple[Shape, ...]) -> Iterator[tuple[int, ...]]:
    """Give the places of the matrices in a stack of products."""
    yield from product(*map(range, np.broadcast_shapes(*(shape[:-2] for shape in shapes))))


def matrix(x: Array, place: tuple[int, ...], rank: int = 2) -> Array:
    """View one matrix of a stack; one that all of them share is at every place."""
    lead = x.shape[: max(x.ndim - rank, 0)]
    own = place[len(place) - len(lead) :]
    for size, k in zip(lead, own, strict=True):
        x = x[0 if size == 1 else k, ...]
    return x


def read_derivative(reader: Reader, text: str, g: Array) -> Array:
    """Return what an operand receives by a text: where it was broadcast, what its copies do."""
    read = reader.derivative(text)
    if reader.op.pattern is Pattern.ELEMENTWISE:
        read = read * g
    shape = reader.operands[reader.slot].shape
    received = np.empty(shape)
    sum_to(np.broadcast_to(read, np.broadcast_shapes(read.shape, shape)), received)
    return received


def assert_told(case: Case, formula: str, derivatives: list[str]) -> None:
    """Compare what the texts give with value and gradients of a case at a random point."""
    tape, leaves, output, seed = build(case, np.random.default_rng(7))
    for slot in case.op.labels:
        if not case.op.holds_labels(slot, case.shapes):  # a distribution adds up to one
            weights = tape.values[leaves[slot]]
            tape.set(leaves[slot], weights / weights.sum(axis=-1, keepdims=True))
            tape.forward()
            tape.backward({output: seed})
    params = case.op.settled(case.params)
    operands, y = [tape.values[leaf] for leaf in leaves], tape.values[output]
    stacked = places(case.shapes) if case.op.name == "matmul" else [()]
    received = [np.zeros(operand.shape) for operand in operands]
    told = np.zeros(y.shape)
    for place in stacked:
        rank = y.ndim - len(place) if place else y.ndim
        views = [matrix(operand, place) if place else operand for operand in operands]
        value, g = matrix(y, place, rank), matrix(seed, place, rank)
        read = Reader(case.op, views, value, params, g).value(formula)
        matrix(told, place, rank)[...] = read.reshape(value.shape)
        for slot, text in enumerate(derivatives):
            reader = Reader(case.op, views, value, params, g, slot)
            part = matrix(received[slot], place) if place else received[slot]
            part += read_derivative(reader, text, g)
    np.testing.assert_allclose(told, y, rtol=1e-9, atol=1e-12)
    for slot, leaf in enumerate(leaves):
        if (expected := tape.gradients[leaf]) is not None:
            np.testing.assert_allclose(received[slot], expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("case", CASES, ids=map(str, CASES))
def test_the_texts_of_a_case_give_its_numbers(case: Case) -> None:
    op, params = case.op, case.op.settled(case.params)
    slots = range(len(case.shapes))
    derivatives = [op.derivative_text(slot, case.shapes, params) for slot in slots]
    assert_told(case, op.formula_text(case.shapes, params), derivatives)


@pytest.mark.parametrize("op", OPS.values(), ids=OPS)
def test_the_general_texts_give_the_numbers_of_some_case(op: Op) -> None:
    """They are what the page of gates shows, for the defaults and the shapes that they mean."""
    faults = []
    for case in DEFAULTS[op.name]:
        if len(case.shapes) == len(op.arguments):
            try:
                assert_told(case, op.formula, list(op.derivatives))
                return
            except (AssertionError, ValueError, IndexError) as fault:
                faults.append(f"{case}: {fault}")
    pytest.fail("\n".join(faults))


@pytest.mark.parametrize(("op", "params"), ELEMENTWISE, ids=lambda v: getattr(v, "name", str(v)))
def test_the_texts_of_an_elementwise_gate_hold_over_its_domain(op: Op, params: Params) -> None:
    settled = op.settled(params)
    rng = np.random.default_rng(3)
    columns = []
    for slot in range(len(op.arguments)):
        domain = op.domain(slot)
        inside, far = rng.uniform(domain.low, domain.high, 300), rng.uniform(-FAR, FAR, 100)
        columns.append(np.concatenate([inside, far, np.repeat(domain.kinks, 10)]))
    count = min(map(len, columns))
    operands = [column[-count:] for column in columns]
    y = np.empty(count)
    with np.errstate(all="ignore"):
        op.forward(*operands, out=y, **settled)
    shapes = tuple(operand.shape for operand in operands)
    read = Reader(op, operands, y, settled).value(op.formula_text(shapes, settled))
    np.testing.assert_allclose(read, y, rtol=1e-9, atol=1e-12)
    for slot in range(len(operands)):
        rule, slopes = op.vjp(slot), np.ones(count)
        if rule is not None:
            with np.errstate(all="ignore"):
                rule(np.ones(count), y, *operands, out=slopes, **settled)
        text = op.derivative_text(slot, shapes, settled)
        told = Reader(op, operands, y, settled, slot=slot).derivative(text)
        np.testing.assert_allclose(np.broadcast_to(told, y.shape), slopes, rtol=1e-9, atol=1e-12)
