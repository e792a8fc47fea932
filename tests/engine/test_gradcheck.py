"""Numerical against analytic gradients."""

from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pytest

from app.engine.comparing import DOUBT, Verdict
from app.engine.errors import ArgumentError, DeadlineError
from app.engine.gradcheck import Result, check_gradients, worst_verdict
from app.engine.graph import Graph, Kind
from app.engine.ops import BY_NAME
from app.engine.ops.op import Array, Op
from app.engine.quotients import Scheme
from app.engine.stopping import asking
from app.engine.tape import Tape
from app.language import read_program
from app.language.levels.inside import tape_inside
from tests.engine.cases import all_cases, build
from tests.engine.circuits import Circuit, apply, close, sigmoid_neuron

ANALYTIC = -0.19661193324148185


def check(gate: str, *operands: object, **options: Any) -> list[Result]:
    c = Circuit()
    leaves = [c.input(operand) for operand in operands]
    return check_gradients(Tape(c.graph, [c.gate(gate, *leaves)]), leaves, **options)


@pytest.mark.parametrize(
    ("h", "scheme", "expected", "tolerance"),
    [
        (0.1, "forward", -0.20109076005001003, 1e-9),
        (0.1, "central", -0.19655301485056786, 1e-9),
        (0.01, "forward", -0.19706562806982575, 1e-9),
        (0.01, "central", -0.19661134447754303, 1e-9),
        (1e-4, "forward", -0.19661647607138732, 1e-9),
        (1e-4, "central", -0.19661193318309955, 1e-9),
        (1e-6, "forward", -0.19661197869780267, 1e-8),
        (1e-6, "central", -0.1966119332341698, 1e-8),
        (1e-8, "forward", -0.19661193784159536, 1e-6),
        (1e-8, "central", -0.19661193229048024, 1e-6),
    ],
)
def test_the_lecture_s_table_of_numeric_gradients(
    h: float, scheme: Literal["central", "forward"], expected: float, tolerance: float
) -> None:
    c, leaves, output = sigmoid_neuron()
    (result,) = check_gradients(Tape(c.graph, [output]), leaves[:1], h=h, scheme=scheme)
    close(result.numeric, expected, tolerance)
    close(result.analytic, ANALYTIC)


def test_central_differences_with_step_1e_4_are_within_1e_8() -> None:
    c, leaves, output = sigmoid_neuron()
    for result in check_gradients(Tape(c.graph, [output]), leaves, h=1e-4):
        close(result.numeric, result.analytic, 1e-8)


@pytest.mark.parametrize("scheme", ["central", "forward"])
@pytest.mark.parametrize("h", [None, 1e-4, 1e-6, 1e-8])
def test_a_right_gradient_is_ok_at_any_step_that_tells(
    h: float | None, scheme: Literal["central", "forward"]
) -> None:
    c, leaves, output = sigmoid_neuron()
    for result in check_gradients(Tape(c.graph, [output]), leaves, h=h, scheme=scheme):
        assert result.verdict is Verdict.OK
        assert result.doubt <= DOUBT
        assert h is None or result.step == h


OK, LONG, SHORT = Verdict.OK, "truncation", "rounding"


@pytest.mark.parametrize(
    ("h", "scheme", "expected"),
    [
        (0.1, "central", [OK, LONG, LONG, LONG, OK]),
        (0.1, "forward", [LONG] * 5),
        (0.01, "central", [OK] * 5),
        (0.01, "forward", [LONG] * 5),
        (1e-12, "central", [OK] * 5),
        (1e-12, "forward", [OK] * 4 + [SHORT]),
        (1e-15, "central", [SHORT] * 5),
        (1e-15, "forward", [SHORT] * 5),
    ],
)
def test_a_step_that_is_too_short_or_too_long_cannot_tell(
    h: float, scheme: Scheme, expected: list[str]
) -> None:
    c, leaves, output = sigmoid_neuron()
    results = check_gradients(Tape(c.graph, [output]), leaves, h=h, scheme=scheme)
    found = [r.cause if r.verdict is Verdict.CANNOT_TELL else r.verdict for r in results]
    assert found == expected
    for result in results:
        assert result.verdict is not OK or result.relative_error <= DOUBT


