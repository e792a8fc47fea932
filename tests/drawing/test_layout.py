import os
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing.layout import Box, Layout, Wire, lay_out
from app.drawing.place import natural_forms, to_lay_out
from app.examples import all_examples
from app.language import Level, read_program
from app.trace import prepare
from tests.counting import calls
from tests.drawing import graphs
from tests.drawing.faults import bent_labels, ends_off, overlaps, trespasses
from tests.drawing.geometry import ROUNDING, follow, footprints, labels
from tests.drawing.graphs import ZOO, Graph

PRESETS = {
    f"{example.id} {level}": (example.program, level)
    for example in all_examples()
    for level in sorted({Level.GATES, Level.ELEMENTARY, Level(example.detail)})
}
BUSES = graphs.crossing_chains(60)  # more long trunks than there is room for


@pytest.fixture(params=[*ZOO, "buses"])
def graph(request: pytest.FixtureRequest) -> Graph:
    return BUSES if request.param == "buses" else ZOO[request.param]


@pytest.fixture
def layout(graph: Graph) -> Layout:
    return lay_out(*graph)


@st.composite
def random_graphs(draw: st.DrawFn) -> Graph:
    boxes: list[Box] = []
    wires: list[Wire] = []
    for number in range(draw(st.integers(1, 24))):
        width = draw(st.sampled_from([12.0, 44.0, 150.0]))
        height = draw(st.sampled_from([20.0, 44.0, 90.0]))
        body = draw(st.sampled_from([0.0, width / 2]))
        boxes.append(Box(100 + number, width, height, body, draw(st.booleans())))
        for slot in range(draw(st.integers(0, 3)) if number else 0):
            source = 100 + draw(st.integers(0, number - 1))
            label_height = draw(st.sampled_from([16.0, 40.0]))
            wires.append(Wire(len(wires), source, 100 + number, slot, 30.0, label_height))
    return boxes, wires


def arrivals(graph: Graph, layout: Layout) -> dict[int, list[float]]:
    """Return the heights at which wires enter each box, in operand order."""
    heights: dict[int, list[tuple[int, float]]] = {}
    for wire, edge in zip(graph[1], layout.edges, strict=True):
        heights.setdefault(wire.target, []).append((wire.slot, follow(edge.path)[-1][1]))
    return {box: [y for _, y in sorted(pairs)] for box, pairs in heights.items()}


def places(layout: Layout) -> dict[int, tuple[float, float]]:
    return {node.id: (node.x, node.y) for node in layout.nodes}


def test_footprints_and_labels_do_not_overlap(graph: Graph, layout: Layout) -> None:
    assert overlaps(graph, layout) == []


def test_wires_pass_through_no_body_and_no_other_label(graph: Graph, layout: Layout) -> None:
    assert trespasses(graph, layout) == []


def test_wires_run_from_the_sources_right_edge_to_the_targets_left_edge(
    graph: Graph, layout: Layout
) -> None:
    assert ends_off(graph, layout) == []


def test_wires_are_level_through_the_middle_of_their_labels(graph: Graph, layout: Layout) -> None:
    assert bent_labels(graph, layout) == []


def test_wires_enter_a_gate_in_operand_order_at_different_heights(
    graph: Graph, layout: Layout
) -> None:
    for heights in arrivals(graph, layout).values():
        assert all(lower - upper >= 4 for upper, lower in pairwise(heights))


def test_a_gate_is_at_least_24_px_right_of_its_operands(graph: Graph, layout: Layout) -> None:
    rectangle = {node.id: r for node, r in zip(layout.nodes, footprints(layout), strict=True)}
    for wire in graph[1]:
        assert rectangle[wire.target].left - rectangle[wire.source].right >= 24


def test_a_label_keeps_clear_of_the_gates_before_and_after_it(graph: Graph, layout: Layout) -> None:
    rectangle = {node.id: r for node, r in zip(layout.nodes, footprints(layout), strict=True)}
    for wire, label in zip(graph[1], labels(graph[1], layout), strict=True):
        assert label.left - rectangle[wire.source].right >= 16 - ROUNDING
        assert rectangle[wire.target].left - label.right >= 24 - ROUNDING


