"""``graph.svg``, ``graph.tex``, ``graph.pdf`` and ``film.svg``: a program drawn."""

from pydantic import BaseModel, ConfigDict, Field

from ...choices import LONGEST_TITLE, MOST_DIGITS, PACE, PACES, By, Palette, Theme
from .common import XYZ, Detail, Keys, Labels, Mode, Names
from .fit import FitAsk
from .trace import StoryAsk

_NAMES = "`plain` writes `W1` as it is, `layers` as W with a raised [1]."
_LABELS = "What stands on the wires: `numbers`, `symbols` such as `∂f/∂x = z·1`, or `both`."
_STEP = "How many steps have been played: 0 is before the first; the end when left out."
_THEME = "The paper's theme."
_PALETTE = "`classic` is green and red, `colourblind` blue and orange."
_DIGITS = "Decimals of the numbers in the picture."
_BATCH = "How many rows are samples, where the program does not show it: arrays of so many say so."
_SHAPES = "Whether every wire says the shape of what it carries, in the place of the numbers."
_FIT = "The box that the picture is to fit; it has its natural size when left out."
_TITLE = "The picture's title, for screen readers; made from the program when left out."
_BY = "What it goes on by: `gate` plays all steps of a gate together, `wire` each step by itself."
_WORDS = "Whether what happens is said below each picture."
_PACE = "For how many seconds each picture is shown; the last one longer."
_UNTIL = "The step after which the film ends; the end of the story when left out."
_PAGE = "The step that is drawn, on one page; a page for each step when left out."


class DrawAsk(StoryAsk):
    """What to draw, and how."""

    step: int | None = Field(default=None, ge=0, description=_STEP, examples=[3])
    theme: Theme = Field(default="light", description=_THEME)
    palette: Palette = Field(default="classic", description=_PALETTE)
    digits: int = Field(default=2, ge=0, le=MOST_DIGITS, description=_DIGITS)
    title: str | None = Field(default=None, max_length=LONGEST_TITLE, description=_TITLE)
    fit: FitAsk | None = Field(default=None, description=_FIT)
    batch: int | None = Field(default=None, ge=2, description=_BATCH)
    shapes: bool = Field(default=False, description=_SHAPES)


class PictureAsk(DrawAsk):
    """What to draw as SVG."""

    standalone: bool = Field(
        default=True,
        description="Carry the colours and the paper; `false` leaves them to `/picture.css`.",
    )
    sketch: bool = Field(
        default=False,
        description="Inside a page that writes the numbers itself: leave their places blank where "
        "there are more than 600 nodes. Counts with `standalone: false` and `labels: numbers`.",
    )


class FilmOptions(BaseModel):
    """What can be chosen of a film alone."""

    step: int | None = Field(default=None, ge=0, description=_UNTIL, examples=[3])
    by: By = Field(default="gate", description=_BY)
    pace: float = Field(default=PACE, ge=PACES[0], le=PACES[1], description=_PACE)
    words: bool = Field(default=True, description=_WORDS)


class DocumentOptions(BaseModel):
    """What can be chosen of a document alone."""

    step: int | None = Field(default=None, ge=0, description=_PAGE, examples=[3])
    by: By = Field(default="wire", description=_BY)
    words: bool = Field(default=True, description=_WORDS)


class FilmAsk(FilmOptions, DrawAsk):
    """What to draw as a film."""


class DocumentAsk(DocumentOptions, DrawAsk):
    """What to draw as the pages of a PDF."""


class PictureQuery(BaseModel):
    """The same as query parameters, so that a picture can be the address of an image."""

    model_config = ConfigDict(extra="forbid")

    program: str = Field(description="The program's text.", examples=[XYZ])
    inputs: str | None = Field(
        default=None,
        description="Numbers by name, as a JSON object.",
        examples=['{"x": 3}'],
    )
    output: str | None = Field(default=None, description="The name to differentiate.")
    seed: str | None = Field(
        default=None, description="The gradient at the output, as JSON.", examples=["1.0"]
    )
    mode: Mode = Field(default="reverse", description="`reverse` or `forward`.")
    wrt: str | None = Field(default=None, description="Forward mode: the input that moves.")
    detail: Detail = Field(default="gates", description="How far the program is opened.")
    closed: Keys = Field(default_factory=list, description="Calls folded into one node.")
    opened: Keys = Field(default_factory=list, description="Gates opened by themselves.")
    names: Names = Field(default="plain", description=_NAMES)
    labels: Labels = Field(default="numbers", description=_LABELS)
    step: int | None = Field(default=None, ge=0, description=_STEP, examples=[3])
    theme: Theme = Field(default="light", description=_THEME)
    palette: Palette = Field(default="classic", description=_PALETTE)
    digits: int = Field(default=2, ge=0, le=MOST_DIGITS, description=_DIGITS)
    batch: int | None = Field(default=None, ge=2, description=_BATCH)
    shapes: bool = Field(default=False, description=_SHAPES)
    title: str | None = Field(default=None, max_length=LONGEST_TITLE, description=_TITLE)
    fit: str | None = Field(
        default=None,
        max_length=40,
        description=f"{_FIT} Width and height in px, and after an @ the least size of its figures.",
        examples=["1280x540", "1280x540@21"],
    )


class FilmQuery(FilmOptions, PictureQuery):
    """The same of a film."""


class DocumentQuery(DocumentOptions, PictureQuery):
    """The same of a document."""
