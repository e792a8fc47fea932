"""What several test files of this room share."""

from collections.abc import Collection

import numpy as np

from app.engine.graph import Graph, Literal
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language import Level, Program, at_level


def outside(
    program: Program,
    level: Level,
    seed: object = None,
    closed: Collection[str] = (),
    opened: Collection[str] = (),
) -> tuple[Array, dict[str, Array]]:
    """Return the output's value and every leaf's gradient, in their own shapes, at one level."""
    view = at_level(program, level, closed, opened)
    outputs = view.outputs.reshape(-1).tolist()
    tape = Tape(view.graph, sorted(set(outputs)))
    tape.forward()
    shape = program.graph.nodes[program.output].shape
    whole = np.broadcast_to(np.asarray(1.0 if seed is None else seed, dtype=np.float64), shape)
    seeds: dict[int, Array] = {}
    if view.outputs.shape == shape:
        for node, part in zip(outputs, whole.reshape(-1), strict=True):
            seeds[node] = seeds.get(node, np.zeros(())) + part
    else:
        seeds[outputs[0]] = whole
    tape.backward(seeds)
    value = _gather(tape.values, view.outputs, shape)
    gradients: dict[str, Array] = {}
    for name, ids in view.leaves.items():
        leaf = {**program.inputs, **program.constants}[name]
        own = program.graph.nodes[leaf].shape
        parts = [tape.gradients[k] for k in ids.reshape(-1).tolist()]
        if all(part is None for part in parts):
            continue
        filled = [np.zeros(()) if part is None else part for part in parts]
        gradients[name] = np.array(filled).reshape(own)
    return value, gradients


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
