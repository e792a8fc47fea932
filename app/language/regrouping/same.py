"""Whether two programs compute the same: gates and leaves alike, however they are grouped."""

from collections import Counter
from collections.abc import Collection, Mapping

from ...engine.graph import Graph, Kind, Literal, Node
from ..errors import ProgramError
from ..program import Program, ReadLimits
from ..reader import read_program

Mark = tuple[object, ...]


def read_again(
    text: str, before: Program, inputs: Mapping[str, object] | None, limits: ReadLimits
) -> Program | None:
    """Read a text that a program was rewritten as; ``None`` where it is no program."""
    try:
        made = read_program(text, inputs, limits=limits)
        if before.output_name is not None and made.output_name != before.output_name:
            made = read_program(text, inputs, before.output_name, limits=limits)
    except ProgramError:
        return None
    return made


def is_same(one: Program, other: Program, within: Collection[int] = ()) -> bool:
    """Tell whether two programs have the same gates, leaves and output, however grouped.

    Names of the first one's nodes ``within`` may mean something else in the other. So may those of
    parameters that a call makes, where all shapes come in the same order.
    """
    makes = any(node.group for one in (one, other) for node in _shapes(one.graph))
    return _is_same(one, other, within, False) or (makes and _is_same(one, other, within, True))


def _is_same(one: Program, other: Program, within: Collection[int], in_order: bool) -> bool:
    known: dict[Mark, int] = {}
    left, right = (marked(program.graph, known, in_order) for program in (one, other))
    if Counter(left) != Counter(right) or left[one.output] != right[other.output]:
        return False
    names = (one.graph.names, other.graph.names)
    shared = {name for name, node in names[0].items() if node not in within} & names[1].keys()
    return all(left[names[0][name]] == right[names[1][name]] for name in shared) and (
        _leaves(one, left, in_order) == _leaves(other, right, in_order)
    )


def _shapes(graph: Graph) -> list[Node]:
    """Return the inputs that are shapes without numbers."""
    return [node for node in graph.nodes if node.kind is Kind.INPUT and node.shape_only]


def _leaves(program: Program, marks: list[int], in_order: bool) -> dict[str, int]:
    without = {node.id for node in _shapes(program.graph)} if in_order else set[int]()
    named = {**program.inputs, **program.constants}
    return {name: marks[node] for name, node in named.items() if node not in without}


def marked(graph: Graph, known: dict[Mark, int], in_order: bool = False) -> list[int]:
    """Return a number for every node: two nodes have the same one where they compute the same.

    Names of gates and groups count for nothing; a leaf is known by its name and its numbers.
    ``in_order`` an input without numbers is known by its place among those of its shape.
    """
    found: list[int] = []
    places: Counter[Mark] = Counter()
    shapes = {node.id for node in _shapes(graph)} if in_order else set[int]()
    for node in graph.nodes:
        if node.id in shapes:
            places[node.shape] += 1
            mark: Mark = (node.shape, places[node.shape])
        elif node.op is None:
            mark = (node.kind, node.name, node.shape, _numbers(graph, node.id))
        else:
            operands = tuple(
                ("literal", repr(o.value)) if isinstance(o, Literal) else found[o]
                for o in node.operands
            )
            mark = (node.op.name, repr(node.params), operands)
        found.append(known.setdefault(mark, len(known)))
    return found


def _numbers(graph: Graph, leaf: int) -> bytes | None:
    value = graph.values.get(leaf)
    return None if value is None or graph.nodes[leaf].shape_only else value.tobytes()
