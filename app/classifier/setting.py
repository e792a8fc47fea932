"""What a linear classifier is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..training.errors import ConfigError
from .losses import LOSSES

Rows = Sequence[Sequence[float]]

LONGEST_NAME = 40
"""Of a class, in characters."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Data, weights and a loss; or scores and a loss, where nothing is said of what makes them.

    Raises:
        ConfigError: its parts do not fit together; ``where`` points at the one that does not.
    """

    labels: Sequence[int]
    """The true class of each row, from 0."""
    data: Rows | None = None
    """N rows of D numbers."""
    weights: Rows | None = None
    """C rows of D numbers: one for each class."""
    biases: Sequence[float] | None = None
    """C numbers; ``None`` where the scores are of the weights alone."""
    scores: Rows | None = None
    """N rows of C numbers, instead of data and weights."""
    classes: Sequence[str] = ()
    """What the classes are called; they may have no names."""
    loss: str = "svm"
    margin: float = 1.0
    """ε: how far ahead the true class has to be."""
    strength: float = 0.0
    """λ of the penalty on the weights; biases have none."""
    half: bool = False
    """Whether the penalty is ½λΣW², whose gradient is λW, and not λΣW²."""

    def __post_init__(self) -> None:
        """Check that everything fits."""
        if self.loss not in LOSSES:
            hint = f"there are {', '.join(LOSSES)}"
            raise ConfigError("/loss", f"there is no loss {self.loss}", hint=hint)
        if self.scores is None:
            self._check_weights()
        else:
            self._check_scores()
        self._check_labels()
        self._check_classes()

    @property
    def count(self) -> int:
        """How many classes there are."""
        rows = self.weights if self.scores is None else self.scores[:1]
        assert rows
        return len(rows) if self.scores is None else len(rows[0])

    def _check_weights(self) -> None:
        if self.data is None or self.weights is None:
            missing = "data" if self.data is None else "weights"
            raise ConfigError(
                f"/{missing}",
                f"there are no {missing}",
                hint="give data and weights, or the scores themselves",
            )
        columns = _columns("/data", self.data)
        if _columns("/weights", self.weights) != columns:
            raise ConfigError(
                "/weights",
                f"a row of the weights has {len(self.weights[0])} numbers, a row of the data "
                f"{columns}",
                hint="give each class a weight for each number of a row",
            )
        if self.biases is not None and len(self.biases) != len(self.weights):
            raise ConfigError(
                "/biases",
                f"there are {len(self.biases)} biases for {len(self.weights)} classes",
                hint="give one for each class, or leave them out",
            )

    def _check_scores(self) -> None:
        given = [name for name in ("data", "weights", "biases") if getattr(self, name) is not None]
        if given:
            raise ConfigError(
                "/scores",
                f"scores are given beside {given[0]}",
                hint="give the scores themselves, or what makes them",
            )
        if self.strength:
            raise ConfigError(
                "/strength",
                "a penalty needs weights, and only scores are given",
                hint="set it to 0",
            )
        assert self.scores is not None
        _columns("/scores", self.scores)

    def _check_labels(self) -> None:
        rows = self.data if self.scores is None else self.scores
        assert rows is not None
        if len(self.labels) != len(rows):
            raise ConfigError(
                "/labels",
                f"there are {len(self.labels)} labels for {len(rows)} rows",
                hint="give one for each row",
            )
        if self.count < 2:
            where = "/weights" if self.scores is None else "/scores"
            raise ConfigError(where, "one class alone is always right", hint="give two or more")
        for row, label in enumerate(self.labels):
            if not 0 <= label < self.count:
                raise ConfigError(
                    f"/labels/{row}",
                    f"there is no class {label}",
                    hint=f"they go from 0 to {self.count - 1}",
                )

    def _check_classes(self) -> None:
        if self.classes and len(self.classes) != self.count:
            raise ConfigError(
                "/classes",
                f"there are {len(self.classes)} names for {self.count} classes",
                hint="name each class, or none",
            )
        for k, name in enumerate(self.classes):
            if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
                raise ConfigError(
                    f"/classes/{k}",
                    f"the name of a class is one line of 1 to {LONGEST_NAME} characters",
                )


def _columns(where: str, rows: Rows) -> int:
    """Return how many numbers each row has."""
    if not rows or not rows[0]:
        raise ConfigError(where, "there are no numbers", hint="give at least one row of one number")
    for k, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise ConfigError(
                f"{where}/{k}",
                f"row {k} has {len(row)} numbers, the first has {len(rows[0])}",
                hint="give each row as many numbers",
            )
    return len(rows[0])
