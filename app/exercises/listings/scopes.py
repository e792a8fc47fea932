"""The lines of a stage in the order in which they run, and which names each of them may read."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ...engine.graph import Span
from ...engine.tape import Tape
from ...language import Program, ProgramError, ReadLimits, read_program
from ...language.python_tree import module_of
from ...language.source import Source
from ..worlds import World, worlds_of
from .listing import BLANK, Blank, Stage

HOLE = "blank_{}_"
UPSTREAM, TOTAL = "upstream_of_the_listing", "total_of_the_listing"


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment, or what a method returns."""

    method: str
    """Empty outside of a class."""
    targets: tuple[str, ...]
    """As the code writes them: ``self.x``. Of ``return`` what its values are to be."""
    value: ast.expr
    number: int
    """Of the stage's code, from 1."""
    returns: bool = False
    scope: Mapping[str, str] = field(default_factory=dict)
    """What may be read here, by its spelling: the name that the program has for it."""
    blank: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stage that was read: its program, its worlds and its lines."""

    stage: Stage
    program: Program
    worlds: tuple[World, ...]
    lines: tuple[Line, ...]
    parameters: Mapping[str, tuple[str, ...]]
    """Of each method, without ``self``."""
    calls: Mapping[str, str]
    """What the program calls the names of the code, by their spelling."""
    output: str
    """The name of the value that the code works out."""

    def of(self, blank: Blank) -> Line:
        """Give the line of a blank."""
        number = self.stage.blanks.index(blank)
        return next(line for line in self.lines if line.blank == number)


def read_sheet(stage: Stage, limits: ReadLimits) -> Sheet:
    """Read a stage.

    Raises:
        ProgramError: its program cannot be read, or its code is none that can be followed.
    """
    return _read(stage, limits)


@lru_cache(maxsize=64)
def _read(stage: Stage, limits: ReadLimits) -> Sheet:
    plain = read_program(stage.program, limits=limits)
    if plain.output_name is None:
        raise _fault(stage, "the program of a stage ends with a name that is given a value", 1)
    program = plain
    if stage.seed:
        text = f"{stage.program}\n{UPSTREAM} = {stage.seed}"
        text += f"\n{TOTAL} = sum({plain.output_name} * {UPSTREAM})"
        program = read_program(text, limits=limits)
    tree = _tree(stage)
    reader = _Reader(stage, plain.output_name, set(plain.graph.names), dict(stage.names))
    lines = tuple(reader.lines(tree))
    if not set(range(len(stage.blanks))) <= {line.blank for line in lines}:
        raise _fault(stage, "a blank is all of what a line gives a name, or returns", 1)
    worlds = worlds_of(program)
    return Sheet(
        stage,
        program,
        worlds,
        lines,
        reader.parameters,
        reader.calls,
        plain.output_name,
    )


def fresh_tape(sheet: Sheet) -> Tape:
    """Give the program at its own numbers, forward and backward."""
    tape = Tape(sheet.program.graph, [sheet.program.output])
    tape.forward()
    tape.backward()
    return tape


def _tree(stage: Stage) -> ast.Module:
    count = iter(range(len(stage.blanks)))
    holed = BLANK.sub(lambda _: HOLE.format(next(count)), stage.code)
    try:
        return module_of(holed)
    except SyntaxError as error:
        raise _fault(stage, f"the code is no Python: {error.msg}", error.lineno or 1) from None
    except (ValueError, MemoryError, RecursionError):
        raise _fault(stage, "the code is no Python", 1) from None


def _fault(stage: Stage, message: str, line: int) -> ProgramError:
    place = Span(min(line, stage.code.count("\n") + 1), 0, line, 1)
    hint = "a stage holds assignments, and classes with methods that hold assignments"
    return Source(stage.code).error("unsupported", message, place, hint)


class _Reader:
    def __init__(self, stage: Stage, output: str, values: set[str], names: dict[str, str]) -> None:
        self.stage, self.output, self.values, self.names = stage, output, values, names
        self.calls: dict[str, str] = {}
        self.parameters: dict[str, tuple[str, ...]] = {}
        self.kept: dict[str, str] = {}
        self.first: tuple[str, ...] = ()
        self.upstream = f"d{output}"
        """Which a script may read from its first gradient on."""

    def lines(self, tree: ast.Module) -> Iterator[Line]:
        """Give the lines of the classes' methods, or of the script."""
        script: dict[str, str] = {}
        given = set(self.values) - {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        script.update({name: name for name in given})
        self.calls.update(script)
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                for method in node.body:
                    if isinstance(method, ast.FunctionDef):
                        yield from self._method(method)
                    elif not isinstance(method, ast.Expr):
                        raise _fault(self.stage, "a class holds methods", method.lineno)
            else:
                yield from self._statement(node, "", script)

    def _method(self, node: ast.FunctionDef) -> Iterator[Line]:
        names = tuple(argument.arg for argument in node.args.args if argument.arg != "self")
        self.parameters[node.name] = names
        if node.name != "__init__" and not self.first:
            self.first = names
        scope = {name: self._called(name, node.lineno) for name in names}
        for statement in node.body:
            yield from self._statement(statement, node.name, scope)

    def _statement(self, node: ast.stmt, method: str, scope: dict[str, str]) -> Iterator[Line]:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if (
            not method
            and isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) not in self.values
        ):
            scope[self.upstream] = self.calls[self.upstream] = self.upstream
        readable = {**scope, **self.kept}
        if isinstance(node, ast.Return) and node.value is not None and method:
            aims = self._returned(method)
            yield self._line(method, aims, node.value, node.lineno, True, readable)
            return
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            raise _fault(self.stage, "a line gives a name a value, or returns one", node.lineno)
        (goal,), value = node.targets, node.value
        goals = list(goal.elts) if isinstance(goal, ast.Tuple) else [goal]
        parts = list(value.elts) if isinstance(value, ast.Tuple) else [value]
        if len(goals) != len(parts):
            raise _fault(self.stage, "as many values as names", node.lineno)
        for one, part in zip(goals, parts, strict=True):
            target = ast.unparse(one)
            called = self._called(target, node.lineno)
            yield self._line(method, (target,), part, node.lineno, False, readable)
            (self.kept if target.startswith("self.") else scope)[target] = called

    def _line(
        self,
        method: str,
        targets: tuple[str, ...],
        value: ast.expr,
        number: int,
        returns: bool,
        scope: Mapping[str, str],
    ) -> Line:
        blank = None
        if isinstance(value, ast.Name) and value.id.startswith("blank_"):
            blank = int(value.id.split("_")[1])
        return Line(method, targets, value, number, returns, scope, blank)

    def _returned(self, method: str) -> tuple[str, ...]:
        """Say what a method returns: the output, or a gradient for each input of the first one."""
        if method != "__init__" and self.parameters[method] == self.first:
            return (self.output,)
        return tuple(f"d{self._called(name, 1)}" for name in self.first)

    def _called(self, spelled: str, line: int) -> str:
        """Say what the program calls a name of the code."""
        bare = spelled.removeprefix("self.")
        name = self.names.get(bare, bare)
        lowered = f"d{name[1:2].lower()}{name[2:]}"
        for called in (name, lowered):
            gradient = called[:1] == "d" and called[1:] in self.values
            if called in self.values or gradient:
                self.calls[spelled] = called
                return called
        raise _fault(self.stage, f"the program has nothing for {spelled}", line)
