"""Filling the holes of a gate's templates with variables and numbers."""

import re
from collections.abc import Mapping, Sequence

from ...engine.graph import Graph, Literal, Node
from .literals import number_text

_HOLE = re.compile(r"\{(\w+)\}")
_LOOSE_BEFORE = ("", "(", "[", ", ")
_LOOSE_AFTER = ("", ")", "]", ",", " * ", " / ", " + ", " - ")


def holes(graph: Graph, node: Node, values: Sequence[str], upstream: str = "") -> dict[str, str]:
    """Return what stands in each hole of a gate's templates.

    An argument goes before the value and the upstream gradient where it bears their name.
    """
    op = node.op
    assert op is not None
    filled = {name: option_text(value) for name, value in node.params.items()}
    filled |= {"y": values[node.id], "g": upstream}
    for name, operand in zip(op.names(len(node.operands)), node.operands, strict=True):
        if isinstance(operand, Literal):
            filled[name] = number_text(operand.value)
        else:
            filled[name] = values[operand]
    return filled


def fill(template: str, filled: Mapping[str, str]) -> str:
    """Fill every hole; a negative number gets brackets where what is around it could bind it."""

    def put(hole: re.Match[str]) -> str:
        text = filled[hole[1]]
        if not text.startswith("-"):
            return text
        before, after = template[: hole.start()], template[hole.end() :]
        begins = not before or before.endswith(_LOOSE_BEFORE[1:])
        ends = not after or after.startswith(_LOOSE_AFTER[1:])
        return text if begins and ends else f"({text})"

    return _HOLE.sub(put, template)


def option_text(value: object) -> str:
    """Write the value of an option."""
    return number_text(value) if isinstance(value, float) else repr(value)
