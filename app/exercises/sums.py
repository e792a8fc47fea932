"""Sums and means of a line as they should perhaps be: over another axis, kept or not, or none."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ..language.python_tree import expression_of
from .reason import Reason
from .written import MODULES

SHORT = "keepdims=True is missing: the axis that is summed over has to stay, with length 1."
LONG = "keepdims=True does not belong here: the axis that is summed over has to go."


@dataclass(frozen=True, slots=True)
class Summed:
    """A sum or a mean as it is written: of what, over what."""

    of: str
    axis: str
    """Empty where it goes over all elements."""
    keeps: bool
    is_mean: bool


def is_sum(node: ast.AST) -> bool:
    """Tell whether a node is a call of a sum or a mean."""
    return isinstance(node, ast.Call) and _called(node) in ("sum", "mean")


def other_sums(node: ast.Call) -> Iterator[tuple[ast.expr, Reason]]:
    """Yield what may have been meant by a sum, and what was wrong then."""
    written = _read(node)
    if written is None:
        return
    for axis in ("0", "1"):
        for keeps in (False, True):
            yield _sum(written.of, axis, keeps), _reason(written, axis, keeps)
    yield expression_of(f"sum({written.of})"), _reason(written, "", False)
    text = "No mean belongs here." if written.is_mean else "No sum belongs here."
    yield expression_of(written.of), Reason("sum-wrong", text)


def kept_or_not(node: ast.Call) -> Iterator[tuple[ast.expr, Reason]]:
    """Yield a sum over the same axis, whichever that is, with ``keepdims`` the other way round."""
    written = _read(node)
    if written is not None and written.axis:
        keeps = not written.keeps
        yield _sum(written.of, written.axis, keeps), _reason(written, written.axis, keeps)


def _sum(of: str, axis: str, keeps: bool) -> ast.expr:
    return expression_of(f"sum({of}, axis={axis}{', keepdims=True' if keeps else ''})")


def _reason(written: Summed, axis: str, keeps: bool) -> Reason:
    """Say in what a sum that is right differs from the one that is written."""
    if axis == written.axis:
        if written.is_mean:
            return Reason("sum-mean", "This is a mean; a sum belongs here.")
        return Reason("sum-keepdims", SHORT if keeps else LONG)
    made = "mean" if written.is_mean else "sum"
    over = f"over axis {written.axis}" if written.axis else "over all elements"
    goal = f"over axis {axis}" if axis else "over all elements"
    text = f"The {made} goes {over}; {'a sum' if written.is_mean else 'it'} should go {goal}."
    if keeps and not written.keeps:
        text += " keepdims=True is missing, too."
    return Reason("sum-axis", text)


def _read(node: ast.Call) -> Summed | None:
    """Read the arguments of ``sum(x, 0)``, ``np.sum(x, axis=0)`` or ``x.sum(axis=0)``."""
    given = list(node.args)
    if isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
        given.insert(0, node.func.value)
    if not given:
        return None
    named = {word.arg: word.value for word in node.keywords}
    axis = named.get("axis", given[1] if len(given) > 1 else None)
    kept = named.get("keepdims")
    none = axis is None or (isinstance(axis, ast.Constant) and axis.value is None)
    return Summed(
        ast.unparse(given[0]),
        "" if none or axis is None else ast.unparse(axis),
        isinstance(kept, ast.Constant) and kept.value is True,
        _called(node) == "mean",
    )


def _is_module(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in MODULES


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
