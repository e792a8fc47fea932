from typing import Any

import numpy as np
import pytest

from app.engine.errors import ArgumentError, ShapeError
from app.engine.ops import BY_NAME
from app.engine.tape import Tape
from app.language import Level, read_program
from app.trace import Trace, prepare
from app.trace.skeleton import PHRASES

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n"


def tell(program: str, **options: Any) -> Trace:
    return prepare(read_program(program)).trace(**options)


def sentences(trace: Trace, phase: str) -> list[str]:
    return [step.sentence for step in trace.steps if step.phase == phase]


def test_the_introductory_circuit_is_told_in_order() -> None:
    trace = tell(XYZ)
    assert sentences(trace, "forward") == [
        "q = x + y = −2 + 5 = 3",
        "f = q · z = 3 · (−4) = −12",
    ]
    assert sentences(trace, "backward") == [
        "Start at the output: the gradient of f with respect to itself is 1",
        "multiply swaps its inputs: upstream 1 × z (−4) = −4 → q receives −4",
        "multiply swaps its inputs: upstream 1 × q (3) = 3 → z receives 3",
        "add hands the gradient on: upstream −4 × 1 = −4 → x receives −4",
        "add hands the gradient on: upstream −4 × 1 = −4 → y receives −4",
    ]


def test_every_gate_has_one_forward_step_and_every_live_edge_one_backward_step() -> None:
    trace = tell("x = 2; k = const(3)\nf = x * x + k * k")
    live = [edge.id for edge in trace.edges if edge.contribution is not None]
    assert [s.node for s in trace.steps if s.phase == "forward"] == [2, 3, 4]
    assert sorted(s.edge for s in trace.steps if s.edge is not None) == live


def test_the_contributions_of_a_fork_sum_to_its_gradient() -> None:
    trace = tell("x = 3; y = 1\nf = 2*x + x*x + max(x, y)")
    back = [edge.contribution for edge in trace.edges if edge.source == 0]
    assert back == [2.0, 3.0, 3.0, 1.0]
    assert trace.gradients == {"x": 9.0, "y": 0.0}


def test_a_fork_says_the_sum_so_far() -> None:
    told = sentences(tell("x = 3\nf = x * x + x"), "backward")
    assert told[-2].endswith("gradients add at the fork, so far 4")
    assert told[-1].endswith("gradients add at the fork, in all 7")


def test_a_constant_has_no_gradient_and_no_step() -> None:
    trace = tell("k = const(3); x = 2\nf = k * x")
    assert trace.nodes[0].gradient is None
    assert trace.gradients == {"x": 3.0}
    assert [s.edge for s in trace.steps if s.phase == "backward"] == [None, 1]


def test_what_the_output_does_not_depend_on_has_no_gradient() -> None:
    trace = tell("x = 2; y = 5\ndead = x * y\nf = 3 * x")
    assert trace.gradients == {"x": 3.0, "y": None}


def test_a_lone_input_is_its_own_output() -> None:
    trace = tell("x = 3")
    assert trace.gradients == {"x": 1.0}
    assert [step.phase for step in trace.steps] == ["backward"]


def test_a_seed_scales_every_gradient() -> None:
    assert tell(XYZ, seed=2).gradients == {"x": -8.0, "y": -8.0, "z": 6.0}


def test_a_seed_of_the_wrong_shape_is_refused() -> None:
    with pytest.raises(ShapeError, match="seed"):
        tell("x = [1, 2]\ny = x * x", seed=[1, 2, 3])


def test_forward_mode_carries_one_tangent() -> None:
    trace = tell("a = 2; b = 1\nc = a + b\nd = b + 1\ne = c * d", mode="forward", wrt="b")
    assert trace.gradients is None
    assert trace.tangents is not None
    assert {name: trace.tangents[name] for name in "cde"} == {"c": 1.0, "d": 1.0, "e": 5.0}