def test_wires_never_run_back(layout: Layout) -> None:
    for edge in layout.edges:
        assert all(x1 >= x0 - ROUNDING for (x0, _), (x1, _) in pairwise(follow(edge.path)))


def test_everything_is_inside_the_picture(graph: Graph, layout: Layout) -> None:
    for r in footprints(layout) + labels(graph[1], layout):
        assert r.left >= -ROUNDING
        assert r.top >= -ROUNDING
        assert r.right <= layout.width + ROUNDING
        assert r.bottom <= layout.height + ROUNDING
    for edge in layout.edges:
        assert all(-ROUNDING <= y <= layout.height + ROUNDING for _, y in follow(edge.path))


def test_places_come_in_the_order_given(graph: Graph, layout: Layout) -> None:
    assert [node.id for node in layout.nodes] == [box.id for box in graph[0]]
    assert [edge.id for edge in layout.edges] == [wire.id for wire in graph[1]]


def test_the_gradient_is_below_the_value_at_the_same_x(graph: Graph, layout: Layout) -> None:
    for wire, edge in zip(graph[1], layout.edges, strict=True):
        assert edge.value_at[0] == edge.gradient_at[0]
        gap = edge.gradient_at[1] - edge.value_at[1]
        assert gap == pytest.approx(wire.label_height / 2, abs=ROUNDING)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_drawn_without_overlap(preset: str) -> None:
    program, level = PRESETS[preset]
    prepared = prepare(read_program(program), level)
    graph = to_lay_out(prepared, natural_forms(prepared))
    layout = lay_out(*graph)
    assert overlaps(graph, layout) == []
    assert trespasses(graph, layout) == []
    assert ends_off(graph, layout) == []
    assert bent_labels(graph, layout) == []


@given(random_graphs())
@settings(max_examples=60, deadline=None)
def test_any_graph_is_drawn_without_overlap(graph: Graph) -> None:
    layout = lay_out(*graph)
    assert overlaps(graph, layout) == []
    assert trespasses(graph, layout) == []
    assert ends_off(graph, layout) == []
    assert bent_labels(graph, layout) == []


@given(random_graphs())
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_wires_are_given_does_not_matter(graph: Graph) -> None:
    boxes, wires = graph
    backwards = lay_out(boxes, wires[::-1])
    layout = lay_out(boxes, wires)
    assert backwards.nodes == layout.nodes
    assert backwards.edges[::-1] == layout.edges


