"""A text as rows of cells: which sign parts the cells is found by what makes numbers of them."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...engine.stopping import may_go_on
from .cells import number_of
from .errors import TableError

SEPARATORS = ("\t", ";", "|", ",", " ")
"""The first of those that do equally well is taken."""
LOOKED_AT = 40
"""So many lines tell what parts the cells."""
MOST_COLUMNS = 100
OFTEN = 256
"""Rows between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line, without blanks around them."""

    line: int
    cells: list[str]


def read_rows(text: str, most: int) -> list[Row]:
    """Return all rows that hold anything. Lines that begin with ``#`` are remarks.

    Raises:
        TableError: there is no row, or there are more than ``most``; a quote is not closed.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    separator = None
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].rstrip()) <= 5:
        separator = lines[0][4:5] or "\t"
        lines[0] = ""
    lines = ["" if line.lstrip().startswith("#") else line for line in lines]
    rows: list[Row] = []
    for row in _parsed(lines, separator or _separator(lines)):
        if len(rows) % OFTEN == 0:
            may_go_on()
        if len(rows) >= most:
            raise TableError(
                f"line {row.line:,}: there are more than the {most:,} rows that are read",
                hint="leave rows out, such as every other one",
            )
        rows.append(row)
    if not rows:
        raise TableError(
            "there is no row",
            hint="write one point a line, two numbers and a label: 1.5, 2, red",
        )
    return rows


def without_empty(rows: Sequence[Row]) -> list[Row]:
    """Return the rows without columns in which nothing stands at all."""
    width = max(len(row.cells) for row in rows)
    full = [any(k < len(row.cells) and row.cells[k] for row in rows) for k in range(width)]
    if all(full):
        return list(rows)
    kept = [k for k in range(width) if full[k]]
    return [Row(row.line, [row.cells[k] for k in kept if k < len(row.cells)]) for row in rows]


def _parsed(lines: Sequence[str], separator: str) -> Iterator[Row]:
    blank = separator == " "
    texts = [" ".join(line.split()) for line in lines] if blank else lines
    ended = (f"{line}\n" for line in texts)
    reader = csv.reader(ended, delimiter=separator, skipinitialspace=True, strict=True)
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            stripped = [cell.strip() for cell in cells[: MOST_COLUMNS + 1]]
            if len(stripped) > MOST_COLUMNS:
                raise TableError(
                    f"line {line}: there are more than {MOST_COLUMNS} columns",
                    hint="leave columns out",
                )
            if any(stripped):
                yield Row(line, stripped)
    except csv.Error as error:
        raise TableError(
            f"line {before + 1}: a quoted cell does not end as it should",
            hint='close it with ", or leave the quotes out; a quote within is written twice',
        ) from error


def _separator(lines: Sequence[str]) -> str:
    """Return what parts the cells, so that the most lines have two numbers and a cell beside."""
    some = [line for line in lines if line.strip()][:LOOKED_AT]

    def points(separator: str) -> int:
        try:
            rows = list(_parsed(some, separator))
        except TableError:
            return 0
        return sum(
            len(row.cells) > 2 and sum(number_of(cell) is not None for cell in row.cells) > 1
            for row in rows
        )

    found = {separator: points(separator) for separator in SEPARATORS}
    best = max(found.values())
    if not best:  # no line is a point: what stands in most of them is to tell why
        found = {separator: sum(separator in line for line in some) for separator in SEPARATORS}
        best = max(found.values())
    return next(separator for separator in SEPARATORS if found[separator] == best)
