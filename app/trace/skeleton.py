"""What can be told of a graph before a value is known: symbols, glyphs, formulas, phrases."""

from ..choices import Names
from ..engine.activity import find_active
from ..engine.graph import Edge, Graph, Literal, Node
from ..engine.kinks import can_stand_on_kink
from ..engine.lazily import lazily
from ..engine.ops.indexing import key_text
from ..engine.ops.op import Pattern
from ..engine.stopping import step_by_step
from ..language.levels.inside import tape_inside
from .edge_text import EdgeText
from .formulas import (
    Template,
    as_factor,
    by_operand,
    equation,
    fraction,
    summed,
    template,
)
from .model import Formula, Relation
from .moves import find_joins, find_moves
from .naming import is_expression, name_nodes, operand_symbols
from .notation import SIGN, WORDS, superscript
from .numbers import say_shape, show_exactly
from .spreading import folded, spread_back, spread_into
from .symbol import Symbol
from .worked import edge_shapes, node_places

PHRASES = {
    "distributes": "hands the gradient on",
    "swaps": "swaps its inputs",
    "scales": "scales",
    "flips": "flips the sign",
    "routes": "routes the gradient to the winner",
    "gates": "opens or shuts",
    "moves": "moves the gradient back to where its elements came from",
    "compares": "weighs its inputs against each other",
    "shares": "shares the gradient out",
    "blocks": "blocks every gradient",
    "chains": "chains the gradients of its gates",
}
"""What is said of a gate's behaviour word."""


