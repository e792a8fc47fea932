"""``POST /api/v1/datasets/read``."""

from typing import Annotated

from pydantic import Field

from .common import Answer, Ask, Pair


class ReadAsk(Ask):
    """The text of a table, and what is to be taken of it."""

    text: str = Field(description="The table as text, one point a line.")
    columns: Pair[str] | None = Field(
        default=None, description="The columns of x1 and x2; the likeliest when left out."
    )
    label: str | None = Field(
        default=None, description="The column of the label; the likeliest when left out."
    )
    header: bool | None = Field(
        default=None,
        description="Whether the first row names the columns; found out when left out. Columns "
        "without a name are called `column 1` and so on.",
    )
    values: bool | None = Field(
        default=None,
        description="Whether labels are values rather than classes; when left out, they are where "
        "they are not whole or too many.",
    )


class SkippedAnswer(Answer):
    """A row that is no point."""

    line: int = Field(description="Its line.")
    why: str = Field(description="What is wrong with it.")


class ReadAnswer(Answer):
    """The points of a table, as a configuration takes them, and what was found out of it."""

    points: list[Annotated[list[float], Field(min_length=3, max_length=3)]] = Field(
        description="x1, x2 and label of each: its class, from 0, or its value."
    )
    columns: Pair[str] = Field(description="The columns that x1 and x2 are from.")
    label: str = Field(description="The column that the labels are from.")
    class_names: list[str] | None = Field(
        description="What classes are called; null where they are numbers from 0, or values."
    )
    values: bool = Field(description="Whether labels are values rather than classes.")
    header: bool = Field(description="Whether the first row names the columns.")
    names: list[str] = Field(description="All columns that there are.")
    skipped: list[SkippedAnswer] = Field(description="Rows that were left out, the first ones.")
    skipped_rows: int = Field(description="How many rows were left out.")
