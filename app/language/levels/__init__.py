"""One program at four levels of detail, with identical outside gradients at all of them."""

from .parts import Part
from .run import Difference, Run
from .view import Ids, Level, View, at_level

__all__ = ["Difference", "Ids", "Level", "Part", "Run", "View", "at_level"]
