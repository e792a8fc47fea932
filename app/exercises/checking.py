"""A backward pass that is written by hand, held to the engine's gradients line by line."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from ..engine.graph import Span
from ..engine.ops.op import Array
from ..language import Program, ProgramError, ReadLimits
from ..language.reader import DEFAULT_LIMITS
from ..language.source import Source
from .mending import mended
from .reason import Reason
from .reasons import Case, reason_of, same
from .worlds import World, worlds_of
from .written import RESULT, Formula, Written, formula, read_lines, unknown

Status: TypeAlias = Literal["right", "rounded", "chance", "part", "own", "wrong", "error"]
"""``rounded``: the number is right but for rounding. ``chance``: right at these numbers and not at
others. ``part``: what comes back one way; others are to be added. ``own``: a name of one's own."""

ROUNDED = 0.01
"""How far a number may be off that is right but for rounding, relative to the largest element."""
CHANCE = "Right for these numbers by chance; with others it would be wrong."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one line."""

    target: str
    span: Span
    status: Status
    value: Array | None
    """What the name is worth after this line, by the student's own lines; none if in error."""
    reason: Reason | None = None
    error: ProgramError | None = None

    @property
    def said(self) -> str:
        """What keeps it from being right, in sentences; empty where nothing does."""
        told = [sentence(self.error)] if self.error else []
        return " ".join(told + ([self.reason.text] if self.reason else []))


def sentence(error: ProgramError) -> str:
    """Write what is wrong and what to do about it as one sentence."""
    joint = "; " if ": " in error.message else ": "
    told = f"{error.message}{joint}{error.hint}" if error.hint else error.message
    return told if told.endswith(("?", "…", ".")) else f"{told}."


@dataclass(frozen=True, slots=True)
class Checked:
    """What is said of a backward pass, which gradients are right at its end, and which missing.

    ``asked`` are those of the inputs: steps on the way to them may be left out.
    """

    verdicts: tuple[Verdict, ...]
    right: tuple[str, ...]
    missing: tuple[str, ...]
    asked: tuple[str, ...]


def check_backward(
    program: Program,
    text: str,
    *,
    tolerance: float = ROUNDED,
    limits: ReadLimits = DEFAULT_LIMITS,
    given: Collection[str] = (),
) -> Checked:
    """Hold every line of a backward pass to the engine's gradients.

    Lines are written in the program's own language: ``dq`` is the gradient of the output with
    respect to ``q``, that of the output is 1 from the start. A line is judged by itself, with the
    true gradients for those that it reads, so that one mistake is told once. Lines may
    read the gradients that are ``given`` from the start.

    Raises:
        ProgramError: the text is no list of lines ``name = …`` or ``name += …``.
    """
    worlds = worlds_of(program)
    lines = read_lines(text, limits)
    desk = _Desk(program, worlds, lines, text, tolerance, limits)
    desk.give(given)
    verdicts = tuple(desk.judge(k, line) for k, line in enumerate(lines))
    last = {verdict.target: verdict for verdict in verdicts}
    asked = [f"d{name}" for name in worlds[0].gradients if name != program.output_name]
    right = tuple(
        name for name in asked if name in last and last[name].status in ("right", "rounded")
    )
    nodes, names = program.graph.nodes, program.graph.names
    leaves = tuple(name for name in asked if nodes[names[name[1:]]].op is None)
    missing = tuple(name for name in asked if name not in last)
    return Checked(verdicts, right, missing, leaves)


def check_line(
    program: Program, text: str, *, tolerance: float = ROUNDED, limits: ReadLimits = DEFAULT_LIMITS
) -> Verdict:
    """Judge one line by itself: it may read the gradients of all other names.

    Raises:
        ProgramError: the text is no line ``name = …``.
    """
    (line,) = read_lines(text, limits)
    desk = _Desk(program, worlds_of(program), [line], text, tolerance, limits)
    desk.give([name for name in desk.truths[0] if name != line.target])
    return desk.judge(0, line)


