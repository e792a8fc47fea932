"""The derivation of a gate's local derivative, line by line, with the numbers at its input.

A block of the program has one too where it computes what a known gate does: 1/(1 + e^−x) is the
sigmoid, however it is written. That is found by trying numbers.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, prod

import numpy as np

from ..engine.graph import Graph, Node
from ..engine.ops import OPS
from ..engine.ops.op import Op, Pattern
from ..engine.tape import Tape
from ..language import Level, Program, View, at_level
from ..language.levels.parts import calls_of
from ..language.python_tree import expression_of
from .formulas import joined, partial_derivative, template
from .model import Formula
from .notation import Writer, name_mathml
from .numbers import reads_as, show_number
from .symbol import Symbol

TRIED = (-5.0, -2.5, -1.0, -0.5, -0.1, 0.0, 0.2, 0.7, 1.0, 1.9, 3.0, 6.0)
"""Numbers at which a block is compared with a gate."""
CLOSE = 1e-9
DIGITS = 2
_FUNCTIONS = {"exp": np.exp, "tanh": np.tanh}


@dataclass(frozen=True, slots=True)
class Line:
    """The derivative in other words than on the line before."""

    formula: Formula
    worked: str | None
    """The same with the numbers at this input; ``None`` of arrays, and where one is not finite."""
    why: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a local derivative is found."""

    gate: str
    """The gate whose derivative it is."""
    name: str
    """What it is called here: the gate, or the block that computes the same."""
    lines: tuple[Line, ...]


def derivation_of(program: Program, view: View, node: int) -> Derivation | None:
    """Return the derivation for a node of a view, or for the block that it stands in.

    ``None`` where there is none: of gates of several inputs, and of blocks that are no known gate.
    """
    found = view.graph.nodes[node]
    graph, derived = view.graph, _known(found)
    depth = len(found.group)
    while derived is None and depth > 0 and view.level is Level.GATES:
        folded = _folded(program, found.group[:depth])
        if folded is not None:
            graph, found = folded
            derived, depth = _known(found), 1
        depth -= 1
    if derived is None:
        return None
    name = found.op.name if found.op else derived.name
    return Derivation(derived.name, name, tuple(_lines(graph, found, derived)))


def _folded(program: Program, group: tuple[str, ...]) -> tuple[Graph, Node] | None:
    """Return the node that a call is when it is closed."""
    key = "/".join(group)
    if key not in calls_of(program.graph):
        return None
    view = at_level(program, Level.GATES, [key])
    made = [n for n in program.graph.nodes if n.group[: len(group)] == group]
    return view.graph, view.graph.nodes[view.moved[made[-1].id]]


def _known(node: Node) -> Op | None:
    """Return the gate with a derivation that a node is, or computes."""
    op = node.op
    if op is None or len(node.inputs) != 1:
        return None
    if op.pattern is not Pattern.BLOCK:
        return op if op.derivation else None
    derived = (gate for gate in OPS.values() if gate.derivation)
    return next((gate for gate in derived if _is_same(op, gate, node)), None)


def _is_same(block: Op, gate: Op, node: Node) -> bool:
    """Tell whether a block gives the same numbers as a gate."""
    for tried in TRIED:
        x = np.full(node.shape, tried) + np.arange(prod(node.shape)).reshape(node.shape)
        found, wanted = np.empty(node.shape), np.empty(node.shape)
        try:
            block.forward(x, out=found)
        except (ValueError, TypeError):
            return False
        gate.forward(x, out=wanted)
        if not np.allclose(found, wanted, rtol=CLOSE, atol=CLOSE):
            return False
    return True


def _lines(graph: Graph, node: Node, gate: Op) -> list[Line]:
    x, y = _symbol(graph.nodes[node.inputs[0]].name or "x"), _symbol(node.name or "y")
    left = partial_derivative(y, x)
    numbers = _numbers(graph, node, gate) if node.shape == () else None
    found = []
    for formula, why in gate.derivation:
        right = template(formula, ("x", "y"), (None, None)).filled([x, y])
        both = joined(left, right)
        mathml = f"<math><mrow>{both.mathml}</mrow></math>"
        found.append(Line(Formula(both.text, mathml), _worked(formula, numbers), why))
    return found


def _symbol(name: str) -> Symbol:
    return Symbol(name, name_mathml(name), is_name=True)


def _numbers(graph: Graph, node: Node, gate: Op) -> dict[str, float] | None:
    tape = Tape(graph, [node.id])
    y = np.empty(())
    with np.errstate(all="ignore"):
        tape.forward()
        x = tape.values[node.inputs[0]]
        if x.shape != ():
            return None
        gate.forward(x, out=y)
    return {"x": float(x), "y": float(y)}


def _worked(formula: str, numbers: Mapping[str, float] | None) -> str | None:
    """Write a formula with its numbers, then with its sums worked out, then what it comes to."""
    if numbers is None:
        return None
    tree = expression_of(formula)
    value = value_of(tree, numbers)
    put = _Put(numbers, sums=False).visit(expression_of(formula))
    summed = _Put(numbers, sums=True).visit(tree)
    if not isfinite(value) or not all(_is_finite(one) for one in (put, summed)):
        return None
    texts = ["".join(map(str, Writer({}).text(one)[0])) for one in (put, summed)]
    return " = ".join(dict.fromkeys((*texts, show_number(value, DIGITS))))


def value_of(node: ast.expr, numbers: Mapping[str, float]) -> float:
    """Compute a formula of a derivation."""
    with np.errstate(all="ignore"):
        match node:
            case ast.Constant(value=int() | float() as value):
                return float(value)
            case ast.Name(id=name):
                return numbers[name]
            case ast.UnaryOp(operand=operand):
                return -value_of(operand, numbers)
            case ast.Call(func=ast.Name(id=name), args=[argument]):
                return float(_FUNCTIONS[name](value_of(argument, numbers)))
            case ast.BinOp(left=left, op=op, right=right):
                a = np.float64(value_of(left, numbers))
                b = np.float64(value_of(right, numbers))
                match op:
                    case ast.Add():
                        return float(a + b)
                    case ast.Sub():
                        return float(a - b)
                    case ast.Mult():
                        return float(a * b)
                    case ast.Div():
                        return float(a / b)
                    case ast.Pow():
                        return float(a**b)
    raise ValueError(f"a derivation cannot hold {ast.unparse(node)}")


class _Put(ast.NodeTransformer):
    """Puts numbers, as they are read, in the place of names and functions; of sums too if asked."""

    def __init__(self, numbers: Mapping[str, float], sums: bool) -> None:
        self.numbers = numbers
        self.sums = sums

    def _number(self, node: ast.expr) -> ast.expr:
        return ast.Constant(reads_as(value_of(node, self.numbers), DIGITS))

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Put its number."""
        return self._number(node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Put what it comes to."""
        return self._number(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Put what a sum comes to."""
        if self.sums and isinstance(node.op, ast.Add | ast.Sub):
            return self._number(node)
        self.generic_visit(node)
        return node


def _is_finite(tree: ast.expr) -> bool:
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return all(isinstance(value, int | float) and isfinite(value) for value in constants)
