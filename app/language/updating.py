"""The lines after the loss that let inputs learn: ``w -= 0.1 * grad(w)``, also in a loop of turns.

They make no gates: they are taken off the program before it is compiled, and are settled once it
is known which of its names are inputs.
"""

import ast
from dataclasses import dataclass
from math import isfinite

from ..engine.errors import shorten
from ..engine.graph import Span
from .errors import ProgramError
from .machine import Machine
from .names import nearest, normal
from .source import Located, Source
from .update import PLAIN, RULES, Update

GRADIENT = "grad"
_FORM = "w -= 0.1 * grad(w)"
LARGEST_RATE = 1e9
MOST_TURNS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an update, as it is written."""

    name: str
    place: Span
    """Where the name stands."""
    rule: str
    rate: float
    of: Span
    """Where rule and step size stand."""
    loss: ast.Name | None
    """The ``L`` of ``grad(L, w)``."""


@dataclass(frozen=True, slots=True)
class Written:
    """All lines of an update, which do not yet know what their names are."""

    steps: tuple[Step, ...]
    times: int
    source: Span


def take_update(source: Source, tree: ast.Module) -> Written | None:
    """Take the lines of an update off the end of a program, if it has any.

    Raises:
        ProgramError: such a line is none that can be read, or it does not stand after the loss.
    """
    if GRADIENT not in source.text or _is_bound(tree):
        return None
    first = next((k for k, node in enumerate(tree.body) if _is_update(node)), None)
    if first is None:
        return None
    lines = tree.body[first:]
    for later in lines:
        if not _is_update(later):
            place = source.span(lines[0])
            below = f"the update stands before line {source.span(later).line}"
            hint = "move it to the end: the loss comes first, then the steps"
            raise source.error("unsupported", below, place, hint)
    del tree.body[first:]
    reading = _Reading(source)
    for line in lines:
        reading.line(line)
    begin, end = source.span(lines[0]), source.span(lines[-1])
    place = Span(begin.line, begin.column, end.end_line, end.end_column)
    return Written(tuple(reading.steps), reading.times, place)


def settle_update(written: Written | None, machine: Machine, output: str | None) -> Update | None:
    """Return the update of a program that was run; ``output`` is what its last line is called.

    Raises:
        ProgramError: what takes a step is no input, or the gradient is of something else.
    """
    if written is None:
        return None
    source = machine.source
    for step in written.steps:
        if step.loss is not None and normal(step.loss.id) != output:
            hint = f"write grad({step.name}): the gradient is that of the last line before"
            message = f"{step.loss.id} is not the output of the program"
            raise source.error("unsupported", message, source.span(step.loss), hint)
        if step.name not in machine.inputs or machine.root.bindings.get(step.name) != 1:
            raise _no_input(machine, step)
    first = written.steps[0]
    names = tuple(step.name for step in written.steps)
    places = tuple(step.place for step in written.steps)
    return Update(first.rule, first.rate, names, places, written.times, written.source)


def _no_input(machine: Machine, step: Step) -> ProgramError:
    source, name = machine.source, shorten(step.name)
    inputs = ", ".join([*machine.inputs][:8])
    hint = f"let an input take the step: {inputs}" if inputs else None
    if step.name in machine.inputs:
        message = f"{name} is bound again by the program, so it is not clear which one learns"
        hint = "give the second value a name of its own"
    elif step.name in machine.constants:
        message, hint = f"{name} is a constant, which gets no gradient", "leave const(...) out"
    elif step.name in machine.graph.names:
        message = f"{name} is computed by the program; only an input can take a step"
    else:
        message = f"{name} has no value"
        close = nearest(step.name, machine.inputs)
        hint = f"did you mean {close}?" if close else hint
        return source.error("unknown-name", message, step.place, hint)
    return source.error("unsupported", message, step.place, hint)


def _is_bound(tree: ast.Module) -> bool:
    """Tell whether the program gives the name of the gradient a meaning of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == GRADIENT:
            return True
        if isinstance(node, ast.alias) and (node.asname or node.name) == GRADIENT:
            return True
        if isinstance(node, ast.Name) and node.id == GRADIENT and isinstance(node.ctx, ast.Store):
            return True
    return False


