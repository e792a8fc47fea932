"""The losses of a row of scores, each as the lines that say it in the language."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss of a row of class scores s, whose true class is y.

    Its ``lines`` make ``losses``, one for each row, of ``scores`` (a row for each image, a column
    for each class) and ``Y``, the true classes as rows of zeros and a one; ``{margin}`` is ε.
    """

    name: str
    title: str
    formula: str
    lines: tuple[str, ...]
    terms: str
    """The name of the line that has a number for each row and class, of which the loss is made."""
    margin: bool = True
    """Whether it has a margin ε."""


TRUE = "true = sum(scores * Y, axis=1, keepdims=True)"

LOSSES: Mapping[str, Loss] = MappingProxyType(
    {
        row.name: row
        for row in (
            # Weston and Watkins, Multi-class support vector machines, 1998.
            Loss(
                "svm",
                "Multiclass SVM",
                "Σ_{j≠y} max(0, s_j − s_y + ε)",
                (
                    TRUE,
                    "margins = max(0, scores - true + {margin}) * (1 - Y)",
                    "losses = sum(margins, axis=1)",
                ),
                "margins",
            ),
            # A binary SVM for each class: Rifkin and Klautau, In defense of one-vs-all, 2004.
            Loss(
                "ova",
                "One vs. all",
                "max(0, ε − s_y) + Σ_{j≠y} max(0, ε + s_j)",
                (
                    "signs = 2 * Y - 1",
                    "margins = max(0, {margin} - signs * scores)",
                    "losses = sum(margins, axis=1)",
                ),
                "margins",
            ),
            # Crammer and Singer, On the algorithmic implementation of multiclass SVMs, 2001.
            Loss(
                "structured",
                "Structured SVM",
                "max(0, max_{j≠y} s_j − s_y + ε)",
                (
                    TRUE,
                    "margins = (scores - true + {margin}) * (1 - Y)",
                    "losses = max(0, amax(margins, axis=1))",
                ),
                "margins",
            ),
            Loss(
                "softmax",
                "Softmax",
                "−ln(e^{s_y} / Σ_j e^{s_j})",
                ("log_p = log_softmax(scores, axis=1)", "losses = -sum(log_p * Y, axis=1)"),
                "log_p",
                margin=False,
            ),
            Loss(
                "squared",
                "Squared error",
                "Σ_j (s_j − t_j)²,  t_y = 1, else 0",
                ("errors = (scores - Y) ** 2", "losses = sum(errors, axis=1)"),
                "errors",
                margin=False,
            ),
        )
    }
)
