"""The text of a program, as what new lines, functions and names are put into."""

import ast
import re
from collections.abc import Iterable, Sequence
from itertools import count

from ..engine.graph import Span
from ..language.python_tree import module_of
from ..language.reader import function_names
from ..language.regrouping.edits import Text
from ..language.updating import take_update

HEADS = (ast.FunctionDef, ast.Import, ast.ImportFrom)
"""What stands before all lines that compute."""
WORD = re.compile(r"[^\W\d]\w*")


class Names:
    """The names that a program uses, and which are free."""

    def __init__(self, sheet: "Sheet", taken: Iterable[str] | None = None) -> None:
        """Take the names of a program, or those that are given."""
        self._sheet = sheet
        words = set(WORD.findall(sheet.text)) | function_names()
        self._taken = words if taken is None else set(taken)

    def __len__(self) -> int:
        """Return how many bindings the program has: another seed for each that is added."""
        return self._sheet.text.count("=")

    def copy(self) -> "Names":
        """Return the same names, to try something out."""
        return Names(self._sheet, self._taken)

    def free(self, wanted: str, *, numbered: bool = False) -> str:
        """Return a name that is free, the wanted one or that with a number, and take it."""
        return self.free_together([wanted], numbered=numbered)[wanted]

    def free_together(self, wanted: Sequence[str], *, numbered: bool = False) -> dict[str, str]:
        """Return names that are free with the same number: W and b, or W2 and b2.

        ``numbered`` gives the first ones a number too: W1 and b1.
        """
        for k in count(1):
            bare = {name: name.rstrip("0123456789") if numbered else name for name in wanted}
            found = {
                name: f"{stem}{k}" if numbered else _numbered(stem, k)
                for name, stem in bare.items()
            }
            if self._taken.isdisjoint(found.values()) and len(set(found.values())) == len(found):
                self._taken.update(found.values())
                return found
        raise AssertionError


def _numbered(name: str, k: int) -> str:
    return name if k == 1 else f"{name}{k}"


class Sheet:
    """A program's text that is added to."""

    def __init__(self, text: str) -> None:
        """Take a text that was read, or that has no line yet."""
        self.text = text
        self._edits = Text(text)
        self._statements = list(self._edits.body)
        self._functions = {
            one.name: one for one in self._statements if isinstance(one, ast.FunctionDef)
        }
        shortened = Text(text)
        take_update(shortened.source, shortened.tree)
        self._count = len(shortened.body)

    @property
    def functions(self) -> list[str]:
        """The names of the program's own functions."""
        return list(self._functions)

    def arguments(self, name: str) -> list[str] | None:
        """Return the arguments of a function that have no default; ``None``: there is no such."""
        function = self._functions.get(name)
        if function is None:
            return None
        names = [one.arg for one in function.args.args]
        return names[: len(names) - len(function.args.defaults)]

    def function(self, name: str, arguments: Sequence[str], body: Sequence[str]) -> tuple[str, str]:
        """Return the name of a function that does so, and its text where it is not there yet."""
        for k in count(1):
            called = _numbered(name, k)
            text = _definition(called, arguments, body)
            own = self._functions.get(called)
            if own is None and called not in WORD.findall(self.text):
                return called, text
            if own is not None and ast.unparse(own) == ast.unparse(module_of(text)):
                return called, ""
        raise AssertionError

    def name_expression(self, span: Span, name: str) -> bool:
        """Give a piece of a line a name, in a line of its own before it; False where none can."""
        edits = self._edits
        start, end = edits.place_of(span)
        for statement in self._statements[: self._count]:
            left, right = edits.place(statement)
            if not left <= start < end <= right:
                continue
            if not isinstance(statement, ast.Assign | ast.AugAssign | ast.Expr):
                return False
            piece = edits.text[start:end]
            if isinstance(statement, ast.Expr) and edits.place(statement.value) == (start, end):
                edits.edit((start, start), f"{name} = ")
                return True
            edits.insert_before(statement, [f"{name} = {' '.join(piece.split())}"])
            edits.edit(edits.with_parentheses(start, end, left, right), name)
            return True
        return False

    def with_lines(self, definition: str, lines: Sequence[str], *, first: bool) -> str:
        """Return the text with a function behind its own and lines behind its result.

        ``first`` puts the lines before all others, so that the result stays what it is.
        """
        made = Text(self._edits.result())
        grown = len(made.body) - len(self._statements)
        written = "\n".join(lines)
        if not made.body:
            start = f"{self.text.rstrip()}\n" if self.text.strip() else ""
            return f"{start}{definition}{written}\n"
        head = next((one for one in made.body if not isinstance(one, HEADS)), None)
        if head is not None and (first or definition):
            made.insert_before(head, [*definition.splitlines(), *(lines if first else ())])
            if first:
                return made.result()
            definition = ""
        last = self._count + grown - 1
        end = made.place(made.body[last])[1]
        if last + 1 < len(made.body) and made.neighbours(made.body[last])[1] is not None:
            made.edit((end, made.place(made.body[last + 1])[0]), f"\n{written}\n")
        else:
            end = made.line_end(end)
            made.edit((end, end), f"\n{written}")
        return made.result()


def _definition(name: str, arguments: Sequence[str], body: Sequence[str]) -> str:
    head = f"def {name}({', '.join(arguments)}):"
    if len(body) == 1:
        return f"{head} {body[0]}\n"
    return "\n".join([head, *(f"    {one}" for one in body)]) + "\n"
