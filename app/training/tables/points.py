"""Points from a table: two columns of numbers, and one of labels that become classes or values."""

from collections.abc import Sequence
from dataclasses import dataclass

from .cells import LARGEST, is_missing, number_of
from .columns import LONGEST, Column, choose, columns_of, has_heading
from .errors import TableError
from .table import read_rows, without_empty

SLACK = 4
"""So many times as many rows are read as there may be points, since some may be skipped."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken of a table; ``None`` is what is likeliest."""

    columns: tuple[str, str] | None = None
    label: str | None = None
    header: bool | None = None
    values: bool | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no point."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class ReadPoints:
    """The points of a table, and what was found out of it."""

    points: list[tuple[float, float, float]]
    columns: tuple[str, str]
    label: str
    class_names: list[str] | None
    """What the classes are called; ``None`` where they are numbers from 0, or values."""
    values: bool
    """Whether labels are values rather than classes."""
    header: bool
    names: list[str]
    """All columns that there are."""
    skipped: list[Skipped]


def read_points(text: str, wanted: Wanted, *, most: int, classes: int) -> ReadPoints:
    """Read at most ``most`` points of at most so many ``classes``.

    Raises:
        TableError: it is no such table.
    """
    rows = without_empty(read_rows(text, SLACK * most + 1))
    header = has_heading(rows) if wanted.header is None else wanted.header
    heading, body = (rows[0], rows[1:]) if header else (None, rows)
    if not body:
        raise TableError("there is a heading and no row below it", hint="write a point a line")
    columns = columns_of(body, heading)
    first, second, label = choose(columns, wanted.columns, wanted.label, classes)
    values = _are_values(label, classes) if wanted.values is None else wanted.values
    kept: list[tuple[int, float, float, str]] = []
    skipped: list[Skipped] = []
    for k, row in enumerate(body):
        why = _why_not(row.cells, [first, second], label, len(columns), values=values)
        if why:
            skipped.append(Skipped(row.line, why))
            continue
        x1, x2 = (number_of(column.cells[k]) or 0.0 for column in (first, second))
        kept.append((row.line, x1, x2, label.cells[k]))
    if not kept:
        told = skipped[0]
        raise TableError(
            f"line {told.line}: {told.why}; no row is a point",
            hint="two columns of numbers and one of labels were expected",
        )
    if len(kept) > most:
        raise TableError(
            f"line {kept[most][0]:,}: {len(kept):,} points are more than the {most:,} allowed",
            hint="leave rows out, such as every other one",
        )
    numbers, names = _numbered(kept, classes, values=values)
    return ReadPoints(
        points=[(x1, x2, number) for (_, x1, x2, _), number in zip(kept, numbers, strict=True)],
        columns=(first.name, second.name),
        label=label.name,
        class_names=names,
        values=values,
        header=header,
        names=[column.name for column in columns],
        skipped=skipped,
    )


def _are_values(label: Column, classes: int) -> bool:
    """Tell whether labels are values: numbers that are too many, or not whole."""
    if not label.numeric:
        return False
    found = {number for cell in label.known if (number := number_of(cell)) is not None}
    return len(found) > classes or any(number != int(number) for number in found)


def _why_not(
    cells: Sequence[str], columns: Sequence[Column], label: Column, width: int, *, values: bool
) -> str:
    """Say why a row is no point; nothing where it is one."""
    if any(cells[width:]):
        return f"there are {len(cells)} cells, and the heading names {width} columns"
    for column in columns:
        cell = cells[column.place] if column.place < len(cells) else ""
        if is_missing(cell):
            return f"{column.name} is missing"
        number = number_of(cell)
        if number is None:
            return f"“{cell[:20]}” is no number for {column.name}"
        if abs(number) > LARGEST:
            return f"{column.name} = {cell[:20]} is too large: a billion at most"
    cell = cells[label.place] if label.place < len(cells) else ""
    if is_missing(cell):
        return f"the label, {label.name}, is missing"
    if values and number_of(cell) is None:
        return f"“{cell[:20]}” is no number for the value, {label.name}"
    return ""


def _numbered(
    kept: Sequence[tuple[int, float, float, str]], classes: int, *, values: bool
) -> tuple[list[float], list[str] | None]:
    """Return the label of each point as a number, and the names of the classes."""
    labels = [label for *_, label in kept]
    found = [number_of(label) for label in labels]
    numbers = [number for number in found if number is not None]
    numeric = len(numbers) == len(labels)
    if values:
        return numbers, None
    if numeric:
        different = sorted(set(numbers))
        if different[0] == 0 and different[-1] < classes and all(n == int(n) for n in different):
            return numbers, None
        names = [f"{number:g}".replace("-", "−") for number in different]
        places = {number: float(k) for k, number in enumerate(different)}
        placed = [places[number] for number in numbers]
    else:
        names = list(dict.fromkeys(labels))
        placed = [float(names.index(label)) for label in labels] if len(names) <= classes else []
    if len(names) > classes:
        line = next(line for line, *_, label in kept if _name(label, numeric) == names[classes])
        raise TableError(
            f"line {line}: “{names[classes][:20]}” is one class too many: there may be {classes}",
            hint="take another column as the label, or fewer classes",
        )
    return placed, [name[:LONGEST] for name in names]


def _name(label: str, numeric: bool) -> str:
    return f"{number_of(label):g}".replace("-", "−") if numeric else label
