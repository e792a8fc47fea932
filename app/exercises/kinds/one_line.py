"""One line of a backward pass by itself, as the answer to a question."""

from ..checking import check_line
from .answers import read_expression
from .desk import Desk
from .sheet import Judged


def judge_line(desk: Desk, target: str, text: str) -> Judged:
    """Mark what is written for a gradient, with or without its name; it may read all others.

    Raises:
        ProgramError: it cannot be read.
    """
    line = f"{target} = {read_expression(text, desk.limits).expression}"
    tolerance = desk.exercise.tolerance
    verdict = check_line(desk.program, line, tolerance=tolerance, limits=desk.limits)
    if verdict.status == "right":
        return "right", ""
    if verdict.status == "rounded":
        return "rounded", ""
    return ("error" if verdict.error else "wrong"), verdict.said
