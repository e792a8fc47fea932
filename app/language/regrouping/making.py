"""Selected gates as a function of the program, and a call in their place.

The text stays as it was written: the lines whose gates go into the block move into the function,
and the expression that its value comes from becomes the call. What comes out is read again and held
to the program that went in.
"""

import ast
import keyword
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import TypeGuard

from ...engine.graph import Graph, Span
from ..errors import ProgramError
from ..names import normal
from ..program import Program, ReadLimits
from ..python_tree import module_of
from ..reader import DEFAULT_LIMITS, function_names
from .edits import Text, held, targets_of
from .same import is_same, read_again
from .selection import Closing

DEFAULT_NAME = "block"
LETTERS = "uvwxyzabcdefghijklmnopqrst"
_HOW = "give each value a line and a name of its own"


@dataclass(frozen=True, slots=True)
class Made:
    """A program with a block more."""

    program: Program
    name: str
    key: str
    """What the call of the block goes by."""


def free_name(program: Program, wanted: str = DEFAULT_NAME) -> str:
    """Return a name for a function that the program does not have, the wanted one or numbered."""
    taken = _names_in(program.text)
    options = (wanted, *(f"{wanted}{k}" for k in range(2, len(taken) + 3)))
    return next(name for name in options if name not in taken)


def make_block(
    program: Program,
    closing: Closing,
    name: str | None = None,
    inputs: Mapping[str, object] | None = None,
    limits: ReadLimits = DEFAULT_LIMITS,
) -> Made:
    """Return a program in which closed gates are a function that is called in their place.

    Args:
        program: the program.
        closing: the gates, closed (:func:`closing_of`).
        name: of the function; by default ``block``, or that with a number.
        inputs: the numbers that the program was read with.
        limits: the limits that it was read within.

    Raises:
        ProgramError: the name cannot be that of a function, or the gates stand in lines that
            cannot be taken apart.
    """
    name = free_name(program) if name is None else normal(name.strip())
    _check_name(program, name)
    text = _Making(program, closing, name).text()
    made = read_again(text, program, inputs, limits)
    if made is None or not is_same(program, made, closing.gates):
        raise _unwritable("the program would mean something else")
    (key,) = [path[0] for path in made.calls if path[0].rpartition("#")[0] == name][:1]
    return Made(made, name, key)


def _names_in(text: str) -> frozenset[str]:
    """Return every name that a program uses in any way, and those of gates and makers."""
    names = set(function_names())
    for node in ast.walk(module_of(text)):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
    return frozenset(names)


def _check_name(program: Program, name: str) -> None:
    if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_"):
        hint = "write a word of letters and digits that begins with a letter: squash"
        raise ProgramError("no-block", f"{name or 'nothing'} is no name of a block", hint=hint)
    if name in _names_in(program.text):
        hint = f"write another: {free_name(program, name)}"
        raise ProgramError("no-block", f"the name {name} is taken", hint=hint)


def _unwritable(why: str) -> ProgramError:
    return ProgramError(
        "no-block", f"these gates cannot be written as a function: {why}", hint=_HOW
    )


