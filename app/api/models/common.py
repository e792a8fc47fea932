"""What several requests and answers share: numbers as JSON, formulas, the program asked about."""

from typing import Annotated, Any, Literal, Self, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, FailFast, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from typing_extensions import TypeAliasType

from ... import choices, trace

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
"""The program of the examples in the documentation."""
CIRCUITS = {
    "circuit": {"summary": "The first circuit", "value": {"program": XYZ}},
    "other numbers": {
        "summary": "The same with another x",
        "value": {"program": XYZ, "inputs": {"x": 3}},
    },
}
"""Examples of requests that read a program and other numbers for it."""

# Named, so that a generated client has one type for each, and not one for each field.
Detail = TypeAliasType("Detail", choices.Detail)
"""A level of detail."""
NonFinite = TypeAliasType("NonFinite", Literal["NaN", "Infinity", "-Infinity"])
"""A number that JSON has no other way to write."""
Mode = TypeAliasType("Mode", choices.Mode)
"""Which way derivatives are carried."""

Labels = TypeAliasType("Labels", choices.Labels)
"""What stands on the wires of a picture."""
Names = TypeAliasType("Names", choices.Names)
"""How a name that ends in a number is written."""

T = TypeVar("T")
Pair: TypeAlias = Annotated[list[T], Field(min_length=2, max_length=2)]
"""Two of a kind; JSON has no tuples."""


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
    raster: list[float | NonFinite] = Field(
        description=(
            "The array as rows of its last axis, on a raster of at most 8 by 8 cells, row by row: "
            "of each block of elements the one that is largest in size."
        )
    )


class ShapeOnly(Answer):
    """What is told of an array that has a shape and no numbers."""

    shape_only: Literal[True] = Field(description="Always true: there are no numbers.")
    shape: list[int] = Field(description="The array's shape; empty for a single number.")


class _OpenItems:
    """Describes the items of a nested list as anything.

    A schema that refers to itself is right, but generators of clients trip over it: in Python they
    drop the answers that hold it, and in TypeScript it is an error of its own (TS2502).
    """

    @staticmethod
    def __get_pydantic_json_schema__(
        schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = handler(schema)
        for kind in handler.resolve_ref_schema(described)["anyOf"]:
            if kind.get("type") == "array":
                kind["items"] = {}
        return described


Number = TypeAliasType(
    "Number", Annotated["float | NonFinite | list[Number] | Summary | ShapeOnly", _OpenItems]
)
"""A number, a nested list of numbers, the summary of a large array, or a shape without numbers."""

NestedIds = TypeAliasType("NestedIds", Annotated["int | list[NestedIds]", _OpenItems])
"""A node's id; of an array that is opened into scalars, nested lists of its elements' ids."""

Numbers = TypeAliasType(
    "Numbers",
    Annotated[
        Any,
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "number"},
                    {"type": "string", "enum": list(get_args(NonFinite.__value__))},
                    {"type": "array", "items": {}, "minItems": 1},
                ],
            }
        ),
    ],
)
"""A number or a nested list of numbers in a request; the program's reader checks it."""


Keys: TypeAlias = Annotated[list[str], Field(max_length=20_000), FailFast()]
"""Keys of parts; the first that is wrong is told of, and not each of a million."""


class Formula(Answer):
    """One formula, twice."""

    text: str = Field(description="Plain text.")
    mathml: str = Field(description="MathML, ready for a page.")

    @classmethod
    def of(cls, written: trace.Formula) -> Self:
        """Answer with a formula as it is written in stories."""
        return cls(text=written.text, mathml=written.mathml)


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
