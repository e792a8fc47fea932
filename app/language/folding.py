"""Arithmetic on written numbers is done at once: ``2 * 3`` is 6, ``0.1 * ones(3)`` an array.

Only operators do so: a call, as in ``sigmoid(2)``, is a gate or a block that is to be seen.
"""

from collections.abc import Sequence
from math import isfinite

import numpy as np

from ..engine.graph import Literal, Span
from ..engine.ops.op import Array, Op, Params
from .machine import Machine
from .values import Data, Value


def fold(
    machine: Machine, op: Op, values: Sequence[Value], place: Span, params: Params | None = None
) -> Literal:
    """Return the number that a gate makes of numbers, by the gate's own forward kernel.

    Raises:
        ProgramError: the result is not a finite number.
    """
    arguments = [np.array(value.value) for value in values if isinstance(value, Literal)]
    out = np.empty(())
    with np.errstate(all="ignore"):
        if op.view:
            np.copyto(out, np.asarray(op.forward(*arguments, **(params or {}))))
        else:
            op.forward(*arguments, out=out, **(params or {}))
    result = float(out)
    if isfinite(result) or not all(np.isfinite(argument) for argument in arguments):
        return Literal(result)
    raise machine.source.error("bad-number", *_complaint(op, arguments, result, place))


def _complaint(op: Op, arguments: list[Array], result: float, place: Span) -> tuple[str, Span, str]:
    if op.name in {"divide", "reciprocal"} and not np.all(arguments[-1]):
        return "a number is divided by zero", place, "divide by something else"
    if op.name == "power" and np.any((arguments[0] == 0) & (arguments[1] < 0)):
        message = "zero to a negative power divides by zero"
        return message, place, "write another base, or an exponent of at least 0"
    if np.isnan(result):
        return (
            f"{op.name} of these numbers is not a real number",
            place,
            "all values are real: no root or logarithm of a negative number",
        )
    return (
        "the result is too large for a number (at most about 1.8e308)",
        place,
        "write a smaller exponent",
    )


def scale(machine: Machine, op: Op, values: Sequence[Value], place: Span) -> Data:
    """Return the array that an operator makes of one array and numbers: ``0.1 * ones(3)``.

    Raises:
        ProgramError: an element of it is not a finite number.
    """
    arguments: list[Array] = []
    constant = False
    for value in values:
        if isinstance(value, Data):
            if value.shape_only:
                return value
            arguments.append(value.array)
            constant = value.constant
        elif isinstance(value, Literal):
            arguments.append(np.array(value.value))
    out = np.empty(np.broadcast_shapes(*(argument.shape for argument in arguments)))
    machine.allocate(out.size, place)
    with np.errstate(all="ignore"):
        op.forward(*arguments, out=out)
    if not np.all(np.isfinite(out)) and all(np.all(np.isfinite(a)) for a in arguments):
        result = float(out[~np.isfinite(out)][0])
        raise machine.source.error("bad-number", *_complaint(op, arguments, result, place))
    return Data(out, constant)
