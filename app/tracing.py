"""Trace a program without a server: as a table, as the API's JSON, as a picture."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from .bounds import read_limits
from .choices import LONGEST_TITLE, MOST_DIGITS
from .drawing import Options, draw_svg, read_fit
from .engine.errors import ArgumentError, ChainruleError, EngineError, ShapeError
from .engine.ops.op import Array
from .language import Level, ProgramError, read_program
from .language.supplied import to_array
from .settings import Settings
from .stories import Structure, story_json
from .trace import Summary, Trace, prepare
from .trace.model import Number
from .trace.numbers import elements_of, show_in_table

STANDARD = "-"
"""In place of a file: standard input or output."""
EXAMPLES = {
    "seed": '--seed 2, or --seed "[1, -1]" for an array of two numbers',
    "step": "--step 1, which is after the first step",
    "digits": "--digits 4",
    "fit": "--fit 1280x540, or --fit 1280x540@21 for figures of at least 21 px",
    "wrt": "--mode forward --wrt x, where x is an input",
}
"""How an option is given, for whoever gave it wrongly."""
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
        text = _read(asked.file)
        options = _picture_options(asked.told)
        with _about("fit"):
            fit = read_fit(asked.told["fit"]) if "fit" in asked.told else None
        structure = _structure(text, asked.told, settings)
        story = _story(structure, asked.told, settings)
        with _about("step"):
            drawn = asked.svg is not None
            picture = draw_svg(story, structure.placement(fit), options) if drawn else ""
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
        layout = structure.layout_json(fit) if placed else None
        print(story_json(story, layout, structure.prepared.view.parts).decode())
    else:
        print("\n".join(table(story)))
    return 0


def table(story: Trace) -> Iterator[str]:
    """Write a trace as lines of text: one row for each node, then the warnings."""
    is_forward = story.mode == "forward"
    rows = [("node", "value", "tangent" if is_forward else "gradient")]
    for node in story.nodes:
        name = f"{node.kind} {node.symbol.text}" if node.op is None else node.formula.text
        derivative = node.tangent if is_forward else node.gradient
        rows.append((name, _short(node.value), "" if derivative is None else _short(derivative)))
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
            shown = "" if derivative is None else _short(derivative)
            yield f"{name} = {told.symbol.text}", _short(told.value), shown


def _read(file: str) -> str:
    """Return a program's text, which is UTF-8 wherever it comes from and whatever the locale."""
    if file == STANDARD:
        data = b"" if sys.stdin is None else sys.stdin.buffer.read()
    else:
        data = Path(file).read_bytes()
    return data.decode("utf-8-sig")


def _picture_options(told: Mapping[str, Any]) -> Options:
    """Read the options of the picture, within the bounds of the API's query parameters."""
    read: dict[str, Any] = {}
    for name, text in told.items():
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            raise _OptionError(name, "expected text in UTF-8")
        if name in ("theme", "palette", "title"):
            read[name] = text
    if len(told.get("title", "")) > LONGEST_TITLE:
        raise _OptionError("title", f"expected at most {LONGEST_TITLE} characters")
    for name, most in (("step", None), ("digits", MOST_DIGITS)):
        if name in told:
            read[name] = _whole_number(name, told[name], most)
    return Options(**read)


def _whole_number(option: str, text: str, most: int | None) -> int:
    if text.strip().isdecimal() and (most is None or int(text) <= most):
        return int(text)
    bounds = "of at least 0" if most is None else f"from 0 to {most}"
    raise _OptionError(option, f"expected a whole number {bounds}, got {text!r}")


def _structure(text: str, told: Mapping[str, Any], settings: Settings) -> Structure:
    program = read_program(text, {}, told.get("output"), read_limits(settings))
    level = Level(told.get("detail", Level.GATES))
    return Structure(
        prepare(program, level, names=told.get("names", "plain")), settings.placed_nodes
    )


def _story(structure: Structure, told: Mapping[str, Any], settings: Settings) -> Trace:
    mode, wrt = told.get("mode", "reverse"), told.get("wrt")
    if wrt is not None and mode == "reverse":
        raise _OptionError("wrt", 'only with mode "forward"', hint="add --mode forward")
    with _about("seed"):
        seed = _seed(told["seed"], settings) if "seed" in told else None
    of_wrt, of_seed = "wrt" if mode == "forward" else None, None if seed is None else "seed"
    with _about(of_wrt, ArgumentError), _about(of_seed, ShapeError):
        return structure.prepared.trace(None, seed, mode, wrt, settings.array_in_json)


def _seed(text: str, settings: Settings) -> Array:
    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise _OptionError("seed", f"not JSON: {error}") from None
    return to_array("seed", value, settings.array_elements)


@contextmanager
def _about(option: str | None, kind: type[ChainruleError] = ChainruleError) -> Iterator[None]:
    """Let an error that arose at no gate speak of the option that it is about."""
    try:
        yield
    except kind as error:
        located = isinstance(error, EngineError) and error.node is not None
        if option is None or located:
            raise
        raise _OptionError(option, error.message, hint=error.hint) from error


class _OptionError(ChainruleError):
    """An option of the command is wrong."""

    def __init__(self, option: str, message: str, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.option = option


def _of_option(option: str, message: str, hint: str | None = None) -> str:
    hints = [f"hint: {hint}"] if hint else []
    examples = [f"example: {EXAMPLES[option]}"] if option in EXAMPLES else []
    return "\n".join([f"chainrule: --{option}: {message}", *hints, *examples])


def _short(number: Number) -> str:
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


def _complaint(error: ChainruleError | OSError | UnicodeDecodeError, file: str) -> str:
    if isinstance(error, _OptionError):
        return _of_option(error.option, error.message, error.hint)
    if isinstance(error, ProgramError):
        is_option = error.kind == "unknown-output"
        return _of_option("output", error.message, error.hint) if is_option else str(error)
    if isinstance(error, ChainruleError):
        return "\n".join([error.message, *([f"hint: {error.hint}"] if error.hint else [])])
    if isinstance(error, UnicodeDecodeError):
        return f"chainrule: {file} is not text in UTF-8"
    return f"chainrule: {file}: {error.strerror or error}"
