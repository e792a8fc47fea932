"""A palette: gates, blocks and inputs that are put into a program, one press each.

Whatever is put in is right at once: it takes values that are there, and the parameters, labels and
targets that it needs besides are made to fit them.
"""

from .blocks import BLOCKS, Block
from .catalogue import GATE_GROUPS, INPUTS
from .inserting import Inserted, Piece, insert

__all__ = ["BLOCKS", "GATE_GROUPS", "INPUTS", "Block", "Inserted", "Piece", "insert"]
