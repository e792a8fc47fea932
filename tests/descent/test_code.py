"""The loops of the code panel and of the descent page are run, and give the descent's numbers."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from app.descent.asked import Descent
from app.descent.code import RULES, loop, options_of
from app.descent.history import descend
from app.descent.learner import Learner
from app.descent.script import loop_of
from app.engine.errors import ArgumentError, ShapeError
from app.language import read_program
from app.language.code import list_classes, list_numpy, list_torch
from app.training.config import OptimizerConfig
from app.training.optimizers import OPTIMIZERS
from tests.descent.programs import LOSSES, ROWS, SCALES, SURFACES, VARYING
from tests.language.code.running import print_scripts

UPDATES, STEPS = 25, 40
BY_HAND = (list_numpy, list_classes)
"""The scripts that make their gradients themselves."""


def test_every_rule_has_its_lines() -> None:
    assert RULES.keys() == OPTIMIZERS.keys()


def test_the_numpy_loops_print_the_losses_of_the_descents() -> None:
    scripts, expected = [], []
    for title, text in {**SURFACES, **LOSSES}.items():
        program = read_program(text)
        for name, rule in OPTIMIZERS.items():
            options = OptimizerConfig(name=name, learning_rate=rule.rate * SCALES.get(title, 1.0))
            loop = loop_of(program, Descent(options, None, UPDATES))
            scripts += [write(program, None, loop).text for write in BY_HAND]
            expected += [descend(Learner(program, options), UPDATES).losses] * len(BY_HAND)
    for out, losses in zip(print_scripts(scripts), expected, strict=True):
        rows = [line.split() for line in out.splitlines()]
        assert [int(row[0]) for row in rows] == list(range(UPDATES + 1))
        assert [float(row[1]) for row in rows] == pytest.approx(losses, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("title", VARYING)
def test_what_varies_varies_in_the_numpy_loop_too(title: str) -> None:
    scripts, expected = [], []
    schedule, stochastic = VARYING[title]
    for text in ROWS.values():
        program = read_program(text)
        for name in OPTIMIZERS:
            options = OptimizerConfig(name=name, learning_rate=0.02, schedule=schedule)
            loop = loop_of(program, Descent(options, None, UPDATES, stochastic))
            scripts += [write(program, None, loop).text for write in BY_HAND]
            learner = Learner(program, options, None, stochastic)
            expected += [descend(learner, UPDATES).losses] * len(BY_HAND)
    for out, losses in zip(print_scripts(scripts), expected, strict=True):
        found = [float(line.split()[1]) for line in out.splitlines()]
        assert found == pytest.approx(losses, rel=1e-11, abs=1e-12)


def test_only_what_is_named_learns() -> None:
    program = read_program(SURFACES["bowl"])
    loop = loop_of(program, Descent(OptimizerConfig(name="sgd", learning_rate=0.1), ["w1"], 2))
    listing = list_numpy(program, None, loop)
    (out,) = print_scripts([listing.text])
    losses = [float(line.split()[1]) for line in out.splitlines()]
    assert losses == pytest.approx([4, 1 + 3 * 0.4**2, 1 + 3 * 0.16**2])
    (line,) = listing.update_lines.values()
    assert listing.text.split("\n")[line - 1].strip() == "w1 = w1 - 0.1 * dw1"


def test_every_step_has_its_line_inside_the_loop() -> None:
    program = read_program("update = 3\nloss = (update - 1)**2")
    loop = loop_of(program, Descent(OptimizerConfig(name="momentum", learning_rate=0.1), None, 3))
    for listing in (list_numpy(program, None, loop), list_torch(program, None, loop)):
        lines = listing.text.split("\n")
        assert "for update_2 in range(4):" in lines  # the program has the plain name
        found = [*listing.forward_lines.values(), *listing.update_lines.values()]
        assert all(0 < line <= len(lines) for line in found)
        assert listing.seed_line is not None
        assert lines[listing.seed_line - 1].startswith("    ")


def test_the_lines_of_a_step_of_classes_stand_together() -> None:
    program = read_program("update = 3; graph = 2\nloss = (update - graph)**2")
    options = OptimizerConfig(name="momentum", learning_rate=0.1)
    listing = list_classes(program, None, loop_of(program, Descent(options, ["update"], 3)))
    lines = listing.text.split("\n")
    assert "for update_2 in range(4):" in lines
    (step,) = listing.update_lines.values()
    assert [lines[line - 1].strip() for line in step] == [
        'update, dupdate = graph_2.values["update"], graph_2.gradients["update"]',
        "update_v = 0.9 * update_v - 0.1 * dupdate",
        "update = update + update_v",
        'graph_2.values["update"] = update',
    ]
    assert lines[listing.seed_lines[-1] - 1] == "    graph_2.backward(1.0)"


def test_nothing_learns_from_an_array() -> None:
    with pytest.raises(ShapeError):
        loop_of(read_program("x = [1, 2]\ny = x * x"), Descent(OptimizerConfig(), None, 1))
    with pytest.raises(ArgumentError):
        loop_of(read_program("x = 1\ny = x * x"), Descent(OptimizerConfig(), ["z"], 1))


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_the_lines_beside_the_landscape_do_what_the_rule_does(rule: str, tmp_path: Path) -> None:
    lines, gradient = loop(rule)
    lines = [line.format(**options_of(rule)) for line in lines]
    assert lines[gradient].strip() == "g = gradient(w)"
    scope = {
        "np": np,
        "start": np.array([1.0, 1.0]),
        "rate": 0.05,
        "n": STEPS,
        "gradient": lambda w: w * np.array([2.0, 6.0]),
    }
    file = tmp_path / "rule.py"
    file.write_text("\n".join(lines))
    end = runpy.run_path(str(file), scope)["w"]
    options = OptimizerConfig(name=rule, learning_rate=0.05)
    history = descend(Learner(read_program(SURFACES["bowl"]), options), STEPS)
    np.testing.assert_allclose(end, history.values[-1], rtol=1e-9, atol=1e-12)
