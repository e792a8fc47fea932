"""All levels of detail give the same numbers, at every size, at edges, masked and composed.

What leaves an opened gate is what the gate itself computes; what its smaller gates make of it is
held to the same bound, and a difference is told.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pytest

from app.engine.ops import OPS
from app.language import Level, Run, at_level, read_program
from app.language.levels.parts import is_derived
from app.trace import Trace, prepare
from tests.language.helpers import same

OTHERS = (Level.BLOCKS, Level.ELEMENTARY, Level.SCALARS)
SIZES = [10.0**k for k in range(-13, 5)] + [
    14.0, 20.0, 27.0, 30.0, 37.0, 40.0, 354.0, 355.0, 372.0, 400.0, 709.0, 710.0, 745.0, 746.0,
]  # fmt: skip
NUMBERS = [0.0, *SIZES, *(-size for size in SIZES)]
CHANCES = [0.0, *(10.0**-k for k in range(1, 17)), 0.3, *(1 - 10.0**-k for k in range(1, 17)), 1.0]
TARGETS = ("0", "1", "0.3", "1e-12")
ROWS = ("0", "2", "[0, 1, 0]", "[0.2, 0.3, 0.5]")
MASKS = ([0, -np.inf, 0], [-np.inf, -np.inf, 0], [-np.inf, -np.inf, -np.inf], [np.inf, 0, 0])
NORMALIZERS = ("softmax", "log_softmax", "logsumexp")


class Sweep(NamedTuple):
    """A program, and the numbers that one of its inputs is given in turn."""

    program: str
    given: str
    values: list[Any]


def each_gate() -> Iterator[Sweep]:
    """Yield every derived gate of one number, and of a row, at every size."""
    rows = [[x, 1.0, 0.0] for x in NUMBERS]
    for gate in ("sigmoid(x)", "tanh(x)", "relu(x)", "leaky_relu(x)", "leaky_relu(x, slope=0)",
                 "elu(x)", "elu(x, alpha=2)", "selu(x)", "softplus(x)", "gelu(x)",
                 "l2(x)", "half_l2(x)"):  # fmt: skip
        yield Sweep(f"x = 1; y = {gate}", "x", NUMBERS)
    for gate in NORMALIZERS:
        yield Sweep(f"z = [1, 1, 0]; y = {gate}(z) * [1, 2, 3]", "z", rows)
    for y in TARGETS:
        for loss in ("bce_with_logits", "squared_error", "half_squared_error", "mse"):
            yield Sweep(f"z = 1; y = {y}; L = {loss}(z, y)", "z", NUMBERS)
    for y in ROWS:
        yield Sweep(f"z = [1, 1, 0]; L = softmax_cross_entropy(z, {y})", "z", rows)
    for gate in ("hinge(z, 1)", "mean(z)", "dot(z, z)", "outer(z, z)"):
        yield Sweep(f"z = [1, 1, 0]; L = {gate}", "z", rows)
    pairs = [[[x, 1.0], [0.0, -x]] for x in NUMBERS]
    for gate in ("softmax(z, axis=0)", "log_softmax(z)", "logsumexp(z, axis=0)", "mean(z, axis=1)",
                 "logsumexp(z, axis=0, keepdims=True)"):  # fmt: skip
        yield Sweep(f"z = [[1, 1], [0, 1]]; L = {gate} * [1, 2]", "z", pairs)
    yield Sweep("z = [[1, 1], [0, 1]]; L = softmax_cross_entropy(z, [0, 1])", "z", pairs)
    yield from layers(pairs)


def layers(pairs: list[Any]) -> Iterator[Sweep]:
    """Yield the gates that networks are made of."""
    for gate in ("linear(z, [[1, 2], [3, -1]], [1, 0])", "conv2d(z, [[2, 1], [1, 3]], padding=1)",
                 "conv1d(z, ones(3, 2, 1), [1, 2, 3])", "max_pool2d(z)", "avg_pool2d(z, 1)",
                 "max_pool2d(z, size=(1, 2))", "global_avg_pool(z)", "dropout(z, seed=1)",
                 "broadcast_to(z, (3, 2, 2))"):  # fmt: skip
        yield Sweep(f"z = [[1, 1], [0, 1]]; L = {gate}", "z", pairs)
    yield Sweep("z = [[1, 1], [0, 1]]; L = layer_norm(z, [1, 2], [0, 1]) * [1, 2]", "z", pairs)
    yield Sweep("z = [[1, 1], [0, 1]]; L = batch_norm(z, [1, 2]) * [[1], [2]]", "z", pairs)
    yield Sweep("z = [[1, 1], [0, 1]]; L = attention(z, [[1, 2], [0, 1]], z)", "z", pairs)


def masked() -> Iterator[Sweep]:
    """Yield what infinities are added to."""
    masks = [list(map(float, mask)) for mask in MASKS]
    for gate in (*NORMALIZERS, *(f"softmax_cross_entropy {y}" for y in ROWS)):
        name, _, y = gate.partition(" ")
        loss = f"{name}(x + m{', ' + y if y else ''})"
        yield Sweep(f"x = [1, 2, 3]; m = const([0, 0, 0]); L = {loss}", "m", masks)


def at_certainty() -> Iterator[Sweep]:
    """Yield losses of probabilities up to 0 and 1."""
    for y in TARGETS:
        yield Sweep(f"p = 0.5; y = {y}; L = bce(p, y)", "p", CHANCES)
    rows = [[p, 1 - p, 0.0] for p in CHANCES]
    for y in ROWS:
        yield Sweep(f"p = [0.5, 0.5, 0]; L = cross_entropy(p, {y})", "p", rows)


def composed() -> Iterator[Sweep]:
    """Yield programs in which one gate makes the rounding of another one large."""
    rows = [[x, 1.0, 0.0] for x in NUMBERS]
    for y in ("0", "1", "0.3"):
        yield Sweep(f"z = 1; L = bce(sigmoid(z), {y})", "z", NUMBERS)
    for y in ROWS:
        yield Sweep(f"z = [1, 1, 0]; L = cross_entropy(softmax(z), {y})", "z", rows)
    for text in ("log(sigmoid(x))", "log(1 - sigmoid(x))", "log(1 - tanh(x)**2)", "1 / tanh(x)",
                 "log(softplus(x))", "tanh(softplus(x)) * x", "log(-gelu(x))", "1 / elu(x)",
                 "1 / (1 - sigmoid(x)) - exp(x)", "softplus(gelu(elu(x)))"):  # fmt: skip
        yield Sweep(f"x = 1; y = {text}", "x", NUMBERS)
    yield Sweep("z = [1, 1, 0]; y = log(1 - softmax(z)[0])", "z", rows)
    neuron = "def neuron(w, x): return sigmoid(w * x)"
    yield Sweep(f"{neuron}\nw = 1; L = log(neuron(w, 2))", "w", NUMBERS)
    yield Sweep("x = [1, 2, 3]; s = softmax(x); L = squared_error(x, s * x)", "x", rows)
    yield Sweep("x = [1, 2, 3]; L = squared_error(x, x[:]) + mse(x, x[::-1])", "x", rows)
    yield Sweep("x = [1, 2, 3]; L = sum(sigmoid(x) * detach(x)) + mean(detach(x))", "x", rows)
    yield Sweep("x = [1, 1, 0]; y = sqrt(x)[0] + log(x)[0]", "x", rows)
    yield Sweep("def f(x): return sum(detach(exp(x)))\nx = [1, 2, 3]; y = 3; L = f(x) + y", "x", [])
    sums = [[1e16, 1.0, -1e16, 3.0, 1e15, -1e15, 7.0, 9.0, x, 1.0, 1.0] for x in NUMBERS]
    yield Sweep("x = ones(11); y = 1 / (sum(x) - mean(x))", "x", sums)


SINGLE = [*each_gate(), *at_certainty(), *masked()]
SWEEPS = [*SINGLE, *composed()]
STABLE = [
    sweep
    for sweep in each_gate()
    if "sigmoid(" not in sweep.program and "tanh" not in sweep.program
]

each_sweep = pytest.mark.parametrize("sweep", SWEEPS, ids=[s.program for s in SWEEPS])


def _flat(number: Any) -> Any:
    return np.ravel(np.asarray(number, dtype=np.float64))


def numbers(story: Trace) -> dict[str, Any]:
    """Return the output's value and the gradient of every input."""
    values = [_flat(story.nodes[node].value) for node in story.outputs]
    found = {f"d{name}": gradient for name, gradient in (story.gradients or {}).items()}
    return found | {"value": np.concatenate(values)}


