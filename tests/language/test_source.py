"""What the engine complains of, said at a place of the program."""

import pytest

from app.engine.errors import ArgumentError, EngineError, LimitError, ShapeError
from app.engine.graph import Span
from app.language.source import Source


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ShapeError, "shape-mismatch"),
        (LimitError, "too-large"),
        (ArgumentError, "wrong-arguments"),
        (EngineError, "wrong-arguments"),
    ],
)
def test_an_error_of_the_engine_has_one_kind_wherever_it_arises(
    error: type[EngineError], kind: str
) -> None:
    explained = Source("y = f(x)").explain(error("no", hint="yes"), Span(1, 4, 1, 8))
    assert (explained.kind, explained.message, explained.hint) == (kind, "no", "yes")
    assert explained.snippet == "y = f(x)\n    ^^^^"
