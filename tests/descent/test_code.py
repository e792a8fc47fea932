"""The lines of NumPy beside the landscape do what the rules do."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from app.descent.code import RULE_CODE, loop
from app.descent.history import descend
from app.descent.learner import Learner
from app.language import read_program
from app.training.config import RULES, OptimizerConfig
from tests.descent.programs import SURFACES

UPDATES = 40


@pytest.mark.parametrize("rule", RULES)
def test_the_lines_give_the_numbers_of_the_rule(rule: str, tmp_path: Path) -> None:
    lines, gradient = loop(rule)
    assert lines[gradient].strip() == "g = gradient(w)"
    scope = {
        "np": np,
        "start": np.array([1.0, 1.0]),
        "rate": 0.05,
        "n": UPDATES,
        "gradient": lambda w: w * np.array([2.0, 6.0]),
    }
    file = tmp_path / "rule.py"
    file.write_text("\n".join(lines))
    end = runpy.run_path(str(file), scope)["w"]
    options = OptimizerConfig(name=rule, learning_rate=0.05)
    history = descend(Learner(read_program(SURFACES["bowl"]), options), UPDATES)
    np.testing.assert_allclose(end, history.values[-1], rtol=1e-9, atol=1e-12)


def test_every_rule_has_lines() -> None:
    assert set(RULE_CODE) == set(RULES)
