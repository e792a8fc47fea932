"""Pictures on paper: as TikZ for LaTeX, and as the pages of a PDF."""

from .document import Document, draw_pdf
from .tikz import draw_tikz

__all__ = ["Document", "draw_pdf", "draw_tikz"]
