"""Which column each box stands in: longest-path layering, then tightening.

Longest path puts every box one layer right of its last operand (Eades & Sugiyama 1990). What
it leaves to choose is where boxes with slack go. Two answers, one for each kind of picture:

- *lecture figures* (few inputs, shallow): every input stays on the left, in reading order, as
  in the CS231n figures, and its wire runs straight to its gate;
- *everything else*: whole subexpressions, first of all single inputs, are pulled right next to
  their first consumer, which shortens wires (the aim of Gansner et al. 1993: minimal total edge
  length). The products of a neuron keep to one column, unless columns get crowded: then they are
  pulled next to their sums as well, which spreads a wide network over the columns it has anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

FIGURE_INPUTS = 14
"""A picture with more inputs than this does not keep them all in the first column."""

FIGURE_REACH = 4
"""Nor does one in which an input's wire would run past more than this many layers."""

CROWD = 40
"""A picture with a column that more wires than this enter is crowded."""


class Layering(Enum):
    """Where boxes with slack go."""

    CHOSEN = "by the kind of picture"
    LEFT = "inputs on the left"
    INPUTS = "inputs beside their gates, gates as far left as they can be"
    TIGHT = "whole subexpressions beside their gates"


def assign_layers(
    operands: Sequence[Sequence[int]],
    consumers: Sequence[Sequence[int]],
    right: Sequence[bool],
    layering: Layering = Layering.CHOSEN,
    fixed: int = 0,
) -> list[int]:
    """Return the layer of each box, 0 leftmost, every operand in a lower layer than its consumer.

    `operands` and `consumers` list, for each box in topological order, the distinct boxes at the
    other ends of its wires; `right` asks for the last layer. The first `fixed` boxes stay in the
    first.
    """
    layer = [0] * len(operands)
    for box, sources in enumerate(operands):
        if sources:
            layer[box] = 1 + max([layer[source] for source in sources])
    if layering is Layering.CHOSEN:
        is_figure = _is_figure(operands, consumers, layer)
        layering = Layering.LEFT if is_figure else Layering.TIGHT
    if layering is Layering.TIGHT:
        _tighten(operands, consumers, layer, fixed)
    elif layering is Layering.INPUTS:
        for box in range(fixed, len(layer)):
            if not operands[box] and consumers[box]:
                layer[box] = min([layer[user] for user in consumers[box]]) - 1
    last = max(layer, default=0)
    for box, wanted in enumerate(right):
        if wanted and not consumers[box]:
            layer[box] = last
    return layer


def _is_figure(
    operands: Sequence[Sequence[int]], consumers: Sequence[Sequence[int]], layer: Sequence[int]
) -> bool:
    inputs = [box for box, sources in enumerate(operands) if not sources]
    if len(inputs) > FIGURE_INPUTS:
        return False
    reaches = [min([layer[user] for user in consumers[box]], default=1) - 1 for box in inputs]
    return max(reaches, default=0) <= FIGURE_REACH


def _tighten(
    operands: Sequence[Sequence[int]],
    consumers: Sequence[Sequence[int]],
    layer: list[int],
    fixed: int,
) -> None:
    """Pull boxes right, to the layer before their first consumer, where wires get no longer.

    Wires of one source share a trunk, so a step right saves one unit on the way out and costs one
    for each operand that cannot follow. An operand follows if its whole expression is used here
    only ("private").
    """
    entering = [0] * (1 + max(layer, default=0))
    private = [False] * len(layer)
    for box, sources in enumerate(operands):
        entering[layer[box]] += len(sources)
        private[box] = (
            box >= fixed and len(consumers[box]) == 1 and all(private[source] for source in sources)
        )
    crowded = max(entering) > CROWD
    for box in range(len(layer) - 1, fixed - 1, -1):
        users = consumers[box]
        if not users:
            continue
        sources = operands[box]
        held = len(sources) - sum([private[source] for source in sources])
        if held == 0 or (crowded and held == 1 and len(sources) > 1):
            layer[box] = min([layer[user] for user in users]) - 1
