"""The loop that the code panel writes for PyTorch: its losses are those of the descent."""

from collections.abc import Callable, Iterator

import numpy as np

from app.descent.asked import Descent
from app.descent.history import descend
from app.descent.learner import Learner
from app.descent.script import loop_of
from app.language import read_program
from app.language.code import list_torch
from app.training.config import OptimizerConfig
from app.training.optimizers import OPTIMIZERS
from tests.descent.programs import LOSSES, ROWS, SCALES, SURFACES, VARYING

UPDATES = 25
AGREES, CLOSELY = 1e-9, 1e-10


def loops() -> Iterator[tuple[str, str, Callable[[str], None]]]:
    """Compare the loop of every update rule on every program."""
    for title, text in {**SURFACES, **LOSSES}.items():
        program = read_program(text)
        for name, rule in OPTIMIZERS.items():
            options = OptimizerConfig(name=name, learning_rate=rule.rate * SCALES.get(title, 1.0))
            loop = loop_of(program, Descent(options, None, UPDATES))
            losses = descend(Learner(program, options), UPDATES).losses
            yield (
                f"{title} by {name} in a loop",
                list_torch(program, None, loop).text,
                _same(losses),
            )


def varying_loops() -> Iterator[tuple[str, str, Callable[[str], None]]]:
    """Compare the loops of every rule under schedules, with noise and with mini-batches."""
    for varies, (schedule, stochastic) in VARYING.items():
        for title, text in ROWS.items():
            program = read_program(text)
            for name in OPTIMIZERS:
                options = OptimizerConfig(name=name, learning_rate=0.02, schedule=schedule)
                loop = loop_of(program, Descent(options, None, UPDATES, stochastic))
                learner = Learner(program, options, None, stochastic)
                yield (
                    f"{title} by {name} in a loop with {varies}",
                    list_torch(program, None, loop).text,
                    _same(descend(learner, UPDATES).losses, CLOSELY),
                )


def _same(losses: list[float], agrees: float = AGREES) -> Callable[[str], None]:
    def passes(out: str) -> None:
        found = [float(line.split()[1]) for line in out.splitlines()]
        np.testing.assert_allclose(found, losses, rtol=agrees, atol=agrees)

    return passes
