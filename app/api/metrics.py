"""Counters for Prometheus, in its text format; all workers of a server count together.

Every worker has a row of numbers in memory that they share, and writes only to its own. Whichever
answers adds the rows up, so that no counter ever falls, and it does not matter which one is asked.
"""

import os
from bisect import bisect_left
from collections.abc import MutableSequence
from itertools import accumulate
from time import sleep

from ..settings import Settings

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
STATUSES = ("2xx", "3xx", "4xx", "5xx")
REFUSALS = ("403", "408", "413", "415", "422", "429")
BOUNDS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0)
"""Upper bounds of the seconds that an answer took."""
GAUGES = ("chainrule_streams", "chainrule_queue")
SECONDS = "chainrule_request_seconds"
HELP = {
    "chainrule_requests_total": ("counter", "Requests answered, by status."),
    "chainrule_refusals_total": ("counter", "Requests refused, by status."),
    SECONDS: ("histogram", "Seconds from a request to the end of its answer."),
    "chainrule_streams_total": ("counter", "Training streams opened."),
    "chainrule_updates_total": ("counter", "Updates of networks in training."),
    "chainrule_streams": ("gauge", "Training streams open now."),
    "chainrule_queue": ("gauge", "Requests being computed or waiting for it."),
}
SAMPLES = (
    *(f'chainrule_requests_total{{status="{status}"}}' for status in STATUSES),
    *(f'chainrule_refusals_total{{status="{status}"}}' for status in REFUSALS),
    *(f'{SECONDS}_bucket{{le="{bound:g}"}}' for bound in BOUNDS),
    f'{SECONDS}_bucket{{le="+Inf"}}',
    f"{SECONDS}_sum",
    "chainrule_streams_total",
    "chainrule_updates_total",
    *GAUGES,
)
PLACE = {sample: place for place, sample in enumerate(SAMPLES, 1)}
ROW = 1 + len(SAMPLES)
"""Numbers of one worker: its process id, and one for each sample."""

SETTLED = 0.01
"""Seconds after which it is seen whether another worker has taken the same row."""

Table = MutableSequence[float]


def table_size(settings: Settings) -> int:
    """Return how many numbers all workers need; one that takes the place of another counts on."""
    return ROW * settings.workers


class Metrics:
    """What one worker counts, and what all have counted."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._start = _own_row(table)
        for gauge in GAUGES:
            self.set(gauge, 0)

    def add(self, sample: str, amount: float = 1) -> None:
        """Count on."""
        self._table[self._start + PLACE[sample]] += amount

    def set(self, sample: str, value: float) -> None:
        """Say how it stands now."""
        self._table[self._start + PLACE[sample]] = value

    def answered(self, status: int, seconds: float) -> None:
        """Count one request."""
        self.add(f'chainrule_requests_total{{status="{min(max(status // 100, 2), 5)}xx"}}')
        if str(status) in REFUSALS:
            self.add(f'chainrule_refusals_total{{status="{status}"}}')
        self._table[self._start + PLACE[_BUCKETS[bisect_left(BOUNDS, seconds)]]] += 1
        self.add(f"{SECONDS}_sum", seconds)

    def text(self) -> str:
        """Write what all workers have counted."""
        totals = {sample: self._total(sample) for sample in SAMPLES}
        totals |= zip(_BUCKETS, accumulate(totals[bucket] for bucket in _BUCKETS), strict=True)
        totals[f"{SECONDS}_count"] = totals[_BUCKETS[-1]]
        lines: list[str] = []
        for name, (kind, about) in HELP.items():
            lines += [f"# HELP {name} {about}", f"# TYPE {name} {kind}"]
            parts = (name, f"{name}_bucket", f"{name}_sum", f"{name}_count")
            lines += [
                f"{sample} {value:.10g}"
                for sample, value in totals.items()
                if sample.partition("{")[0] in (parts if kind == "histogram" else (name,))
            ]
        return "\n".join([*lines, ""])

    def _total(self, sample: str) -> float:
        starts = list(range(0, len(self._table), ROW))
        if sample in GAUGES:  # those of a worker that has died are over
            starts = [start for start in starts if _is_alive(int(self._table[start]))]
        return sum(self._table[start + PLACE[sample]] for start in starts)


def is_ahead(table: Table) -> bool:
    """Tell whether this worker has more streams than another that is alive."""
    place, process = PLACE["chainrule_streams"], os.getpid()
    rows = [row for row in range(0, len(table), ROW) if _is_alive(int(table[row]))]
    own = sum(table[row + place] for row in rows if table[row] == process)
    return any(table[row + place] < own for row in rows)


_BUCKETS = [sample for sample in SAMPLES if "_bucket" in sample]


def _own_row(table: Table) -> int:
    """Take the row of a worker that has died, or one that nobody had; returns where it begins."""
    process, rows = os.getpid(), range(0, len(table), ROW)
    while free := [row for row in rows if not _is_alive(int(table[row]))]:
        table[free[0]] = process
        if len(rows) > 1:
            sleep(SETTLED)
        if table[free[0]] == process:
            return free[0]
    return rows[0]


def _is_alive(process: int) -> bool:
    if process == 0:
        return False
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
