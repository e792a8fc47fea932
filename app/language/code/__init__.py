"""A program as code that runs on its own: NumPy with a backward pass written out, and PyTorch.

``write_numpy`` and ``write_torch`` give the text; ``list_numpy`` and ``list_torch`` give it as a
:class:`Listing`, which also knows the line of every gate and of every contribution.
"""

from .listing import Listing
from .loop import Loop, MiniBatches, Varying
from .with_numpy import list_numpy, write_numpy
from .with_torch import list_torch, write_torch

__all__ = [
    "Listing",
    "Loop",
    "MiniBatches",
    "Varying",
    "list_numpy",
    "list_torch",
    "write_numpy",
    "write_torch",
]
