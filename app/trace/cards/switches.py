"""What can be switched at a gate, and how the program reads then."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from ...engine.graph import Graph, Kind, Literal, Node
from ...engine.ops.op import Array
from ..numbers import show_exactly
from .recognising import PENALTIES, ROWS, Loss, loss_at
from .written import HOLE, Edit, Written, shown

ACTIVATIONS = (
    *("identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "softplus", "gelu"),
    "step",
)
STRENGTHS = (0.001, 0.01, 0.1)
"""Usual strengths of a penalty."""
MOST_CLASSES = 12
TERMS = "How terms are put together; with the mean each gradient is divided by their number."
CONVENTION = "Books differ: without the half, a penalty of the same λ pulls twice as hard."
FACTOR = "Without the half the loss and every gradient are twice as large."
LABELS = {"slope": "Slope on the left", "alpha": "α", "margin": "Margin ε"}
OTHER_HALF = {
    "squared_error": "half_squared_error",
    "half_squared_error": "squared_error",
    "l2": "half_l2",
    "half_l2": "l2",
}


class Choice(NamedTuple):
    """One of the ways that a gate can be; ``edits`` write it so."""

    label: str
    chosen: bool
    edits: tuple[Edit, ...]


class Dial(NamedTuple):
    """A number that can be chosen: by an edit with a hole for it, or as the value of an input."""

    value: float
    edits: tuple[Edit, ...]
    input: str | None
    least: float | None
    marks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """Something to choose at a gate: one of some ways, or a number."""

    name: str
    label: str
    help: str
    choices: list[Choice] = field(default_factory=list)
    dial: Dial | None = None


def switches_of(text: str, graph: Graph, node: int, values: list[Array]) -> list[Switch]:
    """Return what can be switched at a gate of a program."""
    written = Written(text)
    found = graph.nodes[node]
    loss = loss_at(graph, node)
    switches = [*_halves(written, found, loss), *_options(written, graph, found)]
    switches += _activations(written, found)
    switches += _classes(written, graph, found)
    return switches + list(_strength(written, graph, node, values))


def _options(written: Written, graph: Graph, node: Node) -> Iterator[Switch]:
    """Give the numbers and reductions among the options of a call."""
    op = node.op
    call = None if op is None else written.call_of(node.source, op)
    if op is None or call is None:
        return
    for param in op.params:
        value = node.params[param.name]
        if param.kind == "number":
            edit = written.option(call, op, param.name, HOLE)
            least = 0.0 if param.name == "margin" else None
            dial = Dial(float(value), (edit,), None, least, ())
            yield Switch(param.name, LABELS.get(param.name, param.name), param.help, dial=dial)
        elif param.kind == "reduction" and _has_terms(graph, node):
            choices = [
                Choice(way, way == value, (written.option(call, op, param.name, shown(way)),))
                for way in ("sum", "mean")
            ]
            yield Switch(param.name, "Terms", TERMS, choices)


def _has_terms(graph: Graph, node: Node) -> bool:
    assert node.op is not None
    return any(len(graph.nodes[k].shape) > (node.op.name in ROWS) for k in node.inputs)


def _activations(written: Written, node: Node) -> Iterator[Switch]:
    """Let another activation stand in the place of one."""
    op = node.op
    call = None if op is None else written.call_of(node.source, op)
    if op is None or call is None or op.name not in ACTIVATIONS or len(call.args) < 1:
        return
    inner = written.text(call.args[0])
    choices = [
        Choice(name, name == op.name, (Edit(written.span(call), f"{name}({inner})"),))
        for name in ACTIVATIONS
    ]
    yield Switch("activation", "Activation", "The gate at the end of the neuron.", choices)


def _halves(written: Written, node: Node, loss: Loss | None) -> Iterator[Switch]:
    """Let a squared error or a penalty have its half or not."""
    if loss is None or loss.op.name not in OTHER_HALF:
        return
    is_half = loss.op.name.startswith("half")
    edit = _other_half(written, node, loss, is_half)
    if edit is None:
        return
    if loss.op.name in PENALTIES:
        names = ("λ · ΣW², gradient 2λW", "λ · ½ΣW², gradient λW")
        told = (
            "convention",
            "Convention",
            "Books differ: without the half, a penalty of the same λ pulls twice as hard.",
        )
    else:
        names = ("1", "½")
        told = (
            "factor",
            "Factor",
            "Without the half the loss and every gradient are twice as large.",
        )
    choices = [
        Choice(name, half == is_half, () if half == is_half else (edit,))
        for name, half in zip(names, (False, True), strict=True)
    ]
    yield Switch(*told, choices)


def _other_half(written: Written, node: Node, loss: Loss, is_half: bool) -> Edit | None:
    if not loss.is_spelled:
        call = written.call_of(node.source, loss.op)
        return None if call is None else written.renamed(call, OTHER_HALF[loss.op.name])
    expression = written.at(node.source)
    if expression is None:
        return None
    return written.doubled(expression) if is_half else written.halved(expression)


def _classes(written: Written, graph: Graph, node: Node) -> Iterator[Switch]:
    """Let another class be the true one, where its number is written into the call."""
    op = node.op
    if op is None or op.name not in ROWS or not isinstance(node.operands[1], Literal):
        return
    call = written.call_of(node.source, op)
    scores = node.operands[0]
    given = None if call is None else written.argument(call, op, op.arguments[1])
    if not isinstance(scores, int) or not isinstance(given, ast.Constant):
        return
    count, now = graph.nodes[scores].shape[-1], int(node.operands[1].value)
    if count > MOST_CLASSES:
        return
    choices = [Choice(str(k), k == now, (Edit(written.span(given), str(k)),)) for k in range(count)]
    yield Switch("class", "True class", "Which class is the right one.", choices)


def _strength(written: Written, graph: Graph, node: int, values: list[Array]) -> Iterator[Switch]:
    """Let the penalty have another strength: at itself, its product and the sum it goes into."""
    found = weighed_penalty(graph, node)
    if found is None:
        return
    penalty, product = found
    loss = loss_at(graph, penalty)
    assert loss is not None
    size, half = float(values[penalty]), "½" if loss.op.name == "half_l2" else ""
    dial: Dial | None = None
    if product is not None:
        dial = _strength_in(written, graph, graph.nodes[product], penalty, values)
    else:
        expression = written.at(graph.nodes[penalty].source)
        inner = written.factor(expression) if loss.is_spelled else None
        if inner is not None:  # 0.5 * sum(W**2): whoever writes a factor there means λ
            dial, size, half = _dial(inner[1], inner[0]), size / inner[1], ""
        elif isinstance(expression, ast.Call):
            text = f"{HOLE} * {written.text(expression)}"
            dial = _dial(1.0, Edit(written.span(expression), text))
    if dial is None:
        return
    worked = f"{show_exactly(dial.value)} · {show_exactly(size)}"
    pull = "λW" if half else "2λW"
    says = f"The penalty here is λ · {half}ΣW² = {worked}; its gradient is {pull}."
    yield Switch("lambda", "λ", says, dial=dial)


def _dial(value: float, edit: Edit) -> Dial:
    return Dial(value, (edit,), None, 0.0, STRENGTHS)


def _strength_in(
    written: Written, graph: Graph, product: Node, penalty: int, values: list[Array]
) -> Dial | None:
    (strength,) = [operand for operand in product.operands if operand != penalty]
    if isinstance(strength, Literal):
        found = written.factor(written.at(product.source))
        return None if found is None else _dial(found[1], found[0])
    leaf = graph.nodes[strength]
    if leaf.kind is Kind.GATE or leaf.name is None or leaf.group or leaf.shape != ():
        return None
    return Dial(float(values[strength]), (), leaf.name, 0.0, STRENGTHS)


def weighed_penalty(graph: Graph, node: int) -> tuple[int, int | None] | None:
    """Return the penalty at, in or before a gate, and the product with its strength, if any."""
    if _is_penalty(graph, node):
        users = [one for one in graph.nodes if node in one.inputs]
        product = users[0].id if len(users) == 1 and _is_product(users[0], node) else None
        return node, product
    found = graph.nodes[node]
    if found.op is None or found.op.name not in ("multiply", "add"):
        return None
    if found.op.name == "multiply":
        penalties = [k for k in found.inputs if _is_penalty(graph, k)]
        return (penalties[0], node) if penalties and _is_product(found, penalties[0]) else None
    inner = [weighed_penalty(graph, k) for k in found.inputs if _weighs(graph, k)]
    return next((one for one in inner if one is not None), None)


def _weighs(graph: Graph, node: int) -> bool:
    op = graph.nodes[node].op
    return op is not None and (op.name == "multiply" or _is_penalty(graph, node))


def _is_product(node: Node, penalty: int) -> bool:
    is_product = node.op is not None and node.op.name == "multiply"
    return is_product and node.operands.count(penalty) == 1


def _is_penalty(graph: Graph, node: int) -> bool:
    found = loss_at(graph, node)
    return found is not None and found.op.name in PENALTIES


def parts_of(graph: Graph, node: int, values: list[Array]) -> list[tuple[str, float]]:
    """Return the parts of an objective by name: the loss on the data, and the penalty."""
    found = graph.nodes[node]
    weighed = weighed_penalty(graph, node)
    if weighed is None or found.op is None or found.op.name != "add" or found.shape != ():
        return []
    penalty, product = weighed
    parts = []
    for operand in found.operands:
        value = operand.value if isinstance(operand, Literal) else float(values[operand])
        is_penalty = operand in (penalty, product)
        parts.append(("penalty" if is_penalty else "data", value))
    return parts if np.all(np.isfinite([value for _, value in parts])) else []
