"""Python's own parser, for one thread at a time.

In Python 3.11 and 3.12 all threads share the parser's count of how deep a tree is. Where a second
thread came in between, a program that is right was refused with a ``SystemError`` about the "AST
constructor recursion depth" (see github.com/python/cpython/issues/106905).
"""

import ast
import sys
from threading import RLock

_LOCK = RLock()

DEEPEST = 2_990
"""Levels of a tree: about the bound of Python 3.11's own parser. Later ones go on for some ten
thousand, more than what walks the tree afterwards can follow."""
_GOES_DEEPER = sys.version_info >= (3, 12)


def module_of(text: str) -> ast.Module:
    """Return the tree of a program; raises what :func:`ast.parse` raises.

    Raises:
        RecursionError: the tree is too deep, in every version of Python alike.
    """
    with _LOCK:
        tree = ast.parse(text)
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
    with _LOCK:
        return ast.parse(text, mode="eval").body
