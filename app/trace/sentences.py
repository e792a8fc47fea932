"""One plain sentence per step, for the step card and for a screen reader.

``digits`` is how many decimals its numbers have at most.
"""

import re

from app.engine.ops.op import Array
from app.trace.numbers import show_exactly, show_shape
from app.trace.skeleton import Skeleton

_DOUBLED = re.compile(r"\(\((−[^()]*)\)\)")


def tell_value(skeleton: Skeleton, node: int, values: list[Array], digits: int) -> str:
    """Say how a gate's value came about: ``f = q · z = 3 · (−4) = −12``."""
    formula = skeleton.node_formulas[node].text
    value = values[node]
    filled = skeleton.value_templates[node]
    if value.shape or filled is None:
        return f"{formula}, an array of shape {show_shape(value.shape)}" if value.shape else formula
    operands = skeleton.graph.nodes[node].operands
    if any(isinstance(o, int) and values[o].shape for o in operands):
        return f"{formula} = {show_exactly(value.item(), digits)}"
    numbers = [
        _in_formula(values[o].item() if isinstance(o, int) else o.value, digits) for o in operands
    ]
    written = _DOUBLED.sub(r"(\1)", filled.text(numbers))
    result = show_exactly(value.item(), digits)
    return f"{formula} = {result}" if written == result else f"{formula} = {written} = {result}"


def tell_seed(skeleton: Skeleton, node: int, gradient: Array, digits: int) -> str:
    """Say what the backward sweep starts from."""
    name = skeleton.texts[node]
    if gradient.shape:
        return f"Start at the output {name}: its upstream gradient is {_shown(gradient, digits)}"
    seed = show_exactly(gradient.item(), digits)
    if seed == "1":
        return f"Start at the output: the gradient of {name} with respect to itself is 1"
    return f"Start at the output {name}: its upstream gradient is set to {seed}"


def tell_contribution(
    skeleton: Skeleton,
    edge: int,
    upstream: Array,
    local: Array | None,
    contribution: Array,
    total: Array | None,
    digits: int,
) -> str:
    """Say what one wire carries back: upstream × local derivative, and the sum so far at a fork.

    ``total`` is the gradient gathered so far at a source that is used more than once.
    """
    wire = skeleton.graph.edges[edge]
    phrase, text = skeleton.phrase(wire), skeleton.local_texts[edge]
    source = skeleton.texts[wire.source]
    if local is None or upstream.shape or contribution.shape:
        sentence = f"{phrase}: {source} receives {text} = {_shown(contribution, digits)}"
        if local is not None:
            sentence = (
                f"{phrase}: {source} receives upstream × {text} = {_shown(contribution, digits)}"
            )
    else:
        factor, sent = local.item(), show_exactly(contribution.item(), digits)
        number = show_exactly(factor, digits)
        product = text if text == number else f"{text} ({number})"
        if text.startswith("∂"):
            product = number
        sentence = (
            f"{phrase}: upstream {show_exactly(upstream.item(), digits)} × {product} = {sent} "
            f"→ {source} receives {sent}"
        )
    if total is None:
        return sentence
    return f"{sentence}; gradients add at the fork, so far {_shown(total, digits)}"


def tell_tangent_seed(skeleton: Skeleton, leaf: int, tangent: Array, digits: int) -> str:
    """Say what the forward sweep of tangents starts from."""
    name = skeleton.texts[leaf]
    return (
        f"Start at {name}: its tangent is {_shown(tangent, digits)}, that of every other input is 0"
    )


def tell_tangent(
    skeleton: Skeleton, node: int, values: list[Array], tangent: Array, digits: int
) -> str:
    """Say a gate's value and its tangent in one forward step."""
    sentence = tell_value(skeleton, node, values, digits)
    return f"{sentence}; its tangent is {_shown(tangent, digits)}"


def _in_formula(number: float, digits: int) -> str:
    text = show_exactly(number, digits)
    return f"({text})" if text.startswith("−") else text


def _shown(array: Array, digits: int) -> str:
    if not array.shape:
        return show_exactly(array.item(), digits)
    if array.ndim == 1 and array.size <= 4:
        return f"({', '.join(show_exactly(x, digits) for x in array.tolist())})"
    norm = float((array.ravel() @ array.ravel()) ** 0.5)
    return f"an array of shape {show_shape(array.shape)} with norm {show_exactly(norm, digits)}"
