"""Errors as they go over the wire (RFC 9457)."""

from pydantic import BaseModel, Field


class FieldError(BaseModel):
    """One thing wrong with a request."""

    pointer: str = Field(
        description="Where: a JSON pointer into the body, or the query parameter's name after `?`.",
        examples=["/inputs/x"],
    )
    message: str = Field(description="What is wrong there.", examples=["expected a number"])


class Problem(BaseModel):
    """Why a request was not answered. Fields that do not apply are left out."""

    type: str = Field(
        description="What kind of problem it is; the address explains it.",
        examples=["/problems/unknown-name"],
    )
    title: str = Field(description="The kind, in words.", examples=["Unknown name"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(description="What is wrong, in one sentence.")
    instance: str = Field(description="The address that was asked.", examples=["/api/v1/trace"])
    hint: str | None = Field(default=None, description="What to try.")
    line: int | None = Field(default=None, description="Program errors: the line, from 1.")
    column: int | None = Field(default=None, description="The column, from 0.")
    end_line: int | None = Field(default=None, description="Where it ends: the line, from 1.")
    end_column: int | None = Field(default=None, description="The column after its end, from 0.")
    replacement: str | None = Field(
        default=None,
        description="Program errors: what to write instead of the text between the two places, "
        "where the hint says it to the letter; empty: delete that text.",
        examples=["sin(x) / cos(x)"],
    )
    snippet: str | None = Field(
        default=None, description="The line of the program, with carets beneath what is wrong."
    )
    errors: list[FieldError] | None = Field(
        default=None, description="Request errors: each field that is wrong."
    )
