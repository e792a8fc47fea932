"""The presets: one TOML file each, data and not code.

A file holds ``id``, ``title``, ``topic``, ``order`` (its place in the menu), ``rows`` of the
curriculum, ``source`` decks, a ``note`` for the speaker, the ``program``, how it is run
(``output``, ``seed``, ``mode``, ``wrt``), how it learns (``rule``, ``rate``, ``learners``) and how
it opens (``start_step``: how many steps are played, ``detail``). Everything from ``order`` on but
the program may be left out.
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar

from ..choices import Detail, Mode

GRAPHS = Path(__file__).parent / "graphs"
NETWORKS = Path(__file__).parent / "networks"
"""Networks of convolutions and of shapes without numbers, which nobody does by hand: these are no
exercises, and no chains are written of them."""

DECKS = {
    "000": "Course deck 000 (forward and backward passes in code)",
    "001": "Course deck 001 (SVM loss and computational graphs)",
    "002": "Course deck 002 (neural-network basics)",
    "003": "Course deck 003 (vectorised two-layer networks)",
    "004": "Course deck 004 (backpropagation lecture)",
}
"""The lectures that presets come from: a file names the number, a reader sees the label."""


class Row(Protocol):
    """What the menu of every page wants of a preset."""

    @property
    def id(self) -> str:
        """What links call it: the name of its file."""

    @property
    def topic(self) -> str:
        """Its heading."""

    @property
    def order(self) -> int:
        """Its place."""


_Kind = TypeVar("_Kind")
_Row = TypeVar("_Row", bound=Row)


class ExampleError(ValueError):
    """A preset's file does not hold what a preset needs."""


@dataclass(frozen=True, slots=True)
class Example:
    """One preset."""

    id: str
    title: str
    topic: str
    program: str
    note: str = ""
    order: int = 1_000
    rows: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    """The labels of the decks it comes from."""
    output: str | None = None
    seed: object = None
    """The upstream gradient of the output: a number or a nested list; ``None`` is ones."""
    mode: Mode = "reverse"
    wrt: str | None = None
    rule: str = "sgd"
    """The update rule, where its lecture goes on to an update."""
    rate: float = 0.1
    learners: tuple[str, ...] | None = None
    """The inputs that learn; ``None`` is all that can."""
    start_step: int = 0
    detail: Detail = "gates"
    file: Path = field(default=Path(), compare=False)


def load_example(file: Path) -> Example:
    """Read one preset; raises :class:`ExampleError` and says which file."""
    return load(file, Example)


def load(file: Path, kind: Callable[..., _Kind]) -> _Kind:
    """Read one file as what its room keeps; raises :class:`ExampleError` and says which file."""
    try:
        fields = tomllib.loads(file.read_text(encoding="utf-8"))
        fields = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
        fields["source"] = tuple(DECKS[deck] for deck in fields.get("source", ()))
        example = kind(**fields, file=file)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise ExampleError(f"{file.name}: {error}") from error
    except KeyError as error:
        raise ExampleError(f"{file.name}: there is no deck {error}") from error
    if fields.get("id") != file.stem:
        raise ExampleError(f"{file.name}: its id is {fields.get('id')!r}, not the name of its file")
    return example


def load_all(folder: Path, kind: Callable[..., _Row]) -> tuple[_Row, ...]:
    """Read a folder of presets, in the order of the menu."""
    rows = (load(file, kind) for file in folder.glob("*.toml"))
    return tuple(sorted(rows, key=lambda row: (row.order, row.id)))


def under_topics(rows: Iterable[_Row]) -> list[tuple[str, list[_Row]]]:
    """Give presets under the headings of the menu."""
    return [(topic, list(some)) for topic, some in groupby(rows, lambda row: row.topic)]


@cache
def all_examples() -> tuple[Example, ...]:
    """Give every preset in the order of the menu; read once."""
    return load_all(GRAPHS, Example)


@cache
def all_networks() -> tuple[Example, ...]:
    """Give the networks in the order of the menu; read once."""
    return load_all(NETWORKS, Example)


def catalogue() -> tuple[Example, ...]:
    """Give all that the menu of graphs lists."""
    return (*all_examples(), *all_networks())
