"""Forms of rows of the table of foreign names, filled with what a call was given."""

import ast
from collections.abc import Collection
from copy import deepcopy
from functools import cache
from itertools import chain

from .fitting import Fit, signature, template
from .foreign.row import Foreign
from .modules import DRAWS, Modules, is_own


@cache
def readable(row: Foreign) -> bool:
    """Tell whether a row's form is one gate, one maker or its argument alone."""
    if row.words or not isinstance(row.form, str) or not row.form:
        return False
    tree = template(row.form)
    if isinstance(tree, ast.Call):
        values = [*tree.args, *(word.value for word in tree.keywords)]
        name = tree.func.id if isinstance(tree.func, ast.Name) else ""
        return is_own(name) and all(isinstance(v, ast.Name | ast.Constant) for v in values)
    return isinstance(tree, ast.Name)


def filled(
    fit: Fit,
    place: ast.expr,
    form: str | None = None,
    seeds: Modules | None = None,
    count: int | None = None,
) -> ast.expr:
    """Return a form with what was given put in, standing where the call stands.

    ``count`` is the number that ``N`` stands for.
    """
    given = dict(fit.given)
    if count is not None:
        given["N"] = ast.Constant(count)
    takes = signature(fit.row.takes)
    names = {argument.arg for argument in chain(takes.args, takes.kwonlyargs)}
    text = form if form is not None else fit.row.form
    assert isinstance(text, str)
    spread = takes.vararg.arg if takes.vararg is not None else None
    fill = _Fill(given, names - given.keys(), spread, place, seeds)
    tree = fill.visit(deepcopy(template(text)))
    assert isinstance(tree, ast.expr)
    return tree


class _Fill(ast.NodeTransformer):
    """Puts what was given in for the names of a form; it sees nothing but the form itself."""

    def __init__(
        self,
        given: dict[str, ast.expr],
        missing: Collection[str],
        spread: str | None,
        place: ast.expr,
        seeds: Modules | None,
    ) -> None:
        self.given = given
        self.missing = missing
        self.spread = spread
        self.place = place
        self.seeds = seeds

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Let every piece of the form stand where the call stands."""
        if isinstance(node, ast.expr | ast.keyword):
            ast.copy_location(node, self.place)
        return super().generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Put in what was given."""
        return self.given.get(node.id) or ast.copy_location(node, self.place)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Leave options out that were not given, and count the random arrays."""
        lost = any(self._is_missing(word.value) for word in node.keywords if word.arg == "axis")
        node.keywords = [
            word
            for word in node.keywords
            if not self._is_missing(word.value)
            and not (lost and word.arg == "keepdims" and isinstance(word.value, ast.Constant))
        ]
        arguments = [value for value in node.args if not self._is_missing(value)]
        node.args = []
        if isinstance(node.func, ast.Name) and node.func.id in DRAWS and self.seeds is not None:
            if self.seeds.draws:
                node.keywords.append(ast.keyword("seed", ast.Constant(self.seeds.draws)))
            self.seeds.draws += 1
        self.generic_visit(node)
        node.args = [part for value in arguments for part in self._put(value)]
        return node

    def _is_missing(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id in self.missing

    def _put(self, node: ast.expr) -> list[ast.expr]:
        """Return what stands for one argument of a call: the parts of a list that is joined."""
        if isinstance(node, ast.Name) and node.id in {"parts", self.spread}:
            parts = self.given[node.id]
            return list(getattr(parts, "elts", [parts]))
        return [self.visit(node)]
