"""Predict a number: what a value comes to, or a gradient, before the program says it."""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from ...engine.ops.op import Array
from ..filling import number
from ..hints import hint_of
from ..reasons import same
from .answers import read_numbers
from .desk import MOST_ELEMENTS, Desk
from .kind import Form, Question
from .sheet import RIGHT, Item, Judged, Sheet

MOST_VALUES = 2
MOST_GRADIENTS = 4
MOST_SAID = 3
"""Things that a wrong number is, of which each is told."""


class Predict(Sheet):
    """Some values and some gradients, chosen by the seed."""

    name = "predict"
    title = "Predict a number"
    task = (
        "Predict what this program computes: values first, then gradients, before the "
        "picture has them."
    )

    def items(self, desk: Desk) -> Sequence[Item]:
        """Ask for values in the order of the graph, then for gradients from the output back."""
        gates = [
            (name, node)
            for name, node in desk.named()
            if desk.graph.nodes[node].op is not None and _is_told(desk.tape.values[node])
        ]
        back = [
            (name, node) for name, node in reversed(desk.asked()) if _is_told(desk.gradient(node))
        ]
        if not back:
            raise desk.refused(
                "no gradient of this program can be predicted as a number or a short list",
                f"choose a program with arrays of at most {MOST_ELEMENTS} elements",
            )
        values = [_value(desk, *one) for one in desk.some(gates, MOST_VALUES)]
        return [*values, *(_gradient(desk, *one) for one in desk.some(back, MOST_GRADIENTS))]


def _is_told(array: Array) -> bool:
    return array.size <= MOST_ELEMENTS and bool(np.isfinite(array).all())


def _asks(what: str, array: Array) -> str:
    return what if array.shape == () else f"{what}, of shape {array.shape}"


def _value(desk: Desk, name: str, node: int) -> Item:
    truth = desk.tape.values[node]
    form: Form = "number" if truth.shape == () else "array"
    question = Question(
        name, _asks(f"The value of {name}", truth), form, node=node, line=desk.line(node)
    )

    def hints() -> list[str]:
        gate = desk.graph.nodes[node]
        assert gate.op is not None
        read = [f"{desk.called(k)} = {shown(desk.tape.values[k])}" for k in gate.inputs]
        rule = f"{name} is made by {gate.op.name}."
        return [rule, f"Use {' and '.join(dict.fromkeys(read))}.", f"{name} = {shown(truth)}"]

    return Item(question, partial(_judge, desk, name, node, of_value=True), hints)


def _gradient(desk: Desk, name: str, node: int) -> Item:
    truth, key = desk.gradient(node), f"d{name}"
    form: Form = "number" if truth.shape == () else "array"
    what = f"{key} = ∂{desk.output}/∂{name}"
    question = Question(key, _asks(what, truth), form, node=node, line=desk.line(node))

    def hints() -> list[str]:
        hint = hint_of(desk.program, key, desk.worlds, desk.limits)
        answer = f"{key} = {shown(truth)}"
        if hint is None:
            return [answer]
        line = answer if hint.line is None else f"{hint.line} = {shown(truth)}"
        return [hint.rule, hint.operands, line]

    return Item(question, partial(_judge, desk, name, node, of_value=False), hints)


def _judge(desk: Desk, name: str, node: int, text: str, *, of_value: bool) -> Judged:
    truth = desk.tape.values[node] if of_value else desk.gradient(node)
    found = read_numbers(text, desk.limits)
    if found.shape != truth.shape:
        expected = f"an array of shape {truth.shape}" if truth.shape else "a single number"
        given = f"an array of shape {found.shape}" if found.shape else "a single number"
        return "wrong", f"This is {given}, and {expected} is asked for."
    if same(found, truth):
        return RIGHT
    if same(found, truth, desk.exercise.tolerance):
        return "rounded", ""
    near = partial(same, found, tolerance=max(desk.exercise.tolerance, 1e-9))
    facts = _of_value(desk, node) if of_value else _of_gradient(desk, node)
    asked = f"the value of {name}" if of_value else f"d{name}"
    facts = (*facts, *_of_others(desk, node, of_value=of_value))
    said = list(dict.fromkeys(what for what, number in facts if near(number)))
    if said:
        return "wrong", f"This is {' or '.join(said[:MOST_SAID])}; {asked} is asked for."
    return "wrong", f"This is not {asked}."


def _of_value(desk: Desk, node: int) -> tuple[tuple[str, Array], ...]:
    value = desk.tape.values[node]
    return (("the value with its sign flipped", -value),) if value.any() else ()


def _of_gradient(desk: Desk, node: int) -> tuple[tuple[str, Array], ...]:
    """Say what else comes up on the way to a gradient: each is a fact, whatever was thought."""
    truth, tape = desk.gradient(node), desk.tape
    found: list[tuple[str, Array]] = []
    if truth.any():
        found.append(("the gradient with its sign flipped", -truth))
    uses = desk.composer.uses(node)
    for edge in uses:
        into = desk.called(edge.target)
        way, local = tape.contributions[edge.id], tape.local(edge)
        upstream = tape.gradients[edge.target]
        if len(uses) > 1 and way is not None:
            found.append((f"what comes back along one of {len(uses)} uses, from {into}", way))
        if local is not None and local.shape == truth.shape:
            found.append((f"the local derivative of {into}, without what comes from it", local))
        if upstream is not None and len(uses) == 1 and edge.target != desk.program.output:
            found.append((f"d{into} itself, without the local derivative", upstream))
    return tuple(found)


def _of_others(desk: Desk, node: int, *, of_value: bool) -> Iterator[tuple[str, Array]]:
    for name, other in desk.named():
        if other != node or not of_value:
            yield f"the value of {name}", desk.tape.values[other]
        if (other != node or of_value) and other != desk.program.output:
            yield f"d{name}", desk.gradient(other)


def shown(array: Array) -> str:
    """Write numbers as an answer may have them."""
    if array.shape == ():
        return number(float(f"{float(array):.6g}"))
    return f"[{', '.join(shown(part) for part in array)}]"
