"""Running graphs: values, gradients, contributions and tangents."""

import tracemalloc

import numpy as np
import pytest

from app.engine.errors import DeadlineError, EngineError, ShapeError
from app.engine.forward_mode import carry_tangents
from app.engine.stopping import asking
from app.engine.tape import Tape
from tests.engine.circuits import Circuit, close, gradient, sigmoid_neuron


def test_the_introductory_circuit() -> None:
    c = Circuit()
    x, y, z = c.input(-2.0), c.input(5.0), c.input(-4.0)
    f = c.gate("multiply", c.gate("add", x, y), z)
    tape = c.run(f)
    assert tape.values[f] == -12
    assert [gradient(tape, node) for node in (x, y, z)] == [-4, -4, 3]


def test_the_sigmoid_neuron() -> None:
    c, leaves, output = sigmoid_neuron()
    tape = c.run(output)
    close(tape.values[output], 0.7310585786300049)
    expected = [-0.19661193324148185, 0.3932238664829637, -0.3932238664829637,
                -0.5898357997244456, 0.19661193324148185]  # fmt: skip
    close([gradient(tape, leaf) for leaf in leaves], expected)


def test_x_times_x_collects_both_contributions() -> None:
    c = Circuit()
    x = c.input(3.0)
    tape = c.run(c.gate("multiply", x, x))
    assert gradient(tape, x) == 6
    assert tape.contributions == [3.0, 3.0]


def test_gradients_add_at_a_fork() -> None:
    c = Circuit()
    a, b = c.input(2.0), c.input(1.0)
    tape = c.run(c.gate("multiply", c.gate("add", a, b), c.gate("add", b, 1.0)))
    assert [gradient(tape, a), gradient(tape, b)] == [2, 5]


def test_the_contributions_out_of_a_node_sum_to_its_gradient() -> None:
    c = Circuit()
    x, y = c.input([1.0, 2.0]), c.input(3.0)
    three = c.gate("add", c.gate("multiply", x, x), c.gate("multiply", x, 2.0))
    tape = c.run(c.gate("sum", c.gate("add", three, c.gate("max", x, y))))
    for node in (x, y):
        parts = [tape.contributions[edge.id] for edge in c.graph.uses()[node]]
        close(sum(part for part in parts if part is not None), gradient(tape, node))


def test_new_values_need_no_new_tape() -> None:
    c, leaves, output = sigmoid_neuron()
    tape = c.run(output)
    tape.set(leaves[0], -5.0)
    tape.forward()
    tape.backward()
    fresh, again, other = sigmoid_neuron((-5, -1, -3, -2, -3))
    expected = fresh.run(other)
    assert tape.values[output] == expected.values[other]
    for mine, its in zip(leaves, again, strict=True):
        assert gradient(tape, mine) == gradient(expected, its)


def test_a_tape_copies_the_graph_s_values() -> None:
    c = Circuit()
    x = c.input(1.0)
    tape = c.run(x)
    tape.set(x, 2.0)
    assert c.graph.values[x] == 1.0


def test_a_new_value_must_have_the_leaf_s_shape() -> None:
    c = Circuit()
    tape = c.run(c.input([1.0, 2.0], name="w"))
    with pytest.raises(ShapeError, match=r"w has shape \(2\), the new value scalar"):
        tape.set(0, 1.0)


def test_a_seed_scales_every_gradient() -> None:
    c = Circuit()
    x = c.input([1.0, 2.0])
    output = c.gate("square", x)
    close(gradient(c.run(output, seeds={output: [10.0, 100.0]}), x), [20, 400])


def test_a_scalar_seed_is_spread_over_an_array() -> None:
    c = Circuit()
    x = c.input([1.0, 2.0])
    output = c.gate("square", x)
    close(gradient(c.run(output, seeds={output: 3.0}), x), [6, 12])


def test_a_seed_of_the_wrong_shape_is_refused() -> None:
    c = Circuit()
    x = c.input([1.0, 2.0])
    with pytest.raises(ShapeError, match=r"the seed has shape \(3\), the output \(2\)"):
        c.run(x, seeds={x: [1.0, 2.0, 3.0]})