def tangents(story: Trace) -> Any:
    """Return the output's tangent."""
    return np.concatenate([_flat(story.nodes[node].tangent) for node in story.outputs])


@each_sweep
def test_all_levels_tell_the_same(sweep: Sweep) -> None:
    program = read_program(sweep.program)
    levels = {level: prepare(program, level) for level in Level}
    for value in [*sweep.values, None]:
        given = {} if value is None else {sweep.given: value}
        expected = numbers(levels[Level.GATES].trace(given))
        for level in OTHERS:
            found = numbers(levels[level].trace(given))
            assert found.keys() == expected.keys()
            for name, number in expected.items():
                what = f"{name} at {value}, level {level.value}"
                if number is None:
                    assert found[name] is None, what
                else:
                    same(found[name], number, what)


@each_sweep
def test_all_levels_carry_the_same_tangents(sweep: Sweep) -> None:
    program = read_program(sweep.program)
    if sweep.given not in program.inputs:
        return
    levels = {level: prepare(program, level) for level in Level}
    for value in sweep.values[::5]:
        told = {
            level: tangents(prepared.trace({sweep.given: value}, mode="forward", wrt=sweep.given))
            for level, prepared in levels.items()
        }
        for level in OTHERS:
            same(told[level], told[Level.GATES], f"{value}, level {level.value}")


