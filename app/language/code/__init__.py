"""A program as code that runs on its own: NumPy with a backward pass written out, PyTorch, classes.

``write_numpy``, ``write_torch`` and ``write_classes`` give the text; ``list_numpy`` and its like
give it as a listing, which also knows the lines of every gate and of every contribution.
"""

from .listing import ClassListing, Listing
from .loop import Loop, MiniBatches, Varying
from .with_classes import list_classes, write_classes
from .with_numpy import list_numpy, write_numpy
from .with_torch import list_torch, write_torch

__all__ = [
    "ClassListing",
    "Listing",
    "Loop",
    "MiniBatches",
    "Varying",
    "list_classes",
    "list_numpy",
    "list_torch",
    "write_classes",
    "write_numpy",
    "write_torch",
]
