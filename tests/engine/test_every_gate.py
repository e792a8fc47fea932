"""What holds for every row of the table."""

import ast
import runpy
from itertools import chain
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from app.engine.forward_mode import carry_tangents
from app.engine.ops import BY_NAME, OPS
from app.engine.ops.broadcasting import sum_to
from app.engine.ops.op import Array, Op, Pattern, settle_text
from tests.engine.cases import Built, Case, all_cases, build
from tests.engine.circuits import close, gradient

CASES = all_cases()
CONTRACT = (
    ("add", "subtract", "multiply", "divide", "power", "negate", "matmul", "index", "transpose"),
    ("log1p", "expm1", "detach"),
    ("exp", "log", "sqrt", "abs", "sin", "cos", "square", "reciprocal"),
    ("identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "step"),
    ("max", "min", "maximum", "minimum", "sum", "mean", "amax", "amin"),
    ("reshape", "flatten", "concat", "dot", "outer", "softmax", "log_softmax", "logsumexp"),
    ("squared_error", "half_squared_error", "mse", "bce", "bce_with_logits", "l2", "half_l2"),
    ("cross_entropy", "softmax_cross_entropy", "hinge"),
    ("linear", "conv1d", "conv2d", "max_pool2d", "avg_pool2d", "global_avg_pool", "attention"),
    ("batch_norm", "layer_norm", "dropout", "stack", "squeeze", "broadcast_to"),
)

LABELLED = [
    (case, slot)
    for case in CASES
    for slot in range(len(case.shapes))
    if case.op.holds_labels(slot, case.shapes)
]
SCALAR = [case for case in CASES if case.op.pattern is Pattern.ELEMENTWISE and not any(case.shapes)]

each_case = pytest.mark.parametrize("case", CASES, ids=map(str, CASES))
each_gate = pytest.mark.parametrize("op", OPS.values(), ids=OPS)


def ran(case: Case) -> Built:
    return build(case, np.random.default_rng(crc32(str(case).encode())))


def numeric(built: Built, leaf: int, h: float = 1e-6) -> Array:
    tape, output = built.tape, built.output
    entries = tape.values[leaf].reshape(-1)
    slopes = np.empty(entries.size)
    for place, x in enumerate(entries.tolist()):
        entries[place] = x + h
        tape.forward()
        above = tape.values[output].copy()
        entries[place] = x - h
        tape.forward()
        slopes[place] = np.sum(built.seed * (above - tape.values[output])) / (2 * h)
        entries[place] = x
    tape.forward()
    return slopes.reshape(tape.values[leaf].shape)


@pytest.mark.parametrize("name", list(chain(*CONTRACT)))
def test_the_contract_s_gates_are_in_the_table(name: str) -> None:
    assert name in BY_NAME


@each_gate
def test_every_gate_has_a_case(op: Op) -> None:
    assert any(case.op is op for case in CASES)


@each_case
def test_gradients_agree_with_central_differences(case: Case) -> None:
    built = ran(case)
    for slot, leaf in enumerate(built.leaves):
        if case.op.differentiates(slot, case.shapes):
            close(gradient(built.tape, leaf), numeric(built, leaf), 1e-6)


@pytest.mark.parametrize(("case", "slot"), LABELLED, ids=str)
def test_labels_get_no_gradient(case: Case, slot: int) -> None:
    built = ran(case)
    assert built.tape.gradients[built.leaves[slot]] is None


def test_every_gate_with_labels_and_every_elementwise_one_has_a_case() -> None:
    assert {case.op.name for case, _ in LABELLED} == {op.name for op in OPS.values() if op.labels}
    elementwise = {op.name for op in OPS.values() if op.pattern is Pattern.ELEMENTWISE}
    assert {case.op.name for case in SCALAR} == elementwise


@each_case
def test_forward_mode_agrees_with_reverse_mode(case: Case) -> None:
    built = ran(case)
    rng = np.random.default_rng(1)
    for leaf in built.leaves:
        reverse = built.tape.gradients[leaf]
        if reverse is not None:
            tangent = rng.normal(size=reverse.shape)
            tangents, _ = carry_tangents(built.tape, {leaf: tangent})
            close(np.sum(tangents[built.output] * built.seed), np.sum(tangent * reverse))


@each_case
def test_running_again_gives_the_same_numbers(case: Case) -> None:
    tape, leaves, output, seed = ran(case)
    before = [None if g is None else g.copy() for g in tape.gradients]
    value = tape.values[output].copy()
    tape.forward()
    tape.backward({output: seed})
    np.testing.assert_array_equal(tape.values[output], value)
    for leaf in leaves:
        np.testing.assert_array_equal(tape.gradients[leaf], before[leaf])


@each_case
def test_the_numpy_lines_run_and_give_the_same_numbers(case: Case, tmp_path: Path) -> None:
    built = ran(case)
    op, tape = case.op, built.tape
    params = tape.graph.nodes[built.output].params
    names = op.names(len(built.leaves))
    holes = {"g": "upstream", "y": "value", **dict(zip(names, names, strict=True))}
    holes |= {name: repr(value) for name, value in params.items()}
    lines = ["import numpy as np", f"result = {op.numpy_line(case.shapes, params).format(**holes)}"]
    if shared := settle_text(op.numpy_shared, case.shapes, params):
        lines.append(f"shared = {shared.format(**holes)}")
        holes["shared"] = "shared"
    lines += [
        f"d{k} = {op.numpy_vjp(k, case.shapes, params).format(**holes)}" for k in range(len(names))
    ]
    script = tmp_path / "script.py"
    script.write_text("\n".join(lines), encoding="utf-8")
    given = {name: tape.values[leaf] for name, leaf in zip(names, built.leaves, strict=True)}
    given |= {"upstream": built.seed, "value": tape.values[built.output]}
    found = runpy.run_path(str(script), given)
    close(found["result"], tape.values[built.output], 1e-11)
    for k, leaf in enumerate(built.leaves):
        expected = tape.gradients[leaf]
        if expected is None:
            continue
        line = np.asarray(found[f"d{k}"], dtype=np.float64)
        if op.pattern is Pattern.ELEMENTWISE:
            wide, line = np.broadcast_to(line, built.seed.shape), np.empty(expected.shape)
            sum_to(wide, line)
        assert line.shape == expected.shape
        close(line, expected, 1e-11)


@each_case
def test_the_texts_are_python_expressions(case: Case) -> None:
    op = case.op
    params = op.settled(case.params)
    ast.parse(op.formula_text(case.shapes, params), mode="eval")
    for slot in range(len(case.shapes)):
        ast.parse(op.derivative_text(slot, case.shapes, params), mode="eval")
    names = op.names(len(case.shapes))
    holes = {name: name for name in (*names, *params)}
    ast.parse(op.torch_line(case.shapes, params).format(**holes), mode="eval")


@each_case
def test_a_definition_is_an_expression_or_ends_in_return(case: Case) -> None:
    text = case.op.definition_text(case.shapes, case.op.settled(case.params))
    if text is None:
        return
    *_, last = ast.parse(text).body if "return" not in text else _body(text)
    assert isinstance(last, ast.Expr | ast.Return)


def _body(text: str) -> list[ast.stmt]:
    function = ast.parse("def f():\n" + "\n".join(f"    {line}" for line in text.splitlines()))
    assert isinstance(function.body[0], ast.FunctionDef)
    return function.body[0].body


@each_gate
def test_general_formulas_are_python_expressions(op: Op) -> None:
    for formula in (op.formula, *op.derivatives):
        ast.parse(formula, mode="eval")


@each_gate
def test_a_row_says_one_thing_for_every_argument(op: Op) -> None:
    assert len(op.derivatives) == len(op.arguments)
    assert len(op.vjps) == len(op.numpy_vjps) == (1 if op.variadic else len(op.arguments))
    assert len(op.literal_glyphs) in (0, len(op.arguments))


@each_gate
def test_a_summary_is_one_sentence(op: Op) -> None:
    assert op.summary.endswith(".")
    assert ". " not in op.summary


@each_gate
def test_a_gate_with_labels_or_kinks_states_its_convention(op: Op) -> None:
    if op.labels or any(domain.kinks for domain in op.domains):
        assert op.convention


@pytest.mark.parametrize("case", SCALAR, ids=str)
def test_local_derivatives_of_scalars_are_the_vjp_of_one(case: Case) -> None:
    built = ran(case)
    built.tape.backward({built.output: 1.0})
    assert built.tape.graph.edges
    for edge in built.tape.graph.edges:
        local = built.tape.local(edge)
        assert local is not None
        flows = case.op.differentiates(edge.slot, case.shapes)
        assert local == (built.tape.contributions[edge.id] if flows else 0.0)


def test_names_are_not_given_twice() -> None:
    names = [name for op in OPS.values() for name in (op.name, *op.aliases)]
    assert len(names) == len(set(names))


def test_a_variadic_gate_names_all_its_arguments() -> None:
    assert OPS["max"].names(4) == ("a", "b", "a3", "a4")


def test_new_values_of_all_leaves_give_what_a_new_tape_gives() -> None:
    rng = np.random.default_rng(5)
    for case in CASES[::7]:
        first, second = build(case, rng), build(case, rng)
        for mine, other in zip(first.leaves, second.leaves, strict=True):
            first.tape.set(mine, second.tape.values[other])
        first.tape.forward()
        np.testing.assert_array_equal(
            first.tape.values[first.output], second.tape.values[second.output]
        )
