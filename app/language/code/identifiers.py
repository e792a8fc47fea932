"""Variables of a script: one for the value and one for the gradient of every node."""

import builtins
import keyword
from collections.abc import Iterable
from dataclasses import dataclass

from ...engine.graph import Graph, Node
from ..names import unnumbered

RESERVED = frozenset([*keyword.kwlist, *keyword.softkwlist, *dir(builtins), "np", "torch"])
"""Names that a script must keep for what they are."""


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The variables, by node id."""

    values: list[str]
    gradients: list[str]
    taken: set[str]
    """Every name that is in use."""

    def another(self, wanted: str) -> str:
        """Take one more name: this one, or this one with a number."""
        return _free(wanted, self.taken)


def identifiers(graph: Graph, reserved: Iterable[str] = ()) -> Identifiers:
    """Name the variables after the program: c⁽²⁾ is ``c_2``, a node without a name ``v3``.

    Names of the program itself go first, so that a name used again inside a function is the one
    that gets a number. ``reserved`` are the functions that the script defines.
    """
    taken: set[str] = {*RESERVED, *reserved}
    values = [""] * len(graph)
    outside = set(graph.names.values())

    def rank(node: Node) -> tuple[bool, bool]:
        return node.name is None, bool(node.group) and node.id not in outside

    for node in sorted(graph.nodes, key=rank):
        values[node.id] = _free(_wanted(node), taken)
    gradients = [_free(f"d{value}", taken) for value in values]
    return Identifiers(values, gradients, taken)


def _wanted(node: Node) -> str:
    if node.name is None:
        return f"v{node.id}"
    name, times = unnumbered(node.name)
    wanted = f"{name}_{times + 1}" if times else name
    return wanted if wanted.isidentifier() else f"v{node.id}"


def _free(wanted: str, taken: set[str]) -> str:
    """Return the name, or the name with the first number that makes it free, and take it."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    taken.add(name)
    return name
