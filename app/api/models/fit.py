"""The box that a picture is to fit."""

from pydantic import Field

from ...choices import FIT_FIGURE, FIT_FIGURES, FIT_SIDES
from ...drawing import Fit
from .common import Ask


class FitAsk(Ask):
    """A box for the picture.

    The drawing gets the shape of the box and is made as large in it as it can be. Where figures
    would be smaller than asked for, arrays stand on their wires in smaller forms and long chains
    are bent into several bands, one under the other. Scaled to the box, what does not fit even so
    has smaller figures. Graphs of more than 200 nodes have their natural size.
    """

    width: int = Field(
        ge=FIT_SIDES[0], le=FIT_SIDES[1], description="Its width, in px.", examples=[1280]
    )
    height: int = Field(
        ge=FIT_SIDES[0], le=FIT_SIDES[1], description="Its height, in px.", examples=[540]
    )
    figure: float = Field(
        default=FIT_FIGURE,
        ge=FIT_FIGURES[0],
        le=FIT_FIGURES[1],
        description="How large the numbers are to be at least, in px, when the drawing is scaled "
        "to the box; in the drawing itself they have 16.",
    )

    def box(self) -> Fit:
        """Return it as the layout takes it."""
        return Fit(self.width, self.height, self.figure)
