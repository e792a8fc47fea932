"""Whether two programs compute the same: gates and leaves alike, however they are grouped."""

from collections import Counter
from collections.abc import Collection, Mapping

from ...engine.graph import Graph, Literal
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

    Names of the first one's nodes ``within`` may mean something else in the other.
    """
    known: dict[Mark, int] = {}
    left, right = marked(one.graph, known), marked(other.graph, known)
    if Counter(left) != Counter(right) or left[one.output] != right[other.output]:
        return False
    names = (one.graph.names, other.graph.names)
    shared = {name for name, node in names[0].items() if node not in within} & names[1].keys()
    return all(left[names[0][name]] == right[names[1][name]] for name in shared) and (
        _leaves(one, left) == _leaves(other, right)
    )


def _leaves(program: Program, marks: list[int]) -> dict[str, int]:
    return {name: marks[node] for name, node in {**program.inputs, **program.constants}.items()}


def marked(graph: Graph, known: dict[Mark, int]) -> list[int]:
    """Return a number for every node: two nodes have the same one where they compute the same.

    Names of gates and groups count for nothing; a leaf is known by its name and its numbers.
    """
    found: list[int] = []
    for node in graph.nodes:
        if node.op is None:
            mark: Mark = (node.kind, node.name, node.shape, _numbers(graph, node.id))
        else:
            operands = tuple(
                ("literal", repr(o.value)) if isinstance(o, Literal) else found[o]
                for o in node.operands
            )
            mark = (node.op.name, repr(node.params), operands)
        found.append(known.setdefault(mark, len(known)))
    return found


def _numbers(graph: Graph, leaf: int) -> bytes | None:
    """Return the numbers of a leaf; one that is a shape only has none."""
    value = None if graph.nodes[leaf].shape_only else graph.values.get(leaf)
    return None if value is None else value.tobytes()
