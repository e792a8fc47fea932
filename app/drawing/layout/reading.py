"""The order in which a picture is read: operands top to bottom, inputs beside their partners.

`sources` lists, for each vertex, the vertices on its left, top to bottom.
"""

from __future__ import annotations

from collections.abc import Sequence

from .mesh import Mesh


def read_depth_first(mesh: Mesh, sources: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the layers in the order of a depth-first walk, operands top to bottom."""
    layers: list[list[int]] = [[] for _ in mesh.layers]
    seen = [False] * len(mesh.layer_of)
    for root in range(mesh.boxes):
        if mesh.out_of[root] or seen[root]:
            continue
        stack = [root]
        while stack:
            vertex = stack.pop()
            if not seen[vertex]:
                seen[vertex] = True
                layers[mesh.layer_of[vertex]].append(vertex)
                stack.extend(reversed(sources[vertex]))
    return layers


def pair_inputs(mesh: Mesh, sources: Sequence[Sequence[int]]) -> list[tuple[int, float] | None]:
    """Pair each input that stands beside an inner operand of its gate with that operand.

    An input has nothing on its left to be sorted by. It goes where that operand goes, plus a
    little: less than 0 is above it, more is below.
    """
    companion: list[tuple[int, float] | None] = [None] * len(sources)
    for box in range(mesh.boxes):
        if sources[box] or not mesh.out_of[box] or not mesh.layer_of[box]:
            continue
        operands = sources[mesh.link_target[mesh.out_of[box][0]]]
        here = operands.index(box)
        for slot in (*range(here - 1, -1, -1), *range(here + 1, len(operands))):
            if sources[operands[slot]]:
                companion[box] = (operands[slot], 0.001 * (here - slot))
                break
    return companion
