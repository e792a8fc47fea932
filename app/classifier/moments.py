"""The numbers of a classifier at each update: from the scores to the loss, and every gradient."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..descent.learner import Diverged, Learner
from ..engine.ops.op import Array
from ..language import Program
from ..training.config import OptimizerConfig
from .losses import LOSSES

CURVE = 200
"""Points of the curve of losses, about."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How a classifier stands after so many updates, for N rows and C classes."""

    update: int
    parameters: dict[str, Array]
    """By name, each in its own shape."""
    gradients: dict[str, Array]
    """Of the total loss, by the parameter's name."""
    scores: Array
    """N × C."""
    score_gradients: Array
    """N × C."""
    terms: Array
    """N × C: what the loss of a row is made of; the probabilities where it is softmax."""
    active: NDArray[np.bool_]
    """N × C, of booleans: which terms push a score."""
    losses: Array
    """N."""
    data_loss: float
    penalty: float
    loss: float
    predicted: list[int]
    """The class of the highest score of each row; of equal ones the first."""


@dataclass(slots=True)
class Course:
    """How it went: moments one by one, and the losses of the whole way."""

    moments: list[Moment] = field(default_factory=list)
    updates: list[int] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    diverged: Diverged | None = None


def follow(
    program: Program,
    loss: str,
    options: OptimizerConfig,
    updates: int,
    since: int = 0,
) -> Course:
    """Let a classifier learn, and write down each moment from update ``since`` on.

    Args:
        program: written by :func:`app.classifier.program.write_program`.
        loss: the name of its loss.
        options: the update rule.
        updates: how many to make; fewer are made where the numbers leave what floats can hold.
        since: the first update of which there is a moment; where it comes to an end before, the
            end is the only one.

    Raises:
        EngineError: a gate met data it cannot work on, or it takes too long.
    """
    learner, course = Learner(program, options), Course()
    every = max(1, -(-updates // CURVE))

    def look(made: int) -> None:
        if made >= since:
            course.moments.append(_moment(learner, loss))
        if made % every == 0 or made == updates:
            course.updates.append(made)
            course.losses.append(learner.loss)

    look(0)
    for made in learner.run(updates):
        look(made)
    course.diverged = learner.diverged
    if not course.moments:
        course.moments.append(_moment(learner, loss))
    return course


def _moment(learner: Learner, loss: str) -> Moment:
    names = learner.program.graph.names
    row = LOSSES[loss]
    gradients = learner.parameters.named(learner.look())
    scores = learner.value(names["scores"]).copy()
    terms = learner.value(names[row.terms]).copy()
    data_loss = learner.value(names["data_loss"]) if "data_loss" in names else learner.loss
    return Moment(
        update=learner.updates,
        parameters=learner.named(),
        gradients=gradients,
        scores=scores,
        score_gradients=learner.gradient(names["scores"]).copy(),
        terms=np.exp(terms) if loss == "softmax" else terms,
        active=_active(loss, terms),
        losses=learner.value(names["losses"]).copy(),
        data_loss=float(data_loss),
        penalty=float(learner.value(names["penalty"])) if "penalty" in names else 0.0,
        loss=learner.loss,
        predicted=[int(k) for k in scores.argmax(axis=1)],
    )


def _active(loss: str, terms: Array) -> NDArray[np.bool_]:
    """Tell which terms push a score: those over zero, and of the structured loss the largest."""
    if not LOSSES[loss].margin:
        return np.zeros(terms.shape, dtype=bool)
    active = np.greater(terms, 0.0)
    if loss == "structured":
        active &= np.arange(terms.shape[1]) == terms.argmax(axis=1)[:, None]
    return active
