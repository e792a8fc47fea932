"""A blank that was filled in, held to what it means and not to how it is written."""

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ...engine.graph import Span
from ...engine.ops.op import Array, describe_shape
from ...language import ProgramError, ReadLimits
from ...language.reader import DEFAULT_LIMITS
from ..changes import changes
from ..checking import CHANCE, ROUNDED
from ..reason import Reason
from ..reasons import Case, is_right, reason_of, same
from ..worlds import World
from ..written import Formula, Written, formula
from .listing import Blank, Stage
from .scopes import Line, Sheet, read_sheet
from .spelling import Spelled, read_answer, spell
from .trying import Trial

Status: TypeAlias = Literal["right", "wrong", "missing", "error"]
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Gt: ast.Lt,
    ast.Lt: ast.Gt,
    ast.GtE: ast.LtE,
    ast.LtE: ast.GtE,
}


@dataclass(frozen=True, slots=True)
class Marked:
    """What is said of one blank."""

    key: str
    status: Status
    reason: str = ""
    code: str = ""
    """The kind of mistake, as in a backward pass; empty where there is none."""


def mark_blank(
    stage: Stage, blank: Blank, answer: str, limits: ReadLimits = DEFAULT_LIMITS
) -> Marked:
    """Mark what was written in a blank.

    Raises:
        ProgramError: the stage cannot be read.
    """
    sheet = read_sheet(stage, limits)
    line = sheet.of(blank)
    if not answer.strip():
        return Marked(blank.key, "missing")
    try:
        values = read_answer(answer, "return" if line.returns else blank.target)
    except ProgramError as error:
        return _fault(blank, error, None)
    goals = [sheet.calls.get(target, target) for target in line.targets]
    if len(values) != len(goals):
        return Marked(blank.key, "wrong", _counted(goals, len(values), sheet), "returned")
    marks = [
        _Desk(sheet, line, goal, limits).mark(blank, value)
        for goal, value in zip(goals, values, strict=True)
    ]
    wrong = [mark for mark in marks if mark.status != "right"]
    if len(marks) > 1 and len(wrong) > 1 and _is_turned(sheet, line, goals, values, limits):
        text = "The order is wrong: one gradient for each input, in the order of forward."
        return Marked(blank.key, "wrong", text, "order")
    return wrong[0] if wrong else marks[0]


def _counted(goals: Sequence[str], count: int, sheet: Sheet) -> str:
    if len(goals) == 1:
        return f"One value belongs here, not {count}."
    spelled = {called: name for name, called in sheet.calls.items()}
    names = ", ".join(spelled.get(goal, goal) for goal in goals)
    return f"backward gives back {len(goals)} gradients, one for each input: {names}."


def _is_turned(
    sheet: Sheet, line: Line, goals: Sequence[str], values: Sequence[ast.expr], limits: ReadLimits
) -> bool:
    turned = zip(reversed(goals), values, strict=True)
    blank = Blank("", "", "", 1)
    return all(
        _Desk(sheet, line, goal, limits).mark(blank, value).status == "right"
        for goal, value in turned
    )


def _fault(blank: Blank, error: ProgramError, spelled: Spelled | None) -> Marked:
    hint = error.hint if error.hint and "def " not in error.hint else ""
    text = error.message + (f": {hint}" if hint else "")
    told = spelled.told(text) if spelled else text
    if error.kind != "unknown-name":  # that begins with a name
        told = f"{told[:1].upper()}{told[1:]}"
    end = "" if told.endswith(("?", "…", ".")) else "."
    return Marked(blank.key, "error", told + end, error.kind)


