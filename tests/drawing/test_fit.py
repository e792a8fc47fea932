from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drawing import Fit, Options, Placement, draw_svg, is_fitted, place
from app.drawing.figures import SIZE
from app.drawing.forms import TOLD, forms_of
from app.drawing.layout import Box, Layout, Wire, lay_out
from app.drawing.layout.drafts import SCALE_MOST
from app.drawing.place import CHARACTER, CLOSE, DENSEST, TIGHTEST, Measures, to_lay_out
from app.examples import all_networks, catalogue
from app.language import Level, read_program
from app.resources import STATIC
from app.trace import Prepared, prepare
from tests.benchmarks.programs import SMALL_NETWORK, network
from tests.drawing import graphs
from tests.drawing.faults import bent_labels, ends_off, overlaps, trespasses
from tests.drawing.geometry import ROUNDING, Rectangle, follow, footprints, labels
from tests.drawing.graphs import ZOO, Graph
from tests.drawing.test_layout import random_graphs
from tests.examples import is_shape_only

PROJECTOR = Fit(1280, 500, 21.34)
HALL = Fit(1920, 860, 21.34)
PHONE = Fit(380, 480, 12.0)
BOXES = {"projector": PROJECTOR, "hall": HALL, "phone": PHONE}
EXAMPLES = {example.id: example for example in catalogue()}
SMALL = 60


@cache
def read(name: str, level: str | None = None) -> Prepared:
    example = EXAMPLES[name]
    program = read_program(example.program, {}, example.output)
    return prepare(program, Level(level or example.detail))


def structure(prepared: Prepared) -> object:
    """Return all that a drawing depends on: many a preset has the same at several levels."""
    graph, told = prepared.view.graph, prepared.skeleton
    nodes = [(node.name, node.shape, node.op is None) for node in graph.nodes]
    wires = [(edge.source, edge.target, edge.slot) for edge in graph.edges]
    spread = [edge.summed for edge in told.edges]
    return nodes, wires, spread, told.glyphs, told.labels, prepared.outputs


@cache
def fitted(name: str, level: Level, box: str) -> tuple[Prepared, Placement]:
    """Return a preset as it is drawn in a box."""
    prepared = read(name, level)
    return prepared, place(prepared, fit=BOXES[box])


def scale(fit: Fit, placement: Placement) -> float:
    width = placement.width + 2 * placement.margin
    return min(fit.width / width, fit.height / (placement.height + 2 * placement.margin))


def measures_of(placement: Placement) -> Measures:
    found = next(one for one in (CLOSE, TIGHTEST, DENSEST) if one.circle == placement.circle)
    return replace(found, is_named=placement.labels != "numbers")


def drawn(prepared: Prepared, placement: Placement) -> tuple[Graph, Layout]:
    """Return the graph with the sizes that it was laid out with, and the layout."""
    boxes, wires = to_lay_out(prepared, placement.forms, measures_of(placement))
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
        *over_own_texts(layout),
    ]


def over_own_texts(layout: Layout) -> list[tuple[int, int]]:
    """Return which wires go over the name or the number that a box has of its own."""
    found = []
    for node in layout.nodes:
        left, right, half = node.x - node.width / 2, node.x + node.width / 2, node.height / 2
        name = Rectangle("name", left, node.y - half - node.rise, right, node.y - half)
        number = Rectangle("number", left, node.y + half, right, node.y + half + node.drop)
        for edge in layout.edges:
            near = [point for point in follow(edge.path) if left < point[0] < right]
            if any(name.holds(point) or number.holds(point) for point in near):
                found.append((node.id, edge.id))
    return found


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
def test_the_figures_of_a_preset_are_as_large_as_its_box_asks(name: str, box: str) -> None:
    fit = BOXES[box]
    _, placement = fitted(name, Level(EXAMPLES[name].detail), box)
    reached = scale(fit, placement)
    assert reached >= fit.figure / 16 - 1e-4  # places are rounded


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_preset_is_drawn_without_overlap(name: str, box: str) -> None:
    known = []
    levels = {Level(EXAMPLES[name].detail)}
    if EXAMPLES[name] not in all_networks():
        levels |= {Level.ELEMENTARY, Level.SCALARS}
    for level in levels:
        if level is Level.SCALARS and is_shape_only(EXAMPLES[name]):
            continue  # more gates than there may be
        prepared = read(name, level)
        if len(prepared.view.graph) <= SMALL and structure(prepared) not in known:
            known.append(structure(prepared))
            assert faults(*drawn(*fitted(name, level, box))) == [], level


@given(random_graphs(), st.sampled_from(list(BOXES.values())))
@settings(max_examples=60, deadline=None)
def test_any_graph_is_drawn_without_overlap(graph: Graph, fit: Fit) -> None:
    assert faults(graph, lay_out(*graph, fit)) == []


def test_the_same_structure_and_box_give_the_same_drawing_whatever_the_numbers() -> None:
    program = "w = {}; x = {}; b = {}\ny = sigmoid(w * x + b)\nL = (y - 1) ** 2"
    few, many = (
        place(prepare(read_program(program.format(*numbers))), fit=PHONE)
        for numbers in ((1, 2, 3), (-0.00612, 123456, 1e-9))
    )
    assert few == many