@pytest.mark.parametrize("sweep", STABLE, ids=[s.program for s in STABLE])
def test_the_smaller_gates_agree_by_themselves(sweep: Sweep) -> None:
    """At every size and at every label; only sigmoid and tanh are opened as they are taught."""
    program = read_program(sweep.program)
    for level in (Level.ELEMENTARY, Level.SCALARS):
        prepared = prepare(program, level)
        for value in sweep.values:
            warnings = prepared.trace({sweep.given: value}).warnings
            assert [w.message for w in warnings if w.kind == "opened"] == [], value


@pytest.mark.parametrize(("gate", "end"), [("sigmoid", -709.0), ("tanh", -354.0)])
def test_the_lecture_s_picture_differs_only_where_its_power_overflows(
    gate: str, end: float
) -> None:
    prepared = prepare(read_program(f"x = 1; y = {gate}(x)"), Level.ELEMENTARY)
    for x in NUMBERS:
        kinds = [warning.kind for warning in prepared.trace({"x": x}).warnings]
        assert ("opened" in kinds) == (x < end), x


def test_every_derived_gate_is_swept() -> None:
    swept = {
        node.op.name
        for sweep in SWEEPS
        for node in read_program(sweep.program).graph.nodes
        if node.op is not None
    }
    assert {op.name for op in OPS.values() if is_derived(op)} <= swept


@pytest.mark.parametrize("sweep", SINGLE, ids=[s.program for s in SINGLE])
def test_no_difference_is_silent(sweep: Sweep) -> None:
    """Where the smaller gates, left to themselves, end in other numbers, a warning says so."""
    program = read_program(sweep.program)
    view = at_level(program, Level.ELEMENTARY)
    free = Run(replace(view, closed=None))
    prepared = prepare(program, Level.ELEMENTARY)
    own = {**program.inputs, **program.constants}
    held: dict[str, Any] = {}
    for value in sweep.values:
        free.tape.set(int(view.leaves[sweep.given]), value)
        free.forward()
        free.backward()
        story = prepared.trace({sweep.given: value})
        for name in own:
            held[name] = free.tape.gradients[int(view.leaves[name])]
        alike = _alike(free.tape.values[int(view.outputs)], story.nodes[story.outputs[0]].value)
        for name, gradient in (story.gradients or {}).items():
            alike = alike and (gradient is None or _alike(held[name], gradient))
        assert alike or "opened" in [warning.kind for warning in story.warnings], value


def _alike(found: object, expected: object) -> bool:
    try:
        same(found, expected)
    except AssertionError:
        return False
    return True
