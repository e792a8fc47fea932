"""The outline of a graph as text: scopes, what happens in them, which of them binds which name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ...engine.graph import Graph
from ..names import unnumbered
from .forms import plain_name

Path: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class Unit:
    """One thing that happens in a scope: a node is made, or a call of a function."""

    value: int
    """The node; of a call, the one node that is seen outside of it, or -1."""
    operands: list[int]
    """The nodes it needs, in the order in which they are evaluated."""
    call: Path | None = None


@dataclass(slots=True)
class Scope:
    """The program itself, or one call of a function."""

    path: Path
    units: list[Unit] = field(default_factory=list)
    bound: dict[int, tuple[str, int]] = field(default_factory=dict)
    """The nodes that get their name here: the name without its number, and how many bindings came
    before."""
    result: int = -1
    """The node that is seen outside, or -1."""
    operands: dict[int, None] = field(default_factory=dict)
    """The nodes from outside that are used here, in the order of first use."""
    last: int = -1
    """The last node that was made here."""


class Outline:
    """All scopes of a graph, by path."""

    def __init__(self, graph: Graph, output: int) -> None:
        self.graph = graph
        self.output = output
        self.scopes: dict[Path, Scope] = {(): Scope(())}
        self._find_scopes()
        self._find_results()
        self._find_units()
        self._find_names()

    def _paths(self, node: int) -> Iterator[Path]:
        """Yield the paths of the calls that a node was made in, innermost first."""
        group = self.graph.nodes[node].group
        for depth in range(len(group), 0, -1):
            yield group[:depth]

    def _find_scopes(self) -> None:
        for node in self.graph.nodes:
            for path in self._paths(node.id):
                self.scopes.setdefault(path, Scope(path)).last = node.id

    def _find_results(self) -> None:
        """Find what each call takes from outside and the one node it gives back."""
        nodes = self.graph.nodes
        for node in nodes:
            for operand in node.inputs:
                theirs = nodes[operand].group
                for path in self._paths(node.id):
                    if theirs[: len(path)] == path:
                        break
                    self.scopes[path].operands[operand] = None
                for path in self._paths(operand):
                    if node.group[: len(path)] == path:
                        break
                    self._see(path, operand)
        for node_id in (self.output, *self.graph.names.values()):
            for path in self._paths(node_id):
                self._see(path, node_id)

        for scope in self.scopes.values():
            if scope.result < 0 and scope.path and nodes[scope.last].name is not None:
                scope.result = scope.last

    def _see(self, path: Path, node: int) -> None:
        self.scopes[path].result = node

    def _find_units(self) -> None:
        """List what happens in each scope. A leaf made during a call goes before it."""
        order: dict[Path, list[tuple[int, Unit]]] = {path: [] for path in self.scopes}
        for node in self.graph.nodes:
            order[node.group].append((node.id, Unit(node.id, list(node.inputs))))
        for path, scope in self.scopes.items():
            if path:
                unit = Unit(scope.result, list(scope.operands), path)
                order[path[:-1]].append((scope.last, unit))
        for path, pairs in order.items():
            pairs.sort(key=lambda pair: pair[0])
            self.scopes[path].units = [unit for _, unit in pairs]

    def _find_names(self) -> None:
        """Decide which scope gives each node its name: the outermost one that can.

        The nodes of inner calls choose last: they have more scopes to choose from.
        """
        later: list[tuple[int, list[Path]]] = []
        for node in self.graph.nodes:
            if node.name is None:
                continue
            candidates = [node.group]
            for path in self._paths(node.id):
                if self.scopes[path].result != node.id:
                    break
                candidates.append(path[:-1])
            if len(candidates) == 1:
                self.scopes[node.group].bound[node.id] = self._base(node.id)
            else:
                later.append((node.id, candidates))
        later.sort(key=lambda entry: len(entry[1][0]))
        for node_id, candidates in later:
            for path in reversed(candidates):
                if self._can_bind(path, node_id):
                    break
            self.scopes[path].bound[node_id] = self._base(node_id)

    def _base(self, node: int) -> tuple[str, int]:
        name, times = unnumbered(self.graph.nodes[node].name or "")
        return plain_name(name), times

    def _can_bind(self, path: Path, node: int) -> bool:
        base, times = self._base(node)
        if not path and base not in self.graph.names:
            return False
        return (base, times) not in self.scopes[path].bound.values()