@pytest.mark.parametrize("box", BOXES)
def test_the_sum_under_a_fork_has_room_with_its_signs_while_it_is_told(box: str) -> None:
    told = len("◂ Σ −0.46") * CHARACTER * TOLD / SIZE
    prepared = read("backprop-demo")
    placement = place(prepared, fit=BOXES[box])
    forks = [node for node, uses in enumerate(prepared.view.graph.uses()) if len(uses) > 1]
    assert len(forks) == 2
    for fork in forks:
        node = placement.nodes[fork]
        assert node.width >= told
        assert node.width / 2 <= node.x <= placement.width - node.width / 2


def test_a_small_graph_is_composed_and_not_stretched() -> None:
    placement = place(read("xyz"), fit=Fit(6000, 900, 16.0))
    assert placement.width < 1.6 * place(read("xyz")).width
    for edge in placement.edges:
        points = follow(edge.path)
        assert points[-1][0] - points[0][0] < 450


def test_a_drawing_fills_its_box() -> None:
    placement = place(read("sigmoid-neuron-staged"), fit=PROJECTOR)
    reached = scale(PROJECTOR, placement)
    assert (placement.width + 2 * placement.margin) * reached > 0.95 * PROJECTOR.width
    assert (placement.height + 2 * placement.margin) * reached > 0.85 * PROJECTOR.height


def test_a_long_chain_is_bent_like_lines_of_text() -> None:
    placement = place(read("sigmoid-neuron-staged"), fit=PROJECTOR)
    gates = [node for node in placement.nodes if node.height == 46.0]
    turns = [k for k in range(1, len(gates)) if gates[k].x < gates[k - 1].x - 100]
    assert len(turns) == 1
    assert gates[turns[0]].y > gates[turns[0] - 1].y + 60


def test_a_chain_that_fits_as_it_is_is_not_bent() -> None:
    placement = place(read("four-primitives"), fit=PROJECTOR)
    assert len({node.y for node in placement.nodes}) == 1


def test_inputs_that_a_later_band_uses_stand_in_it() -> None:
    placement = place(read("step-neuron"), fit=PROJECTOR)
    prepared = read("step-neuron")
    names = {node.name: node.id for node in prepared.view.graph.nodes}
    weight, label = placement.nodes[names["w"]], placement.nodes[names["y"]]
    assert label.y > weight.y + 60
    assert abs(label.x - weight.x) < 60


def test_arrays_stand_in_the_most_telling_forms_that_there_is_room_for() -> None:
    prepared = read("matrix-product")
    roomy, narrow = place(prepared, fit=Fit(1920, 900, 16.0)), place(prepared, fit=PHONE)
    assert {form.kind for form in roomy.forms} == {"grid"}
    assert {form.kind for form in narrow.forms} <= {"grid", "tile"}
    widths = [sum(form.width for form in one.forms) for one in (roomy, narrow)]
    assert widths[0] >= widths[1]
    for node, form in zip(prepared.view.graph.nodes, narrow.forms, strict=True):
        assert form in forms_of(node.shape)


def test_a_large_graph_has_its_natural_size() -> None:
    graph = graphs.chain_over(250)
    assert lay_out(*graph, PROJECTOR) == lay_out(*graph)


def test_a_picture_tells_a_page_whether_it_is_the_same_for_every_box() -> None:
    for program, is_one_size in ((SMALL_NETWORK, False), (network(3, (6, 5, 4)), True)):
        prepared = prepare(read_program(program))
        svg = draw_svg(prepared.trace(), place(prepared), Options(standalone=False))
        assert ("data-one-size" in svg) == is_one_size
        assert is_fitted(prepared) != is_one_size


def test_nothing_fits_any_box() -> None:
    assert lay_out([], [], PHONE) == lay_out([], [])


def test_the_page_shows_a_picture_as_large_as_the_layout_makes_it() -> None:
    sheet = (STATIC / "css" / "stage.css").read_text(encoding="utf-8")
    assert f"--largest: {SCALE_MOST:g};" in sheet


def test_a_box_is_no_reason_to_leave_out_a_part() -> None:
    boxes, wires = ZOO["two parts"]
    layout = lay_out(boxes, wires, PROJECTOR)
    assert faults((boxes, wires), layout) == []
    assert [node.id for node in layout.nodes] == [box.id for box in boxes]


@given(random_graphs(), st.sampled_from(list(BOXES.values())))
@settings(max_examples=20, deadline=None)
def test_the_order_in_which_wires_are_given_does_not_matter(graph: Graph, fit: Fit) -> None:
    boxes, wires = graph
    backwards, layout = lay_out(boxes, wires[::-1], fit), lay_out(boxes, wires, fit)
    assert (backwards.width, backwards.height) == (layout.width, layout.height)
    assert backwards.nodes == layout.nodes


def test_a_box_that_asks_for_the_last_layer_in_vain_is_cut_as_any_other() -> None:
    """Its value is used before the other use of its operand, far on in another band."""
    names = range(12)
    boxes = [Box(k, 46.0, 46.0, rank_right=k == 1) for k in names]
    ends = [(0, 1), (1, 2), *((k, k + 1) for k in range(2, 11)), (0, 11)]
    wires = [Wire(k, a, b, k, 82.0, 40.0) for k, (a, b) in enumerate(ends)]
    for fit in (Fit(390, 900, 12.0), Fit(500, 500, 12.0), Fit(900, 500, 12.0)):
        assert faults((boxes, wires), lay_out(boxes, wires, fit)) == []
