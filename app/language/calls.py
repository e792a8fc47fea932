"""Calls: which value goes to which argument, which to which option."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..engine.errors import ArgumentError
from ..engine.graph import Literal, Operand, Span
from ..engine.ops.op import Op
from ..engine.ops.params import Param, ParamValue
from .errors import ProgramError
from .folding import fold
from .foreign import OPTIONS
from .foreign.gate_options import option_hint
from .machine import Machine
from .names import nearest
from .values import Data, Function, Plain, Value


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it was written: values without a name first, then those with one."""

    name: str
    places: tuple[Span, ...]
    keywords: tuple[str, ...]
    name_span: Span
    span: Span
    named: bool = False
    """The name means a gate or a maker, even where the program has a function of that name."""

    @property
    def positional(self) -> int:
        """How many values were given without a name."""
        return len(self.places) - len(self.keywords)


def call_function(machine: Machine, call: Call, function: Function, values: list[Value]) -> None:
    """Begin a call of a function of the program.

    Raises:
        ProgramError: an argument is missing, unknown, given twice or one too many.
    """
    names = function.parameters
    signature = f"{function.name}({', '.join(names)})"
    if call.positional > len(names):
        raise _wrong(
            machine,
            call.places[len(names)],
            f"{function.name} takes {_count(len(names), 'argument')}, not {call.positional}",
            f"it is {signature}",
        )
    given: dict[str, Value] = {}
    for k, (value, place) in enumerate(zip(values, call.places, strict=True)):
        name = names[k] if k < call.positional else call.keywords[k - call.positional]
        if name not in names:
            raise _wrong(
                machine, place, f"{function.name} has no argument {name}", f"it is {signature}"
            )
        if name in given:
            raise _wrong(machine, place, f"{name} is given twice", f"it is {signature}")
        given[name] = machine.constant(value, place) if isinstance(value, Data) else value
    optional = len(names) - len(function.defaults)
    for k, name in enumerate(names):
        if name in given:
            continue
        if k < optional:
            raise _wrong(
                machine,
                call.span,
                f"{function.name} needs a value for {name}",
                f"it is {signature}",
            )
        given[name] = function.defaults[k - optional]
    machine.enter(function, given, call.span)


def call_gate(machine: Machine, call: Call, op: Op, values: list[Value]) -> Value:
    """Make a gate; written numbers alone become constants, so that the gate is seen.

    In the definition of a gate they are part of it, and a number comes of them: ``sqrt(2)``.

    Raises:
        ProgramError: an argument or an option is missing, unknown, given twice or one too many.
    """
    operands, places, params = _sort(machine, call, op, values)
    numbers = all(isinstance(value, Literal) for value in operands)
    if numbers and machine.fixed is not None:
        return fold(machine, op, operands, call.span, op.settled(params))
    settled: list[Operand] = []
    for value, place in zip(operands, places, strict=True):
        if numbers and isinstance(value, Literal):
            value = Data(np.array(value.value))
        settled.append(machine.operand(value, place))
    return machine.gate(op, settled, params, call.span)


def _sort(
    machine: Machine, call: Call, op: Op, values: list[Value]
) -> tuple[list[Value], list[Span], dict[str, ParamValue]]:
    """Sort the values of a call into operands, their places, and options."""
    arity = call.positional if op.variadic else len(op.arguments)
    given: dict[str, tuple[Value, Span]] = {}
    options = {param.name: param for param in op.params}
    slots = [str(k) for k in range(arity)] if op.variadic else list(op.arguments)
    names = [*slots, *options]
    operands = frozenset(slots)
    last = op.params[-1] if op.params else None
    spread: list[Value] = []
    for k, (value, place) in enumerate(zip(values, call.places, strict=True)):
        if k >= call.positional:
            name = call.keywords[k - call.positional]
            if name not in options and OPTIONS.get(name) in options:
                name = OPTIONS[name]
        elif last is not None and last.kind in {"shape", "axes"} and k >= len(names) - 1:
            spread.append(value)
            name = last.name
            if len(spread) > 1:
                value, place = _spread(machine, spread, place), given.pop(name)[1]
        elif k < len(names):
            name = names[k]
        else:
            raise _wrong(
                machine,
                place,
                f"{op.name} takes {_count(len(op.arguments), 'argument')}"
                + (f" and {_count(len(options), 'option')}" if options else "")
                + f", not {call.positional}",
                f"it is {signature(op)}",
            )
        if name not in options and ((op.variadic and k >= call.positional) or name not in operands):
            raise _unknown_keyword(machine, op, name, place)
        if name in given:
            raise _wrong(machine, place, f"{name} is given twice", f"write {signature(op)}")
        given[name] = (value, place)
    if op.defaults and not op.variadic:
        for name, usual in zip(slots[-len(op.defaults) :], op.defaults, strict=True):
            given.setdefault(name, (Literal(usual), call.span))
    missing = [name for name in slots if name not in given]
    if missing or arity < len(op.arguments):
        raise _too_few(machine, call, op, missing)
    pairs = [given[name] for name in slots]
    params = {
        name: _option(machine, op, options[name], *pair)
        for name, pair in given.items()
        if name in options
    }
    return [value for value, _ in pairs], [place for _, place in pairs], params