class _Desk:
    """What one value is held to."""

    def __init__(self, sheet: Sheet, line: Line, goal: str, limits: ReadLimits) -> None:
        self.sheet, self.line, self.limits = sheet, line, limits
        self.is_gradient = goal not in sheet.worlds[0].values
        self.name = goal[1:] if self.is_gradient else goal
        self.known = [_known(world, line.scope.values()) for world in sheet.worlds]
        self.truths = [
            world.gradients[self.name] if self.is_gradient else world.values[self.name]
            for world in sheet.worlds
        ]

    def mark(self, blank: Blank, value: ast.expr) -> Marked:
        """Mark one value."""
        spelled = None
        try:
            scope, calls = self.line.scope, self.sheet.calls
            spelled = spell(value, scope, self.known[0], calls, self.limits)
            made = formula(spelled.expression, spelled.names, self.known[0], self.limits)
            found = [made.at(numbers) for numbers in self.known]
        except ProgramError as error:
            reason = None if spelled is None else self._mended(spelled)
            if reason is None or spelled is None:
                return _fault(blank, error, spelled)
            return Marked(blank.key, "wrong", spelled.told(reason.text), reason.code)
        if all(same(one, truth) for one, truth in zip(found, self.truths, strict=True)):
            return Marked(blank.key, "right")
        reason = self._turned(value) or self._why(spelled, made, found)
        text = reason.text.replace(" (+=)", "")
        if reason.code == "sum-missing" and not self.is_gradient:
            text = f"{text.partition(':')[0]}."
        return Marked(blank.key, "wrong", self._told(spelled.told(text)), reason.code)

    def _told(self, text: str) -> str:
        """Call gradients and values as the code does."""
        for spelled, called in self.sheet.calls.items():
            if spelled != called and "." not in spelled:
                text = re.sub(rf"(?<![\w.]){re.escape(called)}(?!\w)", spelled, text)
        return text

    def _turned(self, value: ast.expr) -> Reason | None:
        """Turn every comparison round."""
        other = deepcopy(value)
        comparisons = [node for node in ast.walk(other) if isinstance(node, ast.Compare)]
        for node in comparisons:
            node.ops = [TURNED.get(type(op), type(op))() for op in node.ops]
        if not comparisons or not self._is_right(other):
            return None
        return Reason("comparison", "The comparison points the other way.")

    def _is_right(self, value: ast.expr) -> bool:
        try:
            made = spell(value, self.line.scope, self.known[0], {}, self.limits)
        except ProgramError:
            return False
        return is_right(made.expression, made.names, self.truths, self.known, self.limits)

    def _written(self, spelled: Spelled) -> Written:
        place = Span(1, 0, 1, len(spelled.expression))
        return Written(self.name, spelled.expression, False, place, 0, spelled.names)

    def _mended(self, spelled: Spelled) -> Reason | None:
        for text, reason in changes(self._written(spelled)):
            if is_right(text, spelled.names, self.truths, self.known, self.limits):
                return reason
        return None

    def _why(self, spelled: Spelled, made: Formula, found: list[Array]) -> Reason:
        written = self._written(spelled)
        worlds = self.sheet.worlds if self.is_gradient else [_bare(w) for w in self.sheet.worlds]
        case = Case(written, self.name, worlds, self.known, made, found, self.truths)
        reason = reason_of(case, self.limits)
        if reason.code not in ("shape", "unknown"):
            return reason
        other = Trial(spelled, found, self.truths, self.known, self.limits).reason()
        if other is not None:
            return other
        if same(found[0], self.truths[0], ROUNDED):
            return Reason("chance", CHANCE)
        if reason.code == "shape":
            return reason if self.is_gradient else self._shape(found[0])
        return self._numbers(found[0])

    def _shape(self, found: Array) -> Reason:
        text = (
            f"The shape is {describe_shape(found.shape)}; "
            f"that of {self.name} is {describe_shape(self.truths[0].shape)}."
        )
        return Reason("shape", text)

    def _numbers(self, found: Array) -> Reason:
        what = f"the gradient of {self.name}" if self.is_gradient else self.name
        if found.shape == ():
            text = f"This comes to {_short(found)}; {what} is {_short(self.truths[0])}."
            return Reason("unknown", text)
        return Reason("unknown", f"These numbers are not {what}.")


def _short(value: Array) -> str:
    return f"{float(value):.4g}".replace("-", "−")


def _known(world: World, names: Iterable[str]) -> dict[str, Array]:
    """Give what may be read, by the program's names."""
    everything: dict[str, Array] = {
        **{f"d{name}": value for name, value in world.gradients.items()},
        **world.values,
    }
    return {name: everything[name] for name in dict.fromkeys(names)}


def _bare(world: World) -> World:
    """Give a world in which no gradient says why a value is wrong."""
    empty: Mapping[str, tuple[Array, ...]] = dict.fromkeys(world.values, ())
    none: Mapping[str, tuple[str, ...]] = dict.fromkeys(world.values, ())
    return World(world.values, {}, empty, none)
