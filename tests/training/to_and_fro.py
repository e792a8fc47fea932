"""A run that is gone through to and fro, beside one that goes straight."""

from collections.abc import Callable

import numpy as np

from app.training.config import Config
from app.training.datasets import Data
from app.training.run import Run
from app.training.trainer import Trainer


def must_end_the_same(
    config: Config, data: Data, halfway: Callable[[Trainer], None] = lambda _: None
) -> None:
    """Fail unless both come to the same parameters, to the bit; look at update 130 on the way."""
    straight, run = Trainer(config, data), Run(config, data)
    straight.advance(210)
    for updates in (1, 99, 110):
        run.advance(updates)
    run.seek(130)
    run.catch_up(1000)
    halfway(run.trainer)
    run.explain()
    run.advance(79)
    np.testing.assert_array_equal(run.trainer.parameters, straight.parameters)
