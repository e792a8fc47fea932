"""Texts as fonts of print set them: on the line, raised or lowered, marks over letters apart."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby

UNKNOWN = "?"
"""What stands for a character that a font does not have."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Characters that stand at one height."""

    text: str
    level: int
    """1 is raised, −1 lowered, 0 on the line."""


def letters_of(text: str) -> list[Letters]:
    """Split a text by height: ``Wᵀ`` is W and, raised, T."""
    found = [_levelled(character) for character in text]
    return [
        Letters("".join(text for text, _ in run), level)
        for level, run in groupby(found, lambda one: one[1])
    ]


def _levelled(character: str) -> tuple[str, int]:
    said = unicodedata.decomposition(character).split()
    if said and said[0] in ("<super>", "<sub>"):
        plain = "".join(chr(int(code, 16)) for code in said[1:])
        return plain, 1 if said[0] == "<super>" else -1
    return character, 0


def accented(character: str) -> tuple[str, str]:
    """Return a letter and the mark that stands over it, or an empty text: ``ŷ`` is y and U+0302."""
    apart = unicodedata.normalize("NFD", character)
    return (apart[0], apart[1]) if len(apart) == 2 else (character, "")


NAMED = {"final sigma": "varsigma", "lamda": "lambda"}
"""Greek letters that Unicode calls otherwise than TeX and PostScript."""
_LATIN = {"alpha": "A", "beta": "B", "epsilon": "E", "zeta": "Z", "eta": "H", "iota": "I"} | {
    "kappa": "K", "mu": "M", "nu": "N", "omicron": "O", "rho": "P", "tau": "T", "chi": "X"
}  # fmt: skip


def greek(character: str) -> str:
    """Return what TeX and PostScript call a Greek letter, ``Sigma``, or an empty text.

    One that looks like a Latin letter is called by that letter.
    """
    said = unicodedata.name(character, "").lower().removeprefix("greek ")
    size, _, name = said.partition(" letter ")
    name = NAMED.get(name, name)
    if character < "\N{GREEK CAPITAL LETTER ALPHA}" or " " in name or not name:
        return ""
    if size == "capital":
        return _LATIN.get(name, name.capitalize())
    return "" if size != "small" else "o" if name == "omicron" else name
