"""Why a gate gave a number that is not finite, and what to write instead of it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isinf, isnan

import numpy as np

from ..engine.graph import Graph, Literal, Node, Span
from ..engine.ops.op import Array
from ..engine.tape import Tape
from .numbers import show_exactly

SMALL = "1e-12"
"""What is added; it changes a number of ordinary size in the twelfth digit."""
LONGEST = 60
"""Longer expressions are not quoted."""


@dataclass(frozen=True, slots=True)
class Written:
    """A program's text, from which remedies quote."""

    text: str
    graph: Graph

    def operand(self, node: Node, slot: int) -> str:
        """Return an operand as it is written in the program; ``…`` where that would be long."""
        operand = node.operands[slot]
        if isinstance(operand, Literal):
            return f"{operand.value:.15g}"
        names = [name for name, known in self.graph.names.items() if known == operand]
        source = self.graph.nodes[operand]
        if source.name in names:
            return source.name or ""
        return self._quote(source.source) or "…"

    def _quote(self, span: Span | None) -> str:
        if span is None or span.line != span.end_line:
            return ""
        lines = self.text.splitlines()
        if span.line > len(lines):
            return ""
        quoted = lines[span.line - 1][span.column : span.end_column]
        return quoted if len(quoted) <= LONGEST else ""


def explain_value(written: Written, tape: Tape, node: Node) -> str:
    """Say why the value of a gate is not finite though its operands are; ``""`` where unknown."""
    assert node.op is not None
    explain = None if node.op.family == "blocks" else _VALUES.get(node.op.name)
    return "" if explain is None else explain(written, node, tape.operands[node.id])


def explain_gradient(written: Written, tape: Tape, node: Node) -> str:
    """Say why a gate with a finite upstream gradient hands back one that is not."""
    assert node.op is not None
    explain = None if node.op.family == "blocks" else _GRADIENTS.get(node.op.name)
    return "" if explain is None else explain(written, node, tape.operands[node.id])


Explain = Callable[[Written, Node, tuple[Array, ...]], str]


def _root(written: Written, node: Node, args: tuple[Array, ...]) -> str:
    if np.any(args[0] < 0):
        return "the root of a negative number is not a number"
    return (
        "the slope of a root at 0 is infinite: add a small number inside the root, as in "
        f"sqrt({written.operand(node, 0)} + {SMALL})"
    )


def _logarithm(written: Written, node: Node, args: tuple[Array, ...]) -> str:
    if np.any(args[0] < 0):
        return "the logarithm of a negative number is not a number"
    operand = node.operands[0]
    source = written.graph.nodes[operand] if isinstance(operand, int) else None
    if source is not None and source.op is not None and source.op.name == "softmax":
        return f"a probability was rounded to 0: log_softmax({written.operand(source, 0)}) keeps it"
    return (
        "the logarithm of 0 is −∞: add a small number inside it, as in "
        f"log({written.operand(node, 0)} + {SMALL})"
    )


def _quotient(written: Written, node: Node, args: tuple[Array, ...]) -> str:
    if not np.any(args[1] == 0):
        return ""
    divisor = node.operands[1]
    source = written.graph.nodes[divisor] if isinstance(divisor, int) else None
    if source is not None and source.op is not None and source.op.name == "sqrt":
        return (
            "it divides by a root that is 0: add a small number inside the root, as in "
            f"sqrt({written.operand(source, 0)} + {SMALL})"
        )
    return (
        "it divides by 0: add a small number to what it divides by, as in "
        f"{_bracketed(written.operand(node, 0))} / ({written.operand(node, 1)} + {SMALL})"
    )


def _reciprocal(written: Written, node: Node, args: tuple[Array, ...]) -> str:
    if not np.any(args[0] == 0):
        return ""
    return (
        "it divides by 0: add a small number to what it divides by, as in "
        f"1 / ({written.operand(node, 0)} + {SMALL})"
    )


def _power(written: Written, node: Node, args: tuple[Array, ...]) -> str:
    base, exponent = args
    if np.any((base < 0) & (exponent != np.floor(exponent))):
        return "a negative number to a power that is not whole is not a number"
    if np.any((base == 0) & (exponent < 1)):
        return (
            "0 to a power below 1 is infinite, or rises infinitely fast: add a small number to the "
            f"base, as in ({written.operand(node, 0)} + {SMALL}) ** {written.operand(node, 1)}"
        )
    return ""


def _exponential(written: Written, node: Node, args: tuple[Array, ...]) -> str:
    largest = show_exactly(float(np.max(args[0])))
    return (
        f"e to the power of {largest} is larger than any number of 64 bits; softmax, logsumexp, "
        "sigmoid and softplus get by without such powers"
    )


def _surprise(written: Written, node: Node, args: tuple[Array, ...]) -> str:
    if np.any(args[0] < 0):
        return ""
    operand = node.operands[0]
    source = written.graph.nodes[operand] if isinstance(operand, int) else None
    call = "softmax_cross_entropy"
    if source is not None and source.op is not None and source.op.name == "softmax":
        call += f"({written.operand(source, 0)}, {written.operand(node, 1)})"
    return f"the probability of a right class is 0: {call}, on the scores, stays finite"


def _bracketed(text: str) -> str:
    simple = text.isidentifier() or text.replace(".", "").isdigit() or text.endswith(")")
    return text if simple else f"({text})"


_VALUES: dict[str, Explain] = {
    "sqrt": _root,
    "log": _logarithm,
    "divide": _quotient,
    "reciprocal": _reciprocal,
    "power": _power,
    "exp": _exponential,
    "cross_entropy": _surprise,
}
_GRADIENTS: dict[str, Explain] = {
    "sqrt": _root,
    "power": _power,
    "cross_entropy": _surprise,
}


def describe(array: Array) -> str:
    """Say what a number or an array is that is not finite: ``is −∞``, ``holds NaN``."""
    odd = float(array[~np.isfinite(array)][0]) if array.shape else float(array)
    text = "NaN" if isnan(odd) else ("∞" if odd > 0 else "−∞") if isinf(odd) else "finite"
    return f"{'holds' if array.shape else 'is'} {text}"
