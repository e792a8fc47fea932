"""Every program of the golden cases gives its values and gradients, at every level of detail."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine.tape import Tape
from app.language import Level, Program, print_program, read_program
from tests.language.helpers import outside, summary

CASES = json.loads((Path(__file__).parent.parent / "data" / "cases.json").read_text())
PROGRAMS = [case for case in CASES if "program" in case]
EVERY_CASE = pytest.mark.parametrize("case", PROGRAMS, ids=lambda case: case["id"])


def read(case: dict[str, Any]) -> Program:
    return read_program(case["program"], output=case["output"])


@EVERY_CASE
def test_every_named_value_and_gradient_is_as_expected(case: dict[str, Any]) -> None:
    program = read(case)
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward(None if case["seed"] is None else {program.output: case["seed"]})
    names = program.graph.names
    assert case["values"]
    assert case["gradients"]
    tolerance = {"rtol": case["tolerance"]["rel"], "atol": case["tolerance"]["abs"]}
    for name, expected in case["values"].items():
        np.testing.assert_allclose(tape.values[names[name]], expected, **tolerance, err_msg=name)
    for name, expected in case["gradients"].items():
        gradient = tape.gradients[names[name]]
        np.testing.assert_allclose(
            np.zeros(np.shape(expected)) if gradient is None else gradient,
            expected,
            **tolerance,
            err_msg=name,
        )


@EVERY_CASE
@pytest.mark.parametrize("level", Level)
def test_outside_gradients_are_the_same_at_every_level(case: dict[str, Any], level: Level) -> None:
    program = read(case)
    value, gradients = outside(program, level, case["seed"])
    expected = case["values"][case["output"]]
    np.testing.assert_allclose(value, expected, rtol=1e-9, atol=1e-9)
    compared = gradients.keys() & case["gradients"].keys()
    assert compared
    for name in compared:
        np.testing.assert_allclose(
            gradients[name], case["gradients"][name], rtol=1e-9, atol=1e-9, err_msg=name
        )


@EVERY_CASE
def test_a_case_prints_as_a_program_of_the_same_graph(case: dict[str, Any]) -> None:
    program = read(case)
    assert summary(read_program(print_program(program)).graph) == summary(program.graph)
