from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing import Fit, Placement, place
from app.drawing.layout import Layout, lay_out
from app.drawing.place import to_lay_out
from app.examples import all_examples
from app.language import Level, read_program
from app.trace import Prepared, prepare
from tests.drawing.faults import bent_labels, ends_off, overlaps, trespasses
from tests.drawing.geometry import ROUNDING, follow, footprints, labels
from tests.drawing.graphs import Graph
from tests.drawing.test_layout import random_graphs

PROJECTOR = Fit(1280, 540, 21.34)
HALL = Fit(1920, 900, 21.34)
PHONE = Fit(390, 380, 12.0)
BOXES = {"projector": PROJECTOR, "hall": HALL, "phone": PHONE}
EXAMPLES = {example.id: example for example in all_examples()}
SMALL = 60


def read(name: str, level: str | None = None) -> Prepared:
    example = EXAMPLES[name]
    program = read_program(example.program, {}, example.output)
    return prepare(program, Level(level or example.detail))


def scale(fit: Fit, placement: Placement) -> float:
    width = placement.width + 2 * placement.margin
    return min(fit.width / width, fit.height / (placement.height + 2 * placement.margin))


def drawn(prepared: Prepared, placement: Placement) -> tuple[Graph, Layout]:
    """Return the graph with the sizes that it was laid out with, and the layout."""
    boxes, wires = to_lay_out(prepared, placement.forms, is_close=True)
    count = len(prepared.view.graph)
    ports = [
        replace(
            placement.nodes[0], id=box.id, x=end[0], y=end[1], width=2.0, height=2.0, rise=0, drop=0
        )
        for box, wire in zip(boxes[count:], placement.ports, strict=True)
        for end in [(follow(wire.path)[-1][0] + 1, follow(wire.path)[-1][1])]
    ]
    layout = Layout(
        placement.width,
        placement.height,
        (*placement.nodes, *ports),
        (*placement.edges, *placement.ports),
    )
    return (boxes, wires), layout


def faults(graph: Graph, layout: Layout) -> list[object]:
    return [
        *overlaps(graph, layout),
        *trespasses(graph, layout),
        *ends_off(graph, layout),
        *bent_labels(graph, layout),
        *outside(graph, layout),
    ]


def outside(graph: Graph, layout: Layout) -> list[str]:
    found = []
    for r in footprints(layout) + labels(graph[1], layout):
        across = r.left >= -ROUNDING and r.right <= layout.width + ROUNDING
        if not across or r.top < -ROUNDING or r.bottom > layout.height + ROUNDING:
            found.append(r.name)
    for edge in layout.edges:
        points = follow(edge.path)
        if not all(-ROUNDING <= y <= layout.height + ROUNDING for _, y in points):
            found.append(f"wire {edge.id}")
        if not all(-ROUNDING <= x <= layout.width + ROUNDING for x, _ in points):
            found.append(f"wire {edge.id}")
    return found


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_preset_is_drawn_without_overlap(name: str, box: str) -> None:
    for level in Level:
        prepared = read(name, level)
        if len(prepared.view.graph) <= SMALL:
            placement = place(prepared, fit=BOXES[box])
            assert faults(*drawn(prepared, placement)) == [], level


@given(random_graphs(), st.sampled_from(list(BOXES.values())))
@settings(max_examples=60, deadline=None)
def test_any_graph_is_drawn_without_overlap(graph: Graph, fit: Fit) -> None:
    assert faults(graph, lay_out(*graph, fit)) == []