def test_the_picture_is_the_same_whatever_the_hash_seed() -> None:
    program = (
        "from hashlib import sha256; from app.drawing.layout import lay_out;"
        "from tests.drawing.graphs import ZOO;"
        "print(sha256(repr([lay_out(*g) for g in ZOO.values()]).encode()).hexdigest())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(printed) == 1


def test_an_empty_graph_gives_an_empty_layout() -> None:
    assert lay_out([], []) == Layout(0.0, 0.0, (), ())


def test_a_lone_box_is_the_whole_picture() -> None:
    layout = lay_out([Box(7, 30.0, 20.0)], [])
    assert (layout.width, layout.height) == (30.0, 20.0)
    assert places(layout) == {7: (15.0, 10.0)}


def test_inputs_of_a_lecture_figure_stand_on_the_left_in_reading_order() -> None:
    where = places(lay_out(*ZOO["product of sum"]))
    assert where[0][0] == where[1][0] == where[2][0]
    assert where[0][1] < where[1][1] < where[2][1]


def test_a_long_wire_bends_once() -> None:
    layout = lay_out(*ZOO["product of sum"])
    assert layout.edges[3].path.count("C") == 1  # z passes a column


def test_a_gate_stands_in_the_middle_of_its_operands() -> None:
    where = places(lay_out(*ZOO["sigmoid neuron"]))
    assert where[5][1] == pytest.approx((where[0][1] + where[1][1]) / 2)


def test_gates_with_one_operand_are_in_line_with_it() -> None:
    where = places(lay_out(*ZOO["sigmoid neuron"]))
    assert len({where[gate][1] for gate in range(8, 14)}) == 1


def test_a_chain_is_one_straight_line() -> None:
    layout = lay_out(*ZOO["chain of 30"])
    assert len({node.y for node in layout.nodes}) == 1
    assert layout.height == 44.0


def test_operands_are_drawn_top_to_bottom_in_every_expression_without_shared_values() -> None:
    boxes, wires = ZOO["sigmoid neuron"]
    layout = lay_out(boxes, wires)
    heights = [rectangle.top for rectangle in labels(wires, layout)]
    for target in {wire.target for wire in wires}:
        operands = [w for w in wires if w.target == target]
        tops = [heights[w.id] for w in sorted(operands, key=lambda w: w.slot)]
        assert tops == sorted(tops)


def test_the_products_of_a_layer_share_a_column() -> None:
    boxes, wires = ZOO["2-3-1 net"]
    where = places(lay_out(boxes, wires))
    users = [wire.target for wire in wires if wire.source in (0, 1)]
    assert len({where[gate][0] for gate in users}) == 1


def test_the_neurons_of_a_layer_do_not_interleave() -> None:
    boxes, wires = ZOO["2-3-1 net"]
    where = places(lay_out(boxes, wires))
    products = sorted({wire.target for wire in wires if wire.source in (0, 1)})
    heights = [where[gate][1] for gate in products]
    assert heights == sorted(heights)


def test_the_two_wires_of_x_times_x_are_kept_apart() -> None:
    first, second = lay_out(*ZOO["square"]).edges
    assert second.value_at[1] - first.value_at[1] >= 40.0


def test_parts_that_share_nothing_are_set_under_one_another() -> None:
    where = places(lay_out(*ZOO["two parts"]))
    first, second = {0, 1, 4, 5}, {2, 3, 6, 7, 8}
    assert max(where[box][1] for box in first) < min(where[box][1] for box in second)


def test_very_many_parts_fill_rows() -> None:
    layout = lay_out(*ZOO["thirty lone nodes"])
    assert 0.5 < layout.width / layout.height < 4


def test_output_ports_share_the_last_column() -> None:
    sketch = graphs.Sketch()
    x = sketch.leaf()
    early = sketch.port(sketch.gate(x))
    late = sketch.port(sketch.gate(sketch.gate(sketch.gate(x))))
    where = places(lay_out(*sketch.graph))
    assert where[early][0] == where[late][0] == max(x for x, _ in where.values())


def test_a_bias_stands_close_to_the_gate_that_adds_it() -> None:
    boxes, wires = ZOO["3-4-4-1 net"]
    where = places(lay_out(boxes, wires))
    for bias in (6, 17, 28, 39, 51, 65, 79, 93, 107):
        (gate,) = [wire.target for wire in wires if wire.source == bias]
        assert abs(where[gate][1] - where[bias][1]) <= 30


def test_wires_of_a_value_used_in_many_columns_share_a_straight_trunk() -> None:
    boxes, wires = ZOO["chain over one input"]
    layout = lay_out(boxes, wires)
    x = places(layout)[0]
    for wire, edge in zip(wires, layout.edges, strict=True):
        if wire.source == 0 and wire.target > 1:
            assert edge.path.count("C") <= 2
            assert follow(edge.path)[1][1] == pytest.approx(x[1], abs=ROUNDING)


def test_a_2_3_1_net_fits_a_slide() -> None:
    layout = lay_out(*ZOO["2-3-1 net"])
    assert layout.width <= 1600
    assert layout.height <= 620


def test_an_input_used_all_along_a_chain_costs_no_square_of_its_length() -> None:
    """With a dummy for each edge and column there would be 1,100,000 of them."""
    short, long = (graphs.chain_over(links) for links in (750, 1500))
    assert calls(lambda: lay_out(*long)) < 2.2 * calls(lambda: lay_out(*short))


def test_an_id_used_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="same id"):
        lay_out([Box(1, 9, 9), Box(1, 9, 9)], [])


def test_a_wire_from_nowhere_is_an_error() -> None:
    with pytest.raises(ValueError, match="wire 5 has an end that is no box"):
        lay_out([Box(1, 9, 9)], [Wire(5, 0, 1, 0, 9, 9)])


def test_a_wire_against_the_order_is_an_error() -> None:
    with pytest.raises(ValueError, match="wire 5 runs back"):
        lay_out([Box(1, 9, 9), Box(2, 9, 9)], [Wire(5, 2, 1, 0, 9, 9)])
