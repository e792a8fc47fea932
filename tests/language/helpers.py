"""What several test files of this room share."""

from collections.abc import Collection

import numpy as np

from app.engine.graph import Graph, Literal
from app.engine.ops.op import Array
from app.language import Level, Program, Run, at_level


def outside(
    program: Program,
    level: Level,
    seed: object = None,
    closed: Collection[str] = (),
    opened: Collection[str] = (),
) -> tuple[Array, dict[str, Array]]:
    """Return the output's value and every leaf's gradient, in their own shapes, at one level."""
    view = at_level(program, level, closed, opened)
    run = Run(view)
    tape = run.tape
    run.forward()
    run.backward(seed)
    shape = program.graph.nodes[program.output].shape
    value = _gather(tape.values, view.outputs, shape)
    gradients: dict[str, Array] = {}
    for name, ids in view.leaves.items():
        leaf = {**program.inputs, **program.constants}[name]
        own = program.graph.nodes[leaf].shape
        gradient = run.gradient_of(ids)
        if gradient is not None:
            gradients[name] = gradient.reshape(own)
    return value, gradients


def same(found: object, expected: object, what: str = "") -> None:
    """Assert that numbers are the same at another level: within 1e-10, relative from 1 up."""
    left, right = np.asarray(found, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    with np.errstate(all="ignore"):
        near = np.abs(left - right) <= 1e-10 * np.maximum(1.0, np.abs(right))
    alike = near | (left == right) | (np.isnan(left) & np.isnan(right))
    assert left.shape == right.shape, what
    assert np.all(alike), f"{what}: {left} is not {right}"


def _gather(
    values: list[Array], ids: "np.typing.NDArray[np.intp]", shape: tuple[int, ...]
) -> Array:
    return np.array([values[k] for k in ids.reshape(-1).tolist()]).reshape(shape)


def summary(graph: Graph) -> list[object]:
    """Return everything about a graph but where it was written and where its leaves stand.

    A leaf is told by its value, name and group, a gate by its place among the gates.
    """
    places: dict[int, object] = {}
    told: list[object] = []
    for node in graph.nodes:
        if node.op is None:
            value = graph.values[node.id]
            leaf = (node.kind, node.name, node.group, node.shape, value.tobytes())
            places[node.id] = leaf
            continue
        operands = tuple(
            repr(o.value) if isinstance(o, Literal) else places[o] for o in node.operands
        )
        places[node.id] = len(told)
        told.append((node.op.name, operands, dict(node.params), node.name, node.group, node.shape))
    leaves = [places[n.id] for n in graph.nodes if n.op is None]
    names = {name: places[node] for name, node in graph.names.items()}
    return [told, leaves, names]
