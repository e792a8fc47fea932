"""What the machine can do: one small class each."""

import ast
from dataclasses import dataclass, replace

import numpy as np

from ..engine.errors import EngineError
from ..engine.graph import Literal, Span
from ..engine.ops.op import Array, Op, Params, describe_shape
from .calls import Call, call_function, call_gate
from .errors import ProgramError
from .folding import fold, scale
from .leaves import make
from .machine import MAKERS, Machine
from .names import is_scratch, slip
from .values import Data, Function, Plain, Value, show_plain

MOST_AXES = 32
"""The deepest that lists may be nested."""
LONGEST_JOINED = 100
"""A longer line is not written in place of a list."""


@dataclass(frozen=True, slots=True)
class Push:
    """Put a value on the stack."""

    value: Value
    span: Span

    def run(self, machine: Machine) -> None:
        """Put it there."""
        machine.stack.append(self.value)


@dataclass(frozen=True, slots=True)
class Load:
    """Put what a name stands for on the stack."""

    name: str
    span: Span
    hint: str | None = None
    """What to try where it stands for nothing, if that can be told from where it is written."""

    def run(self, machine: Machine) -> None:
        """Look the name up."""
        machine.stack.append(machine.load(self.name, self.span, self.hint))


@dataclass(frozen=True, slots=True)
class Operate:
    """Apply an operator to the values on top of the stack: fold numbers, make a gate otherwise."""

    op: Op
    symbol: str
    operands: tuple[ast.expr, ...]
    span: Span

    def run(self, machine: Machine) -> None:
        """Apply it."""
        stack = machine.stack
        count = len(self.operands)
        values = stack[-count:]
        del stack[-count:]
        if not any(isinstance(value, int) for value in values) and self.symbol != "@":
            lists = sum(isinstance(value, Data) for value in values)
            numbers = sum(isinstance(value, Literal) for value in values)
            if numbers == count:
                stack.append(fold(machine, self.op, values, self.sign(machine)))
                return
            if lists == 1 and numbers == count - 1:
                stack.append(scale(machine, self.op, values, self.sign(machine)))
                return
        operands = [
            value if isinstance(value, (int, Literal)) else self._materialise(machine, slot, value)
            for slot, value in enumerate(values)
        ]
        try:
            stack.append(machine.gate(self.op, operands, {}, self.span))
        except EngineError as error:
            raise machine.explain(error, self.sign(machine)) from None

    def _materialise(self, machine: Machine, slot: int, value: Value) -> int | Literal:
        return machine.operand(value, machine.source.span(self.operands[slot]))

    def sign(self, machine: Machine) -> Span:
        """Return the place of the operator itself."""
        if len(self.operands) == 1:
            span = self.span
            return Span(span.line, span.column, span.line, span.column + 1)
        left, right = self.operands
        return machine.source.between(left, right, self.symbol) or self.span


@dataclass(frozen=True, slots=True)
class Apply:
    """Make a gate with settled options of the value on top of the stack: ``s[1]``, ``W.T``."""

    op: Op
    params: Params
    operand: ast.expr
    span: Span

    def run(self, machine: Machine) -> None:
        """Apply it."""
        value = machine.operand(machine.stack.pop(), machine.source.span(self.operand))
        machine.stack.append(machine.gate(self.op, [value], self.params, self.span))


