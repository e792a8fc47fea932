"""``POST /api/v1/images``: small images that are made, and two programs that learn them."""

from typing import Annotated

from pydantic import Field

from .common import Answer, Ask


class ImagesAsk(Ask):
    """Which images, and how the network with a hidden layer is built."""

    set: str = Field(
        default="horses",
        description="`horses`: horses that face left or right, against what has two heads, none, "
        "or is a tree; `trees`: such horses against trees alone; `arrows`: the same as horses, "
        "with arrows.",
    )
    seed: int = Field(
        default=1, description="Of the noise in the images, and of the first weights."
    )
    units: int = Field(default=4, description="Units of the hidden layer, from 2 to 8.")
    activation: str = Field(default="relu", description="Of the hidden layer: `relu` or `tanh`.")
    strength: float = Field(
        default=0.02,
        ge=0,
        le=1e6,
        allow_inf_nan=False,
        description="λ of the penalty λΣW² on the weights.",
    )


class ImageAnswer(Answer):
    """One image."""

    kind: str = Field(description="What it shows.", examples=["facing left"])
    label: int = Field(description="Its class, from 0.")
    pixels: Annotated[list[float], Field(min_length=64, max_length=64)] = Field(
        description="8 × 8 pixels, row by row: 0 is paper, 1 is ink."
    )


class ImageSetAnswer(Answer):
    """One set that can be chosen."""

    name: str = Field(description="What a request calls it.")
    title: str = Field(description="What people call it.")


class ImagesAnswer(Answer):
    """The images, and the programs whose output is the loss on them, for `POST /api/v1/descend`."""

    sets: list[ImageSetAnswer] = Field(description="All sets that there are.")
    classes: list[str] = Field(description="The names of the two classes.")
    images: list[ImageAnswer] = Field(description="Kind by kind; a row of X each.")
    linear: str = Field(
        description="Softmax regression: a row of `W` for each class is its template."
    )
    hidden: str = Field(
        description="The same with a hidden layer: a row of `W1` for each unit, a row of `W2` for "
        "each class."
    )
