"""A blank that was filled in, held to what it means and not to how it is written."""

import ast
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from ...engine.graph import Span
from ...engine.ops.op import Array, describe_shape
from ...language import ProgramError, ReadLimits
from ...language.python_tree import module_of
from ...language.reader import DEFAULT_LIMITS
from ..changes import Reason, changes
from ..checking import ROUNDED
from ..reasons import Case, is_right, ratio_of, reason_of, same
from ..worlds import World
from ..written import Formula, Written, formula
from .listing import Blank, Stage
from .scopes import Line, Sheet, read_sheet
from .spelling import Spelled, read_answer, spell

Status: TypeAlias = Literal["right", "wrong", "missing", "error"]
MOST_TRIED = 8
"""Operators in whose place others are tried."""
SMALL = 1e-6
COMBINED: tuple[tuple[str, str, Callable[[Array, Array], Array]], ...] = (
    ("addend", "An addend is missing.", operator.add),
    ("addend", "Something has to be subtracted.", operator.sub),
    ("local-missing", "A factor is missing.", operator.mul),
    ("factor", "A division is missing, or a factor is one too many.", operator.truediv),
)
"""What is tried with each value that may be read."""
CHANGED = (
    ("({} ** 2)", "{} belongs here squared."),
    ("(-{})", "The sign of {} is wrong."),
    ("(1 - {})", "1 − {0} belongs in the place of {0}."),
)
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Gt: ast.Lt,
    ast.Lt: ast.Gt,
    ast.GtE: ast.LtE,
    ast.LtE: ast.GtE,
}
OPERATORS: tuple[type[ast.operator], ...] = (ast.Add, ast.Sub, ast.Mult, ast.Div)


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
    return Marked(blank.key, "error", f"{told}.", error.kind)


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
        except ProgramError as error:
            reason = None if spelled is None else self._mended(spelled)
            if reason is None or spelled is None:
                return _fault(blank, error, spelled)
            return Marked(blank.key, "wrong", spelled.told(reason.text), reason.code)
        found = [made.at(numbers) for numbers in self.known]
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
        other = self._addend(spelled, found) or self._missing(spelled, found)
        other = other or self._operator(written)
        if other is not None:
            return other
        if same(found[0], self.truths[0], ROUNDED):
            return Reason("chance", "Right at these numbers, and at no others.")
        if reason.code == "shape":
            return reason if self.is_gradient else self._shape(found[0])
        return self._numbers(found[0])

    def _addend(self, spelled: Spelled, found: Sequence[Array]) -> Reason | None:
        """Find one of several addends that is too large or too small by a factor."""
        (statement,) = module_of(spelled.expression).body
        assert isinstance(statement, ast.Expr)
        addends = _addends(statement.value)
        for addend in addends if 1 < len(addends) <= MOST_TRIED else ():
            said = ast.unparse(addend)
            read = [node.id for node in ast.walk(addend) if isinstance(node, ast.Name)]
            names = [name for name in spelled.names if name in read]
            part = formula(said, names, self.known[0], self.limits)
            ratios = [
                ratio_of(true - all_of_it + one, one)
                for true, all_of_it, one in zip(
                    self.truths, found, map(part.at, self.known), strict=True
                )
                if true.shape == all_of_it.shape == one.shape
            ]
            ratio = ratios[0] if len(ratios) == len(self.truths) else None
            if ratio and all(one is not None and abs(one - ratio) < 1e-6 for one in ratios):
                if ratio < 0:
                    return Reason("sign", f"The sign of {said} is wrong.", said)
                times = f"{max(ratio, 1 / ratio):.4g} times too {'small' if ratio > 1 else 'large'}"
                return Reason("factor", f"{said} is {times}.", said)
        return None

    def _missing(self, spelled: Spelled, found: Sequence[Array]) -> Reason | None:
        """Find what is missing: an addend, a factor, or a square or a sign on a name."""
        for name in self.known[0]:
            values = [numbers[name] for numbers in self.known]
            for code, text, combine in COMBINED:
                with np.errstate(all="ignore"):
                    made = [
                        combine(one, value)
                        for one, value in zip(found, values, strict=True)
                        if one.shape == value.shape or value.shape == ()
                    ]
                if len(made) == len(found) and all(map(same, made, self.truths)):
                    return Reason(code, text)
        for name in spelled.names:
            for text, said in CHANGED:
                tree = module_of(spelled.expression)
                changed = ast.unparse(_Changed(name, text.format(name)).visit(tree))
                if is_right(changed, spelled.names, self.truths, self.known, self.limits):
                    return Reason("factor", said.format(name), name)
        first = self.truths[0] - found[0] if found[0].shape == self.truths[0].shape else None
        if first is not None and first.size and abs(float(first.flat[0])) > SMALL:
            constant = np.full_like(first, first.flat[0])
            pairs = zip(found, self.truths, strict=True)
            if all(same(one + constant, truth, 1e-7) for one, truth in pairs):
                return Reason("addend", "A constant is missing, or another one belongs here.")
        return None

    def _operator(self, written: Written) -> Reason | None:
        """Try other operators and powers, one at a time."""
        tree = module_of(written.expression)
        for node in [node for node in ast.walk(tree) if isinstance(node, ast.BinOp)][:MOST_TRIED]:
            old, sides = node.op, (node.left, node.right)
            for kind in OPERATORS:
                node.op = kind()
                for node.left, node.right in (sides, sides[::-1]):
                    text = ast.unparse(tree)
                    if is_right(text, written.names, self.truths, self.known, self.limits):
                        node.op, (node.left, node.right) = old, sides
                        said = ast.unparse(node)
                        return Reason("operator", f"Another operation belongs in {said}.", said)
            node.op, (node.left, node.right) = old, sides
        return None

    def _shape(self, found: Array) -> Reason:
        text = (
            f"The shape is {describe_shape(found.shape)}; "
            f"that of {self.name} is {describe_shape(self.truths[0].shape)}."
        )
        return Reason("shape", text)

    def _numbers(self, found: Array) -> Reason:
        what = f"the gradient of {self.name}" if self.is_gradient else self.name
        if found.shape == ():
            text = f"This comes to {_short(found)}, and {what} is {_short(self.truths[0])}."
            return Reason("unknown", text)
        return Reason("unknown", f"These are other numbers than {what}.")


class _Changed(ast.NodeTransformer):
    """Puts something in the place of a name."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Change it."""
        if node.id != self.name:
            return node
        (statement,) = module_of(self.text).body
        assert isinstance(statement, ast.Expr)
        return statement.value


def _addends(tree: ast.expr) -> list[ast.expr]:
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub):
        return [*_addends(tree.left), *_addends(tree.right)]
    return [tree]


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
