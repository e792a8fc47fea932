"""One program at four levels of detail, with identical outside gradients at all of them."""

from app.language.levels.parts import Part
from app.language.levels.view import Level, View, at_level

__all__ = ["Level", "Part", "View", "at_level"]