def test_forward_mode_names_the_inputs_it_could_seed() -> None:
    with pytest.raises(ArgumentError) as caught:
        tell(XYZ, mode="forward", wrt="q")
    assert caught.value.hint is not None
    assert "x, y, z" in caught.value.hint


class _Contested(list[Tape]):
    """Idle tapes that other threads take between a look and a grasp."""

    def __bool__(self) -> bool:
        return True


def test_another_thread_may_take_the_last_idle_tape(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = prepare(read_program(XYZ))
    monkeypatch.setitem(prepared._idle, "reverse", _Contested())
    assert prepared.trace().gradients == {"x": -4, "y": -4, "z": 3}


def test_every_behaviour_of_a_gate_is_put_into_words() -> None:
    assert {op.behaviour for op in BY_NAME.values()} | {"chains"} == PHRASES.keys()


def test_a_block_chains_the_gradients_inside_it() -> None:
    program = "def neuron(w, x): return sigmoid(w * x)\nw = 0; x = 2\nf = neuron(w, x)"
    trace = prepare(read_program(program), Level.BLOCKS).trace()
    assert "neuron chains the gradients of its gates: upstream 1" in trace.steps[2].sentence
    arrays = "def f(a): return relu(a) * 2\nx = [1, 2]\ny = f(x)\nL = sum(y)"
    (edge, *_) = prepare(read_program(arrays), Level.BLOCKS).trace().edges
    assert edge.formula.text == "dx = dy @ (∂y/∂x)"
    assert "<mo>·</mo><mfrac>" in edge.formula.mathml, "two factors beside each other read as one"


def test_new_values_are_told_without_preparing_again() -> None:
    prepared = prepare(read_program(XYZ))
    prepared.trace({"x": 100})
    assert prepared.trace({"z": 2}).gradients == {"x": 2.0, "y": 2.0, "z": 3.0}


@pytest.mark.parametrize("level", list(Level))
def test_an_arrays_gradient_has_its_shape_at_every_level(level: Level) -> None:
    program = read_program("W = [[1, 2], [3, 4]]; x = [1, -1]\nf = sum(sigmoid(W @ x))")
    trace = prepare(program, level).trace()
    assert trace.gradients is not None
    assert np.array(trace.gradients["W"]).shape == (2, 2)
    assert trace.gradients["x"] == pytest.approx([0.7864477329659274, 1.1796715994488911])


def test_an_array_output_opened_into_scalars_takes_an_array_seed() -> None:
    program = read_program("x = [1, 2]\ny = x * x")
    trace = prepare(program, Level.SCALARS).trace(seed=[1, 10])
    assert trace.gradients == {"x": [2.0, 40.0]}


def test_an_element_that_stands_in_the_output_twice_is_seeded_twice() -> None:
    program = read_program("x = [1, 2]\ny = concat(x, x)")
    for level in Level:
        assert prepare(program, level).trace(seed=[1, 2, 3, 4]).gradients == {"x": [4.0, 6.0]}


def test_other_labels_are_told_at_every_level() -> None:
    program = read_program("s = [1, 2, 3]; y = const(0)\nL = hinge(s, y)")
    for level in Level:
        told = prepare(program, level).trace({"y": 2}).gradients
        assert (
            told == prepare(read_program("s = [1, 2, 3]\nL = hinge(s, 2)"), level).trace().gradients
        )


def test_a_value_of_another_shape_is_refused() -> None:
    with pytest.raises(ShapeError, match="x has shape"):
        prepare(read_program("x = [1, 2]\ny = x * x")).trace({"x": [1, 2, 3]})


def test_an_edge_of_a_matrix_product_shows_its_vjp() -> None:
    trace = tell("W = [[1, 2]]; X = [[1], [2]]\nf = sum(W @ X)")
    texts = [edge.formula.text for edge in trace.edges[:2]]
    assert texts == ["dW = d(W @ X) @ Xᵀ", "dX = Wᵀ @ d(W @ X)"]
    assert all(edge.whole for edge in trace.edges[:2])
    assert all(edge.local is None for edge in trace.edges[:2])


def test_a_loss_of_numbers_has_a_local_derivative_without_its_upstream() -> None:
    trace = tell("p = 0.7; y = const(0.2)\nL = half_squared_error(p, y)\nf = 2 * L")
    assert trace.edges[0].formula.text == "∂L/∂p = p − y"
    assert sentences(trace, "backward")[-1] == (
        "half_squared_error scales: upstream 2 × (p − y) (0.5) = 1 → p receives 1"
    )


def test_a_block_of_numbers_has_one_too() -> None:
    program = read_program("def n(w, x): return sigmoid(w * x)\na = 1; b = 2\nf = 3 * n(a, b)")
    trace = prepare(program, Level.BLOCKS).trace()
    assert trace.edges[0].formula.text == "∂(n(a, b))/∂a"
    assert "(" not in sentences(trace, "backward")[-1].partition("×")[2].partition("=")[0]


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("x = 2\nf = 3 * step(x)", "blocked-gradient"),
        ("x = 0\nf = relu(x)", "kink"),
        ("x = 1; y = 1\nf = max(x, y)", "kink"),
        ("x = [1, 1]\nf = amax(x)", "kink"),
        ("s = [1, 0]\nL = hinge(s, 0)", "kink"),
        ("x = 40\nf = sigmoid(x)", "saturated"),
        ("x = 0\nf = 1 / x", "non-finite"),
    ],
)
def test_a_trap_is_warned_of(program: str, kind: str) -> None:
    assert kind in [warning.kind for warning in tell(program).warnings]


