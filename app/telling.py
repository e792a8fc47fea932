"""What the commands share that tell of a program: reading it, options, complaints."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from .bounds import read_limits
from .choices import LONGEST_TITLE, MOST_DIGITS, PACES
from .drawing import Fit, Options, read_fit
from .engine.errors import ArgumentError, ChainruleError, EngineError, ShapeError
from .engine.ops.op import Array
from .language import Level, ProgramError, read_program
from .language.supplied import to_array
from .settings import Settings
from .stories import Structure
from .trace import Trace, prepare

STANDARD = "-"
"""In place of a file: standard input or output."""
EXAMPLES = {
    "seed": '--seed 2, or --seed "[1, -1]" for an array of two numbers',
    "step": "--step 1, which is after the first step",
    "digits": "--digits 4",
    "pace": "--pace 1.5, which shows each picture for a second and a half",
    "fit": "--fit 1280x540, or --fit 1280x540@21 for figures of at least 21 px",
    "wrt": "--mode forward --wrt x, where x is an input",
}
"""How an option is given, for whoever gave it wrongly."""


def read_text(file: str) -> str:
    """Return a program's text, which is UTF-8 wherever it comes from and whatever the locale."""
    if file == STANDARD:
        data = b"" if sys.stdin is None else sys.stdin.buffer.read()
    else:
        data = Path(file).read_bytes()
    return data.decode("utf-8-sig")


def picture_options(told: Mapping[str, Any]) -> Options:
    """Read the options of the picture, within the bounds of the API's query parameters."""
    read: dict[str, Any] = {}
    for name, text in told.items():
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            raise OptionError(name, "expected text in UTF-8")
        if name in ("theme", "palette", "title"):
            read[name] = text
    if len(told.get("title", "")) > LONGEST_TITLE:
        raise OptionError("title", f"expected at most {LONGEST_TITLE} characters")
    for name, most in (("step", None), ("digits", MOST_DIGITS)):
        if name in told:
            read[name] = _whole_number(name, told[name], most)
    return Options(**read)


def _whole_number(option: str, text: str, most: int | None) -> int:
    if text.strip().isdecimal() and (most is None or int(text) <= most):
        return int(text)
    bounds = "of at least 0" if most is None else f"from 0 to {most}"
    raise OptionError(option, f"expected a whole number {bounds}, got {text!r}")


def fit_of(told: Mapping[str, Any]) -> Fit | None:
    """Read the box that the picture is to fit."""
    with about("fit"):
        return read_fit(told["fit"]) if "fit" in told else None


def pace_of(text: str) -> float:
    """Read for how many seconds a film shows each picture."""
    low, high = PACES
    try:
        pace = float(text)
    except ValueError:
        pace = -1.0
    if not low <= pace <= high:
        raise OptionError("pace", f"expected from {low:g} to {high:g} seconds, got {text!r}")
    return pace


def structure(text: str, told: Mapping[str, Any], settings: Settings) -> Structure:
    """Read a program and prepare it as the options say."""
    program = read_program(text, {}, told.get("output"), read_limits(settings))
    level = Level(told.get("detail", Level.GATES))
    prepared = prepare(program, level, names=told.get("names", "plain"))
    return Structure(prepared, settings.placed_nodes, told.get("labels", "numbers"))


def story(structure: Structure, told: Mapping[str, Any], settings: Settings) -> Trace:
    """Tell the story of a program as the options say."""
    mode, wrt = told.get("mode", "reverse"), told.get("wrt")
    if wrt is not None and mode == "reverse":
        raise OptionError("wrt", 'only with mode "forward"', hint="add --mode forward")
    with about("seed"):
        seed = _seed(told["seed"], settings) if "seed" in told else None
    of_wrt, of_seed = "wrt" if mode == "forward" else None, None if seed is None else "seed"
    with about(of_wrt, ArgumentError), about(of_seed, ShapeError):
        return structure.prepared.trace(None, seed, mode, wrt, settings.array_in_json)


def _seed(text: str, settings: Settings) -> Array:
    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise OptionError("seed", f"not JSON: {error}") from None
    return to_array("seed", value, settings.array_elements)


@contextmanager
def about(option: str | None, kind: type[ChainruleError] = ChainruleError) -> Iterator[None]:
    """Let an error that arose at no gate speak of the option that it is about."""
    try:
        yield
    except kind as error:
        located = isinstance(error, EngineError) and error.node is not None
        if option is None or located:
            raise
        raise OptionError(option, error.message, hint=error.hint) from error


class OptionError(ChainruleError):
    """An option of the command is wrong."""

    def __init__(self, option: str, message: str, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.option = option


def _of_option(option: str, message: str, hint: str | None = None) -> str:
    hints = [f"hint: {hint}"] if hint else []
    examples = [f"example: {EXAMPLES[option]}"] if option in EXAMPLES else []
    return "\n".join([f"chainrule: --{option}: {message}", *hints, *examples])


def complaint(error: ChainruleError | OSError | UnicodeDecodeError, file: str) -> str:
    """Say what is wrong with a file or an option, and what to try."""
    if isinstance(error, OptionError):
        return _of_option(error.option, error.message, error.hint)
    if isinstance(error, ProgramError):
        is_option = error.kind == "unknown-output"
        return _of_option("output", error.message, error.hint) if is_option else str(error)
    if isinstance(error, ChainruleError):
        return "\n".join([error.message, *([f"hint: {error.hint}"] if error.hint else [])])
    if isinstance(error, UnicodeDecodeError):
        return f"chainrule: {file} is not text in UTF-8"
    return f"chainrule: {file}: {error.strerror or error}"
