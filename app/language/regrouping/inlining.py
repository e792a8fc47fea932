"""A call of a function of the program with its gates written in its place."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, count

from ..errors import ProgramError
from ..levels.parts import calls_of, require_known
from ..program import Program, ReadLimits
from ..reader import DEFAULT_LIMITS, function_names
from .edits import ATOMS, Text, held, targets_of
from .same import is_same, read_again


def inline_call(
    program: Program,
    key: str,
    inputs: Mapping[str, object] | None = None,
    limits: ReadLimits = DEFAULT_LIMITS,
) -> Program:
    """Return a program in which the lines of a function stand in the place of one of its calls.

    The function goes where nothing else calls it.

    Args:
        program: the program.
        key: what the call goes by: ``squash#1``.
        inputs: the numbers that the program was read with.
        limits: the limits that it was read within.

    Raises:
        ProgramError: there is no such call, it stands inside another, or its function cannot be
            taken apart.
    """
    calls = calls_of(program.graph)
    require_known("call", [key], calls)
    path = calls[key]
    if len(path) > 1:
        raise ProgramError(
            "no-block", f"{key} stands inside {path[0]}", hint=f"ungroup {path[0]} first"
        )
    text = _Inlining(program, path).text()
    made = read_again(text, program, inputs, limits)
    if made is None or not is_same(program, made):
        raise _unwritable(path[0], "the program would mean something else")
    return made


def _unwritable(call: str, why: str) -> ProgramError:
    return ProgramError(
        "no-block",
        f"{call} cannot be ungrouped: {why}",
        hint="write its lines in the place of the call by hand",
    )


@dataclass(slots=True)
class _Inlining:
    """Writes the lines of one function in the place of one call."""

    program: Program
    path: tuple[str, ...]
    source: Text = field(init=False)
    lines: list[str] = field(default_factory=list)
    """What stands before the statement of the call."""
    meant: dict[str, str] = field(default_factory=dict)
    """What each name of the function is called outside of it, or what it was given."""
    loose: set[str] = field(default_factory=set)
    """Those of them that need parentheses where they stand within something."""

    def __post_init__(self) -> None:
        self.source = Text(self.program.text)

    def text(self) -> str:
        """Return the text without the call."""
        source = self.source
        statement, call = self._call()
        function = self._function(statement)
        self._give(function, call)
        for line in function.body[:-1]:
            self._write(line)
        last = function.body[-1]
        assert isinstance(last, ast.Return)
        assert last.value is not None
        result = self._outside(last.value)
        alone = self._is_apart(statement, call)
        is_loose = not isinstance(last.value, ATOMS) or (
            isinstance(last.value, ast.Name) and last.value.id in self.loose
        )
        if "\n" in result or (is_loose and not alone):
            result = f"({result})"
        source.edit(source.place(call), result)
        if self.lines:
            source.insert_before(statement, self.lines)
        if self._uses(function.name) == 1:
            self._drop(function)
        return source.result()

    # -- what is taken apart ----------------------------------------------------------------------

    def _call(self) -> tuple[ast.stmt, ast.Call]:
        span = self.program.calls.get(self.path)
        for statement in self.source.body:
            if isinstance(statement, ast.FunctionDef):
                continue
            for part in ast.walk(statement):
                if isinstance(part, ast.Call) and self.source.source.span(part) == span:
                    return statement, part
        raise _unwritable(self.path[0], "its call stands in a function")

    def _is_apart(self, statement: ast.stmt, call: ast.Call) -> bool:
        """Tell whether nothing binds to a call: it is all of a line, or an argument."""
        around = [part for part in ast.walk(statement) if isinstance(part, ast.Call)]
        given = [one for part in around for one in part.args]
        return call is getattr(statement, "value", None) or call in given

    def _function(self, statement: ast.stmt) -> ast.FunctionDef:
        name = self.path[0].rpartition("#")[0]
        before = self.source.body[: self.source.body.index(statement)]
        found = [f for f in before if isinstance(f, ast.FunctionDef) and f.name == name]
        if not found:
            raise _unwritable(self.path[0], "its function stands elsewhere")
        if any(not isinstance(line, ast.Assign | ast.AugAssign) for line in found[-1].body[:-1]):
            raise _unwritable(self.path[0], "a line of it is no plain assignment")
        return found[-1]

    def _uses(self, name: str) -> int:
        nodes = ast.walk(self.source.tree)
        return sum(1 for node in nodes if isinstance(node, ast.Name) and node.id == name)

    def _drop(self, function: ast.FunctionDef) -> None:
        """Take the function out, with the empty line behind it."""
        start, end = self.source.place(function)
        stop = self.source.next_line(end)
        after = self.source.next_line(stop)
        if not self.source.text[stop:after].strip():
            stop = after
        self.source.edit((self.source.line_at(start), stop), "")

    # -- what is written --------------------------------------------------------------------------

    def _give(self, function: ast.FunctionDef, call: ast.Call) -> None:
        """Let the parameters mean what the call gives them."""
        names = [argument.arg for argument in function.args.args]
        given: dict[str, ast.expr] = dict(zip(names, call.args, strict=False))
        given |= {one.arg: one.value for one in call.keywords if one.arg is not None}
        defaults = function.args.defaults
        rest = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
        rebound = {name for line in function.body for name in targets_of(line)}
        reads = [n.id for line in function.body for n in ast.walk(line) if isinstance(n, ast.Name)]
        for name in names:
            argument = given.get(name, rest.get(name))
            if argument is None:
                raise _unwritable(self.path[0], f"it is not given {name}")
            written = self.source.written(argument, {})
            is_plain = isinstance(argument, ast.Name) or _is_number(argument)
            if is_plain or (reads.count(name) == 1 and name not in rebound):
                self.meant[name] = written
                if not isinstance(argument, ATOMS):
                    self.loose.add(name)
            else:
                self.meant[name] = self._free(name)
                self.lines.append(f"{self.meant[name]} = {written}")

    def _write(self, line: ast.stmt) -> None:
        assert isinstance(line, ast.Assign | ast.AugAssign)
        value = self._outside(line.value)
        remark = self.source.rest_of_line(line)
        if "\n" in value:
            value = f"({value})"
        targets = line.targets if isinstance(line, ast.Assign) else [line.target]
        if any(not isinstance(target, ast.Name) for target in targets):
            raise _unwritable(self.path[0], "a line of it binds several names")
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if isinstance(line, ast.AugAssign):
            before = self.meant.get(names[0], names[0])
            old = f"({before})" if names[0] in self.loose else before
            symbol = self.source.text[
                self.source.place(line.target)[1] : self.source.place(line.value)[0]
            ].strip()[:-1]
            value = f"{old} {symbol} {held(line.value, value)}"
        for name in names:
            self.meant[name] = self._free(name)
            self.loose.discard(name)
        left = " = ".join(self.meant[name] for name in names)
        self.lines.append(f"{left} = {value}{'  ' + remark if remark else ''}")

    def _outside(self, value: ast.expr) -> str:
        """Return an expression of the function as it is written outside of it."""
        instead: dict[ast.expr, str] = {}
        for part in ast.walk(value):
            if isinstance(part, ast.Name) and part.id in self.meant:
                text = self.meant[part.id]
                loose = part.id in self.loose and part is not value
                instead[part] = f"({text})" if loose else text
        return self.source.written(value, instead)

    def _free(self, name: str) -> str:
        """Return a name that means nothing outside: the same, or with a number."""
        taken = set(function_names()) | {*self.meant.values()}
        for statement in self.source.body:
            taken |= set(targets_of(statement))
            if not isinstance(statement, ast.FunctionDef):
                taken |= {part.id for part in ast.walk(statement) if isinstance(part, ast.Name)}
        taken |= {line.split(" = ")[0] for line in self.lines}
        return next(
            n for n in (f"{name}{k or ''}" for k in chain((0,), count(2))) if n not in taken
        )


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Constant)
