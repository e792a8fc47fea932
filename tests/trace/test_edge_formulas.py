"""What a wire's formula says and the number beside it are the same, at ties and kinks too."""

import math
from itertools import product

import numpy as np
import pytest

from app.engine.graph import Literal
from app.engine.ops import OPS
from app.engine.ops.op import Pattern
from app.engine.tape import Tape
from app.language import Level, ProgramError, at_level, read_program
from app.trace import prepare
from tests.engine.cases import CASES_OF_OPTIONS
from tests.engine.circuits import Circuit
from tests.engine.formulas import evaluate
from tests.engine.test_gradcheck_doubt import program_of_numbers
from tests.language.code.random_programs import random_program

PLACES = (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)
ELEMENTWISE = [op.name for op in OPS.values() if op.pattern is Pattern.ELEMENTWISE]


def assert_edges_agree(tape: Tape) -> int:
    """Compare every elementwise gate of numbers with its formulas; return how many wires."""
    graph, compared = tape.graph, 0
    into = graph.edges_into()
    for node in graph.nodes:
        op = node.op
        if op is None or op.pattern is not Pattern.ELEMENTWISE or node.shape:
            continue
        operands = [array.item() for array in tape.operands[node.id]]
        value = tape.values[node.id].item()
        if not np.isfinite([*operands, value]).all() or max(map(abs, operands)) > 300:
            continue
        shapes = graph.operand_shapes(node)
        said = evaluate(op.formula_text(shapes, node.params), op, operands, value, node.params)
        assert said == pytest.approx(value, rel=1e-9, abs=1e-12), (op.name, operands)
        for edge in into[node.id]:
            local = tape.local(edge)
            assert local is not None
            if op.name == "power" and operands[0] == 0.0:
                continue  # 0 · ∞, for which the gate states its convention in words
            formula = op.derivative_text(edge.slot, shapes, node.params)
            said = evaluate(formula, op, operands, value, node.params, edge.slot)
            case = (op.name, edge.slot, operands, formula)
            if math.isinf(local.item()):
                assert said == local.item(), case
            else:
                assert said == pytest.approx(local.item(), rel=1e-9, abs=1e-12, nan_ok=True), case
            compared += 1
    return compared


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_every_formula_is_its_number_at_every_tie_and_kink(name: str) -> None:
    op, compared = OPS[name], 0
    counts = (2, 3, 4, 10) if op.variadic else (len(op.arguments),)
    for params, count in product(CASES_OF_OPTIONS.get(name, [{}]), counts):
        places = PLACES if count < 3 else (-1.0, 0.0, 1.0) if count < 5 else (0.0, 1.0)
        for values in product(places, repeat=count):
            if op.variadic and count == 10 and sum(values) not in (0, 2, 10):
                continue
            c = Circuit()
            leaves = [c.input(value) for value in values]
            compared += assert_edges_agree(c.run(c.gate(name, *leaves, **params)))
    assert compared


def test_every_formula_is_its_number_in_random_programs() -> None:
    compared = 0
    for seed in range(120):
        program = program_of_numbers(seed)
        tape = Tape(program.graph, [program.output])
        tape.forward()
        compared += assert_edges_agree(tape)
    for seed in range(8):
        try:
            view = at_level(random_program(seed), Level.SCALARS)
        except ProgramError:
            continue  # too large to open
        tape = Tape(view.graph, view.outputs.ravel().tolist())
        tape.forward()
        compared += assert_edges_agree(tape)
    assert compared > 600


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("a = 2; b = 2; f = max(a, b)", {"a": ("1[a ≥ b]", 1), "b": ("1[b > a]", 0)}),
        ("a = 2; b = 2; f = min(a, b)", {"a": ("1[a ≤ b]", 1), "b": ("1[b < a]", 0)}),
        ("m = 0; f = max(0, m)", {"m": ("1[m > 0]", 0)}),
        ("m = 0; f = max(m, 0)", {"m": ("1[m ≥ 0]", 1)}),
        (
            "a = 1; b = 1; c = 1; f = max(a, b, c)",
            {"a": ("1[a ≥ max(b, c)]", 1), "b": ("1[b > a] · 1[b ≥ c]", 0)},
        ),
    ],
)
def test_a_wire_says_who_wins_a_tie(program: str, expected: dict[str, tuple[str, float]]) -> None:
    trace = prepare(read_program(program)).trace()
    told = {
        str(trace.nodes[edge.source].name): (edge.formula.text.split(" = ")[1], edge.local)
        for edge in trace.edges
    }
    assert {name: told[name] for name in expected} == expected


def test_a_wire_into_amax_says_that_the_first_of_equals_wins() -> None:
    (edge,) = prepare(read_program("x = [1, 3, 3]; y = amax(x)")).trace().edges
    assert edge.formula.text.endswith("onehot(argmax(x))")
    assert edge.contribution == [0, 1, 0]


def test_literals_in_a_choice_are_numbers_in_its_formulas() -> None:
    program = read_program("x = 0.3; y = 0.2; f = max(x, 0.1, y, -0.2)")
    texts = [edge.formula.text for edge in prepare(program).trace().edges]
    assert texts == [
        "∂f/∂x = 1[x ≥ max(0.1, y, −0.2)]",
        "∂f/∂y = 1[y > max(x, 0.1)] · 1[y ≥ −0.2]",
    ]
    assert any(isinstance(operand, Literal) for operand in program.graph.nodes[-1].operands)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize(
    "program",
    [
        "x = 3\nf = x * x",
        "x = 3\nf = max(x, x)",
        "x = 3\nq = x - 1\nf = (q - q) * q",
        "x = 2\nx ** x",
    ],
)
def test_no_two_wires_state_the_same_derivative_differently(program: str, level: Level) -> None:
    """Of f = x · x, ∂f/∂x is 2x: along a wire it is x, and says along which."""
    trace = prepare(read_program(program), level).trace()
    sides = [edge.formula.text.split(" = ")[0] for edge in trace.edges if not edge.whole]
    assert len(set(sides)) == len(sides)
    for edge, side in zip(trace.edges, sides, strict=True):
        twice = trace.nodes[edge.target].inputs.count(edge.source) > 1
        assert side.endswith(f" (operand {edge.slot + 1})") == twice
