"""What every node is called: by its name, else by a short expression, else by a label.

Nobody can see the number of a node, so a node is spoken of only by what the picture prints: an
expression is made of names, labels and numbers that stand there, and a label is printed at its
gate, where a name would be.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from ..choices import Names
from ..engine.graph import Graph, Kind, Node
from ..engine.ops.op import Array
from ..language.names import unnumbered
from .formulas import Template
from .notation import (
    ATOM,
    POWER,
    SUM,
    layered,
    layered_mathml,
    name_mathml,
    subscript,
)
from .numbers import show_array_exactly, show_exactly, written_out
from .symbol import Symbol

LONGEST = 36
"""Characters of an expression that may stand for its value inside others."""
MOST_ROUNDS = 6
"""So often only the first of gates that are called alike get labels, then all of them."""
LETTERS = ("u", "v", "w", "h", "p", "q", "r", "s", "t", "z", "gate")
"""For labels of gates: u is what textbooks call the inner function of a chain."""
CONSTANTS = ("const", "given", "constant")
"""For labels of constants."""
_WORD = re.compile(r"[^\W\d_]+")


def name_nodes(
    graph: Graph, templates: Sequence[Template | None], names: Names = "plain"
) -> list[Symbol]:
    """Return the symbol of every node; no two unnamed gates of a graph have the same one.

    An expression that is too long gives way to a label, with which longer ones begin anew. So do
    those by which two gates would be called alike; what comes after them then tells them apart.
    ``names`` says how a name that ends in a number is written.
    """
    namer = _Namer(graph, templates, _layered if names == "layers" else _named)
    symbols = namer.symbols(frozenset())
    labelled: set[int] = set()
    rounds = 0
    while alike := _alike(graph, symbols):
        rounds += 1
        first = {gate for gate in alike if alike.isdisjoint(graph.nodes[gate].inputs)}
        labelled |= first if rounds < MOST_ROUNDS else alike
        symbols = namer.symbols(labelled)
    return symbols


def is_expression(node: Node, symbol: Symbol) -> bool:
    """Tell whether a gate's symbol is its own formula, which then need not be said twice."""
    return node.op is not None and not symbol.is_name


def literal_symbol(value: float) -> Symbol:
    """Write a number that is an operand; a negative one gets brackets wherever a sum does."""
    text = show_exactly(value)
    binds = SUM if value < 0 else ATOM
    return Symbol(text, f"<mn>{text}</mn>", binds, binds, signed=value < 0, number=value)


def operand_symbols(node: Node, symbols: Sequence[Symbol]) -> list[Symbol]:
    """Return the symbol of every operand; a literal is its number."""
    return [symbols[o] if isinstance(o, int) else literal_symbol(o.value) for o in node.operands]


class _Namer:
    """Goes through a graph in its order, as often as it has to."""

    def __init__(
        self,
        graph: Graph,
        templates: Sequence[Template | None],
        write: Callable[[Collection[str]], Mapping[str, Symbol]],
    ) -> None:
        self.graph = graph
        self.templates = templates
        written = write({node.name for node in graph.nodes if node.name is not None})
        self.named = [written[node.name] if node.name else None for node in graph.nodes]
        self.words: tuple[str, str] | None = None
        """What labels of gates and of constants begin with."""

    def symbols(self, labelled: Collection[int]) -> list[Symbol]:
        """Return a symbol for every node, a label for those that are to have one."""
        found: list[Symbol] = []
        inside: list[Symbol] = []
        """What stands for each inside others: z − max(z), where the maximum is held fixed."""
        count = [0, 0]
        for node in self.graph.nodes:
            symbol = self.named[node.id]
            if symbol is None and node.id not in labelled:
                symbol = self._expression(node, inside)
            held = symbol is not None and node.name is None and node.op and node.op.name == "detach"
            shown = _held_fixed(symbol) if symbol is not None and held else symbol
            if symbol is None or shown is None:
                constant = node.kind is Kind.CONSTANT
                count[constant] += 1
                symbol = shown = self._label(constant, count[constant])
            inside.append(symbol)
            found.append(shown)
        return found

    def _expression(self, node: Node, known: Sequence[Symbol]) -> Symbol | None:
        """Write a gate's formula or a constant's value; ``None`` where it is too long."""
        filled = self.templates[node.id]
        if filled is None:
            return None if node.shape_only else _constant(self.graph.values[node.id])
        symbols = []
        length = 0
        for operand in node.operands:
            symbol = known[operand] if isinstance(operand, int) else literal_symbol(operand.value)
            length += len(symbol.text)
            if length > LONGEST:
                return None
            symbols.append(symbol)
        symbol = filled.filled(symbols)
        if len(symbol.text) > LONGEST:
            return None
        return symbol._replace(mathml=f"<mrow>{symbol.mathml}</mrow>", is_name=False)

    def _label(self, constant: bool, number: int) -> Symbol:
        if self.words is None:
            names = [node.name for node in self.graph.nodes if node.name is not None]
            taken = {found[0] for found in map(_WORD.match, names) if found}
            self.words = _free(LETTERS, taken), _free(CONSTANTS, taken)
        word = self.words[constant]
        mathml = f"<msub><mi>{word}</mi><mn>{number}</mn></msub>"
        return Symbol(f"{word}{subscript(number)}", mathml, is_name=True)


def _named(names: Collection[str]) -> dict[str, Symbol]:
    return {name: _plain(name) for name in names}


def _layered(names: Collection[str]) -> dict[str, Symbol]:
    """Write layers as such, but where two names would look alike: ``W1`` beside ``W_1``."""
    split = {name: found for name in names if (found := layered(name)) is not None}
    times = Counter("".join(found) for found in split.values())
    return {
        name: Symbol(text, layered_mathml(found), binds := _binds(name), binds, is_name=True)
        if (found := split.get(name)) is not None
        and times[text := "".join(found)] == 1
        and text not in names
        else _plain(name)
        for name in names
    }


def _plain(name: str) -> Symbol:
    binds = _binds(name)
    return Symbol(name, name_mathml(name), binds, binds, is_name=True)


def _binds(name: str) -> int:
    # A power of w⁽²⁾ is one of something in brackets, or its mark would look like one.
    return POWER if unnumbered(name)[1] else ATOM


def _held_fixed(symbol: Symbol) -> Symbol:
    mathml = f"<mrow>{symbol.mathml}<mtext>, held fixed</mtext></mrow>"
    return Symbol(f"{symbol.text}, held fixed", mathml, SUM, SUM)


def _constant(value: Array) -> Symbol | None:
    """Write a number or a vector that the picture writes out; ``None`` for any other."""
    if not value.shape:
        return literal_symbol(value.item())
    if not written_out(value.shape):
        return None
    numbers = show_array_exactly(value.tolist())
    listed = "<mo>,</mo>".join(f"<mn>{number}</mn>" for number in numbers)
    return Symbol(f"[{', '.join(numbers)}]", f"<mrow><mo>[</mo>{listed}<mo>]</mo></mrow>")


def _alike(graph: Graph, symbols: Sequence[Symbol]) -> frozenset[int]:
    """Return the gates that are called by an expression as something else is called too."""
    times = Counter(symbol.text for symbol in symbols)
    return frozenset(
        node.id
        for node, symbol in zip(graph.nodes, symbols, strict=True)
        if is_expression(node, symbol) and times[symbol.text] > 1
    )


def _free(words: Sequence[str], taken: Collection[str]) -> str:
    """Return the first word that no name begins with: u1 and u_1 would be read as a label."""
    return next((word for word in words if word not in taken), words[-1])
