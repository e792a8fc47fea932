"""Write the backward pass: a line for each gradient."""

from collections.abc import Iterator, Mapping

from ...language import ReadLimits, read_program
from ..by_line import check_by_line
from ..checking import Checked
from ..exercise import Exercise
from ..hints import hint_for
from .kind import Mark, Question

LINES = "lines"
WRONG = ("wrong", "error", "chance")


class Backward:
    """One question: the lines; a mark for the gradient of each input."""

    name = "backward"
    title = "Write the backward pass"
    task = (
        "Write the backward pass of this program: a line for each gradient, from the "
        "output back to the inputs."
    )

    def questions(self, exercise: Exercise, limits: ReadLimits) -> tuple[Question, ...]:
        """Ask for the lines."""
        read_program(exercise.program, limits=limits)
        asks = "Write a line for each gradient, from the output back to the inputs."
        return (Question(LINES, asks, "lines"),)

    def marks(
        self, exercise: Exercise, answers: Mapping[str, str], limits: ReadLimits
    ) -> tuple[Mark, ...]:
        """Mark the gradient of each input, with the reason where its own line is wrong."""
        program = read_program(exercise.program, limits=limits)
        text = answers.get(LINES, "")
        found = check_by_line(program, text, tolerance=exercise.tolerance, limits=limits)
        return tuple(_marks(found))

    def hints(self, exercise: Exercise, key: str, limits: ReadLimits) -> tuple[str, ...]:
        """Lead to the line of a gradient, which is a key of the marks."""
        hint = hint_for(read_program(exercise.program, limits=limits), key, limits)
        if hint is None:
            return ()
        return (hint.rule, hint.operands, *([] if hint.line is None else [hint.line]))


def _marks(found: Checked) -> Iterator[Mark]:
    """Mark what was asked, and after it the wrong lines of what was not."""
    told = {}
    for verdict in found.verdicts:
        incomplete = verdict.status == "part" and verdict.reason is not None
        if verdict.status in WRONG or incomplete:
            told[verdict.target] = f"line {verdict.span.line}: {verdict.said}"
    last = {verdict.target: verdict for verdict in found.verdicts}
    for name in found.asked:
        if name in found.right:
            rounded = last[name].status == "rounded"
            yield Mark(name, "rounded" if rounded else "right")
        elif name in last:
            status = last[name].status
            yield Mark(
                name,
                "error" if status == "error" else "part" if status == "part" else "wrong",
                told.pop(name, ""),
            )
        else:
            yield Mark(name, "missing")
    for name, reason in told.items():
        if name not in found.asked:
            yield Mark(name or "?", "wrong", reason)
