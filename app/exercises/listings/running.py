"""A stage with all its blanks filled, worked out line by line and held to the engine.

Nothing is run as Python: every line is read by the program's language, with the numbers that the
lines above came to. Beside them stand the engine's own, and difference quotients of the inputs.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...engine.gradcheck import check_gradients
from ...engine.ops.op import Array
from ...language import ProgramError, ReadLimits
from ...language.python_tree import module_of
from ...language.reader import DEFAULT_LIMITS
from ..reasons import same
from ..written import formula
from .listing import Stage
from .scopes import UPSTREAM, Line, Sheet, fresh_tape, read_sheet
from .spelling import read_answer, spell

NAMES = (ast.Name, ast.Attribute)
CLOSE = 1e-5
"""How far a difference quotient may lie from a gradient, relative to the largest element."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number of a run, three times."""

    name: str
    """As the code writes it."""
    line: int
    is_gradient: bool
    own: Array | None
    """What the listing came to; none where a line of it failed."""
    engine: Array
    quotient: Array | None
    """The difference quotient, of an input."""
    agrees: bool
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the forward pass keeps for the backward pass."""

    name: str
    numbers: int
    read_by: tuple[int, ...]
    """The lines of the backward pass that read it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A finished listing, run."""

    rows: tuple[Row, ...]
    kept: tuple[Kept, ...]
    forgotten: bool
    agrees: bool


@dataclass
class _State:
    own: dict[str, Array] = field(default_factory=dict)
    """By spelling, of what is kept in ``self``, or of a script."""
    local: dict[str, Array] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


def run_stage(
    stage: Stage,
    answers: Mapping[str, str],
    *,
    forget: bool = False,
    limits: ReadLimits = DEFAULT_LIMITS,
) -> Run:
    """Work a stage out, with answers in its blanks.

    Args:
        stage: the stage.
        answers: what stands in each blank, by its key.
        forget: lose what the forward pass has kept before the backward pass begins.
        limits: those of a program.

    Raises:
        ProgramError: the stage cannot be read.
    """
    sheet = read_sheet(stage, limits)
    kept = tuple(_kept(sheet))
    rows = tuple(_Runner(sheet, answers, {one.name for one in kept} if forget else set(), limits))
    return Run(rows, kept, forget, all(row.agrees for row in rows))


class _Runner:
    def __init__(
        self, sheet: Sheet, answers: Mapping[str, str], lost: set[str], limits: ReadLimits
    ) -> None:
        self.sheet, self.answers, self.lost, self.limits = sheet, answers, lost, limits
        self.tape = fresh_tape(sheet)
        leaves = [leaf for name, leaf in sheet.program.inputs.items() if name != UPSTREAM]
        checked = check_gradients(fresh_tape(sheet), leaves)
        self.quotients = {one.name: one.numeric for one in checked if one.name is not None}
        self.state = _State()

    def __iter__(self) -> Iterator[Row]:
        method, forward = None, True
        if not self.sheet.parameters:
            scope = {**self.sheet.lines[0].scope, f"d{self.sheet.output}": f"d{self.sheet.output}"}
            self.state.local = {name: self._truth(called) for name, called in scope.items()}
        for line in self.sheet.lines:
            if line.method != method and line.method:
                method = line.method
                names = self.sheet.parameters[method]
                self.state.local = {name: self._truth(self.sheet.calls[name]) for name in names}
            goals = [self.sheet.calls.get(target, target) for target in line.targets]
            if forward and any(self._is_gradient(goal) for goal in goals):
                forward = False
                self._lose()
            yield from self._rows(line, goals)

    def _lose(self) -> None:
        for name in self.lost:
            self.state.own.pop(name, None)
            self.state.local.pop(name, None)
        self.state.gone = set(self.lost)

    def _rows(self, line: Line, goals: list[str]) -> Iterator[Row]:
        values: list[Array | None] = [None] * len(goals)
        failure = ""
        try:
            parts = self._parts(line)
            if len(parts) != len(goals):
                failure = f"{len(goals)} values belong here, not {len(parts)}"
            else:
                values = [self._value(part, line) for part in parts]
        except ProgramError as error:
            failure = error.message
        for target, goal, value in zip(line.targets, goals, values, strict=True):
            if not line.returns:
                self._keep(target, value)
            if line.returns and line.blank is None:
                continue  # what it returns has a row already
            yield self._row(target, goal, line, value, failure)

    def _row(self, target: str, goal: str, line: Line, value: Array | None, failure: str) -> Row:
        engine, gradient = self._truth(goal), self._is_gradient(goal)
        quotient = self.quotients.get(goal[1:]) if gradient else None
        agrees = value is not None and same(value, engine)
        if quotient is not None:
            agrees = agrees and same(engine, quotient, CLOSE)
        name = target
        if line.returns:
            spelled = {called: own for own, called in self.sheet.calls.items()}
            name = spelled.get(goal, goal)
        return Row(name, line.number, gradient, value, engine, quotient, agrees, failure)

    def _keep(self, target: str, value: Array | None) -> None:
        home = self.state.own if target.startswith("self.") else self.state.local
        if value is None:
            home.pop(target, None)
        else:
            home[target] = value

    def _parts(self, line: Line) -> list[ast.expr]:
        if line.blank is None:
            value = line.value
            return list(value.elts) if line.returns and isinstance(value, ast.List) else [value]
        blank = self.sheet.stage.blanks[line.blank]
        return read_answer(
            self.answers.get(blank.key, ""), "return" if line.returns else blank.target
        )

    def _value(self, part: ast.expr, line: Line) -> Array:
        env = {**self.state.local, **self.state.own}
        read = {ast.unparse(node) for node in ast.walk(part) if isinstance(node, NAMES)}
        for name in sorted(read & self.sheet.calls.keys() - env.keys()):
            told = f"{name} was not worked out above"
            if name in self.state.gone:
                told = f"{name} was not kept"
            elif name not in line.scope:
                told = f"{name} is not there"
            raise ProgramError("unknown-name", told)
        scope = {name: _plain(name) for name in env}
        known = {_plain(name): value for name, value in env.items()}
        spelled = spell(part, scope, known, {}, self.limits)
        return formula(spelled.expression, spelled.names, known, self.limits).at(known)

    def _truth(self, called: str) -> Array:
        names = self.sheet.program.graph.names
        if called in names:
            return self.tape.values[names[called]].copy()
        gradient = self.tape.gradients[names[called[1:]]]
        assert gradient is not None
        return gradient.copy()

    def _is_gradient(self, called: str) -> bool:
        return called not in self.sheet.program.graph.names


def _plain(spelled: str) -> str:
    return spelled.replace("self.", "self_")


def _kept(sheet: Sheet) -> Iterator[Kept]:
    """List what of the forward pass the backward pass reads."""
    names = sheet.program.graph.names
    forward: dict[str, str] = {}
    reading: dict[str, list[int]] = {}
    begun = False
    for line in sheet.lines:
        goals = [sheet.calls.get(target, target) for target in line.targets]
        begun = begun or any(goal not in names for goal in goals)
        if not begun and not line.returns and line.method != "__init__":
            pairs = zip(line.targets, goals, strict=True)
            in_class = bool(sheet.parameters)
            forward.update(pair for pair in pairs if not in_class or pair[0][:5] == "self.")
        elif begun:
            text = ast.unparse(line.value)
            if line.blank is not None:
                text = sheet.stage.blanks[line.blank].solution
            read = {
                ast.unparse(node) for node in ast.walk(module_of(text)) if isinstance(node, NAMES)
            }
            for name in read & forward.keys():
                reading.setdefault(name, []).append(line.number)
    values = sheet.worlds[0].values
    for name, goal in forward.items():
        if name in reading:
            yield Kept(name, values[goal].size, tuple(reading[name]))
