"""What to write instead of something foreign, with the user's own arguments put in."""

import ast
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import prod

from ..engine.graph import Span
from ..engine.ops.op import Shape
from .errors import ProgramError
from .filling import filled
from .fitting import Fit
from .foreign.row import DROP, PAIR
from .foreign.shaped import whole
from .machine import Machine
from .modules import is_own
from .pasted import Advice
from .source import Source
from .values import Data, Value

LONGEST = 100
"""A longer line is shown in a hint with the names of arguments instead of what was given."""
MOST_GIVEN = 200
"""A longer call is not written anew: its parts should get names first."""
_OPTION = re.compile(r", (\w+)=\1(?=[,)])")
"""An option that is passed on as it was given."""


@dataclass(frozen=True, slots=True)
class Advise:
    """Complain of a call; those of its operands whose shapes matter are on the stack."""

    advice: Advice
    span: Span

    def run(self, machine: Machine) -> None:
        """Complain.

        Raises:
            ProgramError: always.
        """
        names = list(self.advice.operands)
        values = machine.stack[len(machine.stack) - len(names) :]
        shapes = {name: _shape(machine, value) for name, value in zip(names, values, strict=True)}
        raise complaint(machine.source, self.advice, self.span, shapes)


def _shape(machine: Machine, value: Value) -> Shape:
    if isinstance(value, Data):
        return value.array.shape
    return machine.graph.nodes[value].shape if isinstance(value, int) else ()


def complaint(
    source: Source, advice: Advice, span: Span, shapes: Mapping[str, Shape]
) -> ProgramError:
    """Return the error that says what to write instead."""
    subject = advice.subject
    alone = subject.isidentifier() and not is_own(subject)
    message = (
        f"there is no function {subject}" if alone else f"{subject} cannot be used in a program"
    )
    kind = "unknown-gate" if alone else "unsupported"
    for fit in advice.fits:
        form = fit.row.form if isinstance(fit.row.form, str) else fit.row.form(fit.given, shapes)
        if form is None:
            continue
        if not form:
            break
        before = ""
        if fit.row.words == PAIR:
            pair = _pair(source, advice)
            if pair is not None and source.modules.reads(pair[1]):
                hint = f"an index has no gradient; only the values are here: {_in_general(form)}"
                return source.error(kind, message, span, hint)
            if pair is not None:
                span, before = source.statement(span), f"{pair[0]} = "
            span = source.through(span, ("[0]", ".values"))
        text = _written(source, advice, fit, form, span, shapes)
        if text is not None:
            text = before + text
        shown = text if text and len(text) <= LONGEST else _in_general(form, fit.given)
        words = f"; {fit.row.words}" if fit.row.words else ""
        return source.error(kind, message, span, f"write {shown}{words}", replacement=text)
    if advice.left is not None:
        hint = f"there is no {advice.left} here; write out what it does, with the gates"
        return source.error(kind, message, span, hint)
    for row in advice.rows:
        if row.words and not row.form:
            dropped = row.words.endswith(DROP)
            place = source.statement(span) if dropped else span
            return source.error(
                kind, message, place, row.words, replacement="" if dropped else None
            )
    usage = next((row.form for row in advice.rows if isinstance(row.form, str) and row.form), None)
    hint = "write it out with the gates"
    if usage is not None:
        hint = f"write {_in_general(usage)}"
    return source.error(kind, message, span, hint)


def _pair(source: Source, advice: Advice) -> tuple[str, str] | None:
    """Return the two names that a call's values and their indices are given."""
    for node in source.modules.nodes:
        if isinstance(node, ast.Assign) and node.value is advice.node:
            names = getattr(node.targets[0], "elts", [])
            if len(names) == 2 and all(isinstance(name, ast.Name) for name in names):
                return names[0].id, names[1].id
    return None


def _in_general(form: str, given: Collection[str] = ()) -> str:
    """Return a form as it is said without a call's own arguments; its options are named."""
    form = _OPTION.sub(lambda option: option[0] if option[1] in given else "", form)
    if "axis" not in form:
        form = form.replace(", keepdims=True", "")
    return f"{form}, with values of your own"


def _written(
    source: Source, advice: Advice, fit: Fit, form: str, span: Span, shapes: Mapping[str, Shape]
) -> str | None:
    """Write a form with what was given put in; ``None`` where that is too long."""
    try:
        if len(ast.unparse(advice.node)) > MOST_GIVEN:
            return None
        tree = filled(fit, advice.node, form, count=_count(fit, shapes))
        text = ast.unparse(tree).replace(" ** ", "**")
    except RecursionError:  # a long chain of operators, which the parser has taken
        return None
    binds = isinstance(tree, ast.BinOp | ast.UnaryOp) and not source.stands_alone(span)
    return f"({text})" if binds else text


def _count(fit: Fit, shapes: Mapping[str, Shape]) -> int | None:
    """Return how many elements a mean along the given axis is taken over."""
    shape = shapes.get("x")
    if shape is None:
        return None
    axis = whole(fit.given.get("axis"))
    if axis is None:
        return prod(shape)
    return shape[axis] if -len(shape) <= axis < len(shape) else None