@dataclass(slots=True)
class _Making:
    """Writes one function, and what stays outside."""

    program: Program
    closing: Closing
    name: str
    source: Text = field(init=False)
    nodes: dict[Span, set[int]] = field(init=False)
    """The nodes that were made at each place outside of functions; of a call all of its gates."""
    values: frozenset[str] = field(init=False)
    """The names that numbers and arrays are bound to outside of functions."""
    bound: dict[str, int] = field(default_factory=dict)
    """Which statement has bound each name last; −1 is outside of the text."""
    outer: dict[str, int] = field(default_factory=dict)
    """The same, of the statements that stay where they are."""
    local: dict[str, int] = field(default_factory=dict)
    """The same for names that are bound in the function."""
    parameters: dict[tuple[str, int], str] = field(default_factory=dict)
    """What a value that is read goes by in the function: by its name and where that was bound."""
    arguments: list[tuple[ast.expr, dict[str, int]]] = field(default_factory=list)
    """What the function is called with, and where the names in it were bound."""
    called: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.source = Text(self.program.text)
        self.nodes = _places(self.program)
        plain = [one for one in self.source.body if not isinstance(one, ast.FunctionDef)]
        names = [name for statement in plain for name in targets_of(statement)]
        self.values = frozenset((*names, *self.program.inputs, *self.program.constants))

    def text(self) -> str:
        """Return the text with the function and its call."""
        source, lines = self.source, list[str]()
        for at, statement in enumerate(source.body):
            touched = self._touched(statement)
            if touched is not None and self._is_last(statement):
                self._finish(statement, touched, lines)
                break
            if touched is None and self._is_alias(statement):
                touched = statement.value
            if touched is not None:
                lines += self._move(at, statement, touched)
                continue
            for target in targets_of(statement):
                self.bound[target] = self.outer[target] = at
        return source.result()

    # -- the statements ---------------------------------------------------------------------------

    def _touched(self, statement: ast.stmt) -> ast.expr | ast.stmt | None:
        """Return the outermost part of a statement that goes into the block, if one does."""
        if isinstance(statement, ast.FunctionDef):
            return None
        parts = _whole(statement)
        for part in parts:
            if self._is_inside(part):
                return part
            parts += _parts_of(part)
        return None

    def _is_alias(self, statement: ast.stmt) -> TypeGuard[ast.Assign]:
        """Tell whether a statement only gives another name to what is bound in the function."""
        value = statement.value if isinstance(statement, ast.Assign) else None
        name = value.id if isinstance(value, ast.Name) else None
        return name is not None and self.local.get(name, -2) == self.bound.get(name, -1)

    def _is_last(self, statement: ast.stmt) -> bool:
        """Tell whether the value that leaves the block is made in a statement."""
        parts = _whole(statement)
        for part in parts:
            if self.closing.result in self._made_at(part):
                return True
            parts += _parts_of(part)
        return False

    def _move(self, at: int, statement: ast.stmt, touched: ast.expr | ast.stmt) -> list[str]:
        """Take a statement out and return it as lines of the function."""
        if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            raise _unwritable("one of them is in the last line")
        value = statement.value
        if value is None or touched not in (value, statement) or _is_several(statement):
            raise _unwritable("a part of a line would be used twice")
        instead = self._instead(value)
        if isinstance(statement, ast.AugAssign):
            self._read(statement.target, instead)
        written = self.source.written(statement, instead)
        remark = self.source.remark(statement)
        self.source.remove(statement)
        for target in targets_of(statement):
            self.local[target] = self.bound[target] = at
        return [f"    {written}{'  ' + remark if remark else ''}"]

    def _finish(self, statement: ast.stmt, last: ast.expr | ast.stmt, lines: list[str]) -> None:
        """Write the function before the statement that its value goes to, and the call in that."""
        if isinstance(statement, ast.AugAssign) and last is statement:
            instead = self._instead(statement.value)
            self._read(statement.target, instead)
            left = instead.get(statement.target, self.source.written(statement.target, {}))
            right = held(statement.value, self.source.written(statement.value, instead))
            symbol = self.source.text[
                self.source.place(statement.target)[1] : self.source.place(statement.value)[0]
            ].strip()[:-1]
            result = f"{left} {symbol} {right}"
            target = self.source.written(statement.target, {})
            self.source.edit(self.source.place(statement), f"{target} = {self._call()}")
        else:
            assert isinstance(last, ast.expr)
            result = self.source.written(last, self._instead(last))
            if "\n" in result or "\r" in result:
                result = f"({result})"
            self.source.edit(self.source.place(last), self._call())
        head = f"def {self.name}({', '.join(self.called)}):"
        first = self.source.first_of_line(statement)
        self.source.insert_before(first, [head, *lines, f"    return {result}", ""])

    def _call(self) -> str:
        written = []
        for argument, reads in self.arguments:
            for name, place in reads.items():
                if self.outer.get(name, -1) != place:
                    raise _unwritable(f"{name} is bound again between them")
            written.append(self.source.written(argument, {}))
        return f"{self.name}({', '.join(written)})"

    # -- the expressions --------------------------------------------------------------------------

    def _made_at(self, part: ast.expr | ast.stmt) -> set[int]:
        return self.nodes.get(self.source.source.span(part), set())

    def _is_inside(self, part: ast.expr | ast.stmt) -> bool:
        """Tell whether what is made at a place goes into the block."""
        graph = self.program.graph
        made = {node for node in self._made_at(part) if graph.nodes[node].op is not None}
        if made & self.closing.gates and not made <= self.closing.gates:
            raise _unwritable("only a part of one expression is selected")
        return bool(made) and made <= self.closing.gates

    def _instead(self, value: ast.expr) -> dict[ast.expr, str]:
        """Return what is written in the function in the place of what comes from outside."""
        instead: dict[ast.expr, str] = {}
        waiting: list[ast.expr | ast.stmt] = [value]
        while waiting:
            part = waiting.pop(0)
            if isinstance(part, ast.Name):
                self._read(part, instead)
            elif isinstance(part, ast.expr) and self._is_gate(part) and not self._is_inside(part):
                instead[part] = self._pass(part)
            else:
                waiting = _parts_of(part) + waiting
        return instead

    def _is_gate(self, part: ast.expr) -> bool:
        graph = self.program.graph
        return any(graph.nodes[node].op is not None for node in self._made_at(part))

    def _read(self, name: ast.expr, instead: dict[ast.expr, str]) -> None:
        """Note that the function reads a name of the program."""
        if not isinstance(name, ast.Name) or name.id not in self.values:
            return
        place = self.bound.get(name.id, -1)
        if self.local.get(name.id) == place:
            return
        key = (name.id, place)
        if key not in self.parameters:
            free = name.id not in {*self.local, *self.called}
            self.parameters[key] = name.id if free else self._letter()
            self._add(name, self.parameters[key])
        if self.parameters[key] != name.id:
            instead[name] = self.parameters[key]

    def _pass(self, part: ast.expr) -> str:
        """Let the function be called with an expression, and return what it goes by."""
        letter = self._letter()
        self._add(part, letter)
        return letter

    def _add(self, part: ast.expr, parameter: str) -> None:
        names = (node.id for node in ast.walk(part) if isinstance(node, ast.Name))
        reads = {name: self.bound.get(name, -1) for name in names if name in self.values}
        self.arguments.append((part, reads))
        self.called.append(parameter)

    def _letter(self) -> str:
        taken = _names_in(self.program.text) | {*self.called, self.name}
        options = (f"{letter}{k or ''}" for k in count() for letter in LETTERS)
        return next(letter for letter in options if letter not in taken)


def _places(program: Program) -> dict[Span, set[int]]:
    graph: Graph = program.graph
    found: dict[Span, set[int]] = {}
    for node in graph.nodes:
        path = node.group[:1]
        span = program.calls.get(path) if path else node.source
        if span is not None:
            found.setdefault(span, set()).add(node.id)
    return found


def _whole(statement: ast.stmt) -> list[ast.expr | ast.stmt]:
    """Return where a statement makes its value: ``c += x`` itself, of others their expression."""
    return [statement] if isinstance(statement, ast.AugAssign) else _parts_of(statement)


def _is_several(statement: ast.stmt) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return any(not isinstance(target, ast.Name) for target in targets)


def _parts_of(part: ast.expr | ast.stmt) -> list[ast.expr | ast.stmt]:
    """Return the expressions that a piece of syntax is made of, but not names of functions."""
    if isinstance(part, ast.Call):
        own = [part.func.value] if isinstance(part.func, ast.Attribute) else []
        return [*own, *part.args, *(argument.value for argument in part.keywords)]
    if isinstance(part, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr):
        return [part.value] if part.value is not None else []
    return [child for child in ast.iter_child_nodes(part) if isinstance(child, ast.expr)]
