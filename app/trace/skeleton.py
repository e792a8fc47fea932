"""What can be told of a graph before a value is known: symbols, glyphs, formulas, phrases."""

from app.engine.graph import Edge, Graph, Literal, Node
from app.engine.kinks import can_stand_on_kink
from app.engine.ops.indexing import key_text
from app.engine.ops.op import Op, Pattern
from app.language.levels.inside import tape_inside
from app.trace.formulas import (
    Template,
    equation,
    numbered_symbol,
    partial_derivative,
    template,
)
from app.trace.model import Formula
from app.trace.notation import name_mathml, superscript
from app.trace.numbers import show_exactly, show_shape

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

    ``outputs`` are the nodes that gradients start from; the first one names the numerator of every
    formula of a backward step.
    """

    def __init__(self, graph: Graph, outputs: list[int]) -> None:
        self.graph = graph
        self.incoming = graph.edges_into()
        self.symbols = [symbol(node) for node in graph.nodes]
        self.texts = [text for text, _ in self.symbols]
        self.glyphs = [glyph(node) for node in graph.nodes]
        self._output = self.symbols[outputs[0]]
        self.value_templates = [self._value_template(node) for node in graph.nodes]
        self.node_formulas = [self._node_formula(node) for node in graph.nodes]
        self.edge_formulas: list[Formula] = []
        self.local_texts: list[str] = []
        for edge in graph.edges:
            formula, local = self._edge_formula(edge)
            self.edge_formulas.append(formula)
            self.local_texts.append(local)
        self.suspects = [node.id for node in graph.nodes if _is_suspect(graph, node)]
        """The gates that can block, saturate or stand on a kink."""

    def operand_symbols(self, node: Node) -> list[tuple[str, str]]:
        """Return the (text, MathML) symbol of every operand; a literal is its number."""
        return [
            self.symbols[o] if isinstance(o, int) else _literal_symbol(o) for o in node.operands
        ]

    def phrase(self, edge: Edge) -> str:
        """Say what the gate does to the gradient that goes back through one of its operands."""
        op = self.graph.nodes[edge.target].op
        assert op is not None
        said = PHRASES[op.behaviour]
        flipped = op.behaviour == "distributes" and self.local_texts[edge.id].startswith("−")
        return f"{op.name} {said}{', its sign flipped' if flipped else ''}"

    def _node_formula(self, node: Node) -> Formula:
        left = self.symbols[node.id]
        filled = self.value_templates[node.id]
        if filled is None:
            shape = show_shape(node.shape) or "a number"
            return Formula(f"{left[0]}: {shape}", f"<math>{left[1]}</math>")
        symbols = self.operand_symbols(node)
        texts, mathml = [s[0] for s in symbols], [s[1] for s in symbols]
        return equation(left, (filled.text(texts), filled.mathml(mathml)))

    def _edge_formula(self, edge: Edge) -> tuple[Formula, str]:
        """Return the formula of an edge, and its right side as the factor of a product."""
        node = self.graph.nodes[edge.target]
        op = node.op
        assert op is not None
        source, target = self.symbols[edge.source], self.symbols[edge.target]
        whole = self._is_vjp(node)
        left = partial_derivative(self._output if whole else target, source)
        if not self.graph.differentiates(node, edge.slot):
            return equation(left, ("0", "<mn>0</mn>")), "0"
        upstream = partial_derivative(self._output, target)
        filled = self._derivative_template(op, node, edge.slot)
        symbols = [*self.operand_symbols(node), target, upstream]
        if op.variadic:
            symbols = [source, target, upstream]
        right = (
            filled.text([s[0] for s in symbols]),
            filled.mathml([s[1] for s in symbols]),
        )
        factor = f"({right[0]})" if filled.is_sum and not whole else right[0]
        return equation(left, right), factor

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
            return template(f"{op.name}({', '.join(names)})", names, (None,) * len(names))
        params = _params(node)
        names = (*op.arguments, *params)
        known = (*[None] * len(op.arguments), *params.values())
        formula = op.formula_text(self.graph.operand_shapes(node), node.params)
        return template(formula, names, known)

    def _derivative_template(self, op: Op, node: Node, slot: int) -> Template:
        formula = op.derivative_text(slot, self.graph.operand_shapes(node), node.params)
        if op.variadic:
            return template(formula, (op.arguments[0], "y", "g"), (None, None, None))
        params = _params(node)
        names = (*op.arguments, "y", "g", *params)
        upstream = None if self._is_vjp(node) else 1.0
        known = (*_known(node), None, upstream, *params.values())
        return template(formula, names, known)


def symbol(node: Node) -> tuple[str, str]:
    """Return the (text, MathML) symbol of a node: its name, or v with its number."""
    if node.name is None:
        return numbered_symbol(node.id)
    return node.name, name_mathml(node.name)


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


def _literal_symbol(literal: Literal) -> tuple[str, str]:
    text = show_exactly(literal.value)
    if literal.value < 0:
        return f"({text})", f"<mrow><mo>(</mo><mn>{text}</mn><mo>)</mo></mrow>"
    return text, f"<mn>{text}</mn>"


def _params(node: Node) -> dict[str, float]:
    return {
        name: float(value)
        for name, value in node.params.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }


def _known(node: Node) -> list[float | None]:
    return [o.value if isinstance(o, Literal) else None for o in node.operands]


def _is_suspect(graph: Graph, node: Node) -> bool:
    op = node.op
    return op is not None and (
        op.behaviour == "blocks"
        or op.family == "activations"
        or can_stand_on_kink(graph, node, tape_inside)
    )
