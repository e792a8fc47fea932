"""``POST /api/v1/classify``: a linear classifier, from the data to the update."""

from typing import Annotated, TypeAlias

from pydantic import Field

from .common import Answer, Ask, NonFinite
from .configuration import OptimizerOptions, WholeOptimizerOptions
from .descend import DescendDivergedAnswer

MOST = 1_000
"""Rows, and numbers of a row; what is computed is bounded by the program that they become."""

Given: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]
Rows: TypeAlias = Annotated[
    list[Annotated[list[Given], Field(max_length=MOST)]], Field(max_length=MOST)
]
Figure: TypeAlias = float | NonFinite


class ClassifyAsk(Ask):
    """A setting, and how far it is to learn."""

    data: Rows | None = Field(
        default=None, description="A row of numbers for each image.", examples=[[[3, 2]]]
    )
    weights: Rows | None = Field(
        default=None,
        description="A row for each class, with a weight for each number of an image.",
        examples=[[[-2, -1], [1, -5]]],
    )
    biases: list[Given] | None = Field(
        default=None, max_length=MOST, description="One for each class; none when left out."
    )
    scores: Rows | None = Field(
        default=None,
        description="A row for each image and a column for each class, instead of data and "
        "weights: then the scores themselves learn.",
    )
    labels: list[int] = Field(
        max_length=MOST, description="The true class of each row, from 0.", examples=[[0]]
    )
    classes: list[str] = Field(
        default_factory=list,
        max_length=MOST,
        description="The names of the classes, for the program.",
        examples=[["bird", "car"]],
    )
    loss: str = Field(
        default="svm",
        description="`svm`: multiclass SVM as Weston and Watkins have it; `ova`: one binary SVM "
        "for each class; `structured`: the SVM of the worst class alone; `softmax`; `squared`.",
    )
    margin: Given = Field(
        default=1.0, ge=0, le=1e6, description="ε: how far ahead the true class has to be."
    )
    strength: Given = Field(default=0.0, ge=0, le=1e6, description="λ of the penalty on W.")
    half: bool = Field(
        default=False, description="Whether the penalty is ½λΣW², and not λΣW²: conventions differ."
    )
    optimizer: OptimizerOptions = Field(
        default_factory=dict,
        description="The update rule, `sgd` when left out, and its options.",
        examples=[{"name": "sgd", "learning_rate": 1}],
    )
    updates: int = Field(default=1, ge=0, description="How many updates to make, at most.")
    since: int = Field(default=0, ge=0, description="The first update of which there is a moment.")


class ClassifyMoment(Answer):
    """How it stands after some updates: N rows, C classes."""

    update: int = Field(description="Updates made.")
    weights: list[list[Figure]] | None = Field(description="W; null where scores are given.")
    biases: list[Figure] | None = Field(description="b; null where there are none.")
    scores: list[list[Figure]] = Field(description="A row for each image, a column for each class.")
    weight_gradients: list[list[Figure]] | None = Field(description="Of the total loss by W.")
    bias_gradients: list[Figure] | None = Field(description="Of the total loss by b.")
    score_gradients: list[list[Figure]] = Field(description="Of the total loss by the scores.")
    terms: list[list[Figure]] = Field(
        description="What the loss of a row is made of, class by class: `max(0, s_j − s_y + ε)`, "
        "0 at the true class; `max(0, ε ± s_j)` of one-vs-all; `s_j − s_y + ε` of the structured "
        "SVM, of which the largest counts; probabilities of softmax; squared errors."
    )
    active: list[list[bool]] = Field(description="Which margins push a score.")
    losses: list[Figure] = Field(description="The loss of each row.")
    data_loss: Figure = Field(description="Their mean.")
    penalty: Figure = Field(description="What the penalty on the weights adds; 0 without one.")
    loss: Figure = Field(description="Both together.")
    predicted: list[int] = Field(
        description="The class of the highest score of each row; of equal ones the first."
    )


class ClassifyAnswer(Answer):
    """The program of a setting, and how it learns."""

    program: str = Field(
        description="The setting as a program: all numbers here are its own, as `POST "
        "/api/v1/trace` and `/descend` tell them too."
    )
    optimizer: WholeOptimizerOptions = Field(description="The update rule with all its options.")
    moments: list[ClassifyMoment] = Field(
        description="Each moment from update `since` to the last; the last alone where it ended "
        "before."
    )
    updates: list[int] = Field(description="Updates made, at about 200 places of the whole way.")
    losses: list[Figure] = Field(description="The total loss there.")
    diverged: DescendDivergedAnswer | None = Field(
        description="Where it had to stop, if it had: the last moment is the one before."
    )
