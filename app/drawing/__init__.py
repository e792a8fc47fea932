"""Pictures: a trace placed and drawn."""

from .place import Placement, place
from .svg import Options, draw_svg

__all__ = ["Options", "Placement", "draw_svg", "place"]
