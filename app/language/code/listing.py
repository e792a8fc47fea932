"""A listing: the text of a script, and which line of it does what."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from textwrap import indent


@dataclass(frozen=True, slots=True)
class Listing:
    """A script that runs as it stands. Lines count from 1."""

    text: str
    forward_lines: dict[int, int]
    """Node id of every leaf and gate to the line that makes its value."""
    backward_lines: dict[int, int]
    """Edge id to the line that sends its contribution back, for every edge that carries one."""
    seed_line: int | None
    """The line that starts the backward pass; ``None`` where no gradient flows at all."""
    update_lines: dict[int, int] = field(default_factory=dict)
    """Node id of every parameter of a loop to the line that takes its step."""


@dataclass(frozen=True, slots=True)
class ClassListing:
    """A script of classes, in which a step is made by several lines. Lines count from 1."""

    text: str
    names: list[str]
    """Node id to what the script calls the node; the ids are the topological order."""
    forward_lines: dict[int, list[int]]
    """Node id to the loop's line, the body of the gate's ``forward`` and the node's own row."""
    backward_lines: dict[int, list[int]]
    """Edge id to the lines that send its contribution back, for every edge that carries one."""
    seed_lines: list[int]
    """Where the backward pass starts; none where no gradient flows at all."""
    graph_line: int
    """Where the class of the graph begins, and with it what is no class of a gate."""
    update_lines: dict[int, list[int]] = field(default_factory=dict)
    """Node id of every parameter of a loop to the lines of its step."""


class Sheet:
    """Lines of a script under construction."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._margin = ""

    def add(self, text: str) -> int:
        """Add a statement, of one or more lines, and return the number of its first line."""
        first = len(self._lines) + 1
        self._lines += indent(text, self._margin).split("\n")
        return first

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Indent what is added meanwhile."""
        self._margin = "    "
        yield
        self._margin = ""

    def heading(self, text: str) -> None:
        """Begin a stage with an empty line and a comment."""
        self._lines += ["", f"{self._margin}# {text}"]

    def text(self) -> str:
        """Return the whole script."""
        return "\n".join(self._lines) + "\n"