def _is_update(node: ast.stmt) -> bool:
    """Tell whether a statement is meant to let an input take its step."""
    if isinstance(node, ast.For):
        return all(map(_is_update, node.body))
    if isinstance(node, ast.AugAssign):
        return _takes_gradient(node.value)
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
        return False
    own = node.targets[0].id
    value = node.value
    return (
        isinstance(value, ast.BinOp)
        and _takes_gradient(value)
        and any(isinstance(part, ast.Name) and part.id == own for part in ast.walk(value))
    )


def _takes_gradient(value: ast.expr) -> bool:
    return any(_called(part) == GRADIENT for part in ast.walk(value))


def _called(node: ast.AST | None) -> str | None:
    """Return the name of the function that is called; ``None`` where that is no plain name."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id
    return None


class _Reading:
    """Reads the lines of an update in turn."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.steps: list[Step] = []
        self.times = 1

    def _fail(
        self, node: Located, message: str, hint: str | None, written: str | None = None
    ) -> ProgramError:
        return self.source.error("unsupported", message, self.source.span(node), hint, written)

    def line(self, node: ast.stmt) -> None:
        """Read a step, or a loop of steps."""
        if isinstance(node, ast.For):
            self._loop(node)
            return
        step = self._step(node)
        known = {one.name for one in self.steps}
        if step.name in known:
            message = f"{step.name} takes its step twice"
            hint = "leave one of the lines out"
            raise self.source.error("unsupported", message, step.place, hint)
        first = self.steps[0] if self.steps else step
        if (step.rule, step.rate) != (first.rule, first.rate):
            message = f"{step.name} takes another kind of step than {first.name}"
            what = "" if first.rule == PLAIN else f" and the rule {first.rule}"
            hint = f"all learn alike: write the step size {first.rate:g}{what} here as well"
            raise self.source.error("unsupported", message, step.of, hint)
        self.steps.append(step)

    def _loop(self, node: ast.For) -> None:
        turns = node.iter.args[0] if isinstance(node.iter, ast.Call) and node.iter.args else None
        form = "write for step in range(10):"
        if self.steps:
            raise self._fail(node, "an update has one loop", "put all steps into it")
        if node.orelse:
            raise self._fail(node.orelse[0], "a loop of updates has no else", "leave it out")
        if (
            not isinstance(node.iter, ast.Call)
            or _called(node.iter) != "range"
            or len(node.iter.args) != 1
            or node.iter.keywords
            or not isinstance(turns, ast.Constant)
            or type(turns.value) is not int
        ):
            raise self._fail(node.iter, "how often the update is made is a written number", form)
        if not 1 <= turns.value <= MOST_TURNS:
            raise self._fail(turns, f"an update is not made {turns.value} times", form)
        self.times = turns.value
        for line in node.body:
            if isinstance(line, ast.For):
                raise self._fail(line, "a loop of updates has no loop in it", form)
            self.line(line)

    def _step(self, node: ast.stmt) -> Step:
        """Read ``w -= 0.1 * grad(w)``, ``w = w - 0.1 * grad(w)`` or ``w += -0.1 * grad(w)``."""
        assert isinstance(node, ast.AugAssign | ast.Assign)
        target = node.target if isinstance(node, ast.AugAssign) else node.targets[0]
        if not isinstance(target, ast.Name):
            hint = f"let the whole input take it: {_FORM}"
            raise self._fail(target, "only a whole input takes a step", hint)
        if isinstance(node, ast.Assign) and len(node.targets) > 1:
            raise self._fail(node, "each input takes its own step", f"write {_FORM}")
        taken, sign = node.value, node.op if isinstance(node, ast.AugAssign) else None
        if isinstance(node, ast.Assign):
            assert isinstance(taken, ast.BinOp)
            if not isinstance(taken.left, ast.Name) or taken.left.id != target.id:
                hint = f"write {target.id} = {target.id} - 0.1 * grad({target.id})"
                raise self._fail(taken, f"the new {target.id} is not {target.id} less a step", hint)
            sign, taken = taken.op, taken.right
        is_turned = isinstance(sign, ast.Add) and _is_negative(taken)
        rate, direction = self._parts(target.id, taken)
        size = self._rate(rate, is_turned) if rate is not None else 1.0
        rule, of = self._rule(direction)
        loss = self._gradient(target.id, of)
        if not (isinstance(sign, ast.Sub) or is_turned):
            step = ast.unparse(taken)
            written = f"{target.id} -= {step}"
            message = "this is no step against the gradient"
            raise self._fail(node, message, f"the loss falls with {written}", written)
        span = self.source.span
        return Step(target.id, span(target), rule, size, span(taken), loss)

    def _parts(self, name: str, taken: ast.expr) -> tuple[ast.expr | None, ast.Call]:
        """Return the step size, if one is written, and what it is multiplied by."""
        if isinstance(taken, ast.Call):
            return None, taken
        if isinstance(taken, ast.BinOp) and isinstance(taken.op, ast.Mult):
            for rate, direction in ((taken.left, taken.right), (taken.right, taken.left)):
                if isinstance(direction, ast.Call) and _takes_gradient(direction):
                    return rate, direction
        hint = f"write {name} -= 0.1 * grad({name}); a penalty is a part of the loss"
        raise self._fail(taken, "a step is a step size times the gradient", hint)

    def _rate(self, node: ast.expr, is_turned: bool) -> float:
        is_negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
        number = node.operand if isinstance(node, ast.UnaryOp) else node
        value = number.value if isinstance(number, ast.Constant) else None
        if not isinstance(value, int | float) or isinstance(value, bool):
            hint = f"write the number in place of {shorten(ast.unparse(node))}: {_FORM}"
            raise self._fail(node, "the step size is a written number", hint)
        value = -value if is_negative != is_turned else value
        if not (isfinite(value) and 0 < value <= LARGEST_RATE):
            message = f"{value:g} is no step size"
            raise self._fail(node, message, "it is larger than 0, and at most 1e9")
        return float(value)

    def _rule(self, node: ast.Call) -> tuple[str, ast.Call]:
        """Return the rule, and the call of the gradient in it."""
        name = _called(node)
        if name == GRADIENT:
            return PLAIN, node
        inner = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if name is None or not isinstance(inner, ast.Call) or _called(inner) != GRADIENT:
            hint = "write w -= 0.05 * adam(grad(w))"
            raise self._fail(node, "a rule takes the gradient and nothing else", hint)
        if name not in RULES:
            close = nearest(name, RULES)
            hint = f"did you mean {close}?" if close else f"the rules are {', '.join(RULES)}"
            raise self._fail(node.func, f"there is no update rule {name}", hint, close)
        return name, inner

    def _gradient(self, name: str, node: ast.Call) -> ast.Name | None:
        """Return the loss that the gradient is said to be of, if it is said."""
        arguments = node.args
        if node.keywords or not 1 <= len(arguments) <= 2:
            raise self._fail(node, "grad takes the name of an input", f"write grad({name})")
        loss, of = arguments[0] if len(arguments) > 1 else None, arguments[-1]
        if not isinstance(of, ast.Name) or of.id != name:
            message = f"{name} does not step along its own gradient"
            raise self._fail(of, message, f"write grad({name})", name)
        if loss is not None and not isinstance(loss, ast.Name):
            message = "the gradient is that of the program's output"
            raise self._fail(loss, message, f"write grad({name})")
        return loss


def _is_negative(node: ast.expr) -> bool:
    """Tell whether a product begins or ends with a number less than zero."""
    parts = [node.left, node.right] if isinstance(node, ast.BinOp) else []
    return any(isinstance(p, ast.UnaryOp) and isinstance(p.op, ast.USub) for p in parts)
