"""One plain sentence per step, for the step card and for a screen reader.

``digits`` is how many decimals its numbers have at most.
"""

from ..engine.ops.op import Array
from .numbers import product_sign, say_shape, show_array_exactly, show_exactly, written_out
from .skeleton import Skeleton


def tell_value(skeleton: Skeleton, node: int, values: list[Array], digits: int) -> str:
    """Say how a gate's value came about: ``f = q · z = 3 · (−4) = −12``."""
    formula = skeleton.node_formulas[node].text
    value = values[node]
    filled = skeleton.value_templates[node]
    has_shape = value.shape != () or skeleton.graph.nodes[node].shape_only
    if has_shape or filled is None:
        return f"{formula}, {say_shape(value.shape)}" if has_shape else formula
    operands = skeleton.graph.nodes[node].operands
    if any(isinstance(o, int) and values[o].shape for o in operands):
        return f"{formula} = {show_exactly(value.item(), digits)}"
    numbers = [values[o].item() if isinstance(o, int) else o.value for o in operands]
    written = filled.text(numbers, digits)
    result = show_exactly(value.item(), digits)
    return f"{formula} = {result}" if written == result else f"{formula} = {written} = {result}"


def tell_seed(skeleton: Skeleton, node: int, gradient: Array, digits: int) -> str:
    """Say what the backward sweep starts from."""
    name = skeleton.texts[node]
    if gradient.shape or skeleton.shapes_back:
        said = _shown(gradient, digits, skeleton.shapes_back)
        return f"Start at the output {name}: its upstream gradient is {said}"
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
    complete: bool,
    digits: int,
) -> str:
    """Say what one wire carries back: upstream × local derivative, and the sum so far at a fork.

    ``total`` is the gradient gathered so far at a source where several arrive; ``complete`` says
    that this was the last one.
    """
    wire, text = skeleton.graph.edges[edge], skeleton.edges[edge]
    node, source = skeleton.graph.nodes[wire.target], skeleton.texts[wire.source]
    assert node.op is not None
    flipped = node.op.behaviour == "distributes" and text.flips
    lead = f"{skeleton.deeds[node.id]}{', its sign flipped' if flipped else ''}"
    sent = tell_sent(skeleton, edge, local)
    if local is None or sent is not None:
        result = _result(contribution, digits, skeleton.shapes_back)
        sentence = f"{lead}: {source} receives {sent}{result}"
    else:
        number = show_exactly(local.item(), digits)
        said = text.constant is not None and show_exactly(text.constant) == number
        plain = text.whole or said or text.right is None
        product = number if plain else f"{text.local} ({number})"
        back = show_exactly(contribution.item(), digits)
        numbers = upstream.item(), local.item(), contribution.item()
        sentence = (
            f"{lead}: upstream {show_exactly(numbers[0], digits)} × {product} "
            f"{product_sign(*numbers, digits)} {back} → {source} receives {back}"
        )
    if total is None:
        return sentence
    added = f"{sentence}; gradients add at the fork"
    if skeleton.shapes_back or (total.shape and not written_out(total.shape)):
        return f"{added}, and this was the last one" if complete else added
    return f"{added}, {'in all' if complete else 'so far'} {_shown(total, digits)}"


def tell_sent(skeleton: Skeleton, edge: int, local: Array | None) -> str | None:
    """Say what flows back where arrays do, and over what it is summed or spread; else ``None``."""
    wire, text = skeleton.graph.edges[edge], skeleton.edges[edge]
    ends = skeleton.graph.nodes[wire.source], skeleton.graph.nodes[wire.target]
    is_scalar = not any(node.shape for node in ends)
    if local is not None and is_scalar and not skeleton.shapes_back:
        return None
    is_local = local is not None or (ends[1].shape_only and not text.is_vjp)
    if text.summed is not None:
        product = _scaled(text.local) if is_local else text.local
        return f"{product} summed over {text.summed.words}"
    if is_local and not text.whole:
        return _scaled(text.local)
    return text.local if text.spread is None else f"{text.local} for {text.spread.each}"


def _scaled(local: str) -> str:
    return "upstream" if local == "1" else f"upstream × {local}"


def _result(contribution: Array, digits: int, shape_only: bool) -> str:
    """Say what comes of it: numbers, where a reader takes them in, and else what it is."""
    if shape_only or (contribution.shape and not written_out(contribution.shape)):
        return f", {say_shape(contribution.shape)}"
    return f" = {_shown(contribution, digits)}"


def tell_tangent_seed(skeleton: Skeleton, leaf: int, tangent: Array, digits: int) -> str:
    """Say what the forward sweep of tangents starts from."""
    name = skeleton.texts[leaf]
    said = _shown(tangent, digits, skeleton.graph.nodes[leaf].shape_only)
    return f"Start at {name}: its tangent is {said}, that of every other input is 0"


def tell_tangent(
    skeleton: Skeleton, node: int, values: list[Array], tangent: Array, digits: int
) -> str:
    """Say a gate's value and its tangent in one forward step."""
    sentence = tell_value(skeleton, node, values, digits)
    shape_only = skeleton.graph.nodes[node].shape_only
    return f"{sentence}; its tangent is {_shown(tangent, digits, shape_only)}"


def _shown(array: Array, digits: int, shape_only: bool = False) -> str:
    if shape_only:
        return say_shape(array.shape)
    if not array.shape:
        return show_exactly(array.item(), digits)
    if written_out(array.shape):
        return f"({', '.join(show_array_exactly(array.tolist(), digits))})"
    return say_shape(array.shape)
