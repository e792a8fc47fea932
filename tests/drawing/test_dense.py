"""Bands that are pressed: as low as their fullest column, and cut where that is best."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing.layout import COMPACT, DENSE, Box, Layout, Wire, to_graph
from app.drawing.layout.drafts import Drafts
from app.drawing.layout.pages import Standings
from app.drawing.layout.settle import Stacks
from app.drawing.layout.sheet import Sheet
from app.drawing.layout.squeeze import press
from tests.drawing.faults import overlaps, trespasses
from tests.drawing.graphs import Graph
from tests.drawing.test_layout import random_graphs

ONE = [10.0] * 5
"""Each of five items reaches so far up, and down."""


def stacks(columns: list[list[int]]) -> Stacks:
    return Stacks(columns, [[]] * 5, [[]] * 5, [[]] * 5, ONE, ONE, 2.0)


def test_a_drawing_is_pressed_to_the_height_of_its_fullest_column() -> None:
    ys = [0.0, 60.0, 20.0, 42.0, 90.0]
    bounded = press(stacks([[0, 1], [2, 3, 4]]), ys, 1.0)
    assert bounded.bottom - bounded.top == 3 * 20 + 2 * 2
    assert ys[3] - ys[2] == ys[4] - ys[3] == 22
    assert bounded.top + 10 <= ys[0] < ys[1] <= bounded.bottom - 10


def test_what_is_low_already_stays() -> None:
    ys = [0.0, 22.0, 5.0, 27.0, 49.0]
    press(stacks([[0, 1], [2, 3, 4]]), ys, 0.7)
    assert ys == [0.0, 22.0, 5.0, 27.0, 49.0]


def ladder() -> Graph:
    """Return three chains that are added up one after the other, in the end."""
    boxes = [Box(k, 40.0, 40.0) for k in range(14)]
    ends = [(0, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8), (6, 9), (7, 9), (9, 10), (8, 10)]
    ends += [(10, 11), (11, 12), (12, 13)]
    slots: dict[int, int] = {}
    wires = []
    for k, (source, target) in enumerate(ends):
        slots[target] = slots.get(target, -1) + 1
        wires.append(Wire(k, source, target, slots[target], 70.0, 40.0))
    return boxes, wires


def test_a_page_is_as_low_as_its_stretches_say() -> None:
    graph = to_graph(*ladder())
    drafts = Drafts(graph)
    (stretches,) = drafts.stretches
    for stack in stretches.stacks(graph, DENSE, 600.0):
        for band in stack.bands:
            band.order()
        sheet = Sheet(drafts.of_bands([stack.bands], 1.0), Standings(graph, DENSE))
        assert sheet.height <= stack.height + 0.01
        assert sheet.width >= stack.width - 0.01 or len(stack.bands) > 1


def test_narrower_pages_are_higher() -> None:
    graph = to_graph(*ladder())
    (stretches,) = Drafts(graph).stretches
    found = stretches.stacks(graph, COMPACT, 900.0)
    assert len(found) > 2
    assert [stack.width for stack in found] == sorted([s.width for s in found], reverse=True)
    assert [stack.height for stack in found] == sorted([s.height for s in found])


@given(random_graphs(), st.sampled_from([0.4, 0.9, 1.0]))
@settings(max_examples=40, deadline=None)
def test_a_graph_is_pressed_without_overlap(graph: Graph, squeeze: float) -> None:
    checked = to_graph(*graph)
    drafts = Drafts(checked)
    parts = [part.stacks(checked, DENSE, 10_000.0) for part in drafts.stretches]
    bands = [stacks[-1].bands for stacks in parts]
    for band in [band for part in bands for band in part]:
        band.order()
    layout: Layout = Sheet(drafts.of_bands(bands, squeeze), Standings(checked, DENSE)).draw()
    assert overlaps(graph, layout) == []
    assert trespasses(graph, layout) == []
