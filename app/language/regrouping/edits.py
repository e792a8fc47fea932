"""Pieces of a program's text that are taken out, put in and written anew."""

import ast
import re
from bisect import bisect_right
from collections.abc import Mapping

from ...engine.graph import Span
from ..python_tree import module_of
from ..source import Located, Source

_LINE_END = re.compile(r"\r\n|\r|\n")
ATOMS = (ast.Name, ast.Constant, ast.Call, ast.Subscript, ast.Attribute, ast.List)
"""What needs no parentheses wherever it stands."""

Place = tuple[int, int]
"""Two offsets into a text."""


class Text:
    """The text of a program with its statements, and what is to change in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.source = Source(text)
        self.tree = module_of(text)
        self.body = self.tree.body
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._edits: list[tuple[int, int, str]] = []

    def place(self, node: Located) -> Place:
        """Return where a piece of syntax stands."""
        return self.place_of(self.source.span(node))

    def place_of(self, span: Span) -> Place:
        """Return the offsets of a span."""
        start = self._starts[span.line - 1] + span.column
        return start, self._starts[span.end_line - 1] + span.end_column

    def line_at(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, before its end of line."""
        found = _LINE_END.search(self.text, offset)
        return found.start() if found else len(self.text)

    def next_line(self, offset: int) -> int:
        """Return where the line after that of an offset begins, or the text ends."""
        at = bisect_right(self._starts, offset)
        return self._starts[at] if at < len(self._starts) else len(self.text)

    def edit(self, place: Place, text: str) -> None:
        """Write a text in the place of another."""
        self._edits.append((*place, text))

    def remark(self, statement: ast.stmt) -> str:
        """Return the remark behind a statement that is alone in its line, with its ``#``."""
        return "" if any(self.neighbours(statement)) else self.rest_of_line(statement)

    def rest_of_line(self, statement: ast.stmt) -> str:
        """Return the remark that follows a statement at once, with its ``#``."""
        _, end = self.place(statement)
        rest = self.text[end : self.line_end(end)].strip()
        return rest if rest.startswith("#") else ""

    def remove(self, statement: ast.stmt) -> None:
        """Take a statement out, with its line where it is alone in it."""
        start, end = self.place(statement)
        left, right = self.neighbours(statement)
        if left is None and right is None:
            self.edit((self.line_at(start), self.next_line(end)), "")
        elif right is not None:
            self.edit((start, self.place(right)[0]), "")
        elif left is not None:
            self.edit((self.place(left)[1], end), "")

    def neighbours(self, statement: ast.stmt) -> tuple[ast.stmt | None, ast.stmt | None]:
        """Return the statements before and after one in its line."""
        at = self.body.index(statement)
        before = self.body[at - 1] if at else None
        after = self.body[at + 1] if at + 1 < len(self.body) else None
        same_line = before is not None and before.end_lineno == statement.lineno
        goes_on = after is not None and after.lineno == statement.end_lineno
        return before if same_line else None, after if goes_on else None

    def first_of_line(self, statement: ast.stmt) -> ast.stmt:
        """Return the statement that begins the line of one."""
        while (left := self.neighbours(statement)[0]) is not None:
            statement = left
        return statement

    def insert_before(self, statement: ast.stmt, lines: list[str]) -> None:
        """Put lines before a statement, which begins a line then."""
        left, _ = self.neighbours(statement)
        start, _ = self.place(statement)
        written = "".join(f"{line}\n" for line in lines)
        if left is None:
            self.edit((start, start), written)
        else:
            self.edit((self.place(left)[1], start), f"\n{written}")

    def result(self) -> str:
        """Return the text with all that was changed."""
        parts, at = [], 0
        for start, end, text in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += [self.text[at:start], text]
            at = max(at, end)
        return "".join([*parts, self.text[at:]])

    def written(self, piece: Located, instead: Mapping[ast.expr, str]) -> str:
        """Return a piece of the text with other texts in the place of some of its expressions."""
        start, end = self.place(piece)
        places = sorted((self.place(node), text) for node, text in instead.items())
        parts, at = [], start
        for (left, right), text in places:
            if start <= left and right <= end:
                if text.isidentifier():
                    left, right = self.with_parentheses(left, right, at, end)
                parts += [self.text[at:left], text]
                at = right
        return "".join([*parts, self.text[at:end]])

    def with_parentheses(self, left: int, right: int, start: int, end: int) -> Place:
        """Return a place with the parentheses around it that a name has no need for."""
        text = self.text
        is_held = left > start and right < end and text[left - 1] + text[right] == "()"
        before = text[start : left - 1].rstrip()[-1:]
        if not is_held or before.isalnum() or before in ("_", ")", "]"):
            return left, right
        return left - 1, right + 1


def held(node: ast.expr, text: str) -> str:
    """Return the text of an expression as it can stand within another."""
    return text if isinstance(node, ATOMS) else f"({text})"


def targets_of(statement: ast.stmt) -> list[str]:
    """Return the names that a statement binds."""
    if isinstance(statement, ast.FunctionDef):
        return [statement.name]
    written: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        written = list(statement.targets)
    elif isinstance(statement, ast.AnnAssign | ast.AugAssign):
        written = [statement.target]
    names = (node for target in written for node in ast.walk(target))
    return [node.id for node in names if isinstance(node, ast.Name)]
