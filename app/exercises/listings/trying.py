"""What a line would have to be, tried: an addend, a factor, a square or an operator changed.

It comes after what is tried with the lines of a backward pass, and like that asks whether what has
been changed is right at all numbers.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ...engine.ops.op import Array
from ...language import ProgramError, ReadLimits
from ...language.python_tree import expression_of
from ..reason import Reason
from ..reasons import Known, is_right, ratio_of, same
from ..written import formula
from .spelling import Spelled

MOST_TRIED = 8
"""Addends and operators that are looked at."""
SMALL = 1e-6
COMBINED: tuple[tuple[str, str, Callable[[Array, Array], Array]], ...] = (
    ("addend", "An addend is missing.", operator.add),
    ("addend", "Something has to be subtracted.", operator.sub),
    ("local-missing", "A factor is missing.", operator.mul),
    ("factor", "A division is missing, or there is a factor too many.", operator.truediv),
)
"""What is tried with each value that may be read."""
CHANGED = (
    ("({} ** 2)", "{} should be squared here."),
    ("(-{})", "The sign of {} is wrong."),
    ("(1 - {})", "1 − {0} belongs in place of {0}."),
)
OPERATORS: tuple[type[ast.operator], ...] = (ast.Add, ast.Sub, ast.Mult, ast.Div)


@dataclass(frozen=True, slots=True)
class Trial:
    """A line that is wrong, beside what is true, in each world."""

    spelled: Spelled
    found: Sequence[Array]
    truths: Sequence[Array]
    known: Known
    limits: ReadLimits

    def reason(self) -> Reason | None:
        """Say what is wrong, if a change of one thing makes it right."""
        with np.errstate(all="ignore"):
            return self._addend() or self._missing() or self._constant() or self._operator()

    def _addend(self) -> Reason | None:
        """Find one of several addends that is too large or too small by a factor."""
        addends = list(_addends(expression_of(self.spelled.expression), 1))
        if not 1 < len(addends) <= MOST_TRIED:
            return None
        for sign, addend in addends:
            said = ast.unparse(addend)
            read = [node.id for node in ast.walk(addend) if isinstance(node, ast.Name)]
            names = [name for name in self.spelled.names if name in read]
            try:
                part = formula(said, names, self.known[0], self.limits)
                parts = [sign * part.at(numbers) for numbers in self.known]
            except ProgramError:
                continue
            ratio = self._ratio(parts)
            if ratio is None:
                continue
            if ratio < 0:
                return Reason("sign", f"The sign of {said} is wrong.", said)
            times = f"{max(ratio, 1 / ratio):.4g} times too {'small' if ratio > 1 else 'large'}"
            return Reason("factor", f"{said} is {times}.", said)
        return None

    def _ratio(self, parts: Sequence[Array]) -> float | None:
        """Return by which number a part has to be multiplied to make the whole right."""
        ratios = []
        for truth, whole, part in zip(self.truths, self.found, parts, strict=True):
            if not truth.shape == whole.shape == part.shape:
                return None
            ratios.append(ratio_of(truth - whole + part, part))
        first = ratios[0]
        if first is None or any(one is None or abs(one - first) > SMALL for one in ratios):
            return None
        return first

    def _missing(self) -> Reason | None:
        """Find what is missing: an addend or a factor, or a square or a sign on a name."""
        for name in self.known[0]:
            values = [numbers[name] for numbers in self.known]
            pairs = list(zip(self.found, values, strict=True))
            if any(value.shape not in ((), one.shape) for one, value in pairs):
                continue
            for code, text, combine in COMBINED:
                if all(map(same, (combine(*pair) for pair in pairs), self.truths)):
                    return Reason(code, text)
        for name in self.spelled.names:
            for text, said in CHANGED:
                tree = expression_of(self.spelled.expression)
                changed = _Changed(name, text.format(name)).visit(tree)
                if self._is_right(ast.unparse(changed)):
                    return Reason("factor", said.format(name), name)
        return None

    def _constant(self) -> Reason | None:
        """Find a number that has to be added."""
        if self.truths[0].shape != self.found[0].shape or not self.truths[0].size:
            return None
        constant = (self.truths[0] - self.found[0]).flat[0]
        pairs = zip(self.found, self.truths, strict=True)
        if abs(constant) > SMALL and all(same(one + constant, true, 1e-7) for one, true in pairs):
            return Reason("addend", "A constant is missing or wrong.")
        return None

    def _operator(self) -> Reason | None:
        """Try other operators, and both orders of their operands."""
        tree = expression_of(self.spelled.expression)
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp)]
        for node in nodes[:MOST_TRIED]:
            old, sides = node.op, (node.left, node.right)
            for kind in OPERATORS:
                node.op = kind()
                for node.left, node.right in (sides, sides[::-1]):
                    if self._is_right(ast.unparse(tree)):
                        node.op, (node.left, node.right) = old, sides
                        said = ast.unparse(node)
                        return Reason("operator", f"The operation in {said} is wrong.", said)
            node.op, (node.left, node.right) = old, sides
        return None

    def _is_right(self, text: str) -> bool:
        return is_right(text, self.spelled.names, self.truths, self.known, self.limits)


class _Changed(ast.NodeTransformer):
    """Puts something in the place of a name."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Change it."""
        return expression_of(self.text) if node.id == self.name else node


def _addends(tree: ast.expr, sign: int) -> Iterator[tuple[int, ast.expr]]:
    """Give what is added up, each with its sign."""
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub):
        yield from _addends(tree.left, sign)
        yield from _addends(tree.right, sign if isinstance(tree.op, ast.Add) else -sign)
    else:
        yield sign, tree
