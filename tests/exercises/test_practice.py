"""Practice: two hundred exercises of each level are sensible, and no two are alike."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from app.choices import LARGEST_SEED, PRACTICE_LEVELS
from app.cli import main
from app.engine.graph import Kind
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.exercises import check_backward, hint_for, practice, read_exercise
from app.language import Program, read_program

SEEDS = 200
text_of = cache(lambda level, seed: practice(level, seed).program)
EVERY_LEVEL = pytest.mark.parametrize("level", PRACTICE_LEVELS)


def run(program: Program) -> Tape:
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward()
    return tape


@EVERY_LEVEL
def test_numbers_are_short_and_nothing_is_on_a_kink_or_dead(level: int) -> None:
    texts = [text_of(level, seed) for seed in range(SEEDS)]
    assert len(set(texts)) == SEEDS
    for text in texts:
        program = read_program(text)
        tape = run(program)
        assert tape.values[program.output].shape == ()
        gradients = [one for one in tape.gradients if one is not None]
        for value in (*tape.values, *gradients):
            assert np.abs(value).max() <= 100, text
            assert np.abs(value * 100 - np.round(value * 100)).max() < 1e-7, text
        inputs = [node.id for node in program.graph.nodes if node.kind is Kind.INPUT]
        alive = [np.any(_gradient(tape, k) != 0) for k in inputs]
        assert sum(alive) >= max(1, len(inputs) / 2), text
        _has_one_slope(tape, inputs, program.output, text)


def _gradient(tape: Tape, node: int) -> Array:
    found = tape.gradients[node]
    assert found is not None
    return found


def _has_one_slope(tape: Tape, inputs: list[int], output: int, text: str) -> None:
    """On both sides of its numbers a program is as steep as its gradients say."""
    random = np.random.default_rng(1)
    starts = {k: tape.values[k].copy() for k in inputs}
    ways = {k: random.uniform(0.5, 1, start.shape) for k, start in starts.items()}
    slope = sum(float(np.sum(_gradient(tape, k) * ways[k])) for k in inputs)
    height = float(tape.values[output])
    for step in (1e-6, -1e-6):
        for k in inputs:
            tape.set(k, starts[k] + step * ways[k])
        tape.forward()
        found = (float(tape.values[output]) - height) / step
        assert found == pytest.approx(slope, abs=1e-3), text


@EVERY_LEVEL
def test_names_are_sensible_and_a_level_has_what_it_is_about(level: int) -> None:
    found = " ".join(text_of(level, seed) for seed in range(SEEDS))
    names = set(re.findall(r"(\w+) =", found))
    assert all(len(name) == 1 and name not in ("d", "e", "l", "O") for name in names)
    gates = {
        1: (r"\+", r"\*", r"max\("),
        2: (r"relu\(", r"\*\*2", r" / ", r" - ", r"[2-4] \* "),
        3: ("@", r"relu\(", r"sigmoid\(", r"sum\(", r"mean\(", r"\+ b", "axis=0", "axis=1"),
    }
    for gate in gates[level]:
        assert len(re.findall(gate, found)) >= 5, gate


def test_level_1_uses_each_value_once_and_level_2_one_of_them_more_often() -> None:
    for seed in range(SEEDS):
        one, two = (read_program(text_of(level, seed)).graph for level in (1, 2))
        assert max(len(uses) for uses in one.uses()) == 1
        assert max(len(uses) for uses in two.uses()) >= 2


@EVERY_LEVEL
def test_hints_lead_through_it(level: int) -> None:
    for seed in range(0, SEEDS, 10):
        program = read_program(text_of(level, seed))
        lines = []
        for name in reversed(program.graph.names):
            hint = hint_for(program, f"d{name}")
            if hint is not None:
                assert hint.line is not None, program.text
                lines.append(hint.line)
        found = check_backward(program, "\n".join(lines))
        assert set(found.asked) <= set(found.right), program.text


def test_an_exercise_never_changes() -> None:
    assert practice(1, 7).program == GOLDEN[1]
    assert practice(2, 7).program == GOLDEN[2]
    assert practice(3, 7).program == GOLDEN[3]


GOLDEN = {
    1: ("w = -4; x = -2; b = 4\nt = x * b\nf = w + t"),
    2: ("x = 2; y = -4; z = -4\ns = x * y\nt = x - z\nL = s - t"),
    3: (
        "X = [[3, -3], [3, 3]]\n"
        "W = [[-3, -1], [2, 2]]\n"
        "b = [2, 3]\n"
        "S = X @ W + b\n"
        "H = relu(S)\n"
        "T = const([[-2, 1], [-3, 2]])\n"
        "L = sum(H * T)"
    ),
}
"""What links of lecture notes hold."""


def test_the_command_prints_an_exercise_that_can_be_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["practice", "--level", "2", "--seed", "7"]) == 0
    printed = capsys.readouterr().out
    assert printed == f"# kind: backward\n# tolerance: 0.01\n# hints: on\n{GOLDEN[2]}\n"
    assert read_exercise(printed).hints
    for wrong in ("--level=4", "--seed=-1", "--seed=1000000", "--seed=x"):
        with pytest.raises(SystemExit) as stopped:
            main(["practice", wrong])
        assert stopped.value.code == 2


def test_the_page_knows_the_levels_and_seeds_of_the_server() -> None:
    script = (Path(__file__).parents[2] / "static/js/exercises/onward.js").read_text()
    levels = "".join(map(str, PRACTICE_LEVELS))
    assert f"/^practice-([{levels}])-" in script
    assert f"LARGEST_SEED = {LARGEST_SEED:_};" in script