def _too_few(machine: Machine, call: Call, op: Op, missing: list[str]) -> ProgramError:
    """Return the error of a call with too few arguments; ``max(x)`` of an array is ``amax``."""
    if not op.variadic:
        wanted = " and ".join(missing)
        return _wrong(
            machine, call.span, f"{op.name} needs a value for {wanted}", f"write {signature(op)}"
        )
    hint = f"write {signature(op)}"
    for gate in machine.gates.values():
        if gate.fold == op.name:
            hint = f"write {gate.name}, the {op.name} of the elements of an array"
            message = f"{op.name} takes at least {len(op.arguments)} arguments"
            return machine.source.error(
                "wrong-arguments", message, call.name_span, hint, replacement=gate.name
            )
    return _wrong(
        machine, call.span, f"{op.name} takes at least {len(op.arguments)} arguments", hint
    )


def _unknown_keyword(machine: Machine, op: Op, name: str, place: Span) -> ProgramError:
    names = [param.name for param in op.params]
    close = nearest(name, names)
    hint = f"it is {signature(op)}; write out what {name} does, with the gates"
    known = option_hint(op.name, name, [*op.arguments, *names])
    if known:
        hint = known
    elif close:
        hint = f"did you mean {close}?"
    else:
        for gate in machine.gates.values():
            if gate.fold == op.name and name in {param.name for param in gate.params}:
                hint = f"write {gate.name}(x, {name}=...) for the {op.name} along an axis"
    return _wrong(machine, place, f"{op.name} has no argument {name}", hint)


def _spread(machine: Machine, values: Sequence[Value], place: Span) -> Value:
    """Join sizes that were written without parentheses: ``reshape(x, 2, 3)``."""
    if not all(isinstance(value, Literal) for value in values):
        raise _wrong(machine, place, "these values cannot stand together", "write (2, 3)")
    return Plain(tuple(value.value for value in values if isinstance(value, Literal)))


def _option(machine: Machine, op: Op, param: Param, value: Value, place: Span) -> ParamValue:
    """Return the value of an option in the form that the gate takes.

    Raises:
        ProgramError: it is computed, or of the wrong kind.
    """
    if isinstance(value, int):
        raise _wrong(
            machine,
            place,
            f"{param.name} of {op.name} cannot be a computed value",
            f"write a number there: {param.name}={show_param(param.default)}",
        )
    if param.kind == "index":
        raise _wrong(machine, place, f"{op.name} is written with brackets", "write x[1]")
    try:
        return param.settle(_plain(value, param.kind == "number"), op.name)
    except ArgumentError as error:
        raise machine.explain(error, place) from None


def _plain(value: Literal | Data | Plain, exact: bool) -> ParamValue:
    """Return a value as plain Python, whole numbers as int unless they stay exact."""
    if isinstance(value, Data):
        return None if value.shape_only else _whole(value.array.tolist())
    if isinstance(value, Literal):
        return value.value if exact else _whole(value.value)
    return _whole(value.value)


def _whole(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list | tuple):
        return tuple(_whole(item) for item in value)
    return value


def signature(op: Op) -> str:
    """Return how a gate is called: ``leaky_relu(x, slope=0.1)``."""
    least = len(op.arguments) - len(op.defaults)
    parts = [*op.arguments[:least], *(["..."] if op.variadic else [])]
    optional = zip(op.arguments[least:], op.defaults, strict=True)
    parts += [f"{name}={usual:g}" for name, usual in optional]
    parts += [f"{param.name}={show_param(param.default)}" for param in op.params]
    return f"{op.name}({', '.join(parts)})"


def show_param(value: ParamValue) -> str:
    """Return the value of an option as it is written in a program."""
    if isinstance(value, str):
        return f'"{value}"'
    return repr(value)


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _wrong(machine: Machine, place: Span, message: str, hint: str) -> ProgramError:
    return machine.source.error("wrong-arguments", message, place, hint)
