"""Blocks by hand: selected gates become a function of the program, and a call its gates again."""

from .inlining import inline_call
from .making import Made, free_name, make_block
from .selection import Closing, closing_of

__all__ = ["Closing", "Made", "closing_of", "free_name", "inline_call", "make_block"]
