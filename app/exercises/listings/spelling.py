"""Python of a blank as an expression of the program's language; nothing of it is run.

The language has most of NumPy already (``x.T.dot(d)``, ``np.sum(d, axis=0)``). What a listing
writes besides is put into its words here:

====================================  =======================================
``self.x``                            the value that was kept under that name
``x > 0``, ``a >= b``, ``a == b``     ``step``: 1 where it is true and else 0
``c & d``, ``c and d``, ``not c``     products of these
``np.where(c, a, b)``, ``a if c …``   ``c * a + (1 - c) * b``
``len(x)``, ``x.shape[k]``            the number that it is
``np.ones_like(x)``, ``zeros_like``   ``ones`` and ``zeros`` of its shape
``np.sign``, ``np.heaviside(x, 0)``   by ``step``
``….astype(float)``, ``float(…)``     nothing
====================================  =======================================
"""

import ast
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from ...engine.graph import Span
from ...engine.ops.op import Array
from ...language import ProgramError, ReadLimits
from ...language.modules import family
from ...language.names import nearest, normal
from ...language.python_tree import depth_of, expression_of, module_of
from ...language.reader import function_names
from ...language.source import Source
from ...language.syntax import parse
from ..written import MODULES, formula

LONGEST = 300
"""Characters of an answer."""
DEEPEST = 40
MOST_OPERATORS = 24
MOST_CHOICES = 6
"""Comparisons and choices of an answer."""
DROPPED = frozenset({"astype", "copy", "float", "int", "array", "asarray", "bool"})


@dataclass(frozen=True, slots=True)
class Spelled:
    """An answer in the program's language."""

    expression: str
    names: tuple[str, ...]
    """What it reads, by the language's names."""
    written: Mapping[str, str]
    """How these were written."""

    def told(self, text: str) -> str:
        """Say in the listing's words what the language says in its own."""
        for name, spelled in self.written.items():
            if name != spelled:
                text = re.sub(rf"(?<!gradient of )(?<![\w.]){re.escape(name)}(?!\w)", spelled, text)
        return text


def read_answer(answer: str, target: str) -> list[ast.expr]:
    """Read what was written in a blank; several values where they are separated by commas.

    Raises:
        ProgramError: it is no expression.
    """
    text = answer.strip()
    source = Source(text)
    place = Span(1, 0, 1, max(1, len(source.lines[0])))
    if len(text) > LONGEST:
        message = f"a blank has at most {LONGEST} characters, not {len(text)}"
        raise source.error("too-large", message, place, "one expression is enough")
    try:
        tree = module_of(text)
        if depth_of(tree) > DEEPEST:
            message = "brackets or signs are nested too deeply"
            raise source.error("too-deep", message, place, "one short expression is enough")
        if any(isinstance(node, ast.Starred) for node in ast.walk(tree)):
            message = "a star stands between two factors"
            raise source.error("unsupported", message, place, "write self.y * dz")
        if sum(isinstance(node, ast.BinOp) for node in ast.walk(tree)) > MOST_OPERATORS:
            message = "these are too many operators for one line"
            raise source.error("too-large", message, place, "one short expression is enough")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        parse(source, LONGEST, DEEPEST, function_names())
        raise source.error("syntax", "this is no expression", place, None) from None
    if len(tree.body) != 1:
        message = "a blank is one expression"
        raise source.error("unsupported", message, place, "leave the other lines as they are")
    statement = tree.body[0]
    value: ast.expr | None = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == target:
        value = statement.value
    if isinstance(statement, ast.Return):
        value = statement.value
    if value is None:
        message = "a blank is an expression, as on the right of ="
        raise source.error("unsupported", message, place, None)
    if target.startswith("return") and isinstance(value, ast.Tuple | ast.List):
        return list(value.elts)
    return [value]


def spell(
    value: ast.expr,
    scope: Mapping[str, str],
    known: Mapping[str, Array],
    elsewhere: Mapping[str, str],
    limits: ReadLimits,
) -> Spelled:
    """Put an expression into the program's language.

    Args:
        value: what was written.
        scope: the language's name for every spelling that may be read here.
        known: their values, by the language's name.
        elsewhere: what the code calls things in other places, for those who read them here.
        limits: those of a program.

    Raises:
        ProgramError: a name means nothing here.
    """
    speller = _Speller(scope, known, elsewhere, limits, ast.unparse(value))
    tree = speller.visit(deepcopy(value))
    left = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names = tuple(name for name in speller.written if name in left)
    return Spelled(ast.unparse(tree), names, speller.written)


