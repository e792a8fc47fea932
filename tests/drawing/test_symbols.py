"""What stands on the wires beside numbers or in their place, and the room that it has."""

from typing import Any, get_args

import pytest

from app.choices import Labels
from app.drawing import Fit, Options, draw_svg, place
from app.drawing.figures import named
from app.drawing.ink import Number
from app.drawing.labels import Label
from app.drawing.picture import Picture
from app.drawing.symbols import Symbols, symbols_of
from app.language import Level, read_program
from app.trace import Trace, prepare
from tests.drawing.test_fit import BOXES, drawn, faults, read, scale
from tests.trace.reading import run

CIRCUIT = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
FORK = "x = 3; y = 1\nu = 2*x; v = x*x; m = max(x, y)\nf = u + v + m"


def told(program: str, **options: Any) -> Trace:
    return prepare(read_program(program)).trace(**options)


def symbols(trace: Trace, labels: Labels = "symbols") -> Symbols:
    found = symbols_of(trace, labels)
    assert found is not None
    return found


def shown(program: str, labels: Labels, **options: Any) -> set[str]:
    """Return all numbers and symbols of a picture of natural size, at the end."""
    prepared = prepare(read_program(program))
    placement = place(prepared, labels=labels)
    parts = Picture(prepared.trace(**options), placement, Options()).parts()
    numbers = [item for part in parts for item in part.items if isinstance(item, Number)]
    return {item.text.text for item in numbers} - {""}


def test_a_circuit_has_its_numbers_its_symbols_or_both() -> None:
    assert shown(CIRCUIT, "numbers") >= {"−2", "3", "−12", "◂ −4", "◂ 3", "◂ 1"}
    assert shown(CIRCUIT, "symbols") == {
        *("x", "y", "z", "q", "f"),
        *("◂ ∂f/∂x = z·1", "◂ ∂f/∂y = z·1", "◂ ∂f/∂q = z", "◂ ∂f/∂z = q", "◂ ∂f/∂f = 1"),
    }
    assert shown(CIRCUIT, "both") == {
        *("−2", "5", "−4", "q = 3", "f = −12"),
        *("◂ ∂f/∂x = −4", "◂ ∂f/∂y = −4", "◂ ∂f/∂q = −4", "◂ ∂f/∂z = 3", "◂ ∂f/∂f = 1"),
    }


def test_tangents_have_names_by_the_input_that_moves() -> None:
    moved = {"mode": "forward", "wrt": "x"}
    assert shown(CIRCUIT, "symbols", **moved) >= {"▸ ∂x/∂x = 1", "▸ ∂q/∂x = 1", "▸ ∂f/∂x = z·1"}
    assert shown(CIRCUIT, "both", **moved) >= {"▸ ∂q/∂x = 1", "▸ ∂f/∂x = −4", "∂y/∂x = 0"}


def test_at_a_fork_each_branch_is_a_product_and_the_sum_has_the_name() -> None:
    assert shown(FORK, "symbols") >= {"◂ 1·1·2", "◂ 1·1·x", "◂ Σ = ∂f/∂x"}
    assert shown(FORK, "both") >= {"◂ 1·1·2 = 2", "◂ 1·1·x = 3", "◂ Σ = ∂f/∂x = 9"}
    assert "∂f/∂y = 0" in shown(FORK, "both")  # ringed, with no mark


def test_what_is_no_derivative_of_the_output_is_not_called_one() -> None:
    assert shown(CIRCUIT, "both", seed=2.0) >= {"◂ dx = −8", "◂ df = 2"}
    assert shown(CIRCUIT, "symbols", seed=2.0) >= {"◂ dq = df·z"}
    assert symbols(told("x = [1, 2]\ny = x * x")).name(0) == "dx"


def test_the_first_way_to_write_it_that_has_room_is_chosen() -> None:
    trace = told(CIRCUIT)
    said = symbols(trace).back(0)
    assert said == ("∂f/∂x = z·1", "∂f/∂x = ∂f/∂q·1", "∂f/∂x", "#")
    assert named(Label("−4"), 300.0, said).text == "∂f/∂x = z·1"
    assert named(Label("−4"), 60.0, said).text == "∂f/∂x"
    assert named(Label("−4"), 1.0, symbols(trace, "both").back(0)).text == "−4"
    assert named(Label(), 300.0, said).text == "", "what is not computed is blank"


