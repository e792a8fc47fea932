"""How high each vertex and each link stands, in px: the method of Brandes & Koepf 2001.

Each vertex is aligned with the median of its neighbours on one side where that crosses nothing
aligned before, which makes *blocks* that share one height; the blocks are pushed together as
closely as their sizes allow. That is done in four ways (neighbours on the left or on the right,
from the top or from the bottom), and each vertex takes the mean of the two middle results. The
pushing is the two longest-path passes of dagre (Pettitt), not the original's classes, which
needed an erratum (Brandes, Walter & Zink 2020).

A link's halfway place (its label, or its lane past other labels) takes part like a vertex. Since
links are sorted by where they end, wires cross only left of their labels. Which of two crossing
links may be straight is decided beforehand: a trunk before anything else, then the only wire of a
value, then a branch of a shared one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...engine.stopping import may_go_on
from .mesh import NONE, Mesh
from .model import Box, Wire
from .settle import Stacks, settle
from .squeeze import press

FOUR_WAYS_UP_TO = 20_000
"""Vertices and links of a drawing that is aligned in all four ways; of a larger one, of which no
screen shows more than a corner, from the left only, from the top and from the bottom."""

LANE = 4.0
"""Height that a wire takes where it passes a column without a label, px."""


@dataclass(slots=True)
class _Columns:
    """Vertices and links as one kind of item, link i being item `offset + i`."""

    columns: list[list[int]]
    left: list[list[int]]
    right: list[list[int]]
    above: list[float]  # of each item, from its height to its upper edge
    below: list[float]
    place: list[int]
    blocked: list[bool]


def assign_heights(
    mesh: Mesh,
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    clearance: float,
    main: Mapping[int, int] | None = None,
    squeeze: float = 0.0,
) -> tuple[list[float], list[float]]:
    """Return the y of every vertex and of every link's middle, px, from any origin.

    `main` holds the boxes that stand at the height of one link instead of amid all of theirs.
    `squeeze` is how far all is pressed, from 0 to as low as the fullest column at 1.
    """
    items = _as_columns(mesh, boxes, wires)
    operands = [list(others) for others in items.left]
    for box, link in (main or {}).items():
        for other in items.left[box]:
            if other != link + len(mesh.layer_of):
                items.right[other] = []
        items.left[box] = [link + len(mesh.layer_of)]
    offset = len(mesh.layer_of)
    results: list[list[float]] = []
    ways = 4 if offset + len(mesh.link_source) <= FOUR_WAYS_UP_TO else 2
    for flip in (False, True):
        columns = [column[::-1] for column in items.columns] if flip else items.columns
        left = [n[::-1] if len(n) > 1 else n for n in items.left] if flip else items.left
        right = [n[::-1] if len(n) > 1 else n for n in items.right] if flip else items.right
        place = [-p for p in items.place] if flip else items.place
        above, below = (items.below, items.above) if flip else (items.above, items.below)
        for order, near in ((columns, left), (columns[::-1], right))[: ways // 2]:
            may_go_on()
            root, align = _align(order, near, place, items.blocked, near is left, offset)
            ys = _push(columns, root, align, above, below, clearance)
            results.append([-y for y in ys] if flip else ys)
    ys = _balance(results, items.above, items.below)
    right = [
        others or [target]
        for others, target in zip(items.right[offset:], mesh.link_target, strict=True)
    ]
    right = items.right[:offset] + right
    stacks = Stacks(items.columns, items.left, right, operands, items.above, items.below, clearance)
    settle(stacks, offset, ys)
    if squeeze:
        settle(press(stacks, ys, squeeze), offset, ys)
    return ys[:offset], ys[offset:]


def _as_columns(mesh: Mesh, boxes: Sequence[Box], wires: Sequence[Wire]) -> _Columns:
    offset = len(mesh.layer_of)
    links = len(mesh.link_source)
    columns: list[list[int]] = []
    for at, layer in enumerate(mesh.layers):
        if at:
            columns.append([offset + link for vertex in layer for link in mesh.into[vertex]])
        columns.append(layer)
    place = [0] * (offset + links)
    for column in columns:
        for index, item in enumerate(column):
            place[item] = index
    left = [[offset + link for link in into] for into in mesh.into]
    left += [[source] if source != NONE else [] for source in mesh.link_source]
    right = [[offset + link for link in out] for out in mesh.out_of]
    right += [[target] for target in mesh.link_target]
    blocked = [False] * links
    for vertex, branches in enumerate(mesh.out_of):
        trunk = [link for link in branches if mesh.link_target[link] >= mesh.boxes]
        if trunk:
            right[vertex] = [offset + trunk[0]]
            for link in branches:
                blocked[link] = link != trunk[0]
    weight = [2 if at >= mesh.boxes else len(out) == 1 for at, out in enumerate(mesh.out_of)]
    for column in columns[1::2]:
        _block(column, weight, mesh, place, blocked)
    lanes = [LANE / 2] * (offset - mesh.boxes)
    lanes += [LANE / 2 if w == NONE else wires[w].label_height / 2 for w in mesh.link_wire]
    above = [box.height / 2 + box.rise for box in boxes] + lanes
    below = [box.height / 2 + box.drop for box in boxes] + lanes
    return _Columns(columns, left, right, above, below, place, blocked)


def _block(
    column: list[int], weight: Sequence[int], mesh: Mesh, place: list[int], blocked: list[bool]
) -> None:
    """Bar the links that cross a weightier one from being straight, so that this one can be.

    Crossings with trunks are the "type 1 conflicts" of Brandes & Koepf.
    """
    offset = len(mesh.layer_of)
    links = [item - offset for item in column]
    links = [link for link in links if mesh.link_source[link] != NONE]
    places = [place[mesh.link_source[link]] for link in links]
    if all(upper <= lower for upper, lower in pairwise(places)):
        return
    weights = [weight[mesh.link_source[link]] for link in links]
    for level in range(1, 1 + max(weights)):
        for step in (1, -1):
            extreme = 0 if step == 1 else -len(place)
            for link, at, own in list(zip(links, places, weights, strict=True))[::step]:
                if own >= level:
                    extreme = max(extreme, at * step)
                elif at * step < extreme:
                    blocked[link] = True


def _align(
    columns: Sequence[Sequence[int]],
    near: Sequence[Sequence[int]],
    place: Sequence[int],
    blocked: Sequence[bool],
    leftward: bool,
    offset: int,
) -> tuple[list[int], list[int]]:
    """Return each item's block (its first item) and the next item of that block, cyclically."""
    root = list(range(len(place)))
    align = list(range(len(place)))
    for column in columns:
        reached: float = float("-inf")
        for item in column:
            neighbours = near[item]
            count = len(neighbours)
            if not count:
                continue
            for other in neighbours[(count - 1) // 2 : count // 2 + 1]:
                if place[other] > reached:
                    # Only a link's first half is ever crossed, the one whose right end is the link.
                    end = item if leftward else other
                    if end >= offset and blocked[end - offset]:
                        continue
                    align[other] = item
                    root[item] = top = root[other]
                    align[item] = top
                    reached = place[other]
                    break
    return root, align


def _push(
    columns: Sequence[Sequence[int]],
    root: Sequence[int],
    align: Sequence[int],
    above: Sequence[float],
    below: Sequence[float],
    clearance: float,
) -> list[float]:
    """Return heights with the blocks pushed together: as high as possible, then closed up."""
    size = len(root)
    under = [NONE] * size
    waiting = [0] * size
    for column in columns:
        before = NONE
        for item in column:
            if before != NONE:
                under[before] = item
                waiting[root[item]] += 1
            before = item
    ys = [0.0] * size
    queue = [item for item in range(size) if root[item] == item and not waiting[item]]
    for block in queue:
        y = ys[block]
        item = block
        while True:
            other = under[item]
            if other != NONE:
                top = root[other]
                least = y + below[item] + above[other] + clearance
                if least > ys[top]:
                    ys[top] = least
                waiting[top] -= 1
                if not waiting[top]:
                    queue.append(top)
            item = align[item]
            if item == block:
                break
    infinity = float("inf")
    for block in reversed(queue):
        room = infinity
        item = block
        while True:
            other = under[item]
            if other != NONE:
                most = ys[root[other]] - below[item] - above[other] - clearance
                if most < room:
                    room = most
            item = align[item]
            if item == block:
                break
        if ys[block] < room < infinity:
            ys[block] = room
    return [ys[top] for top in root]


def _balance(
    results: list[list[float]], above: Sequence[float], below: Sequence[float]
) -> list[float]:
    """Line the results up with the most compact one and take the mean of the middle two."""
    spans = []
    for ys in results:
        top = min([y - up for y, up in zip(ys, above, strict=True)])
        bottom = max([y + down for y, down in zip(ys, below, strict=True)])
        spans.append((top, bottom))
    top, bottom = min(spans, key=lambda span: span[1] - span[0])
    half = len(spans) // 2
    shifts = [top - span[0] for span in spans[:half]]
    shifts += [bottom - span[1] for span in spans[half:]]
    moved = [[y + shift for y in ys] for ys, shift in zip(results, shifts, strict=True)]
    if half == 1:
        return [(high + low) / 2 for high, low in zip(*moved, strict=True)]
    a, b, c, d = moved
    return [(sum(ys) - min(ys) - max(ys)) / 2 for ys in zip(a, b, c, d, strict=True)]
