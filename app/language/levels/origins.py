"""What the nodes and edges of a view stand for in the graph in which every gate is its own node."""

from dataclasses import dataclass

from ..program import Program
from .parts import openables_of
from .view import View


@dataclass(frozen=True, slots=True)
class Origins:
    """By the ids of the view, ids of the program's own graph, in its order."""

    nodes: list[list[int]]
    """A folded call stands for all its gates; what a gate is opened into, for that gate."""
    edges: list[list[int]]


def origins_of(program: Program, view: View) -> Origins:
    """Return what a view stands for, at any level but scalars."""
    nodes = _nodes(program, view)
    return Origins(nodes, _edges(program, view, nodes))


def _nodes(program: Program, view: View) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in view.graph.nodes]
    for own, seen in enumerate(view.moved):
        found[seen].append(own)
    opened = {part.key for part in view.parts if part.kind == "gate" and part.open}
    gates = {g.group: g.node for key, g in openables_of(program.graph).items() if key in opened}
    for node in view.graph.nodes:
        if node.op is None:
            continue
        for depth in range(1, len(node.group) + 1):
            gate = gates.get(node.group[:depth])
            if gate is not None and gate not in found[node.id]:
                found[node.id].append(gate)
    return found


def _edges(program: Program, view: View, nodes: list[list[int]]) -> list[list[int]]:
    own = program.graph.nodes
    into: list[list[int]] = [[] for _ in own]
    for edge in program.graph.edges:
        into[edge.target].append(edge.id)
    found = []
    for edge in view.graph.edges:
        targets = nodes[edge.target]
        arriving = [program.graph.edges[k] for target in targets for k in into[target]]
        same = [one for one in arriving if view.moved[one.source] == edge.source]
        if len(targets) == 1 and own[targets[0]].op is view.graph.nodes[edge.target].op:
            same = [one for one in same if one.slot == edge.slot]
        # Between two gates that one gate was opened into, all that flows through it counts.
        found.append([one.id for one in same or arriving])
    return found
