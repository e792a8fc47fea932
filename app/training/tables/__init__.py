"""Points from the text of a table, as spreadsheets and other programs write it."""

from .errors import TableError
from .points import ReadPoints, Skipped, Wanted, read_points

__all__ = ["ReadPoints", "Skipped", "TableError", "Wanted", "read_points"]
