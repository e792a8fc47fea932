"""A line of a backward pass as a student writes it, and what it comes to at any numbers."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from ..engine.errors import EngineError
from ..engine.graph import Span
from ..engine.ops.op import Array
from ..engine.tape import Tape
from ..language import ProgramError, ReadLimits, read_program
from ..language.names import nearest, normal
from ..language.reader import function_names
from ..language.source import Source
from ..language.syntax import parse

RESULT = "result_of_the_line"
MODULES = frozenset({"np", "numpy", "math", "torch"})
"""Names before a function that say nothing."""


@dataclass(frozen=True, slots=True)
class Written:
    """One line: ``target = expression``, or ``target += expression``."""

    target: str
    expression: str
    adds: bool
    span: Span
    offset: int
    """Columns from the beginning of its text line to the expression."""
    names: tuple[str, ...]
    """The names that it reads, in order."""


def read_lines(text: str, limits: ReadLimits) -> list[Written]:
    """Read the lines of a backward pass; nothing of them is run.

    Raises:
        ProgramError: a statement is no assignment to one name.
    """
    source = Source(text)
    tree = parse(source, limits.characters, limits.nesting, function_names())
    return [_line(source, statement) for statement in tree.body]


def _line(source: Source, statement: ast.stmt) -> Written:
    span = source.span(statement)
    target: ast.expr | None = None
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target, value = statement.targets[0], statement.value
    elif isinstance(statement, ast.AugAssign) and isinstance(statement.op, ast.Add):
        target, value = statement.target, statement.value
    if not isinstance(target, ast.Name):
        message = "a line of a backward pass gives one name its gradient"
        raise source.error("unsupported", message, span, "write dq = z * df, or dx += dq")
    if any(isinstance(node, ast.Starred) for node in ast.walk(value)):
        raise source.error(
            "unsupported", "a star must stand between two factors", span, "write q * df"
        )
    place = source.span(value)
    expression = "\n".join(source.lines[place.line - 1 : place.end_line])
    cut = len(source.lines[place.end_line - 1]) - place.end_column
    expression = expression[place.column : len(expression) - cut]
    nodes = list(ast.walk(value))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    called |= {id(node.value) for node in nodes if _is_of_a_module(node)}
    read = [n for n in nodes if isinstance(n, ast.Name) and id(n) not in called]
    names = tuple(dict.fromkeys(normal(node.id) for node in read))
    adds = isinstance(statement, ast.AugAssign)
    return Written(normal(target.id), expression, adds, span, place.column, names)


def _is_of_a_module(node: ast.AST) -> TypeGuard[ast.Attribute]:
    """Tell whether a node is a function as ``np.sum``."""
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return False
    return node.value.id in MODULES


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression that can be worked out at many numbers: its graph is made once."""

    tape: Tape
    output: int
    leaves: Mapping[str, int]

    def at(self, known: Mapping[str, Array]) -> Array:
        """Work it out with these numbers, of the shapes that it was made with.

        Raises:
            ProgramError: a gate does not take them, as a label that is no class.
        """
        for name, leaf in self.leaves.items():
            self.tape.set(leaf, known[name])
        try:
            self.tape.forward()
        except EngineError as error:
            raise ProgramError("bad-number", error.message, hint=error.hint) from None
        return self.tape.values[self.output].copy()


def formula(
    expression: str, names: Iterable[str], known: Mapping[str, Array], limits: ReadLimits
) -> Formula:
    """Make an expression of known names workable.

    Raises:
        ProgramError: it is none, or its shapes do not fit together.
    """
    inputs = {name: known[name] for name in names if name in known}
    try:
        program = read_program(f"{RESULT} = ({expression})", inputs, limits=limits)
    except EngineError as error:
        raise ProgramError("bad-number", error.message, hint=error.hint) from None
    leaves = {name: program.inputs[name] for name in inputs if name in program.inputs}
    return Formula(Tape(program.graph, [program.output]), program.output, leaves)


def unknown(
    line: Written, known: Mapping[str, Array], forward: Mapping[str, Array], text: str
) -> ProgramError | None:
    """Say which name of a line means nothing yet; ``None``: all mean something."""
    for name in line.names:
        if name in known:
            continue
        source = Source(text)
        found = source.lines[line.span.line - 1].find(name, line.offset)
        column = max(found, 0)
        place = Span(line.span.line, column, line.span.line, column + len(name))
        if name[:1] == "d" and name[1:] in forward:
            message = f"{name} is not known yet"
            hint: str | None = f"write the line for {name} above this one"
        else:
            close = nearest(name, known)
            message, hint = (
                f"{name} means nothing here",
                f"did you mean {close}?" if close else None,
            )
        return source.error("unknown-name", message, place, hint)
    return None
