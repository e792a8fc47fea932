"""Text to graph and back: the reader, the levels of detail, the printer."""

from app.language.errors import ProgramError
from app.language.levels import Level, Part, View, at_level
from app.language.printing import print_program
from app.language.program import Program, ReadLimits
from app.language.reader import read_program

__all__ = [
    "Level",
    "Part",
    "Program",
    "ProgramError",
    "ReadLimits",
    "View",
    "at_level",
    "print_program",
    "read_program",
]