@dataclass(frozen=True, slots=True)
class Gather:
    """Make a list of the values on top of the stack."""

    elements: tuple[ast.expr, ...]
    span: Span

    def run(self, machine: Machine) -> None:
        """Gather them.

        Raises:
            ProgramError: the list is ragged, or holds what is not a number.
        """
        count = len(self.elements)
        values = machine.stack[-count:]
        del machine.stack[-count:]
        source = machine.source
        rows: list[Array] = []
        for value, element in zip(values, self.elements, strict=True):
            if isinstance(value, Literal):
                row = np.array(value.value)
            elif isinstance(value, Data) and not (value.constant or value.shape_only):
                row = value.array
            else:
                what = "a computed value" if isinstance(value, int) else show_plain(value)
                hint = "join arrays with concat(x, y)"
                if isinstance(value, Data):
                    what = "shape(...)" if value.shape_only else "const(...)"
                    hint = "write const([...]) around the whole list"
                    if value.shape_only:
                        hint = "write one shape for all of it: shape(2, 3)"
                joined = self._joined(machine, values)
                raise source.error(
                    "unsupported",
                    f"a list holds numbers, not {what}",
                    source.span(element) if joined is None else self.span,
                    hint if joined is None else f"write {joined}",
                    joined,
                )
            if rows and row.shape != rows[0].shape:
                raise source.error(
                    "shape-mismatch",
                    f"the list is ragged: this element is {_describe(row.shape)}, "
                    f"the first one {_describe(rows[0].shape)}",
                    source.span(element),
                    "give every row of a list the same length",
                )
            rows.append(row)
        if rows[0].ndim >= MOST_AXES:
            raise source.error(
                "too-deep", f"lists are nested more than {MOST_AXES} deep", self.span, None
            )
        machine.allocate(count * rows[0].size, self.span)
        machine.stack.append(Data(np.array(rows)))

    def _joined(self, machine: Machine, values: list[Value]) -> str | None:
        """Return the line that joins computed values of one shape; ``None`` where it is long."""
        parts = []
        shapes = set()
        for value, element in zip(values, self.elements, strict=True):
            if not isinstance(value, int | Literal):
                return None
            text = ast.unparse(element)
            if isinstance(value, int):
                shapes.add(machine.graph.nodes[value].shape)
                parts.append(f"{text}[None]" if text.isidentifier() else f"({text})[None]")
            else:
                shapes.add(())
                parts.append(f"const([{text}])")
        joined = parts[0] if len(parts) == 1 else f"concat({', '.join(parts)})"
        return joined if len(shapes) == 1 and len(joined) <= LONGEST_JOINED else None


def _describe(shape: tuple[int, ...]) -> str:
    return f"a list of shape {describe_shape(shape)}" if shape else "a number"


@dataclass(frozen=True, slots=True)
class Group:
    """Make a tuple of the values on top of the stack, which only an option can be."""

    count: int
    span: Span

    def run(self, machine: Machine) -> None:
        """Group them."""
        values = machine.stack[len(machine.stack) - self.count :]
        del machine.stack[len(machine.stack) - self.count :]
        items = [v.value if isinstance(v, Literal | Plain) else None for v in values]
        if any(isinstance(v, int | Data) for v in values):
            raise machine.source.error(
                "unsupported",
                "several values in parentheses cannot be one value",
                self.span,
                "give each its own name: a = ...; b = ...",
            )
        machine.stack.append(Plain(tuple(items)))


@dataclass(frozen=True, slots=True)
class Invoke:
    """Call a function of the program, a maker or a gate; arguments are on the stack."""

    call: Call

    @property
    def span(self) -> Span:
        """The whole call."""
        return self.call.span

    def run(self, machine: Machine) -> None:
        """Call it.

        Raises:
            ProgramError: there is no such function, or its arguments are wrong.
        """
        call = self.call
        count = len(call.places)
        values = machine.stack[len(machine.stack) - count :]
        del machine.stack[len(machine.stack) - count :]
        function = None if call.named else machine.function(call.name)
        if function is not None:
            call_function(machine, call, function, values)
            return
        op = machine.gates.get(call.name)
        if op is not None:
            machine.stack.append(call_gate(machine, call, op, values))
            return
        if call.name in MAKERS:
            machine.stack.append(make(machine, call, values))
            return
        if call.name in machine.visible():
            raise machine.source.error(
                "unknown-gate",
                f"{call.name} is a value, not a function",
                call.name_span,
                f"write {call.name} * (...) for a product",
            )
        raise self._unknown(machine)

    def _unknown(self, machine: Machine) -> ProgramError:
        """Return the error of a name that no function, gate or maker bears."""
        call, source = self.call, machine.source
        message = f"there is no function {call.name}"
        line = machine.later.get(call.name)
        if line is not None and line > call.name_span.line:
            hint = f"{call.name} is defined only on line {line}; move its definition up"
            return source.error("unknown-gate", message, call.name_span, hint)
        close = slip(call.name, [*machine.visible_functions(), *machine.gates, *MAKERS])
        if close:
            hint = f"did you mean {close}?"
            return source.error("unknown-gate", message, call.name_span, hint, replacement=close)
        hint = f"define it above: def {call.name}(x): and what it returns"
        return source.error("unknown-gate", message, call.name_span, hint)


