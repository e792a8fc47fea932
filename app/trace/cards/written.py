"""Where in a program's text a gate is written, and edits that write it in another way."""

import ast
from typing import NamedTuple

from ...engine.graph import Node, Span
from ...engine.ops import BY_NAME
from ...engine.ops.op import Op
from ...language.calls import show_param
from ...language.foreign import OPTIONS
from ...language.regrouping.edits import ATOMS, Text

HOLE = "▢"
"""Stands in an edit for a number that is to be chosen."""


class Edit(NamedTuple):
    """A text for a place of the program."""

    place: Span
    text: str


class Written:
    """The text of a program, in which the expression of a gate is looked up."""

    def __init__(self, text: str) -> None:
        self._text = Text(text)
        self._found: dict[Span, ast.expr] = {}
        for node in ast.walk(self._text.tree):
            if isinstance(node, ast.expr):
                self._found.setdefault(self.span(node), node)

    def span(self, node: ast.expr) -> Span:
        """Return where an expression stands."""
        return self._text.source.span(node)

    def text(self, node: ast.expr) -> str:
        """Return an expression as it is written."""
        start, end = self._text.place(node)
        return self._text.text[start:end]

    def at(self, span: Span | None) -> ast.expr | None:
        """Return the expression at a place."""
        return None if span is None else self._found.get(span)

    def call_of(self, span: Span | None, op: Op) -> ast.Call | None:
        """Return the call of a gate by its own name at a place."""
        call = self.at(span)
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            return None
        starred = any(isinstance(argument, ast.Starred) for argument in call.args)
        return call if BY_NAME.get(call.func.id) is op and not starred else None

    def argument(self, call: ast.Call, op: Op, name: str) -> ast.expr | None:
        """Return what a call gives for an argument or an option, if anything."""
        for keyword in call.keywords:
            if keyword.arg is not None and name in (keyword.arg, OPTIONS.get(keyword.arg)):
                return keyword.value
        slots = [*op.arguments, *(param.name for param in op.params)]
        place = slots.index(name)
        return call.args[place] if place < len(call.args) else None

    def option(self, call: ast.Call, op: Op, name: str, value: str) -> Edit:
        """Give a call another value for one of its options."""
        given = self.argument(call, op, name)
        if given is not None:
            return Edit(self.span(given), value)
        whole = self.span(call)
        end = Span(whole.end_line, whole.end_column - 1, whole.end_line, whole.end_column - 1)
        comma = " " if self.text(call)[:-1].rstrip().endswith(",") else ", "
        return Edit(end, f"{comma}{name}={value}")

    def operand(self, gate: Node, slot: int) -> ast.expr | None:
        """Return the expression of an operand of a gate, where its own expression has one."""
        expression, op = self.at(gate.source), gate.op
        match expression:
            case ast.BinOp(left=left, right=right):
                found: list[ast.expr] = [left, right]
            case ast.UnaryOp(operand=only):
                found = [only]
            case ast.Attribute(value=only) | ast.Subscript(value=only):
                found = [only]
            case ast.Call(args=args) if op is not None and self.call_of(gate.source, op):
                found = args
            case _:
                return None
        if len(found) < len(gate.operands) or any(isinstance(one, ast.Starred) for one in found):
            return None
        return found[slot]

    def unwrapped(self, call: ast.Call, inner: ast.expr) -> Edit:
        """Write what is inside a call in its place."""
        place, text = self.span(call), self.text(inner)
        bare = isinstance(inner, ATOMS) or self._text.source.stands_alone(place)
        return Edit(place, text if bare else f"({text})")

    def edited(self, edit: Edit) -> str:
        """Return the whole text with one edit."""
        start, end = self._text.place_of(edit.place)
        return self._text.text[:start] + edit.text + self._text.text[end:]

    def renamed(self, call: ast.Call, name: str) -> Edit:
        """Call another gate with the same arguments."""
        return Edit(self.span(call.func), name)

    def halved(self, node: ast.expr) -> Edit:
        """Write half of an expression in its place."""
        text, place = self.text(node), self.span(node)
        binds = not isinstance(node, ast.UnaryOp) and not (
            isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
        )
        half = f"{text} / 2" if binds else f"({text}) / 2"
        return Edit(place, half if self._text.source.stands_alone(place) else f"({half})")

    def doubled(self, node: ast.expr) -> Edit | None:
        """Write an expression without the half that it is multiplied with; ``None`` without one."""
        if not isinstance(node, ast.BinOp):
            return None
        (start, end), (_, left), (right, _) = map(self._text.place, (node, node.left, node.right))
        text, between = self._text.text, self._text.text[left:right]
        if isinstance(node.op, ast.Div) and _number(node.right) == 2:
            return Edit(self.span(node), text[start : left + between.rindex("/")].rstrip())
        if isinstance(node.op, ast.Mult) and _number(node.left) == 0.5:
            return Edit(self.span(node), text[left + between.rindex("*") + 1 : end].lstrip())
        if isinstance(node.op, ast.Mult) and _number(node.right) == 0.5:
            return Edit(self.span(node), text[start : left + between.index("*")].rstrip())
        return None

    def factor(self, node: ast.expr | None) -> tuple[Edit, float] | None:
        """Return the edit of the number that an expression is multiplied with, and that number."""
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
            return None
        for side in (node.left, node.right):
            number = _number(side)
            if number is not None:
                return Edit(self.span(side), HOLE), number
        return None


def _number(node: ast.expr) -> float | None:
    """Return the number that an expression is written as: 2, 0.5, 1/2."""
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            number = _number(operand)
            return None if number is None else -number
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            above, below = _number(left), _number(right)
            return above / below if above is not None and below else None
    return None


def shown(value: object) -> str:
    """Write the value of an option as a program has it."""
    return show_param(value)
