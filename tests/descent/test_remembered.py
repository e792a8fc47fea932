"""What a rule is told to make on its way is what its own lines make, at every update."""

import re

import numpy as np
import pytest

from app.descent.history import History, descend
from app.descent.learner import Learner
from app.descent.remembered import spelled_rule, symbols_of
from app.engine.tape import Tape
from app.language import read_program
from app.training.config import OptimizerConfig
from app.training.optimizers import OPTIMIZERS

PROGRAM = "w0 = 1; w1 = [-2, 0.5]\nE = w0**2 + 3*sum(w1**2) + w0*sum(w1)"
UPDATES = 4
NAMES = {
    "β₁": "b1",
    "β₂": "b2",
    "m̂": "mh",
    "ŝ": "sh",
    "μ": "mu",
    "ρ": "rho",
    "ε": "eps",
    "η": "eta",
}


def told(rule: str, every: int = 1, beta1: float = 0.9) -> tuple[OptimizerConfig, History]:
    config = OptimizerConfig(name=rule, learning_rate=0.05, beta1=beta1)
    learner = Learner(read_program(PROGRAM), config)
    return config, descend(learner, UPDATES, every, explain=True)


def as_program(formula: str) -> str:
    text = re.sub(r"(β[₁₂])ᵗ", r"(\1 ** t)", formula)
    for symbol, name in NAMES.items():
        text = text.replace(symbol, name)
    text = re.sub(r"√(\w+)", r"sqrt(\1)", text)
    for sign, written in (("·", "*"), ("−", "-"), ("²", "**2"), ("√", "sqrt")):
        text = text.replace(sign, written)
    return text


def computed(text: str, numbers: dict[str, float]) -> float:
    names = set(re.findall(r"[a-z]\w*", text)) - {"sqrt"}
    program = read_program(text, {name: numbers[name] for name in names})
    tape = Tape(program.graph, [program.output])
    tape.forward()
    return float(tape.values[program.output])


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_the_lines_make_the_numbers_that_are_told(rule: str) -> None:
    config, history = told(rule)
    spelled = spelled_rule(config)
    options = {NAMES.get(symbol, symbol): number for symbol, number in spelled.options.items()}
    assert history.memory is not None
    assert [line.partition(" ← ")[0] for line in spelled.lines] == [*symbols_of(rule), "p"]
    for update in range(1, UPDATES + 1):
        before, after = history.memory[update - 1], history.memory[update]
        for k in range(3):
            known = options | {"g": history.gradients[update - 1][k], "t": float(update)}
            known |= {NAMES.get(s, s): array[k] for s, array in before.items()}
            known["p"] = history.values[update - 1][k]
            for line in spelled.lines:
                symbol, _, formula = line.partition(" ← ")
                made = computed(as_program(formula), known)
                said = history.values[update][k] if symbol == "p" else after[symbol][k]
                assert made == pytest.approx(said, rel=1e-9, abs=1e-12), (line, update)
                known[NAMES.get(symbol, symbol)] = said


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_nothing_is_remembered_at_the_start(rule: str) -> None:
    _, history = told(rule)
    assert history.memory is not None
    assert all(not array.any() for array in history.memory[0].values())


def test_what_is_told_of_later_rows_is_the_same() -> None:
    _, each = told("adam", beta1=0.8)
    _, some = told("adam", every=2, beta1=0.8)
    assert each.memory is not None
    assert some.memory is not None
    for row, update in enumerate(some.updates):
        for symbol, array in some.memory[row].items():
            assert np.array_equal(array, each.memory[update][symbol])
