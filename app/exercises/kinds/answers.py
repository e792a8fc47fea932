"""What an answer says: a number, a shape, one or some of the options, an expression."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from ...engine.errors import EngineError
from ...engine.ops.op import Array, Shape
from ...language import ProgramError, ReadLimits
from ..written import Formula, Written, formula, read_lines

NAMED = re.compile(r"^\s*[^\W\d]\w*\s*=(?!=)")
"""What stands before an expression that is given a name."""
NONE = "none"
"""The option that is none of them."""
NUMBER = "write a number such as -4 or 0.25"
LONGEST = 2_000
"""Characters of an answer that is no backward pass."""
WORDS = {"number": (), "scalar": (), "anumber": (), "()": ()}
SHAPE = re.compile(r"\(?(\d{1,9}(?:[,x×]\d{1,9}){0,31}),?\)?")


def unreadable(message: str, hint: str | None = None) -> ProgramError:
    """Make the error of an answer that cannot be read."""
    return ProgramError("bad-number", message, hint=hint)


def read_expression(text: str, limits: ReadLimits) -> Written:
    """Read an expression, or a line that gives a name its value.

    Raises:
        ProgramError: it is neither.
    """
    if len(text) > LONGEST:
        raise unreadable(
            f"the answer has {len(text):,} characters", f"at most {LONGEST:,} are read"
        )
    text = text.strip().replace("−", "-")
    text = NAMED.sub("", text, count=1)
    if not text.strip():
        raise unreadable("nothing follows the =")
    lines = read_lines(f"answer = {text}", limits)
    if len(lines) != 1 or lines[0].target != "answer":
        raise unreadable("an answer is one expression", "write it on one line")
    return lines[0]


def worked_out(
    text: str, known: Mapping[str, Array], limits: ReadLimits
) -> tuple[Written, Formula]:
    """Make an expression over known names workable.

    Raises:
        ProgramError: it cannot be read, reads what is not known, or its shapes do not fit.
    """
    line = read_expression(text, limits)
    for name in line.names:
        if name not in known:
            raise unreadable(f"{name} means nothing here")
    return line, formula(line.expression, line.names, known, limits)


def read_numbers(text: str, limits: ReadLimits) -> Array:
    """Read a number, or an array of numbers as the language writes it.

    Raises:
        ProgramError: it is none.
    """
    try:
        line = read_expression(text, limits)
    except ProgramError:
        raise unreadable("this is not a number", NUMBER) from None
    if line.names:
        raise unreadable(f"{line.names[0]} is a name; a number is asked for", NUMBER)
    try:
        return formula(line.expression, (), {}, limits).at({})
    except (ProgramError, EngineError) as error:
        raise unreadable(error.args[0], NUMBER) from None


def read_count(text: str) -> int:
    """Read how many.

    Raises:
        ProgramError: it is no whole number.
    """
    plain = re.sub(r"[ ,_'\u202f\u00a0]", "", text.strip())
    if re.fullmatch(r"\d{1,18}", plain) is None:
        raise unreadable("this is not a whole number", "write how many, such as 12")
    return int(plain)


def read_shape(text: str) -> Shape:
    """Read a shape: ``(2, 3)``, ``2, 3``, ``2 × 3``; of one number ``()`` or ``number``.

    Raises:
        ProgramError: it is none.
    """
    plain = re.sub(r"\s", "", text.casefold()).replace("[", "(").replace("]", ")")
    if plain in WORDS:
        return WORDS[plain]
    found = SHAPE.fullmatch(plain)
    if found is None or plain.startswith("(") != plain.endswith(")"):
        raise unreadable("this is not a shape", "write (2, 3), (3,) or, of a single number, ()")
    return tuple(int(size) for size in re.split("[,x×]", found[1]))


def read_option(text: str, options: Sequence[str]) -> str:
    """Find the option that is meant; space is of no matter.

    Raises:
        ProgramError: there is none like it.
    """
    plain = _bare(text)
    for option in options:
        if _bare(option) == plain:
            return option
    raise unreadable(f"{_shortened(text)} is not one of the choices", f"choose {_listed(options)}")


def read_options(text: str, options: Sequence[str]) -> list[str]:
    """Read several, separated by commas outside of brackets, or by lines.

    Raises:
        ProgramError: one is no option, or stands there twice.
    """
    chosen = [read_option(part, options) for part in split(text)]
    for k, one in enumerate(chosen):
        if one in chosen[:k]:
            raise unreadable(f"{one} is there twice")
    return chosen


def split(text: str) -> list[str]:
    """Cut at commas outside of brackets, and at the ends of lines."""
    parts, depth = [""], 0
    for letter in text[:LONGEST]:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "\n" or (letter == "," and depth <= 0):
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def spread(found: Array, shape: Shape) -> Array:
    """Give what is written short all the elements that it stands for, where it fits."""
    try:
        return np.broadcast_to(found, shape)
    except ValueError:
        return found


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _shortened(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 30 else f"{text[:29]}…"


def _listed(options: Sequence[str]) -> str:
    shown = ", ".join(options[:6])
    return f"{shown}, …" if len(options) > 6 else shown
