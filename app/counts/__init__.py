"""What a program costs, counted from its shapes alone: parameters, multiply-adds, memory.

Nothing is computed for it, so it is told of a program of any size whose leaves are shapes. Counts
are exact whole numbers; each comes with the arithmetic that leads to it.
"""

from .counting import Counts, GateCount, LayerCount, LeafCount, count, sum_text
from .rows import Rows, rows_of, with_batch

__all__ = [
    "Counts",
    "GateCount",
    "LayerCount",
    "LeafCount",
    "Rows",
    "count",
    "rows_of",
    "sum_text",
    "with_batch",
]
