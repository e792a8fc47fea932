"""A box that a picture is to fit, in writing: ``1280x540``, or ``1280x540@21`` with a figure."""

import re

from ..choices import FIT_FIGURE, FIT_FIGURES, FIT_SIDES
from ..engine.errors import ArgumentError
from .layout import Fit

_WRITTEN = re.compile(r"([0-9]{1,9})x([0-9]{1,9})(?:@([0-9]{1,9}(?:\.[0-9]{1,9})?))?")


def read_fit(text: str) -> Fit:
    """Read a box.

    Raises:
        ArgumentError: it is not written so, or one of its sizes is out of bounds.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise ArgumentError(
            f"expected a width and a height, got {text[:40]!r}",
            hint="write them in px as 1280x540, or 1280x540@21 for figures of at least 21 px",
        )
    width, height = int(match[1]), int(match[2])
    figure = FIT_FIGURE if match[3] is None else float(match[3])
    for side, (low, high) in ((width, FIT_SIDES), (height, FIT_SIDES), (figure, FIT_FIGURES)):
        if not low <= side <= high:
            raise ArgumentError(
                f"{side:g} is out of bounds",
                hint=f"a side has {FIT_SIDES[0]} to {FIT_SIDES[1]:,} px, "
                f"a figure {FIT_FIGURES[0]:g} to {FIT_FIGURES[1]:g}",
            )
    return Fit(width, height, figure)