class _Desk:
    """What is known while the lines are gone through."""

    def __init__(
        self,
        program: Program,
        worlds: tuple[World, ...],
        lines: list[Written],
        text: str,
        tolerance: float,
        limits: ReadLimits,
    ) -> None:
        self.worlds, self.lines, self.text = worlds, lines, text
        self.tolerance, self.limits = tolerance, limits
        self.truths = [
            {f"d{name}": value for name, value in world.gradients.items()} for world in worlds
        ]
        seed = f"d{program.output_name}" if program.output_name else "dout"
        self.known = [
            {**world.values, seed: truths.get(seed, np.ones(()))}
            for world, truths in zip(worlds, self.truths, strict=True)
        ]
        """What a line may read, with true gradients."""
        self.own = dict(self.known[0])
        """The same with what the student's lines came to."""
        self.sums: dict[str, list[Array]] = {}
        """What lines that add have come to, with true gradients."""

    def give(self, names: Collection[str]) -> None:
        """Let lines read gradients that none has come to."""
        for numbers, truths in zip(self.known, self.truths, strict=True):
            numbers |= {name: truths[name] for name in names if name in truths}
        self.own = dict(self.known[0])

    def judge(self, k: int, line: Written) -> Verdict:
        """Judge a line, and let those after it know what it names."""
        name = line.target[1:] if line.target in self.truths[0] else None
        made, error = self._made(line)
        found: list[Array] = []
        try:
            if made is not None:
                found = [self._spread(line, made.at(numbers)) for numbers in self.known]
        except ProgramError as raised:  # of these numbers, as a label that is no class
            told = Source(self.text).error(raised.kind, raised.message, line.span, raised.hint)
            made, error = None, told
        if made is None:
            assert error is not None
            reason = self._mended(line, name)
            self._take(line, name, None, None)
            if reason is not None and reason.code in ("transpose", "order"):  # surer than the hint
                error = self._told(error)
            return Verdict(line.target, line.span, "error", None, reason, error)
        own = self._spread(line, self._own(line, made, found[0]))
        status: Status = "own"
        reason = None
        if name is not None:
            status, reason = self._status(k, line, name, made, found)
        self._take(line, name, own, found)
        return Verdict(line.target, line.span, status, self.own[line.target], reason)

    def _made(self, line: Written) -> tuple[Formula | None, ProgramError | None]:
        error = unknown(line, self.known[0], self.worlds[0].values, self.text)
        if error is None and line.adds and line.target not in self.sums:
            message = f"there is no {line.target} yet to add to"
            hint = f"begin with {line.target} = …"
            error = Source(self.text).error("unknown-name", message, line.span, hint)
        if error is not None:
            return None, error
        try:
            return formula(line.expression, line.names, self.known[0], self.limits), None
        except ProgramError as raised:
            return None, self._moved(raised, line)

    def _left(self, line: Written, name: str) -> list[Array]:
        """Return what a line has to come to: the gradient, less what is there where it adds."""
        truths = [world.gradients[name] for world in self.worlds]
        sums = self.sums.get(line.target) if line.adds else None
        if sums is None or sums[0].shape != truths[0].shape:
            return truths
        return [truth - there for truth, there in zip(truths, sums, strict=True)]

    def _status(
        self, k: int, line: Written, name: str, made: Formula, found: list[Array]
    ) -> tuple[Status, Reason | None]:
        truths = self._left(line, name)
        if self._comes_to(line, found, truths):
            return "right", None
        if same(found[0], truths[0], self.tolerance) and not made.leaves:
            return ("right" if same(found[0], truths[0]) else "rounded"), None
        later = [other for other in self.lines[k + 1 :] if other.target == line.target]
        goals = [truths]
        if later and later[0].adds:  # it need not be all of it
            goals += [list(way) for way in zip(*(w.ways[name] for w in self.worlds), strict=True)]
        reason = self._why(line, name, made, found, goals)
        if later and later[0].adds and found[0].shape == truths[0].shape:
            return "part", None
        if reason.code == "overwritten" and not later and not self._overwrites(k, line):
            return "part", reason
        if same(found[0], truths[0]):
            return "chance", Reason("chance", CHANCE)
        return "wrong", reason

    def _comes_to(self, line: Written, found: list[Array], left: list[Array]) -> bool:
        """Tell whether a line comes to what is left; beside a sum nothing may be but rounding."""
        there = self.sums.get(line.target) if line.adds else None
        if there is None or not there[0].shape == found[0].shape == left[0].shape:
            return all(same(one, rest) for one, rest in zip(found, left, strict=True))
        rows = zip(there, found, left, strict=True)
        return all(same(before + one, before + rest) for before, one, rest in rows)

    def _why(
        self, line: Written, name: str, made: Formula, found: list[Array], goals: list[list[Array]]
    ) -> Reason:
        """Say what keeps a line from the first of some goals that anything can be said of."""
        for goal in goals:
            case = Case(line, name, self.worlds, self.known, made, found, goal)
            reason = reason_of(case, self.limits)
            if reason.code not in ("shape", "unknown"):
                break
        return reason

    def _overwrites(self, k: int, line: Written) -> bool:
        return any(before.target == line.target for before in self.lines[:k])

    def _spread(self, line: Written, value: Array) -> Array:
        """Give what is added the shape of what is there, where NumPy would."""
        there = self.sums.get(line.target) if line.adds else None
        if there is None or value.size == there[0].size:
            return value
        try:
            return np.broadcast_to(value, there[0].shape)
        except ValueError:
            return value

    def _own(self, line: Written, made: Formula, told: Array) -> Array:
        """Work a line out with what the student's own lines came to, where their shapes allow."""
        mine = {name: self.own[name] for name in made.leaves if name in self.own}
        if any(mine[name].shape != self.known[0][name].shape for name in mine):
            return told
        try:
            return made.at({**self.known[0], **mine})
        except ProgramError:
            return told

    def _take(
        self, line: Written, name: str | None, own: Array | None, found: list[Array] | None
    ) -> None:
        """Let the lines below read what a line names."""
        there = self.sums.get(line.target) if line.adds else None
        if found is not None:
            if there is not None and there[0].shape == found[0].shape:
                found = [before + one for before, one in zip(there, found, strict=True)]
            self.sums[line.target] = found
        if own is not None:
            before = self.own.get(line.target) if line.adds else None
            fits = before is not None and before.shape == own.shape
            self.own[line.target] = before + own if before is not None and fits else own
        for world, numbers in enumerate(self.known):
            if name is not None:
                numbers[line.target] = self.truths[world][line.target]
            elif found is not None:
                numbers[line.target] = found[world]

    def _mended(self, line: Written, name: str | None) -> Reason | None:
        """Say what is wrong with a line that cannot be worked out, if a change makes it right."""
        if name is None:
            return None
        return mended(line, self._left(line, name), self.known, self.limits)

    def _told(self, error: ProgramError) -> ProgramError:
        """Leave out what might be tried."""
        if error.span is None:
            return error
        return Source(self.text).error(error.kind, error.message, error.span)

    def _moved(self, error: ProgramError, line: Written) -> ProgramError:
        """Point where the student wrote what an expression by itself complains of."""
        if error.span is None:
            return error
        shift = line.offset - len(f"{RESULT} = (")
        span = error.span
        column, end = (
            c + shift if at == 1 else c
            for c, at in ((span.column, span.line), (span.end_column, span.end_line))
        )
        lines = line.span.line - 1
        place = Span(span.line + lines, max(column, 0), span.end_line + lines, max(end, 1))
        return Source(self.text).error(error.kind, error.message, place, error.hint)
