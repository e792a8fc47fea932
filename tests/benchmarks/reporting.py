"""What the benchmarks share: a median, and a row that says whether a bound is kept."""

import gc
import statistics
import time
from collections.abc import Callable


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Return the median time of a run, in milliseconds, after one warm-up run."""
    work()
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def report(what: str, measured: float, bound: float, unit: str, at_least: bool = False) -> None:
    """Print one row."""
    good = measured >= bound if at_least else measured <= bound
    sign = "≥" if at_least else "≤"
    print(f"{what:<58}{measured:>9.2f} {unit:<6} ({sign} {bound:g})  {'ok' if good else 'MISSED'}")
