"""The kinds of exercises: one file each, and one row here."""

from .backward import Backward
from .blanks import Blanks
from .derive import Derive
from .kind import Kind, Mark, Question
from .mistake import Mistake
from .order import Order
from .place import Place
from .predict import Predict
from .route import Route
from .shapes import Shapes

ROWS: tuple[Kind, ...] = (
    Backward(),
    Blanks(),
    Predict(),
    Place(),
    Order(),
    Route(),
    Shapes(),
    Mistake(),
    Derive(),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in ROWS}
"""By the name that a link and a file have."""

__all__ = ["KINDS", "Kind", "Mark", "Question"]