@pytest.mark.parametrize("gate", ["relu", "abs", "leaky_relu", "step"])
@pytest.mark.parametrize("scheme", ["central", "forward"])
def test_a_kink_is_called_a_kink(gate: str, scheme: Literal["central", "forward"]) -> None:
    (result,) = check(gate, 0.0, scheme=scheme)
    assert result.verdict is Verdict.KINK


def test_a_tie_is_called_a_kink_on_both_sides() -> None:
    assert [r.verdict for r in check("max", 1.0, 1.0)] == [Verdict.KINK, Verdict.KINK]


def of_program(text: str, **options: Any) -> list[Result]:
    program = read_program(text)
    tape = Tape(program.graph, [program.output])
    return check_gradients(tape, list(program.inputs.values()), opener=tape_inside, **options)


@pytest.mark.parametrize("scheme", ["central", "forward"])
@pytest.mark.parametrize("h", [None, 1e-2])
@pytest.mark.parametrize(
    "text",
    [
        "x = 0; y = relu(x) - relu(-x)",
        "x = [0, 1]; y = sum(max(x, 0) + min(x, 0))",
        "x = 0; y = 3 * x + abs(x) - abs(2 * x) / 2 + relu(x) - relu(-x)",
        "x = [1, 1]; y = amin(x) + amax(x)",
        "x = [[1, 1], [0, 2]]; y = sum(amin(x, axis=1) + amax(x, axis=1))",
        "x = [1, 0]; swap = const([[0, 1], [1, 0]])\n"
        "y = hinge(x, 0) - hinge(swap @ x + const([0, -2]), 0)",
        "x = [1, 0]; swap = const([[0, 1], [1, 0]])\n"
        "def svm(s): return hinge(s, const([0]))\n"
        "y = svm(x[None, :]) - svm((swap @ x + const([0, -2]))[None, :])",
    ],
)
def test_kinks_that_hide_each_other_are_no_mismatch(
    text: str, h: float | None, scheme: Any
) -> None:
    verdicts = {result.verdict for result in of_program(text, h=h, scheme=scheme)}
    assert verdicts <= {Verdict.KINK, Verdict.OK}
    if scheme == "central":
        assert verdicts == {Verdict.KINK}


def test_what_is_smooth_inside_a_block_excuses_no_wrong_rule() -> None:
    right = BY_NAME["softmax"]
    wrong = replace(right, vjps=(lambda g, y, z, out, axis: np.multiply(g, y, out=out),))
    graph = Graph()
    z = graph.leaf(Kind.INPUT, [1.0, 1.0], name="z")
    p = graph.gate(wrong, [z])
    (result,) = check_gradients(Tape(graph, [p]), [z], seeds={p: [1, 0]}, opener=tape_inside)
    assert result.verdict is Verdict.MISMATCH


def test_a_kink_of_another_entry_does_not_excuse_a_wrong_rule() -> None:
    graph = Graph()
    x = graph.leaf(Kind.INPUT, [3.0, 0.0], name="x")
    wrong = graph.gate(wrong_square(1.0), [x])
    kinked = graph.gate(BY_NAME["relu"], [x])
    output = graph.gate(BY_NAME["add"], [wrong, kinked])
    (result,) = check_gradients(Tape(graph, [output]), [x])
    assert (result.verdict, result.worst) == (Verdict.MISMATCH, (0,))


@pytest.mark.parametrize("x", [1e5, 1e6, 1e7, 3e8, 1e10, -1e10])
@pytest.mark.parametrize("gate", ["sin", "cos"])
def test_a_wave_of_a_large_number_is_ok_at_a_shorter_step(gate: str, x: float) -> None:
    (result,) = of_program(f"x = {x}; y = {gate}(x)")
    assert result.verdict is Verdict.OK
    assert result.relative_error < 1e-2


@pytest.mark.parametrize("x", [1e5, 1e10])
def test_a_kink_at_a_large_number_is_still_a_kink(x: float) -> None:
    assert of_program(f"x = {x}; y = relu(x - {x})")[0].verdict is Verdict.KINK
    assert of_program(f"x = {x}; y = step(x - {x})")[0].verdict is Verdict.KINK


