"""The columns of a table: what they are called, which hold numbers, which are taken."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .cells import is_missing, number_of
from .errors import TableError
from .table import Row

NUMBERS = 0.5
"""A column of numbers has so many at least, of what is not missing."""
LABELLED = ("label", "class", "target", "category", "species", "outcome", "result", "group")
"""What a column of labels is called, the likeliest first."""
FEW = 5
"""Rows that may be numbered so by chance."""
LONGEST = 40
"""Characters of a name; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column below its heading."""

    name: str
    place: int
    cells: list[str]

    @property
    def known(self) -> list[str]:
        """What is not missing."""
        return [cell for cell in self.cells if not is_missing(cell)]

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers, but for a slip here and there."""
        known = self.known
        return sum(number_of(cell) is not None for cell in known) >= NUMBERS * len(known) > 0

    @property
    def counts(self) -> bool:
        """Whether it only numbers the rows."""
        numbers = [number_of(cell) for cell in self.cells]
        return len(numbers) > FEW and numbers in (
            [float(k) for k in range(len(numbers))],
            [float(k) for k in range(1, len(numbers) + 1)],
        )


def has_heading(rows: Sequence[Row]) -> bool:
    """Tell whether the first row names the columns: it has a word above numbers.

    A row of numbers may be a heading too, where its label is none of those below, each of which
    comes more than once.
    """
    first, *others = rows
    if not others:
        return False
    words = False
    for column in columns_of(others, None):
        cell = first.cells[column.place] if column.place < len(first.cells) else ""
        if is_missing(cell) or number_of(cell) is not None:
            continue
        if column.numeric:
            return True
        often = Counter(column.known)
        words |= cell not in often and min(often.values(), default=0) > 1
    return words


def columns_of(rows: Sequence[Row], heading: Row | None) -> list[Column]:
    """Return the columns, each with a name of its own."""
    width = max(len(row.cells) for row in rows)
    if heading is not None:
        width = len(heading.cells)
    columns: list[Column] = []
    taken: set[str] = set()
    for place in range(width):
        name = heading.cells[place][:LONGEST] if heading is not None else ""
        name = unique = name or f"column {place + 1}"
        number = 1
        while unique in taken:
            number += 1
            unique = f"{name[: LONGEST - 5]} ({number})"
        taken.add(unique)
        cells = [row.cells[place] if place < len(row.cells) else "" for row in rows]
        columns.append(Column(unique, place, cells))
    return columns


def choose(
    columns: Sequence[Column], names: Sequence[str] | None, label: str | None, classes: int
) -> tuple[Column, Column, Column]:
    """Return the columns of x1, x2 and the label: those that are named, or the likeliest.

    Raises:
        TableError: one is named that is not there, or there are too few.
    """
    labels = _named(columns, label, "/label") if label is not None else None
    if names is not None:
        first, second = (_named(columns, name, f"/columns/{k}") for k, name in enumerate(names))
        if labels is None:
            rest = [column for column in columns if column not in (first, second)]
            labels = _likeliest_label(rest, classes) if rest else _too_few(columns)
        return first, second, labels
    if labels is None:
        if len(columns) < 3:
            _too_few(columns)
        labels = _likeliest_label(columns, classes)
    numbers = [column for column in columns if column is not labels and column.numeric]
    if len(numbers) > 2:
        numbers = [column for column in numbers if not column.counts] + [
            column for column in numbers if column.counts
        ]
    if len(numbers) < 2:
        _too_few(columns)
    first, second = sorted(numbers[:2], key=lambda column: column.place)
    return first, second, labels


def _likeliest_label(columns: Sequence[Column], classes: int) -> Column:
    """Return the column that is called a label, or holds words, or few different numbers."""
    for name in LABELLED:
        for column in columns:
            if column.name.lower() == name:
                return column
    words = [column for column in columns if column.known and not column.numeric]
    few = [column for column in words if len(set(column.known)) <= classes]
    if few or words:
        return (few or words)[-1]
    last, first = columns[-1], columns[0]
    return next((column for column in (last, first) if _is_classes(column, classes)), last)


def _is_classes(column: Column, classes: int) -> bool:
    """Tell whether a column of numbers holds a few whole ones."""
    values = {number_of(cell) for cell in column.known}
    whole = all(value is not None and value == int(value) for value in values)
    return whole and len(values) <= min(classes, len(column.known) - 1)


def _named(columns: Sequence[Column], name: str, where: str) -> Column:
    found = next((column for column in columns if column.name == name), None)
    if found is None:
        names = ", ".join(column.name for column in columns)
        raise TableError(
            f"there is no column {name[:LONGEST]}", hint=f"there are {names}", where=where
        )
    return found


def _too_few(columns: Sequence[Column]) -> Column:
    told = [f"{column.name} ({'numbers' if column.numeric else 'words'})" for column in columns]
    raise TableError(
        f"two columns of numbers and one of labels were expected; there are: {', '.join(told)}",
        hint="write one point a line, two numbers and a label: 1.5, 2, red",
    )
