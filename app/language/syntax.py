"""From text to Python's syntax tree, with every failure turned into an error that points."""

import ast
import re
from collections.abc import Set

from ..engine.graph import Span
from .errors import ProgramError
from .printouts import is_printout
from .python_tree import module_of
from .scanner import scan
from .source import WINDOW, Source

_FORMULA = re.compile(r"([^\W\d]\w*)\(([\w, ]*)\)[ \t]*=[ \t]*([^=;\#]+)")
"""A function as it is written on a blackboard."""

_LEFT_OVER = (
    ("expected an indented block", "the body of the function is missing",
     "indent the body by four spaces, or write it on one line: def f(x): return x"),
    ("unexpected indent", "this line is indented, but no function was begun",
     "begin the line at the left edge"),
    ("unindent does not match", "this line is indented less than the one above, but not like any "
     "line before", "give all lines of a function the same indentation"),
    ("inconsistent use of tabs", "tabs and spaces are mixed", "indent with four spaces"),
    ("too many levels of indentation", "functions are nested too deeply", None),
    ("expected ':'", "a colon is missing", "write def f(x): return x"),
    ("expected '('", "the arguments of the function are missing", "write def f(x): return x"),
    ("Perhaps you forgot a comma", "a comma or an operator is missing",
     "put a comma between arguments, * between factors"),
    ("cannot assign to function call", "a call cannot be given a value",
     "a function of your own is written def f(x): return x**2"),
    ("cannot assign to attribute", "only a name can be given a value", "write y = x.T"),
    ("cannot assign", "only a name can be given a value", "write a name on the left: y = 2 * x"),
    ("Maybe you meant '=='", "= stands inside an expression",
     "give the value a name on a line of its own"),
    ("positional argument follows keyword", "an argument without a name follows one with a name",
     "put arguments with a name last"),
    ("keyword argument repeated", "an argument is given twice", "leave one of them out"),
    ("non-default argument follows", "an argument without a default follows one with a default",
     "put arguments with a default last"),
    ("Exceeds the limit", "this number has too many digits", "write it as 1e300"),
    ("too many nested parentheses", "brackets are nested too deeply",
     "give an inner part a name of its own"),
    ("unexpected EOF", "the program ends in the middle of a statement", "finish the last line"),
)  # fmt: skip
"""What Python's parser says, what is said here, and what to try."""


def parse(source: Source, characters: int, nesting: int, functions: Set[str]) -> ast.Module:
    """Return the syntax tree of a program.

    Raises:
        ProgramError: the text is not a program; the error points at the first thing wrong.
    """
    if is_printout(source.text):
        raise _printed(source)
    scan(source, characters, nesting, functions)
    try:
        return module_of(source.text)
    except SyntaxError as error:
        raise _translate(source, error) from None
    except (MemoryError, RecursionError):
        raise _too_long(source) from None
    except ValueError:
        raise source.error(
            "syntax", "the text cannot be read", Span(1, 0, 1, 1), "type the first line again"
        ) from None


def _printed(source: Source) -> ProgramError:
    first = next(k for k, line in enumerate(source.lines) if line.strip())
    return source.error(
        "printed-model",
        "this is a printout of a PyTorch model, not a program",
        _whole_line(source, first),
        "read it as a program: its layers with their shapes and counts (POST /api/v1/model)",
    )


def _whole_line(source: Source, index: int) -> Span:
    """Return where a line stands, without the blanks around it."""
    text = source.lines[index]
    begin = len(text) - len(text.lstrip())
    return Span(index + 1, begin, index + 1, max(begin + 1, len(text.rstrip())))


def _too_long(source: Source) -> ProgramError:
    """Point at the line with the longest chain of operators."""

    def operators(line: str) -> int:
        return sum(map(line.count, "+-*/@[."))

    longest = max(range(len(source.lines)), key=lambda k: operators(source.lines[k]))
    return source.error(
        "too-deep",
        "an expression has too many operators in one chain",
        _whole_line(source, longest),
        "give parts of it names of their own, or use sum over an array",
    )


def _translate(source: Source, error: SyntaxError) -> ProgramError:
    span = _span(source, error)
    line = source.lines[span.line - 1] if span.line <= len(source.lines) else ""
    formula = _FORMULA.fullmatch(line)
    if formula is not None and len(line) <= WINDOW:
        written = f"def {formula[1]}({formula[2].strip()}): return {formula[3].rstrip()}"
        place = Span(span.line, 0, span.line, len(line))
        message = "a call cannot be given a value"
        return source.error("syntax", message, place, f"write {written}", written)
    found = error.msg
    for start, message, hint in _LEFT_OVER:
        if start in found:
            kind = "too-deep" if "too deeply" in message else "syntax"
            return source.error(kind, message, span, hint)
    rest = line[span.column : span.end_column].strip()
    before = line[: span.column].rstrip()
    if not rest or rest.startswith("#") or rest == ";":
        last = before[-1:] or rest
        if last in "+-*/@=,.":
            span = Span(span.line, len(before) - 1, span.line, len(before))
            return source.error(
                "syntax", f"something is missing after {last}", span, "finish the expression"
            )
        return source.error("syntax", "a statement is missing here", span, "finish the line")
    hint = "check the signs on both sides of it"
    if rest == "=":
        hint = "a value is given to a name with one =, on a line of its own"
    elif rest == ",":
        hint = "one of two commas, or a comma without anything before it, must go"
    elif rest in {")", "]"}:
        return source.error(
            "syntax", f"something is missing before {rest}", span, "finish the expression"
        )
    elif rest == "return":
        hint = "return stands in a function: def f(x): return x"
    return source.error("syntax", f"{rest} cannot stand here", span, hint)


def _span(source: Source, error: SyntaxError) -> Span:
    """Return the place of a syntax error; Python counts its columns from 1, in characters."""
    line = min(max(error.lineno or 1, 1), len(source.lines))
    text = source.lines[line - 1]
    column = min(max((error.offset or 1) - 1, 0), len(text))
    end = (error.end_offset or 0) - 1
    if isinstance(error, IndentationError):
        column = len(text) - len(text.lstrip())
        end = len(text.rstrip())
    if error.end_lineno not in (None, error.lineno) or end <= column:
        end = column + 1
    return Span(line, column, line, end)
