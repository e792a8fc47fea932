"""The text of a program: its lines, places in it, and errors that point at them."""

import ast
import re
from collections.abc import Sequence
from typing import TypeAlias

from ..engine.errors import EngineError, LimitError, NumbersError, ShapeError
from ..engine.graph import Span
from .errors import ProgramError
from .modules import Modules

Located: TypeAlias = ast.expr | ast.stmt | ast.arg | ast.keyword

_LINE_END = re.compile(r"\r\n|\r|\n")
WINDOW = 100
"""The widest part of a line that an error quotes."""


class Source:
    """A text whose places can be named and quoted."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _LINE_END.split(text)
        self.modules = Modules()
        """What its names of modules mean; settled once it is parsed."""
        self._ascii = text.isascii()

    def span(self, node: Located) -> Span:
        """Return the place of a piece of syntax, in characters where ``ast`` counts bytes."""
        end_line = node.end_lineno or node.lineno
        end = node.end_col_offset or 0
        if self._ascii:
            return Span(node.lineno, node.col_offset, end_line, end)
        return Span(
            node.lineno,
            self._characters(node.lineno, node.col_offset),
            end_line,
            self._characters(end_line, end),
        )

    def _characters(self, line: int, offset: int) -> int:
        text = self.lines[line - 1]
        if text.isascii():
            return offset
        return len(text.encode()[:offset].decode(errors="ignore"))

    def head(self, node: ast.FunctionDef) -> Span:
        """Return the place of ``def`` and the name after it."""
        start = self._characters(node.lineno, node.col_offset)
        found = re.compile(r"def\s+\w*").match(self.lines[node.lineno - 1], start)
        return Span(node.lineno, start, node.lineno, found.end() if found else start + 3)

    def place(self, offset: int, length: int = 1) -> Span:
        """Return the place of ``length`` characters from an offset into the text."""
        line, start = 1, 0
        for end in _LINE_END.finditer(self.text, 0, offset):
            line, start = line + 1, end.end()
        return Span(line, offset - start, line, offset - start + length)

    def stretch(self, start: int, end: int) -> Span:
        """Return the place of a stretch of text, which may reach over several lines."""
        first, last = self.place(start), self.place(end)
        return Span(first.line, first.column, last.line, last.column)

    def between(self, left: Located, right: Located, symbol: str) -> Span | None:
        """Return the place of an operator that stands between its operands."""
        first, last = self.span(left), self.span(right)
        for line in range(first.end_line, last.line + 1):
            start = first.end_column if line == first.end_line else 0
            end = last.column if line == last.line else None
            code = self.lines[line - 1][start:end].split("#")[0]
            found = code.find(symbol)
            if found >= 0:
                return Span(line, start + found, line, start + found + len(symbol))
        return None

    def stands_alone(self, span: Span) -> bool:
        """Tell whether nothing on either side of a place binds to what stands there."""
        before = self.lines[span.line - 1][: span.column].rstrip()
        after = self.lines[span.end_line - 1][span.end_column :].lstrip()
        begins = not before or before[-1] in "=(,[;:" or re.search(r"\breturn$", before)
        return bool(begins) and (not after or after[0] in "),];:#")

    def through(self, span: Span, suffixes: Sequence[str]) -> Span:
        """Return a place together with a suffix that follows it at once, if one does."""
        rest = self.lines[span.end_line - 1][span.end_column :]
        length = next((len(suffix) for suffix in suffixes if rest.startswith(suffix)), 0)
        return Span(span.line, span.column, span.end_line, span.end_column + length)

    def statement(self, span: Span) -> Span:
        """Return the place of the whole statement around a place."""
        for node in ast.walk(self.modules.tree):
            if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef):
                found = self.span(node)
                if _inside(span, found):
                    return found
        return span

    def snippet(self, span: Span) -> str:
        """Quote the line where a place begins, with carets beneath the place."""
        if span.line > len(self.lines):
            return ""
        text = re.sub(r"\s", " ", self.lines[span.line - 1])
        column = min(span.column, len(text))
        end = span.end_column if span.end_line == span.line else len(text)
        start = 0
        if len(text) > WINDOW:
            start = max(0, min(column - WINDOW // 2, len(text) - WINDOW))
            end = min(end, start + WINDOW)
            before = "…" if start else ""
            after = "…" if start + WINDOW < len(text) else ""
            text = before + text[start : start + WINDOW] + after
            start -= len(before)
            end = min(end, start + len(text))
        carets = "^" * max(1, end - column)
        return f"{text}\n{' ' * (column - start)}{carets}"

    def error(
        self,
        kind: str,
        message: str,
        span: Span,
        hint: str | None = None,
        replacement: str | None = None,
    ) -> ProgramError:
        """Return the error that points at a place, and what is to stand there instead."""
        return ProgramError(
            kind,
            message,
            span=span,
            snippet=self.snippet(span),
            hint=hint,
            replacement=replacement,
        )

    def explain(self, error: EngineError, span: Span) -> ProgramError:
        """Turn what the engine complains of into the error that points at a place."""
        kind = "wrong-arguments"
        if isinstance(error, ShapeError):
            kind = "shape-mismatch"
        elif isinstance(error, NumbersError):
            kind = "no-numbers"
        elif isinstance(error, LimitError):
            kind = "too-large"
        return self.error(kind, error.message, span, error.hint)


def _inside(inner: Span, outer: Span) -> bool:
    return (outer.line, outer.column) <= (inner.line, inner.column) and (
        inner.end_line,
        inner.end_column,
    ) <= (outer.end_line, outer.end_column)
