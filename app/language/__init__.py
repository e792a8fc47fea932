"""Text to graph and back: the reader, the levels of detail, the printer."""

from .errors import ProgramError
from .leaves import described_makers
from .levels import Difference, Ids, Level, Part, Run, View, at_level
from .printing import print_program
from .program import Program, ReadLimits
from .reader import read_program

__all__ = [
    "Difference",
    "Ids",
    "Level",
    "Part",
    "Program",
    "ProgramError",
    "ReadLimits",
    "Run",
    "View",
    "at_level",
    "described_makers",
    "print_program",
    "read_program",
]
