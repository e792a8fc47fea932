"""A program that was read, and the limits it was read within."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..engine.graph import Graph, Limits, Span
from .update import Update


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How large a program may be."""

    characters: int = 20_000
    nesting: int = 200
    """How deep brackets, expressions and calls may be nested."""
    steps: int = 300_000
    """How many instructions may run while the program is read."""
    graph: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Program:
    """A text and the graph it describes, every gate its own node.

    A node bears the name it was first bound to, numbered where that name was bound before (c, c⁽²⁾,
    c⁽³⁾), and in ``group`` the calls it was made in (``("layer#1", "neuron#2")``). ``names`` of
    the graph says what each name of the program, outside its functions, is bound to at the end.
    """

    text: str
    graph: Graph
    output: int
    """The id of the output's node."""
    output_name: str | None
    """``None`` where the program ends in a bare expression."""
    inputs: dict[str, int]
    """The name of every input, without its number, to its leaf, in order of appearance. Where one
    name is bound to numbers twice, the second leaf goes by its numbered name. A shape that gets a
    name in a call is an input of that call, and goes by the calls it was made in: ``conv1.W``."""
    constants: dict[str, int]
    """The name of every named constant to its leaf."""
    calls: Mapping[tuple[str, ...], Span] = field(default_factory=dict)
    """Where each group was called."""
    update: Update | None = None
    """What lets its inputs learn, where the text says so; it makes no node of the graph."""
