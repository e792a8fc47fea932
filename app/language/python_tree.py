"""Python's own parser, for one thread at a time.

In Python 3.11 and 3.12 all threads share the parser's count of how deep a tree is. Where a second
thread came in between, a program that is right was refused with a ``SystemError`` about the "AST
constructor recursion depth" (see github.com/python/cpython/issues/106905).
"""

import ast
import sys
from collections.abc import Callable
from threading import RLock
from typing import TypeVar

_Tree = TypeVar("_Tree", bound=ast.AST)

_LOCK = RLock()
MOST_TRIES = 100
"""Not all that parses does it here: what asks for the signature of a function of C does it too."""

DEEPEST = 2_990
"""Levels of a tree: about the bound of Python 3.11's own parser. Later ones go on for some ten
thousand, more than what walks the tree afterwards can follow."""
_GOES_DEEPER = sys.version_info >= (3, 12)


def module_of(text: str) -> ast.Module:
    """Return the tree of a program; raises what :func:`ast.parse` raises.

    Raises:
        RecursionError: the tree is too deep, in every version of Python alike.
    """
    tree = _parsed(text, ast.parse)
    if _GOES_DEEPER and len(text) > DEEPEST and depth_of(tree) > DEEPEST:
        raise RecursionError
    return tree


def depth_of(tree: ast.AST) -> int:
    """Return how many levels a tree has below its root; takes no deeper stack for a deeper tree."""
    depth, level = 0, [tree]
    while level := [child for node in level for child in ast.iter_child_nodes(node)]:
        depth += 1
    return depth


def expression_of(text: str) -> ast.expr:
    """Return the tree of an expression; raises what :func:`ast.parse` raises."""
    return _parsed(text, _expression).body


def _expression(text: str) -> ast.Expression:
    return ast.parse(text, mode="eval")


def _parsed(text: str, parse: Callable[[str], _Tree]) -> _Tree:
    with _LOCK:
        for _ in range(MOST_TRIES):
            try:
                return parse(text)
            except SystemError:  # another thread came in between
                continue
        return parse(text)
