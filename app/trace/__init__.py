"""The trace: a program's values and gradients, told in order."""

from .model import Caution, EdgeStory, Formula, NodeStory, ShapeOnly, Step, Summary, Trace
from .prepared import Prepared, prepare

__all__ = [
    "Caution",
    "EdgeStory",
    "Formula",
    "NodeStory",
    "Prepared",
    "ShapeOnly",
    "Step",
    "Summary",
    "Trace",
    "prepare",
]
