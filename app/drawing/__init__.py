"""Pictures: a trace placed and drawn."""

from .boxes import read_fit
from .film import Film, draw_film
from .layout import Fit
from .paper import Document, draw_pdf, draw_tikz
from .picture import Options
from .place import Placement, is_fitted, place
from .sketch import FROM as SKETCHED_FROM
from .sketch import draw_sketch
from .svg import draw_svg

__all__ = [
    "SKETCHED_FROM",
    "Document",
    "Film",
    "Fit",
    "Options",
    "Placement",
    "draw_film",
    "draw_pdf",
    "draw_sketch",
    "draw_svg",
    "draw_tikz",
    "is_fitted",
    "place",
    "read_fit",
]
