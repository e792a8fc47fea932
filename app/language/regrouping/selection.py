"""Whether selected gates can be one block, and what is to be added where they cannot.

A block is a node: what enters it comes from outside, and one value leaves it. So no value may leave
it and come back, and only one of its gates may be used outside. Calls go in whole.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ...engine.graph import Graph, Node
from ..errors import ProgramError
from ..program import Program

FEWEST = 2
"""Gates that make a block."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A selection, and what closes it."""

    gates: frozenset[int]
    """The gates that were selected, and whatever closes the selection."""
    added: frozenset[int]
    """Those of them that were not selected."""
    why: str | None
    """Why the selection alone is no block; ``None`` where it is one."""
    result: int
    """The one gate whose value leaves the block."""
    operands: tuple[int, ...]
    """The nodes outside that the block reads, in the order of their first use."""


def closing_of(program: Program, selected: Collection[int]) -> Closing:
    """Return a selection of nodes of a program's graph with what closes it.

    Leaves do not count: they stay outside, and the block reads them.

    Raises:
        ProgramError: fewer than two gates are selected, all of them stand inside one call, or
            nothing that closes them has one output.
    """
    graph = program.graph
    gates = {node for node in selected if graph.nodes[node].op is not None}
    if len(gates) < FEWEST:
        raise ProgramError(
            "no-block",
            f"a block is made of {FEWEST} gates or more",
            hint="select more gates; inputs stay outside of a block",
        )
    calls = {graph.nodes[node].group[:1] for node in gates}
    inside = next(iter(calls))
    if len(calls) == 1 and inside and gates < set(_members(graph, inside)):
        raise ProgramError(
            "no-block",
            f"these gates stand inside {inside[0]}",
            hint=f"ungroup {inside[0]} first, or select gates outside of it",
        )
    before, why = frozenset(gates), None
    for _ in range(len(graph) + 1):
        found = _closed_once(program, gates)
        if found is None:
            break
        added, reason = found
        why = why or reason
        gates |= added
    result = _exits(program, gates)[0]
    operands = dict.fromkeys(
        o for k in sorted(gates) for o in graph.nodes[k].inputs if o not in gates
    )
    whole = frozenset(gates)
    within = {o for o in operands if _is_inside(graph, o, whole)}
    reads = tuple(o for o in operands if o not in within)
    return Closing(whole, whole - before, why, result, reads)


def _is_inside(graph: Graph, leaf: int, gates: Collection[int]) -> bool:
    """Tell whether a leaf without a name is written in a gate of the block, and goes with it."""
    node = graph.nodes[leaf]
    users = [edge.target for edge in graph.edges if edge.source == leaf]
    return node.op is None and node.name is None and all(user in gates for user in users)


def _closed_once(program: Program, gates: set[int]) -> tuple[set[int], str] | None:
    """Return what is missing most plainly, and why; ``None`` where nothing is."""
    graph = program.graph
    calls = {graph.nodes[node].group[:1] for node in gates} - {()}
    halves = {n for call in calls for n in _members(graph, call)} - gates
    if halves:
        call = graph.nodes[min(halves)].group[0]
        return halves, f"a part of {call} is selected: a call goes in whole"
    between = _after(graph, gates) & _before(graph, gates) - gates
    if between:
        name = called(graph.nodes[min(between)])
        return between, f"{name} lies between: a value would leave the block and come back"
    exits = _exits(program, gates)
    if len(exits) == 1:
        return None
    names = " and ".join(called(graph.nodes[node]) for node in exits[:2])
    why = f"{names} both leave the block: a block has one output"
    meeting = _meeting(program, gates, exits)
    missing = set() if meeting is None else _on_the_way(graph, gates, meeting) - gates
    if not missing:
        lost = called(graph.nodes[exits[0]])
        hint = f"leave {lost} out, or select gates that lead to one output"
        raise ProgramError("no-block", why, hint=hint)
    return missing, why


def _on_the_way(graph: Graph, gates: Collection[int], end: int) -> set[int]:
    """Return the gates on all ways from some to another, with its end."""
    return _after(graph, gates) & (_before(graph, {end}) | {end})


def _members(graph: Graph, call: tuple[str, ...]) -> list[int]:
    """Return the gates that were made in a call."""
    return [node.id for node in graph.nodes if node.op is not None and node.group[:1] == call]


def _exits(program: Program, gates: Collection[int]) -> list[int]:
    """Return the gates whose values are used outside, or nowhere, in the order of the graph."""
    graph = program.graph
    uses: dict[int, list[int]] = {}
    for edge in graph.edges:
        uses.setdefault(edge.source, []).append(edge.target)
    return [
        node
        for node in sorted(gates)
        if node == program.output
        or not uses.get(node)
        or not all(use in gates for use in uses[node])
    ]


def _after(graph: Graph, nodes: Collection[int]) -> set[int]:
    """Return what is computed from some nodes, and not they themselves unless they are."""
    found: set[int] = set()
    for node in graph.nodes:
        if any(o in nodes or o in found for o in node.inputs):
            found.add(node.id)
    return found


def _before(graph: Graph, nodes: Iterable[int]) -> set[int]:
    """Return what some nodes are computed from."""
    wanted = set(nodes)
    found: set[int] = set()
    for node in reversed(graph.nodes):
        if node.id in wanted or node.id in found:
            found |= set(node.inputs)
    return found


def _meeting(program: Program, gates: Collection[int], exits: list[int]) -> int | None:
    """Return the first node that all ways from the exits to the output go through."""
    graph = program.graph
    ways = _before(graph, {program.output}) | {program.output}
    if any(node not in ways for node in exits):
        return None
    onward = {n for n in (_after(graph, exits) | set(exits)) if n in ways}
    uses = Counter(edge.source for edge in graph.edges if edge.target in onward)
    open_ways = 0
    for node in graph.nodes:
        if node.id not in onward:
            continue
        open_ways -= sum(1 for o in node.inputs if o in onward)
        if open_ways == 0 and node.id >= max(exits):
            return node.id
        open_ways += uses[node.id]
    return None


def called(node: Node) -> str:
    """Return what a gate is called in a sentence: its name, else what it does."""
    if node.name:
        return node.name
    return f"the gate {node.op.name}" if node.op else "a number"
