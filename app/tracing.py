"""Trace a program without a server: as a table, as the API's JSON, as a picture."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.api.answers import story_json
from app.api.limits import read_limits
from app.api.structures import Structure
from app.drawing import draw_svg
from app.engine.errors import ChainruleError
from app.language import Level, ProgramError, read_program
from app.settings import Settings
from app.trace import Summary, Trace, prepare
from app.trace.model import Number

STANDARD = "-"
"""In place of a file: standard input or output."""
LISTED_ELEMENTS = 6
"""Larger arrays are described by their shape and range."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    file: str
    output: str | None
    detail: str
    json: bool
    svg: str | None


def trace(asked: Asked, settings: Settings) -> int:
    """Print the story of one program.

    Returns the exit status: 2 where it cannot be told, 1 where the picture cannot be written.
    """
    try:
        structure = _structure(_read(asked.file), asked, settings)
        story = structure.prepared.tell(array_limit=settings.array_in_json)
        picture = "" if asked.svg is None else draw_svg(story, structure.placement)
    except (ChainruleError, OSError, UnicodeDecodeError) as error:
        print(_complaint(error, asked.file), file=sys.stderr)
        return 2
    if asked.svg == STANDARD:
        print(picture, end="")
        return 0
    if asked.svg is not None:
        try:
            Path(asked.svg).write_text(picture, "utf-8")
        except OSError as error:
            print(_complaint(error, asked.svg), file=sys.stderr)
            return 1
    if asked.json:
        placed = structure.nodes <= settings.placed_nodes
        layout = structure.layout_json if placed else None
        print(story_json(story, layout, structure.prepared.view.parts).decode())
    else:
        print("\n".join(table(story)))
    return 0


def table(story: Trace) -> Iterator[str]:
    """Write a trace as lines of text: one row for each node, then the warnings."""
    rows = [("node", "value", "gradient")]
    rows += [
        (
            f"{node.kind} {node.name or ''}" if node.op is None else node.formula.text,
            _short(node.value),
            "" if node.gradient is None else _short(node.gradient),
        )
        for node in story.nodes
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for node, value, gradient in rows:
        line = f"{node:<{widths[0]}}  {value:>{widths[1]}}  {gradient:>{widths[2]}}"
        yield line.rstrip()
    for caution in story.warnings:
        yield f"warning: {caution.message}"


def _read(file: str) -> str:
    """Return a program's text, which is UTF-8 wherever it comes from and whatever the locale."""
    if file == STANDARD:
        data = b"" if sys.stdin is None else sys.stdin.buffer.read()
    else:
        data = Path(file).read_bytes()
    return data.decode("utf-8-sig")


def _structure(text: str, asked: Asked, settings: Settings) -> Structure:
    program = read_program(text, {}, asked.output, read_limits(settings))
    return Structure(prepare(program, Level(asked.detail)), settings.placed_nodes)


def _short(number: Number) -> str:
    if isinstance(number, float):
        return f"{number:.6g}"
    if isinstance(number, Summary):
        shape, low, high = number.shape, number.min, number.max
    else:
        shape, elements = _shape(number), list(_flat(number))
        if len(elements) <= LISTED_ELEMENTS:
            return _nested(number)
        low, high = min(elements), max(elements)
    return f"{'×'.join(map(str, shape))} from {low:.4g} to {high:.4g}"


def _nested(number: Number) -> str:
    if isinstance(number, list):
        return f"[{', '.join(map(_nested, number))}]"
    return _short(number)


def _shape(number: Number) -> list[int]:
    return [len(number), *_shape(number[0])] if isinstance(number, list) and number else []


def _flat(number: Number) -> Iterator[float]:
    if isinstance(number, float):
        yield number
    elif isinstance(number, list):
        for element in number:
            yield from _flat(element)


def _complaint(error: ChainruleError | OSError | UnicodeDecodeError, file: str) -> str:
    if isinstance(error, ProgramError):
        return str(error)
    if isinstance(error, ChainruleError):
        return "\n".join([error.message, *([f"hint: {error.hint}"] if error.hint else [])])
    if isinstance(error, UnicodeDecodeError):
        return f"chainrule: {file} is not text in UTF-8"
    return f"chainrule: {file}: {error.strerror or error}"
