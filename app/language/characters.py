"""What is wrong with a character or a number that cannot be read."""

import re
import unicodedata

from .slips import CHARACTERS

MIDDLE_DOT = "·"
"""Python takes it for a letter inside a name; on slides it multiplies."""
MOST_DIGITS = 1_000

_TAIL = re.compile(r"[A-Za-z0-9_.\x80-\U0010ffff]+")


def describe(char: str) -> tuple[str, str]:
    """Return what a character that cannot stand in a name is, and what to type instead."""
    if char in CHARACTERS:
        return CHARACTERS[char]
    if char.isdigit() or char.isdecimal():
        digit = unicodedata.digit(char, -1)
        name = unicodedata.name(char, "")
        if "SUPERSCRIPT" in name:
            return f"the raised {char}", f"write x**{digit}"
        if "SUBSCRIPT" in name:
            return f"the lowered {char}", f"write x{digit} or x_{digit}"
        hint = f"write {digit}" if digit >= 0 else "write it with the digits 0 to 9"
        return f"the digit {char}, which is not one of 0 to 9", hint
    if char.isspace() or unicodedata.category(char) in {"Cf", "Cc", "Zs"}:
        return f"the invisible character U+{ord(char):04X}", "delete it"
    return f"the character {char}", "names are made of letters, digits and _"


def number_fault(number: str, after: str) -> tuple[int, int, str, str] | None:
    """Return what is wrong with a number that is followed by ``after``, if anything is.

    Returns:
        Where the fault begins, counted from the number, its length, the message and a hint.
    """
    size = len(number)
    if size > MOST_DIGITS:
        return 0, size, "this number has too many digits", "write it as 1e300"
    following = _TAIL.match(after)
    if following is not None:
        return _tail_fault(number, following[0])
    if re.fullmatch(r"0[0-9_]*[1-9][0-9_]*", number):
        hint = f"write {number.lstrip('0_')}"
        return 0, size, "a whole number cannot begin with 0", hint
    if re.search(r"__|_$|_\.|\._|^0[xXbBoO]_?$", number):
        return 0, size, f"{number} is not a number", "write it with the digits 0 to 9"
    return None


def _tail_fault(number: str, tail: str) -> tuple[int, int, str, str]:
    """Return what is wrong with a number that runs into a word."""
    size = len(number)
    if tail in {"j", "J"}:
        message = "complex numbers cannot be used in a program"
        return 0, size + 1, message, "all values are real numbers"
    if tail[0] in "._":
        hint = "a number has one decimal point, as in 1.25"
        return 0, size + len(tail), f"{number}{tail} is not a number", hint
    if tail in {"e", "E"}:
        return 0, size + 1, f"{number}{tail} is not a finished number", "write 1e-3 for 0.001"
    length = next((k for k in range(len(tail), 0, -1) if tail[:k].isidentifier()), 0)
    if not length:
        what, hint = describe(tail[0])
        return size, 1, f"{what} cannot be read here", hint
    name = tail[:length]
    message = f"an operator is missing between {number} and {name}"
    return size, length, message, f"write {number} * {name} for a product"
