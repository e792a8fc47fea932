"""What is said of a wrong line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong with a line: a code, a sentence, and the part of the line that it is about."""

    code: str
    text: str
    part: str = ""
