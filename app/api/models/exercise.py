"""``POST /api/v1/exercise`` and ``/exercise/marks``: questions about a program, and marks."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from .common import XYZ, Answer, Ask

KindName: TypeAlias = Literal[
    "backward", "blanks", "predict", "place", "order", "route", "shapes", "mistake", "derive"
]
Form: TypeAlias = Literal["lines", "line", "number", "array", "shape", "choice", "choices", "order"]
MarkStatus: TypeAlias = Literal["right", "rounded", "part", "wrong", "missing", "error"]
Key: TypeAlias = Annotated[str, StringConstraints(max_length=200)]
LONGEST_ANSWER = 20_000
MOST_ANSWERS = 200


class ExerciseAsk(Ask):
    """A program, and what kind of exercise is to be made of it."""

    program: str = Field(description="The program's text.", examples=[XYZ])
    kind: KindName = Field(
        default="backward",
        description="`backward`: write its lines; `blanks` of the listing that the program names; "
        "`predict` numbers; `place` local derivatives; "
        "`order` the sweep; `route`: which inputs get a zero; `shapes`; find the `mistake`; "
        "`derive` a gradient factor by factor.",
        examples=["predict"],
    )
    seed: int = Field(
        default=0,
        ge=0,
        le=1_000_000_000,
        description="Of what is left to chance: which values are asked for, which line is spoiled, "
        "in which order choices stand. The same seed asks the same.",
    )
    numbers: int = Field(
        default=0,
        ge=0,
        le=1_000_000_000,
        description="Draws other numbers for the program's inputs, short ones in the same shapes; "
        "the same number draws the same. Labels, constants and marks of 0 and 1 stay. 0: the "
        "program's own. The answer has the program with them, which can be sent in its place.",
    )
    tolerance: float = Field(
        default=0.01,
        ge=0,
        le=0.5,
        description="How far a number may be off that is right but for rounding, relative to the "
        "largest element.",
    )


class HintAsk(Ask):
    """Which step of which hint."""

    key: Key = Field(description="Of the question.", examples=["dq"])
    level: int = Field(
        ge=1, le=3, description="1: which rule; 2: on which operands; 3: the answer.", examples=[1]
    )


class MarksAsk(ExerciseAsk):
    """The same with answers to its questions."""

    answers: dict[Key, Annotated[str, StringConstraints(max_length=LONGEST_ANSWER)]] = Field(
        default_factory=dict,
        max_length=MOST_ANSWERS,
        description="Texts by the keys of the questions.",
        examples=[{"q": "3", "dq": "4"}],
    )
    hint: HintAsk | None = Field(default=None, description="A hint that is wanted, if one is.")


class QuestionAnswer(Answer):
    """One thing that is asked."""

    key: str = Field(description="Under which the answer is given.", examples=["dq"])
    asks: str = Field(description="The question.")
    form: Form = Field(
        description="How it is answered. `lines`: a backward pass; `line`: an expression; "
        "`number`; `array`: numbers such as `[1, 2]`; `shape`: such as `(2, 3)`; `choice`: one of "
        "the options; `choices`: any of them, and `order`: all of them, separated by commas."
    )
    options: list[str] = Field(description="What there is to choose from.")
    shown: str = Field(description="What goes with the question; may be empty.")
    node: int | None = Field(description="The node of the trace that it is about.")
    edge: int | None = Field(description="The wire of the trace that it is about.")
    line: int | None = Field(description="The line of the program, from 1.")


class ExerciseAnswer(Answer):
    """The questions; the answers are not among it."""

    kind: KindName = Field(description="The kind of exercise.")
    title: str = Field(description="What is to be done, as a heading.")
    program: str = Field(description="The program that is asked about, with its numbers.")
    questions: list[QuestionAnswer] = Field(description="In the order in which they are asked.")


class MarkAnswer(Answer):
    """What is said of one answer."""

    key: str = Field(description="Of the question; of a backward pass, the gradient.")
    status: MarkStatus = Field(
        description="`right`; `rounded`: right but for rounding; `part`: not all of it; `wrong`; "
        "`missing`: not answered; `error`: it cannot be read."
    )
    reason: str = Field(description="Why, in a sentence; empty where there is nothing to say.")


class MarksAnswer(Answer):
    """What is said of all answers."""

    marks: list[MarkAnswer] = Field(description="In the order of the questions.")
    hint: str | None = Field(
        description="The step of the hint that was asked for, if there is one."
    )
    steps: int = Field(description="How many steps that hint has; 0 where none was asked for.")
