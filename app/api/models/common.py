"""What several requests and answers share: numbers as JSON, formulas, the program asked about."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from typing_extensions import TypeAliasType

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
"""The program of the examples in the documentation."""

Detail: TypeAlias = Literal["blocks", "gates", "elementary", "scalars"]
NonFinite: TypeAlias = Literal["NaN", "Infinity", "-Infinity"]


class Ask(BaseModel):
    """A request body: unknown fields are errors, and a number is not a text."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Answer(BaseModel):
    """A response body: says all of its fields, always."""

    model_config = ConfigDict(extra="forbid", strict=True, ser_json_inf_nan="strings")


class Summary(Answer):
    """What is told of an array of too many elements to list."""

    summary: Literal[True] = Field(description="Always true: this stands for a whole array.")
    shape: list[int] = Field(description="The array's shape.")
    min: float | NonFinite = Field(description="The smallest element.")
    max: float | NonFinite = Field(description="The largest element.")
    mean: float | NonFinite = Field(description="The mean of all elements.")
    norm: float | NonFinite = Field(description="The Euclidean norm of all elements.")
    preview: list[float | NonFinite] = Field(description="The first elements, row by row.")


Number = TypeAliasType("Number", "float | NonFinite | list[Number] | Summary")
"""A number, a nested list of numbers, or the summary of a large array."""

Numbers: TypeAlias = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"enum": ["NaN", "Infinity", "-Infinity"]},
                {"type": "array", "items": {}, "minItems": 1},
            ],
        }
    ),
]
"""A number or a nested list of numbers in a request; the program's reader checks it."""


class Formula(Answer):
    """One formula, twice."""

    text: str = Field(description="Plain text.")
    mathml: str = Field(description="MathML, ready for a page.")


class Span(Answer):
    """Where in the program something was written."""

    line: int = Field(description="First line, from 1.")
    column: int = Field(description="First column in characters, from 0.")
    end_line: int = Field(description="Last line, from 1.")
    end_column: int = Field(description="The column after the last character, from 0.")


class ProgramAsk(Ask):
    """A program, and what it is given."""

    program: str = Field(description="The program's text.", examples=[XYZ])
    inputs: dict[str, Numbers] = Field(
        default_factory=dict,
        description=(
            "Numbers by name, for names that the program uses but does not bind, or instead of the "
            "values that it binds. Each is a number or a nested list; `NaN`, `Infinity` and "
            "`-Infinity` are written as texts."
        ),
        examples=[{"x": 3}],
    )
    output: str | None = Field(
        default=None,
        description="The name to differentiate; the last statement when left out.",
        examples=["f"],
    )
