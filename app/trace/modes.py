"""Where forward mode and reverse mode do not agree, and why.

Both are the same product of slopes, taken from its two ends. They part only where that product
holds 0 · ∞: a gate that is shut stops an infinity that comes to it later, and not one that was
multiplied by 0 before.
"""

from collections.abc import Sequence

import numpy as np

from ..engine.graph import Graph
from ..engine.ops.op import Array
from ..engine.tape import Tape
from ..language import Run
from .model import Caution
from .skeleton import Skeleton


def mode_cautions(
    skeleton: Skeleton, run: Run, leaves: Sequence[int], tangents: list[Array]
) -> list[Caution]:
    """Compare the tangent that reached the outputs with what reverse mode makes of the same leaves.

    Nothing is compared where every tangent is finite. The run itself does not go backward: in
    forward mode there are no gradients to be spoken of.
    """
    nodes = skeleton.graph.nodes
    if any(nodes[output].shape_only for output in run.outputs):
        return []
    told = zip(nodes, tangents, strict=True)
    if all(node.shape_only or np.isfinite(tangent).all() for node, tangent in told):
        return []
    again = Run(run.view)
    for given in skeleton.graph.nodes:
        if given.op is None and not given.shape_only:
            np.copyto(again.tape.values[given.id], run.tape.values[given.id])
    again.forward()
    again.backward()
    tape = again.tape
    carried = any(np.isnan(tangents[output]).any() for output in tape.outputs)
    sent_back = any(_is_nan(tape.gradients[leaf]) for leaf in leaves)
    if carried == sent_back:
        return []
    node = _first_back(tape) if sent_back else _first_forward(skeleton.graph, tangents)
    way, other = ("backward", "forward") if sent_back else ("forward", "backward")
    message = (
        f"going {way} gives NaN here and going {other} does not: at {skeleton.texts[node]} a 0 "
        f"that goes {way} meets an infinite slope, and 0 times an infinity is NaN; going {other}, "
        "a gate that is shut stops the infinity"
    )
    return [Caution("non-finite", node, message)]


def _is_nan(array: Array | None) -> bool:
    return array is not None and bool(np.isnan(array).any())


def _first_back(tape: Tape) -> int:
    """Return the first gate, going backward, that makes NaN of an upstream gradient without."""
    makers = (
        edge.target
        for edge in tape.graph.edges
        if _is_nan(tape.contributions[edge.id]) and not _is_nan(tape.gradients[edge.target])
    )
    return max(makers, default=tape.outputs[0])


def _first_forward(graph: Graph, tangents: list[Array]) -> int:
    """Return the first node whose tangent is NaN; those of its operands come before it."""
    return next(n.id for n in graph.nodes if not n.shape_only and _is_nan(tangents[n.id]))
