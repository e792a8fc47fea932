"""Pictures: a trace placed and drawn."""

from app.drawing.place import Placement, place
from app.drawing.svg import Options, draw_svg

__all__ = ["Options", "Placement", "draw_svg", "place"]