@pytest.mark.parametrize("distance", [0.01, 0.1, 0.2, 0.24, 0.26, 0.3, 0.33, 0.4, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("side", [-1, 1])
def test_a_kink_within_reach_of_the_step_is_called_a_kink(distance: float, side: int) -> None:
    (result,) = check("relu", side * distance * 1e-3, h=1e-3)
    assert result.verdict is Verdict.KINK


def test_a_kink_out_of_reach_of_the_step_does_not_matter() -> None:
    (result,) = check("relu", 1.1e-3, h=1e-3)
    assert result.verdict is Verdict.OK


def test_a_small_kink_among_large_slopes_is_found() -> None:
    c = Circuit()
    x = c.input(0.0)
    steep = c.gate("multiply", x, 1000.0)
    output = c.gate("add", steep, c.gate("relu", x))
    (result,) = check_gradients(Tape(c.graph, [output]), [x])
    assert result.verdict is Verdict.KINK


def test_one_kink_in_an_array_is_located() -> None:
    (result,) = check("relu", [[-1.0, 1.0], [2.0, 0.0]])
    assert result.verdict is Verdict.KINK
    assert result.worst == (1, 1)


@pytest.mark.parametrize("x", [0.0, 0.3, -2.0, 5.0, 30.0])
@pytest.mark.parametrize("gate", ["elu", "softplus", "gelu", "sigmoid", "tanh", "sin", "square"])
@pytest.mark.parametrize("h", [None, 1e-2])
def test_a_smooth_gate_has_no_kink(gate: str, x: float, h: float | None) -> None:
    (result,) = check(gate, x, h=h)
    bends = (gate, x, h) == ("elu", 0.0, 1e-2)  # half of it within the step is a straight line
    assert result.verdict is (Verdict.CANNOT_TELL if bends else Verdict.OK)


@pytest.mark.parametrize(("gate", "x"), [("log", -1.0), ("log", 0.0), ("sqrt", 0.0)])
def test_what_is_not_finite_is_called_so(gate: str, x: float) -> None:
    (result,) = check(gate, x)
    assert result.verdict is Verdict.NON_FINITE


def test_the_logarithm_of_a_small_number_is_smooth() -> None:
    (result,) = check("log", 1e-9)
    assert result.verdict is Verdict.OK
    assert result.relative_error < 1e-4


def test_a_step_that_floats_cannot_take_is_not_finite() -> None:
    (result,) = check("square", 1e12, h=1e-5)
    assert result.verdict is Verdict.NON_FINITE


def test_the_default_step_grows_with_the_entry() -> None:
    (result,) = check("square", 1e12)
    assert result.verdict is Verdict.OK
    assert result.relative_error < 1e-9


def wrong_square(factor: float) -> Op:
    def vjp(g: Array, y: Array, x: Array, out: Array) -> None:
        np.multiply(g, factor * x, out=out)

    return Op(
        name="wrong",
        glyph="?",
        family="tests",
        arguments=("x",),
        forward=np.square,
        vjps=(vjp,),
        formula="x**2",
        derivatives=("2 * x",),
        behaviour="scales",
        summary="Is wrong.",
        numpy="",
        numpy_vjps=("",),
        torch="",
    )


@pytest.mark.parametrize("factor", [0.0, 1.0, 2.001, 2.00001, -2.0])
def test_a_wrong_rule_is_a_mismatch(factor: float) -> None:
    graph = Graph()
    x = graph.leaf(Kind.INPUT, [1.0, 0.0, 3.0], name="x")
    output = graph.gate(wrong_square(factor), [x])
    (result,) = check_gradients(Tape(graph, [output]), [x])
    assert result.verdict is Verdict.MISMATCH
    assert result.worst != (1,)
    assert result.relative_error == pytest.approx(
        abs(factor - 2) / max(abs(factor), 2), rel=1e-3, abs=1e-9
    )


@pytest.mark.parametrize("x", [1e3, 1e6, 1e12])
def test_a_wrong_rule_is_a_mismatch_at_a_large_number(x: float) -> None:
    graph = Graph()
    leaf = graph.leaf(Kind.INPUT, x)
    (result,) = check_gradients(Tape(graph, [graph.gate(wrong_square(2.0001), [leaf])]), [leaf])
    assert result.verdict is Verdict.MISMATCH


def test_an_array_output_is_weighted_by_its_seed() -> None:
    c = Circuit()
    z = c.input([1.0, 2.0, 3.0])
    output = c.gate("softmax", z)
    seed = np.array([1.0, 0.0, -2.0])
    (result,) = check_gradients(Tape(c.graph, [output]), [z], seeds={output: seed})
    p = apply("softmax", [1.0, 2.0, 3.0])[0]
    close(result.analytic, p * (seed - np.sum(seed * p)))
    assert result.verdict is Verdict.OK


def test_several_outputs_are_checked_together() -> None:
    c = Circuit()
    x = c.input(3.0)
    tape = Tape(c.graph, [c.gate("square", x), c.gate("multiply", x, 5.0)])
    (result,) = check_gradients(tape, [x])
    assert result.analytic == 11
    assert result.verdict is Verdict.OK


def test_many_entries_are_sampled_evenly() -> None:
    (result,) = check("square", np.ones((10, 10)), entries_limit=10)
    assert (result.checked, result.total) == (10, 100)
    rows, columns = np.nonzero(~np.isnan(result.numeric))
    assert rows.tolist() == list(range(10))
    assert columns.tolist() == [0] * 10


def test_the_entries_are_shared_fairly_between_the_leaves() -> None:
    c = Circuit()
    leaves = a, x, z = [c.input(value) for value in (3.0, np.ones(30), np.ones(50))]
    tape = Tape(c.graph, [c.gate("multiply", a, c.gate("sum", leaf)) for leaf in (x, z)])
    results = check_gradients(tape, leaves, entries_limit=21)
    assert [result.checked for result in results] == [1, 10, 10]
    results = check_gradients(tape, leaves, entries_limit=45)
    assert [result.checked for result in results] == [1, 22, 22]
    results = check_gradients(tape, leaves, entries_limit=1)
    assert [result.checked for result in results] == [1, 1, 1]


def test_the_worst_verdict_is_the_verdict_of_all() -> None:
    (fine,) = check("square", 2.0)
    (kink,) = check("relu", 0.0, h=1e-4)
    assert worst_verdict([fine, kink, fine]) is Verdict.KINK
    assert worst_verdict([]) is Verdict.OK


def test_labels_have_nothing_to_check() -> None:
    scores, label = check("hinge", [1.0, 2.0, 3.5], 0.0)
    assert scores.verdict is Verdict.OK
    assert (label.verdict, label.checked, label.worst) == (Verdict.NO_GRADIENT, 0, None)


def test_the_tape_is_left_as_it_was() -> None:
    c, leaves, output = sigmoid_neuron()
    tape = c.run(output)
    before = [value.copy() for value in tape.values]
    check_gradients(tape, leaves)
    for value, old in zip(tape.values, before, strict=True):
        assert value == old
    close(tape.gradients[leaves[0]], ANALYTIC)


@pytest.mark.parametrize("h", [0.0, -1.0, float("nan"), float("inf")])
def test_a_step_must_be_a_positive_number(h: float) -> None:
    with pytest.raises(ArgumentError, match="the step h cannot be"):
        check("square", 1.0, h=h)


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(ArgumentError, match="there is no scheme 'backward'"):
        check("square", 1.0, scheme="backward")


def test_it_can_be_stopped_and_the_entry_is_put_back() -> None:
    runs: list[int] = []

    def stop() -> None:
        runs.append(1)
        if len(runs) > 4:
            raise DeadlineError("time is up")

    c = Circuit()
    x = c.input([1.0, 2.0])
    tape = Tape(c.graph, [c.gate("square", x)])
    with asking(stop), pytest.raises(DeadlineError):
        check_gradients(tape, [x])
    close(tape.values[x], [1, 2], 0)


def test_every_gate_of_the_table_is_ok() -> None:
    rng = np.random.default_rng(3)
    for case in all_cases()[::5]:
        built = build(case, rng)
        for result in check_gradients(built.tape, built.leaves, seeds={built.output: built.seed}):
            assert result.verdict in (Verdict.OK, Verdict.NO_GRADIENT), str(case)
