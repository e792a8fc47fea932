"""Pictures: a trace placed and drawn."""

from .boxes import read_fit
from .layout import Fit
from .picture import Options
from .place import Placement, is_fitted, place
from .svg import draw_svg

__all__ = ["Fit", "Options", "Placement", "draw_svg", "is_fitted", "place", "read_fit"]