def test_a_chain_that_is_long_is_written_by_the_derivative_before_it() -> None:
    trace = told("x = 2\na = exp(x)\nb = sin(a)\nc = tanh(b)\nf = sqrt(c)")
    assert symbols(trace).back(0)[0] == "∂f/∂x = ∂f/∂a·exp(x)"
    assert symbols(trace).back(3)[0].startswith("∂f/∂c = ")


def test_arrays_are_called_by_their_names_beside_their_shapes() -> None:
    trace = told("X = [[1, 2], [3, 4]]; W = [[1, 0], [2, 1]]\nY = X @ W\nL = sum(Y)")
    both, alone = symbols(trace, "both"), symbols(trace)
    assert both.value_captions(0, ["2×2"]) == ("X 2×2", "X")
    assert both.back_captions(1, ["◂ 2×2"], "◂") == ("◂ ∂L/∂W 2×2", "◂ ∂L/∂W")
    assert alone.back_captions(1, ["◂ 2×2"], "◂")[0] == "◂ dW = Xᵀ @ dY"
    text = draw_svg(trace, place(prepare(read_program(XW)), labels="both"))
    assert "∂L/∂W" in text
    assert "∂L/∂W" not in draw_svg(trace, place(prepare(read_program(XW))))


XW = "X = [[1, 2], [3, 4]]; W = [[1, 0], [2, 1]]\nY = X @ W\nL = sum(Y)"

STAGES = [
    *((name, box) for name in ("xyz", "branch-three") for box in BOXES),
    *(("sigmoid-neuron-staged", box) for box in ("projector", "phone")),
    ("svm-staged", "projector"),  # arrays, and long names
]


@pytest.mark.parametrize("labels", get_args(Labels)[1:])
@pytest.mark.parametrize(("name", "box"), STAGES)
def test_names_have_room_in_every_box(name: str, box: str, labels: Labels) -> None:
    """Figures are as large as the stage asks, nothing lies on anything, and no name is squeezed."""
    prepared, fit = read(name, Level.GATES), BOXES[box]
    placement = place(prepared, fit=fit, labels=labels)
    assert scale(fit, placement) >= fit.figure / 16 - 1e-4
    assert faults(*drawn(prepared, placement)) == []
    trace = prepared.trace()
    for step in range(len(trace.steps) + 1):
        for part in Picture(trace, placement, Options(step=step)).parts():
            for item in part.items:
                if isinstance(item, Number) and item.slot.name != "mark":
                    assert item.text.size is None, (step, item.text.text)


def test_a_box_with_room_has_names_at_every_wire() -> None:
    prepared = read("sigmoid-neuron-staged", Level.GATES)
    placement = place(prepared, fit=Fit(1280, 500, 21.34), labels="both")
    trace = prepared.trace()
    picture = Picture(trace, placement, Options())
    numbers = [item for part in picture.parts() for item in part.items if isinstance(item, Number)]
    backs = [item.text.text for item in numbers if item.slot.name == "back"]
    assert len(backs) == len(trace.edges)
    assert all(" = " in text for text in backs)


@pytest.mark.parametrize(
    "program",
    [
        CIRCUIT,
        FORK,
        "w = 2; x = -1; b = 3\np = w * x; s = p + b; t = -1 * s\ne = exp(t); d = 1 + e\nf = 1 / d",
        "a = 1.5; b = 0.4\nc = a / b; d = tanh(c); e = c * d\ng = tanh(d)\nf = e ** 2 - g",
    ],
)
def test_every_product_is_the_number_that_is_computed(program: str) -> None:
    """However it is written: all the way from the output, or by the derivative before it."""
    trace = told(program)
    found = symbols(trace)
    values = {node.label: node.value for node in trace.nodes if node.label is not None}
    gradients = {found.name(node.id): node.gradient for node in trace.nodes}
    count = 0
    for edge in trace.edges:
        for said in found.back(edge.id):
            right = said.rpartition(" = ")[2]
            if right == "#" or said == found.name(edge.source):
                continue
            for k, name in enumerate(gradients):
                right = right.replace(name, f"gradient{k}")
            known = values | {f"gradient{k}": one for k, one in enumerate(gradients.values())}
            assert run(right, known) == pytest.approx(edge.contribution), said
            count += 1
    assert count >= len(trace.edges)
