"""Trace a program without a server: as a table, as the API's JSON, as a picture."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .drawing import draw_svg
from .engine.errors import ChainruleError
from .settings import Settings
from .stories import story_json
from .telling import (
    STANDARD,
    about,
    complaint,
    fit_of,
    picture_options,
    read_text,
    story,
    structure,
)
from .trace import ShapeOnly, Summary, Trace
from .trace.model import Number
from .trace.numbers import elements_of, show_in_table

DIGITS = 6
"""Digits of a number, decimals of the elements of an array."""
LISTED_ELEMENTS = 6
"""Larger arrays are described by their shape and range."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    file: str
    json: bool
    svg: str | None
    told: dict[str, Any]
    """Options as they were typed, by the names of the query parameters of the API's picture."""


def trace(asked: Asked, settings: Settings) -> int:
    """Print the story of one program.

    Returns the exit status: 2 where it cannot be told, 1 where the picture cannot be written.
    """
    try:
        text = read_text(asked.file)
        options = picture_options(asked.told)
        fit = fit_of(asked.told)
        made = structure(text, asked.told, settings)
        told = story(made, asked.told, settings)
        with about("step"):
            drawn = asked.svg is not None
            picture = draw_svg(told, made.placement(fit), options) if drawn else ""
    except (ChainruleError, OSError, UnicodeDecodeError) as error:
        print(complaint(error, asked.file), file=sys.stderr)
        return 2
    if asked.svg == STANDARD:
        print(picture, end="")
        return 0
    if asked.svg is not None:
        try:
            Path(asked.svg).write_text(picture, "utf-8")
        except OSError as error:
            print(complaint(error, asked.svg), file=sys.stderr)
            return 1
    if asked.json:
        placed = made.nodes <= settings.placed_nodes
        layout = made.layout_json(fit) if placed else None
        print(story_json(told, layout, made.prepared.view.parts).decode())
    else:
        print("\n".join(table(told)))
    return 0


def table(story: Trace) -> Iterator[str]:
    """Write a trace as lines of text: one row for each node, then the warnings."""
    is_forward = story.mode == "forward"
    rows = [("node", "value", "tangent" if is_forward else "gradient")]
    for node in story.nodes:
        name = f"{node.kind} {node.symbol.text}" if node.op is None else node.formula.text
        derivative = node.tangent if is_forward else node.gradient
        number = "" if derivative is None else _short(derivative, node.shape)
        rows.append((name, _short(node.value, node.shape), number))
    rows += _other_names(story)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, value, number in rows:
        line = f"{name:<{widths[0]}}  {value:>{widths[1]}}  {number:>{widths[2]}}"
        yield line.rstrip()
    for caution in story.warnings:
        yield f"warning: {caution.message}"


def _other_names(story: Trace) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each name that ends bound to a node which is called otherwise: ``y = x``."""
    for name, node in story.names.items():
        told = story.nodes[node] if isinstance(node, int) else None
        if told is not None and told.name != name:
            derivative = told.tangent if story.mode == "forward" else told.gradient
            shown = "" if derivative is None else _short(derivative, told.shape)
            yield f"{name} = {told.symbol.text}", _short(told.value, told.shape), shown


def _short(number: Number | None, shape: list[int]) -> str:
    if number is None or isinstance(number, ShapeOnly):
        return f"{'×'.join(map(str, shape)) or 'scalar'}, no numbers"
    if isinstance(number, float):
        return f"{number:.{DIGITS}g}"
    if isinstance(number, Summary):
        shape, low, high = number.shape, number.min, number.max
    else:
        shape, elements = _shape(number), list(elements_of(number))
        if len(elements) <= LISTED_ELEMENTS:
            return _plain(show_in_table(number, DIGITS))
        low, high = min(elements), max(elements)
    return f"{'×'.join(map(str, shape))} from {low:.4g} to {high:.4g}"


def _plain(text: str) -> str:
    """Write numbers with the characters of code, as scripts read them."""
    return text.replace("−", "-").replace("∞", "inf").replace("NaN", "nan")


def _shape(number: Number) -> list[int]:
    return [len(number), *_shape(number[0])] if isinstance(number, list) and number else []