def test_constants_and_what_follows_from_them_get_no_gradient() -> None:
    c = Circuit()
    k, x = c.constant(2.0), c.input(3.0)
    doubled = c.gate("square", k)
    tape = c.run(c.gate("multiply", doubled, x))
    assert tape.gradients[k] is None
    assert tape.gradients[doubled] is None
    assert gradient(tape, x) == 4


def test_a_node_that_no_output_depends_on_gets_no_gradient() -> None:
    c = Circuit()
    x = c.input(3.0)
    aside = c.gate("exp", x)
    tape = c.run(c.gate("square", x))
    assert tape.gradients[aside] is None
    assert tape.contributions[0] is None


def test_an_output_of_constants_only_has_a_value_and_no_gradient() -> None:
    c = Circuit()
    output = c.gate("square", c.constant(3.0))
    tape = c.run(output)
    assert tape.values[output] == 9
    assert tape.gradients == [None, None]


def test_a_leaf_can_be_the_output() -> None:
    c = Circuit()
    x = c.input(3.0)
    assert gradient(c.run(x), x) == 1


def test_several_outputs_are_seeded_together() -> None:
    c = Circuit()
    x = c.input(3.0)
    first, second = c.gate("square", x), c.gate("multiply", x, 5.0)
    assert gradient(c.run(first, second), x) == 11
    assert gradient(c.run(first, second, seeds={first: 1.0, second: 10.0}), x) == 56


def test_an_output_without_a_seed_among_seeds_counts_for_nothing() -> None:
    c = Circuit()
    x = c.input(3.0)
    first, second = c.gate("square", x), c.gate("exp", x)
    assert gradient(c.run(first, second, seeds={first: 1.0}), x) == 6


def test_an_output_may_be_an_ancestor_of_another() -> None:
    c = Circuit()
    x = c.input(3.0)
    inner = c.gate("square", x)
    outer = c.gate("multiply", inner, 10.0)
    tape = c.run(inner, outer, seeds={inner: 1.0, outer: 1.0})
    assert gradient(tape, inner) == 11
    assert gradient(tape, x) == 66


def test_running_backward_twice_starts_from_zero() -> None:
    c = Circuit()
    x = c.input(3.0)
    inner = c.gate("square", x)
    tape = c.run(inner, c.gate("multiply", inner, 10.0))
    tape.backward()
    assert gradient(tape, x) == 66


def test_the_same_output_named_twice_counts_once() -> None:
    c = Circuit()
    x = c.input(3.0)
    output = c.gate("square", x)
    assert gradient(c.run(output, output), x) == 6


def test_a_broadcast_operand_gets_the_sum() -> None:
    c = Circuit()
    x, b = c.input(np.ones((2, 3))), c.input([1.0, 2.0, 3.0])
    tape = c.run(c.gate("multiply", x, b))
    close(gradient(tape, b), [2, 2, 2])
    close(gradient(tape, x), [[1, 2, 3], [1, 2, 3]])


