"""The kinds of exercises: one file each, and one row here."""

from .backward import Backward
from .blanks import Blanks
from .kind import Kind, Mark, Question

KINDS: dict[str, Kind] = {kind.name: kind for kind in (Backward(), Blanks())}
"""By the name that a link and a file have."""

__all__ = ["KINDS", "Kind", "Mark", "Question"]