class _Speller(ast.NodeTransformer):
    def __init__(
        self,
        scope: Mapping[str, str],
        known: Mapping[str, Array],
        elsewhere: Mapping[str, str],
        limits: ReadLimits,
        text: str,
    ) -> None:
        self.scope, self.known, self.elsewhere = scope, known, elsewhere
        self.limits, self.text = limits, text
        self.written: dict[str, str] = {}
        self.twice = 0
        """How often a part is written down twice."""

    # -- names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Say what the language calls a name."""
        return self._named(normal(node.id))

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Read what was kept; leave transposes, and what modules hold."""
        if isinstance(node.value, ast.Name):
            if node.value.id == "self":
                return self._named(f"self.{node.attr}")
            if self._is_module(node.value):
                return node
        if node.attr == "size":
            return _number(self._value(node.value).size)
        if node.attr == "shape":
            sizes = self._value(node.value).shape
            return ast.Tuple([ast.Constant(size) for size in sizes], ast.Load())
        node.value = self.visit(node.value)
        return node

    def _named(self, spelled: str) -> ast.Name:
        called = self.scope.get(spelled)
        if called is None:
            raise self._unknown(spelled)
        self.written.setdefault(called, spelled)
        return ast.Name(called, ast.Load())

    def _unknown(self, spelled: str) -> ProgramError:
        bare = spelled.removeprefix("self.")
        other = bare if spelled != bare else f"self.{bare}"
        hint = None
        if other in self.scope and other != bare:
            message = f"{spelled} is a name inside forward, and forward has ended"
            hint = f"read {other}, which was kept"
        elif other in self.scope:
            message, hint = f"{spelled} is not kept at this line", f"write {other}"
        elif spelled in self.elsewhere:
            message = f"{spelled} cannot be read in this line"
            hint = f"here there are {', '.join(self.scope)}"
        else:
            close = nearest(spelled, list(self.scope))
            message = f"{spelled} means nothing here"
            hint = f"did you mean {close}?" if close else f"here there are {', '.join(self.scope)}"
        column = max(self.text.find(spelled), 0)
        place = Span(1, column, 1, column + len(spelled))
        return Source(self.text).error("unknown-name", message, place, hint)

    def _is_module(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id in MODULES and node.id not in self.scope

    # -- what a program has no words for

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Write out what is a number, a choice or a sign; leave the rest to the language."""
        name, own = self._function(node)
        if name in DROPPED and (own or len(node.args) == 1):
            kept: ast.expr = self.visit(own or node.args[0])
            return kept
        if name == "len" and len(node.args) == 1:
            return _number(self._value(node.args[0]).shape[:1])
        if name == "where" and len(node.args) == 3:
            return self._either(*map(self.visit, node.args))
        if name in ("ones_like", "zeros_like") and node.args:
            shape = self._value(node.args[0]).shape
            return (
                expression_of(f"{name[:-5]}({', '.join(map(str, shape))})")
                if shape
                else _number(int(name == "ones_like"))
            )
        if name == "sign" and len(node.args) == 1:
            x = self.visit(node.args[0])
            return ast.BinOp(_step(x), ast.Sub(), _step(ast.UnaryOp(ast.USub(), x)))
        if name == "heaviside" and len(node.args) == 2 and ast.unparse(node.args[1]) in _NONE:
            return _not(_step(ast.UnaryOp(ast.USub(), self.visit(node.args[0]))))
        if isinstance(node.func, ast.Attribute) and own is not None:
            node.func.value = self.visit(own)
        node.args = [self.visit(argument) for argument in node.args]
        for word in node.keywords:
            word.value = self.visit(word.value)
        return node

    def _function(self, node: ast.Call) -> tuple[str, ast.expr | None]:
        """Give the name of what is called, and the value whose method it is."""
        if isinstance(node.func, ast.Name):
            return node.func.id, None
        if isinstance(node.func, ast.Attribute):
            module = self._is_module(node.func.value) or (
                family(ast.unparse(node.func.value)) is not None
                and ast.unparse(node.func.value).partition(".")[0] not in self.scope
            )
            return node.func.attr, None if module else node.func.value
        return "", None

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Write ``x.shape[0]`` as the number that it is."""
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            shape = self._value(node.value.value).shape
            try:
                place = int(ast.literal_eval(node.slice))
                return _number(shape[place])
            except (ValueError, TypeError, IndexError):
                message = f"{ast.unparse(node)} is no number here"
                raise self._error(message, f"the shape is {shape}") from None
        node.value = self.visit(node.value)
        node.slice = self.visit(node.slice)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """Write comparisons by steps."""
        operands = [self.visit(one) for one in (node.left, *node.comparators)]
        self._count(len(node.ops))
        made: ast.expr | None = None
        for left, op, right in zip(operands, node.ops, operands[1:], strict=False):
            one = self._compared(left, op, right)
            made = one if made is None else ast.BinOp(made, ast.Mult(), one)
        assert made is not None
        return made

    def _compared(self, a: ast.expr, op: ast.cmpop, b: ast.expr) -> ast.expr:
        above, below = _step(_less(a, b)), _step(_less(b, a))
        match op:
            case ast.GtE():
                return above
            case ast.LtE():
                return below
            case ast.Gt():
                return _not(below)
            case ast.Lt():
                return _not(above)
            case ast.Eq():
                return ast.BinOp(above, ast.Mult(), below)
            case ast.NotEq():
                return _not(ast.BinOp(above, ast.Mult(), below))
        raise self._error("only numbers are compared here", "write x > 0")

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Take & of comparisons as their product."""
        node.left, node.right = self.visit(node.left), self.visit(node.right)
        if isinstance(node.op, ast.BitAnd):
            node.op = ast.Mult()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """Take ``and`` as a product, ``or`` as what is left of neither."""
        first: ast.expr
        first, *others = (self.visit(one) for one in node.values)
        for other in others:
            if isinstance(node.op, ast.And):
                first = ast.BinOp(first, ast.Mult(), other)
            else:
                first = _not(ast.BinOp(_not(first), ast.Mult(), _not(other)))
        return first

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """Take ``not c`` and ``~c`` as 1 − c."""
        node.operand = self.visit(node.operand)
        return _not(node.operand) if isinstance(node.op, ast.Not | ast.Invert) else node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """Write a choice as a sum."""
        return self._either(self.visit(node.test), self.visit(node.body), self.visit(node.orelse))

    def _count(self, more: int = 1) -> None:
        """Keep what is written down twice, and in it again twice, from growing without end."""
        self.twice += more
        if self.twice > MOST_CHOICES:
            raise self._error("these are too many comparisons for one line", None)

    def _either(self, test: ast.expr, one: ast.expr, other: ast.expr) -> ast.expr:
        self._count()
        left = ast.BinOp(test, ast.Mult(), one)
        return ast.BinOp(left, ast.Add(), ast.BinOp(_not(test), ast.Mult(), other))

    def _value(self, node: ast.expr) -> Array:
        """Work a part out, for its shape."""
        text = ast.unparse(self.visit(node))
        read = {n.id for n in ast.walk(module_of(text)) if isinstance(n, ast.Name)}
        values = {name: self.known[name] for name in self.written if name in read}
        return formula(text, values, values, self.limits).at(values)

    def _error(self, message: str, hint: str | None) -> ProgramError:
        place = Span(1, 0, 1, max(1, len(self.text)))
        return Source(self.text).error("unsupported", message, place, hint)


_NONE = frozenset({"0", "0.0", "0.", "False"})


def _number(value: int | tuple[int, ...]) -> ast.expr:
    if isinstance(value, tuple):
        return ast.Constant(value[0] if value else 1)
    return ast.Constant(value)


def _step(inside: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("step", ast.Load()), [inside], [])


def _not(test: ast.expr) -> ast.expr:
    return ast.BinOp(ast.Constant(1), ast.Sub(), test)


def _less(a: ast.expr, b: ast.expr) -> ast.expr:
    """Write a − b, short where one of them is 0."""
    if isinstance(b, ast.Constant) and b.value == 0:
        return a
    if isinstance(a, ast.Constant) and a.value == 0:
        return ast.UnaryOp(ast.USub(), b)
    return ast.BinOp(a, ast.Sub(), b)