@pytest.mark.parametrize("second", ["flatten", "transpose", "index"])
def test_a_view_of_a_view_follows_new_values(second: str) -> None:
    options = {"index": {"key": (slice(None, None, -1), 0)}}
    c = Circuit()
    x = c.input([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    turned = c.gate("transpose", x)
    output = c.gate(second, turned, **options.get(second, {}))
    doubled = c.gate("multiply", output, 2.0)
    tape = c.run(doubled)
    new = np.array([[9.0, 8.0, 7.0], [6.0, 5.0, 4.0]])
    tape.set(x, new)
    tape.forward()
    expected = {"flatten": new.T.reshape(-1), "transpose": new, "index": new[0, ::-1]}
    close(tape.values[doubled], 2 * expected[second])


def test_a_reshape_of_a_transpose_sends_its_gradient_back_to_the_right_places() -> None:
    c = Circuit()
    x = c.input([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    output = c.gate("reshape", c.gate("transpose", x), shape=(2, 3))
    tape = c.run(output, seeds={output: [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]})
    close(gradient(tape, x), [[1, 3, 5], [2, 4, 6]])


def test_a_chain_of_20_000_gates_runs() -> None:
    c = Circuit()
    node = x = c.input(0.0)
    for _ in range(19_998):
        node = c.gate("add", node, 1.0)
    tape = c.run(node)
    assert tape.values[node] == 19_998
    assert gradient(tape, x) == 1
    tangents, _ = carry_tangents(tape, {x: 2.0})
    assert tangents[node] == 2


def test_forward_mode_tells_every_tangent_and_every_arrival() -> None:
    c = Circuit()
    a, b = c.input(2.0), c.input(1.0)
    left, right = c.gate("add", a, b), c.gate("add", b, 1.0)
    output = c.gate("multiply", left, right)
    tape = c.run(output)
    tangents, arrivals = carry_tangents(tape, {b: 1.0})
    assert [float(t) for t in tangents] == [0, 1, 1, 1, 5]
    assert arrivals == [None, 1, 1, 2, 3]


def test_forward_mode_counts_both_slots_of_x_times_x() -> None:
    c = Circuit()
    x = c.input(3.0)
    output = c.gate("multiply", x, x)
    tangents, _ = carry_tangents(c.run(output), {x: 1.0})
    assert tangents[output] == 6


def test_a_local_derivative_of_an_array_gate_is_an_array() -> None:
    c = Circuit()
    x, w = c.input([1.0, 2.0]), c.input(3.0)
    tape = c.run(c.gate("multiply", x, w))
    close(tape.local(c.graph.edges[0]), [3, 3])
    close(tape.local(c.graph.edges[1]), [1, 2])


def test_a_jacobian_has_no_local_derivative() -> None:
    c = Circuit()
    tape = c.run(c.gate("softmax", c.input([1.0, 2.0])))
    assert tape.local(c.graph.edges[0]) is None


def test_a_label_has_local_derivative_zero_or_none() -> None:
    c = Circuit()
    s, label = c.input([1.0, 2.0]), c.input(1.0)
    tape = c.run(c.gate("hinge", s, label))
    assert tape.gradients[label] is None
    assert tape.contributions[1] is None


def test_a_gate_that_cannot_work_says_which_it_is() -> None:
    c = Circuit()
    s = c.input([1.0, 2.0])
    bad = c.gate("pick", c.gate("exp", s), 7.0)
    with pytest.raises(EngineError) as caught:
        c.run(bad)
    assert caught.value.node == bad


def test_both_sweeps_can_be_stopped() -> None:
    def stop() -> None:
        raise DeadlineError("time is up")

    c = Circuit()
    tape = Tape(c.graph, [c.gate("exp", c.gate("exp", c.input(1.0)))])
    with asking(stop), pytest.raises(DeadlineError):
        tape.forward()
    tape.forward()
    with asking(stop), pytest.raises(DeadlineError):
        tape.backward()


def test_whether_to_go_on_is_asked_before_every_gate() -> None:
    c = Circuit()
    tape = Tape(c.graph, [c.gate("exp", c.gate("exp", c.input(1.0)))])
    calls: list[int] = []
    with asking(lambda: calls.append(1)):
        tape.forward()
    assert len(calls) == 2


def test_a_repeated_matrix_needs_no_array_of_all_products() -> None:
    c, n = Circuit(), 300
    a, b = c.input(np.ones((n, n))), c.input(np.ones((n, n, 1)))
    tracemalloc.start()
    try:
        tape = c.run(c.gate("matmul", a, b))
        close(gradient(tape, a)[0, 0], n)
        close(gradient(tape, b)[0, 0], [n])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * n**3 / 10


def test_a_million_elements_run_in_one_gate() -> None:
    c = Circuit()
    x = c.input(np.full(1_000_000, 0.5))
    tape = c.run(c.gate("sum", c.gate("gelu", x)))
    assert gradient(tape, x).shape == (1_000_000,)
