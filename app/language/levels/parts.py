"""What of a program can be folded into one node, or opened, in place: its calls and its gates.

A call goes by its path (``layer#1/neuron#2``). A gate that can be opened goes by the name of the
value it makes, under the path of the call it was made in; one without a name of its own by its
number among the gates of its kind there (``neuron#1/sigmoid#1``).
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ...engine.graph import Graph
from ...engine.ops.op import Op
from ..errors import ProgramError
from ..names import nearest

Path: TypeAlias = tuple[str, ...]

BASIC = "arithmetic"
"""The family whose gates are never opened, whatever other way there is to write them."""
MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One call or one gate of a program, as a view shows it."""

    key: str
    kind: Literal["call", "gate"]
    label: str
    """The name of the function or of the gate."""
    open: bool
    """Whether its gates are seen, and not one node."""
    node: int | None
    """The node that it is, or ``None`` where it is open."""
    group: Path
    """The path of the gates that it is made of."""
    inside: tuple[str, ...] = ()
    """The keys of all calls inside a call that is closed: closed too, they open one by one."""


@dataclass(frozen=True, slots=True)
class Openable:
    """A gate that can be opened."""

    key: str
    node: int
    """Its id in the program's graph."""
    group: Path
    """The path of what it is opened into."""
    label: str


def is_derived(op: Op | None) -> bool:
    """Tell whether a gate can be opened into smaller ones."""
    return op is not None and op.definition is not None and op.family != BASIC


def key_of(path: Path) -> str:
    """Return what a call goes by."""
    return "/".join(path)


def calls_of(graph: Graph) -> dict[str, Path]:
    """Return every call of a program by its key, in the order of their first gates."""
    found: dict[str, Path] = {}
    for group in dict.fromkeys(node.group for node in graph.nodes):
        for depth in range(1, len(group) + 1):
            found.setdefault(key_of(group[:depth]), group[:depth])
    return found


def openables_of(graph: Graph) -> dict[str, Openable]:
    """Return every gate that can be opened by its key, in the order of the graph."""
    derived = [node for node in graph.nodes if is_derived(node.op)]
    named = Counter((node.group, node.name) for node in derived)
    numbers: dict[tuple[Path, str], int] = {}
    for path in calls_of(graph).values():
        name, _, number = path[-1].rpartition("#")
        slot = (path[:-1], name)
        numbers[slot] = max(numbers.get(slot, 0), int(number))
    found: dict[str, Openable] = {}
    for node in derived:
        assert node.op is not None
        slot = (node.group, node.op.name)
        numbers[slot] = numbers.get(slot, 0) + 1
        numbered = f"{node.op.name}#{numbers[slot]}"
        own = node.name if node.name and named[node.group, node.name] == 1 else numbered
        key = key_of((*node.group, own))
        found[key] = Openable(key, node.id, (*node.group, numbered), node.op.name)
    return found


def gate_around(graph: Graph, path: Path) -> str | None:
    """Return the gate of a program that was opened into what has this path, if one was."""
    gates = {gate.group: gate.label for gate in openables_of(graph).values()}
    around = (gates.get(path[:depth]) for depth in range(1, len(path) + 1))
    return next((gate for gate in around if gate is not None), None)


def gates_inside(graph: Graph, view: Graph, opened: str, op: str) -> frozenset[int]:
    """Return the gates of one kind that a view has inside opened gates of another.

    ``graph`` is the program's, in which these gates are whole.
    """
    if not any(node.op is not None and node.op.name == opened for node in graph.nodes):
        return frozenset()
    paths = {gate.group for gate in openables_of(graph).values() if gate.label == opened}
    return frozenset(
        node.id
        for node in view.nodes
        if node.op is not None
        and node.op.name == op
        and any(node.group[:depth] in paths for depth in range(1, len(node.group) + 1))
    )


def require_known(what: str, asked: Collection[str], known: Iterable[str]) -> None:
    """Refuse keys that a program does not have.

    Raises:
        ProgramError: one of them is unknown; it names the nearest.
    """
    names = list(known)
    for key in sorted(set(asked) - set(names)):
        raise ProgramError(
            "unknown-part", f"the program has no {what} {key}", hint=_hint(key, names)
        )


def _hint(key: str, names: list[str]) -> str:
    close = nearest(key, names)
    if close is not None:
        return f"did you mean {close}?"
    if not names:
        return "it has none: leave the list empty"
    rest = ", …" if len(names) > MOST_LISTED else ""
    return f"it has {', '.join(names[:MOST_LISTED])}{rest}"