@pytest.mark.parametrize(
    "program",
    [
        XYZ,
        "x = 1; y = 1; z = 2\nf = max(x, y, z)",
        "s = [1, 0.5]\nL = hinge(s, 0)",
        "z = [1, 1]\nL = softmax_cross_entropy(z, 0)",
    ],
)
def test_a_harmless_program_has_no_warning(program: str) -> None:
    assert tell(program).warnings == []


def test_the_first_value_that_is_not_finite_is_named() -> None:
    warning = tell("x = 0\na = 1 / x\nb = a * 2\nf = b + 1").warnings[0]
    assert (warning.kind, warning.node) == ("non-finite", 1)


def test_a_gate_that_flips_the_sign_says_so_along_that_wire_alone() -> None:
    backward = sentences(tell("a = 3; b = 1\nf = a - b"), "backward")
    assert backward[1].startswith("subtract hands the gradient on: upstream 1 × 1")
    assert backward[2].startswith("subtract hands the gradient on, its sign flipped: upstream 1 ×")
    summed = sentences(tell("X = [[1, 2], [3, 4]]; b = [1, 1]\nY = X - b\nL = sum(Y)"), "backward")
    assert summed[3].startswith("subtract hands the gradient on, its sign flipped: b receives")


def test_what_a_gate_does_to_a_gradient_is_a_fact_of_the_gate() -> None:
    trace = tell("a = 3; b = 1\nf = 2 * (a - b)")
    assert [node.deed for node in trace.nodes] == [
        None,
        None,
        "subtract hands the gradient on",
        "multiply scales",
    ]


def test_what_flows_back_is_a_fact_of_the_wire_where_it_is_an_array() -> None:
    text = "X = [[1, 2], [3, 4]]; b = [1, 1]\nY = X + b\nL = 3 * sum(Y)"
    assert [edge.sent for edge in tell(text).edges] == [
        "upstream",
        "upstream summed over the 2 rows",
        "upstream for each of the 4 elements",
        None,
    ]
    assert {edge.sent for edge in tell(text, mode="forward", wrt="b").edges} == {None}


@pytest.mark.parametrize(
    "name", ["bce", "bce_with_logits", "cross_entropy", "softmax_cross_entropy"]
)
def test_what_holds_at_the_far_ends_is_about_no_labels_and_no_reduction(name: str) -> None:
    said = BY_NAME[name].at_ends
    assert said is not None
    assert "label" not in said
    assert "default" not in said
