"""Properties of random programs: levels agree, text and graph round-trip, both modes agree."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from app.engine.forward_mode import carry_tangents
from app.engine.graph import Kind
from app.engine.tape import Tape
from app.language import Level, print_program, read_program
from tests.language.helpers import outside, same, summary
from tests.language.programs import programs

PROFILE = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@PROFILE
@given(programs(wild=True))
def test_all_levels_give_the_same_values_and_gradients(text: str) -> None:
    program = read_program(text)
    value, gradients = outside(program, Level.GATES)
    for level in (Level.BLOCKS, Level.ELEMENTARY, Level.SCALARS):
        other, others = outside(program, level)
        same(other, value, "the output")
        assert others.keys() == gradients.keys()
        for name, gradient in others.items():
            same(gradient, gradients[name], name)


@PROFILE
@given(programs())
def test_a_printed_program_reads_in_to_the_same_graph(text: str) -> None:
    program = read_program(text)
    printed = print_program(program)
    again = read_program(printed)
    assert summary(again.graph) == summary(program.graph), printed
    assert again.output_name == program.output_name
    assert again.inputs.keys() == program.inputs.keys()
    assert print_program(again) == printed


@PROFILE
@given(programs())
def test_forward_mode_agrees_with_reverse_mode(text: str) -> None:
    program = read_program(text)
    tape = Tape(program.graph, [program.output])
    tape.forward()
    output = program.output
    assume(bool(np.all(np.isfinite(tape.values[output]))))
    tape.backward()
    for name, leaf in program.inputs.items():
        direction = np.random.default_rng(1).standard_normal(tape.values[leaf].shape)
        tangents, _ = carry_tangents(tape, {leaf: direction})
        gradient = tape.gradients[leaf]
        reverse = 0.0 if gradient is None else float(np.sum(gradient * direction))
        assert float(np.sum(tangents[output])) == pytest.approx(reverse, rel=1e-8, abs=1e-9), name


@PROFILE
@given(programs(most=5))
def test_every_node_points_at_text_and_every_level_keeps_its_leaves(text: str) -> None:
    program = read_program(text)
    lines = text.split("\n")
    for node in program.graph.nodes:
        span = node.source
        assert span is not None
        assert span.line == span.end_line
        assert 0 <= span.column < span.end_column <= len(lines[span.line - 1])
    for name, leaf in program.inputs.items():
        assert program.graph.nodes[leaf].kind is Kind.INPUT
        assert program.graph.nodes[leaf].name == name
