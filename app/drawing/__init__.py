"""Pictures: a trace placed and drawn."""

from .boxes import read_fit
from .layout import Fit
from .place import Placement, place
from .svg import Options, draw_svg

__all__ = ["Fit", "Options", "Placement", "draw_svg", "place", "read_fit"]