class Skeleton:
    """The parts of a trace that follow from the graph alone.

    ``outputs`` are the nodes that gradients start from. ``margins`` are the gates at which opened
    hinge losses cut their margins off.
    """

    def __init__(
        self,
        graph: Graph,
        outputs: list[int],
        margins: frozenset[int] = frozenset(),
        names: Names = "plain",
    ) -> None:
        self.graph = graph
        self.shapes_back = any(graph.nodes[output].shape_only for output in outputs)
        """Whether gradients are shapes without numbers, as an output is."""
        self.margins = margins
        self.incoming = graph.edges_into()
        self.glyphs = [glyph(node) for node in graph.nodes]
        self._taken = frozenset(node.name for node in graph.nodes if node.name is not None) & WORDS
        self._derivatives: dict[tuple[object, ...], Template] = {}
        """Templates by all that they are made from: a graph has few kinds of gates."""
        self.value_templates = [self._value_template(node) for node in step_by_step(graph.nodes)]
        self.symbols = name_nodes(graph, self.value_templates, names)
        self.texts = [symbol.text for symbol in self.symbols]
        self.labels = [symbol.text if symbol.is_name else None for symbol in self.symbols]
        """What the picture prints at each node: its name, or the label that it was given."""
        self.adds_up = self._find_forks(outputs)
        """Whether more than one gradient arrives at a node, so that they are added."""
        self._read: tuple[Node, list[Symbol]] | None = None

    # What a picture can do without is made when a story is told: of a large graph it takes longer
    # than all the rest.

    @lazily
    def _curled(self) -> list[Symbol]:
        return [symbol.after("∂") for symbol in self.symbols]

    @lazily
    def _gradients(self) -> list[Symbol]:
        return [symbol.after("d") for symbol in self.symbols]

    @lazily
    def node_symbols(self) -> list[Formula]:
        """What the nodes are called, as parts of formulas."""
        return [_inner(one) for one in self.symbols]

    @lazily
    def node_formulas(self) -> list[Formula]:
        """How the nodes are computed."""
        return [self._node_formula(node) for node in step_by_step(self.graph.nodes)]

    @lazily
    def moves(self) -> list[list[int] | None]:
        """Where the elements of each node come from, where it moves them."""
        return [find_moves(self.graph, node) for node in step_by_step(self.graph.nodes)]

    @lazily
    def joins(self) -> list[list[int] | None]:
        """Which pieces each node joins, where it does."""
        return [find_joins(self.graph, node) for node in step_by_step(self.graph.nodes)]

    @lazily
    def deeds(self) -> list[str | None]:
        """What each gate does to the gradient, in words."""
        return [deed(node) for node in self.graph.nodes]

    @lazily
    def places(self) -> list[str | None]:
        """The formulas of the gates with a place for each number."""
        return [self._places(node) for node in step_by_step(self.graph.nodes)]

    @lazily
    def edges(self) -> list[EdgeText]:
        """What is written of the wires."""
        return [self._edge_text(edge) for edge in step_by_step(self.graph.edges)]

    @lazily
    def suspects(self) -> list[int]:
        """The gates that can block, saturate or stand on a kink."""
        graph = self.graph
        return [node.id for node in step_by_step(graph.nodes) if _is_suspect(graph, node)]

    @lazily
    def forward_edges(self) -> list[EdgeText]:
        """What is written of the wires in forward mode, where nothing is summed."""
        return [self._forward_edge(edge) for edge in step_by_step(self.graph.edges)]

    def _forward_edge(self, edge: Edge) -> EdgeText:
        text = self.edges[edge.id]
        if text.whole and not text.is_vjp:
            return self._local_text(edge, self.graph.nodes[edge.target])
        return text._replace(summed=None, spread=None, worked=None) if text.whole else text

    def _find_forks(self, outputs: list[int]) -> list[bool]:
        graph, active = self.graph, find_active(self.graph, outputs)
        arriving = [0] * len(graph)
        for output in outputs:
            arriving[output] += 1
        for edge in graph.edges:
            if active[edge.source] and active[edge.target]:
                arriving[edge.source] += graph.differentiates(graph.nodes[edge.target], edge.slot)
        return [count > 1 for count in arriving]

    def _node_formula(self, node: Node) -> Formula:
        left = self.symbols[node.id]
        filled = self.value_templates[node.id]
        if filled is None:
            return Formula(f"{left.text}: {say_shape(node.shape)}", f"<math>{left.mathml}</math>")
        if is_expression(node, left):
            return Formula(left.text, f"<math>{left.mathml}</math>")
        return equation(left, filled.filled(operand_symbols(node, self.symbols)))

    def _places(self, node: Node) -> str | None:
        is_said = is_expression(node, self.symbols[node.id])
        return node_places(self.graph, node, self.value_templates[node.id], is_said)

    def _edge_text(self, edge: Edge) -> EdgeText:
        node = self.graph.nodes[edge.target]
        op = node.op
        assert op is not None
        whole = self._is_vjp(node)
        wide = self.graph.nodes[edge.source].shape
        if op.inner is not None:
            wide = op.inner(*self.graph.operand_shapes(node))
        elif not whole:
            wide = node.shape
        over = spread_into(self.graph.nodes[edge.source].shape, wide)
        if (not whole and over is None) or not self.graph.differentiates(node, edge.slot):
            return self._local_text(edge, node)
        pattern = self._derivative_template(node, edge.slot, whole=True)
        symbols = self._derivative_symbols(edge, node)
        right = pattern.filled(symbols)
        if whole:
            symbols[-2] = _UPSTREAM
            local = pattern.filled(symbols).text
        else:
            local = self._local_text(edge, node).local
        if over is not None:
            right = summed(right, over.short)
        left = self._gradients[edge.source]
        sign: Relation = "+=" if self.adds_up[edge.source] else "="
        side = _inner(right)
        return EdgeText(
            equation(left, right, sign),
            _inner(left),
            sign,
            side,
            side,
            _inner(self._partial(edge)),
            local,
            right.number,
            whole,
            over,
            spread_back(self.graph, node, edge.slot),
            edge_shapes(self.graph, edge, over.short if over is not None else None),
            _read(pattern, node),
            pattern.binds == SIGN,
        )

    def _local_text(self, edge: Edge, node: Node) -> EdgeText:
        """Write a local derivative: ∂q/∂x = y."""
        left, right, reads, flips = self._partial(edge), _ZERO, list[int](), False
        if self.graph.differentiates(node, edge.slot):
            pattern = self._derivative_template(node, edge.slot, whole=False)
            right = pattern.filled(self._derivative_symbols(edge, node, left))
            reads, flips = _read(pattern, node), pattern.binds == SIGN
        named, factor = _inner(left), as_factor(right)
        return EdgeText(
            _alone(left) if right is left else equation(left, right),
            named,
            "=",
            None if right is left else _inner(right),
            _inner(factor),
            named,
            factor.text,
            right.number,
            False,
            None,
            None,
            None,
            reads,
            flips,
        )

    def _partial(self, edge: Edge) -> Symbol:
        """Write ∂target/∂source, with the operand it is by where the source is several of them.

        Of f = x · x, ∂f/∂x is 2x; along either wire it is x.
        """
        one = fraction(self._curled[edge.target], self._curled[edge.source])
        if self.graph.nodes[edge.target].inputs.count(edge.source) == 1:
            return one
        return by_operand(one, edge.slot)

    def _derivative_symbols(
        self, edge: Edge, node: Node, jacobian: Symbol | None = None
    ) -> list[Symbol]:
        """Return what fills the holes of a derivative: operands, value, upstream, Jacobian."""
        assert node.op is not None
        target, upstream = self.symbols[edge.target], self._gradients[edge.target]
        if jacobian is None:
            jacobian = self._partial(edge)
        return [*self._operands(node), target, upstream, jacobian]

    def _is_vjp(self, node: Node) -> bool:
        """Tell whether a gate's derivatives are written as whole VJPs, with the upstream in them.

        A block of numbers only has local derivatives, as an elementwise gate has.
        """
        assert node.op is not None
        if node.op.pattern is Pattern.BLOCK:
            return node.shape != () or any(self.graph.operand_shapes(node))
        return node.op.pattern is not Pattern.ELEMENTWISE

    def _value_template(self, node: Node) -> Template | None:
        op = node.op
        if op is None:
            return None
        if op.variadic:
            names = op.names(len(node.operands))
            call = f"{op.name}({', '.join(names)})"
            return template(call, names, (None,) * len(names), self._taken)
        params = params_of(node)
        names = (*op.arguments, *params)
        known = (*_exponent(node), *params.values())
        formula = op.formula_text(self.graph.operand_shapes(node), node.params)
        return template(formula, names, known, self._taken, self._under(node))

    def _under(self, node: Node) -> str:
        """Say along what of its first operand a gate works, where it is not all of it."""
        assert node.op is not None
        if not node.op.params:
            return ""
        along = folded(node, self.graph.operand_shapes(node)[0])
        return along.short if along else ""

    def _derivative_template(self, node: Node, slot: int, whole: bool) -> Template:
        """``whole`` puts the upstream gradient in, also where the gate is elementwise."""
        op = node.op
        assert op is not None
        literals, shapes = tuple(_known(node)), self.graph.operand_shapes(node)
        alike = (id(op), slot, whole, literals, tuple(node.params.items()), shapes)
        found = self._derivatives.get(alike)
        if found is not None:
            return found
        formula = op.derivative_text(slot, shapes, node.params)
        if whole and op.pattern is Pattern.ELEMENTWISE:
            formula = f"g * ({formula})"
        upstream = None if whole else 1.0
        params = params_of(node)
        names = (*op.names(len(node.operands)), "y", "g", "J", *params)
        known = (*literals, None, upstream, None, *params.values())
        made = template(formula, names, known, self._taken, self._under(node))
        self._derivatives[alike] = made
        return made

    def _operands(self, node: Node) -> list[Symbol]:
        """Return the symbols of a gate's operands, made once for all wires that enter it.

        A wide gate has many, and each of its wires needs them all.
        """
        if self._read is None or self._read[0] is not node:
            self._read = node, operand_symbols(node, self.symbols)
        return self._read[1]