@dataclass(frozen=True, slots=True)
class Bind:
    """Give the value on top of the stack a name; ``keep`` leaves it there for the next name."""

    name: str
    span: Span
    made: Span
    """Where the value was written."""
    keep: bool = False

    def run(self, machine: Machine) -> None:
        """Bind it."""
        value = machine.stack[-1] if self.keep else machine.stack.pop()
        bound = machine.bind(self.name, value, self.span, self.made)
        if machine.frame is machine.root and isinstance(bound, int):
            machine.last = (None if is_scratch(self.name) else self.name, bound)


@dataclass(frozen=True, slots=True)
class Unpack:
    """Lay the values on top of the stack ready for several names: the first one uppermost."""

    count: int
    span: Span

    def run(self, machine: Machine) -> None:
        """Turn them round."""
        machine.stack[-self.count :] = machine.stack[: -self.count - 1 : -1]


@dataclass(frozen=True, slots=True)
class Define:
    """Define a function; the values of its defaults are on the stack."""

    function: Function
    defaults: int

    @property
    def span(self) -> Span:
        """The head of the definition."""
        return self.function.span

    def run(self, machine: Machine) -> None:
        """Define it."""
        start = len(machine.stack) - self.defaults
        values = tuple(
            machine.constant(value, self.span) if isinstance(value, Data) else value
            for value in machine.stack[start:]
        )
        del machine.stack[start:]
        function = replace(self.function, defaults=values, home=machine.frame)
        machine.frame.functions[function.name] = function


@dataclass(frozen=True, slots=True)
class Return:
    """End a call; its value is on the stack."""

    span: Span

    def run(self, machine: Machine) -> None:
        """Go back to the caller."""
        value = machine.stack[-1]
        if isinstance(value, Plain):
            raise machine.source.error(
                "unsupported",
                f"a function returns one value, not {show_plain(value)}",
                self.span,
                "write one function for each value",
            )
        anew = isinstance(value, Literal) and machine.frame.path is None and _call_anew(machine)
        if anew:
            machine.stack.pop()
        else:
            machine.leave()


def _call_anew(machine: Machine) -> bool:
    """Begin the call under way again with constants for the numbers that it was given and reads.

    A call of numbers alone would come to a number, and nothing of the function would be seen.
    """
    frame = machine.frame
    function, call = frame.function, frame.call
    assert function is not None
    assert call is not None
    read = {step.name for step in frame.code if isinstance(step, Load)}
    numbers = {
        name: value.value
        for name, value in frame.given.items()
        if name in read and isinstance(value, Literal)
    }
    if not numbers:
        return False
    machine.leave()
    constants = {n: machine.constant(Data(np.array(v)), call) for n, v in numbers.items()}
    machine.enter(function, {**frame.given, **constants}, call)
    return True


@dataclass(frozen=True, slots=True)
class Finish:
    """Take the value of a bare expression at the end of the program as its output."""

    name: str | None
    span: Span

    def run(self, machine: Machine) -> None:
        """Take it."""
        value = machine.stack.pop()
        if isinstance(value, Literal):
            value = Data(np.array(value.value), constant=True)
        node = machine.operand(value, self.span)
        assert isinstance(node, int)
        name = None if self.name is None or is_scratch(self.name) else self.name
        machine.last = (name, node)
