"""Weight decay in each of its conventions, brought to one of them.

The lectures write λ·Σw², the demo that they link to (λ/2)·Σw², divided by the batch size: the same
λ decays 2·B times as much in the first. All rules below take (l2/2)·Σw² + l1·Σ|w|, undivided.
"""

from .config import RegularizationConfig


def undivided(decay: RegularizationConfig, batch: int) -> RegularizationConfig:
    """Return the same decay as (l2/2)·Σw² + l1·Σ|w|, for batches of so many samples."""
    share = 1.0 / max(batch, 1) if decay.per_batch else 1.0
    return RegularizationConfig(
        l1=decay.l1 * share, l2=decay.l2 * share * (1.0 if decay.half else 2.0)
    )