def deed(node: Node) -> str | None:
    """Say what a gate does to the gradient: ``add hands the gradient on``; ``None`` of a leaf."""
    op = node.op
    if op is None:
        return None
    literals = [o.value for o in node.operands if isinstance(o, Literal)]
    if op.behaviour == "swaps" and literals and len(node.operands) == 2:
        return f"{op.name} {PHRASES['flips' if literals == [-1.0] else 'scales']}"
    return f"{op.name} {PHRASES[op.behaviour]}"


def glyph(node: Node) -> str:
    """Return what stands inside a node's circle: ``+``, ``+1``, ``1/x``, ``x²``."""
    op = node.op
    if op is None:
        return ""
    for slot, operand in enumerate(node.operands):
        if isinstance(operand, Literal) and op.literal_glyphs and not op.variadic:
            number = show_exactly(operand.value)
            return op.literal_glyphs[slot].format(c=number, sup=superscript(number))
    keys = [node.params[param.name] for param in op.params if param.kind == "index"]
    if keys:
        return f"[{key_text(keys[0])}]"
    if op.variadic:
        literals = [show_exactly(o.value) for o in node.operands if isinstance(o, Literal)]
        return " ".join([op.glyph, *literals])
    return op.glyph


_ZERO = Symbol("0", "<mn>0</mn>", number=0.0)
_UPSTREAM = Symbol("upstream", "<mi>upstream</mi>", is_name=True)


def _read(pattern: Template, node: Node) -> list[int]:
    """Return the nodes whose values a derivative holds."""
    operands = node.operands
    jacobian = len(operands) + 2
    if jacobian in pattern.holes:  # nobody knows what of them it needs
        return list(dict.fromkeys(node.inputs))
    found = [o for k, o in enumerate([*operands, node.id]) if k in pattern.holes]
    return list(dict.fromkeys([o for o in found if isinstance(o, int)]))


def _inner(symbol: Symbol) -> Formula:
    return Formula(symbol.text, symbol.mathml)


def _alone(symbol: Symbol) -> Formula:
    return Formula(symbol.text, f"<math>{symbol.mathml}</math>")


def params_of(node: Node) -> dict[str, float]:
    """Return the options of a gate that are numbers."""
    return {
        name: float(value)
        for name, value in node.params.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }


def _exponent(node: Node) -> list[float | None]:
    """Return what of the operands is written into the formula of the value: the 2 of a square.

    Exponents of 0 and 1 would make the power go away.
    """
    op = node.op
    assert op is not None
    known: list[float | None] = [None] * len(op.arguments)
    if op.name == "power":
        last = node.operands[-1]
        if isinstance(last, Literal) and last.value not in {0.0, 1.0}:
            known[-1] = last.value
    return known


def _known(node: Node) -> list[float | None]:
    return [o.value if isinstance(o, Literal) else None for o in node.operands]


def _is_suspect(graph: Graph, node: Node) -> bool:
    op = node.op
    return (op is not None and not node.shape_only) and (
        op.behaviour == "blocks"
        or op.family == "activations"
        or can_stand_on_kink(graph, node, tape_inside)
    )
