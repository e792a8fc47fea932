"""Settings that several tests know."""

from dataclasses import replace

import numpy as np

from app.classifier.losses import LOSSES
from app.classifier.setting import Setting

BIRD_OR_CAR = Setting(
    labels=[0], data=[[3, 2]], weights=[[-2, -1], [1, -5]], classes=["bird", "car"]
)
CAT_CAR_FROG = Setting(
    labels=[0, 1, 2],
    scores=[[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]],
    classes=["cat", "car", "frog"],
)


def drawn(seed: int = 3, rows: int = 7, classes: int = 4, columns: int = 3) -> Setting:
    """Draw a setting in which no score stands on a margin."""
    random = np.random.default_rng(seed)
    return Setting(
        labels=random.integers(0, classes, rows).tolist(),
        data=random.normal(size=(rows, columns)).tolist(),
        weights=random.normal(size=(classes, columns)).tolist(),
        biases=random.normal(size=classes).tolist(),
        margin=0.75,
    )


def each_loss() -> list[Setting]:
    """Give a setting for each loss, with a penalty of either convention."""
    plain = drawn()
    return [
        replace(plain, loss=loss, strength=0.3, half=half)
        for loss in LOSSES
        for half in (False, True)
    ]
