"""``POST /api/v1/card``: what is said of a gate on a card of its own."""

from typing import Literal

from pydantic import Field

from .common import Answer, NonFinite, Span
from .derivation import DerivationAsk


class CardAsk(DerivationAsk):
    """Which node's card to tell."""


class EditAnswer(Answer):
    """A text for a place of the program."""

    place: Span = Field(description="What it takes the place of.")
    text: str = Field(description="The text; `▢` in it stands for the number that is chosen.")


class ChoiceAnswer(Answer):
    """One of the ways that a gate can be."""

    label: str = Field(description="What it is called.")
    chosen: bool = Field(description="Whether the gate is that way.")
    edits: list[EditAnswer] = Field(description="What writes it so.")


class DialAnswer(Answer):
    """A number that can be chosen."""

    value: float | NonFinite = Field(description="What it is.")
    edits: list[EditAnswer] = Field(description="What writes another, if no input holds it.")
    input: str | None = Field(description="The input or constant that holds it, if one does.")
    least: float | None = Field(description="The least that makes sense.")
    marks: list[float] = Field(description="Usual values.")


class SwitchAnswer(Answer):
    """Something that can be chosen at a gate; the program's text says it then."""

    name: str = Field(description="What it is of: `factor`, `reduction`, `slope`, `activation`, …")
    label: str = Field(description="What it is called on the card.")
    help: str = Field(description="What it does.")
    choices: list[ChoiceAnswer] = Field(description="The ways to choose from; none of a number.")
    dial: DialAnswer | None = Field(description="The number to choose; null of ways.")


class RoleAnswer(Answer):
    """What was predicted, or what is true."""

    name: str = Field(description="What it is called.")
    value: str = Field(description="What it is.")
    node: int | None = Field(description="Its node; null where it is a number within the gate.")


class ReadingAnswer(Answer):
    """A loss read as a loss."""

    gate: str = Field(description="The gate that gives its numbers, also where it is spelled out.")
    title: str = Field(description="Which loss it is.")
    says: str = Field(description="What it means, in a sentence.")
    cost: str = Field(description="What the prediction costs.")
    predicted: RoleAnswer = Field(description="What was predicted; of a penalty the weights.")
    actual: RoleAnswer | None = Field(description="What is true; null of a penalty.")


class CardLineAnswer(Answer):
    """A line, which is true once the sweep has come so far."""

    phase: Literal["forward", "backward"] = Field(description="When.")
    text: str = Field(description="The line.")


class ShareAnswer(Answer):
    """A part of an objective."""

    name: str = Field(description="`data` or `penalty`.")
    value: float | NonFinite = Field(description="What it adds.")


class StrokeAnswer(Answer):
    """A line of a curve."""

    name: str = Field(description="What it is called.")
    kind: Literal["here", "other", "slope"] = Field(
        description="`here`: the points stand on it; `slope`: it is the derivative."
    )
    y: list[float | NonFinite] = Field(description="Its heights at even places, left to right.")


class PointAnswer(Answer):
    """Where an element stands on a curve."""

    name: str = Field(description="Which element it is; empty of a number.")
    x: float = Field(description="Where it stands.")
    y: float = Field(description="How high it is there.")
    slope: float = Field(description="The derivative there: how steep the tangent line is.")


class CurveAnswer(Answer):
    """The curve that a gate's numbers stand on."""

    across: str = Field(description="What runs across.")
    up: str = Field(description="What runs up.")
    left: float = Field(description="Where it begins.")
    right: float = Field(description="Where it ends.")
    low: float = Field(description="The lowest height that is drawn.")
    high: float = Field(description="The highest height that is drawn.")
    lines: list[StrokeAnswer] = Field(description="Its lines.")
    points: list[PointAnswer] = Field(description="What stands on it; the first of many elements.")


class CardAnswer(Answer):
    """What is said of a gate on a card of its own; little of most gates."""

    loss: ReadingAnswer | None = Field(description="Of a loss, also one that is spelled out.")
    lines: list[CardLineAnswer] = Field(description="What holds at these numbers, line by line.")
    parts: list[ShareAnswer] = Field(description="What an objective adds up, if it is one.")
    curve: CurveAnswer | None = Field(description="Of a loss or an activation.")
    switches: list[SwitchAnswer] = Field(description="What can be chosen.")
