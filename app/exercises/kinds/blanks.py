"""Fill in the blanks of a listing: the gate classes of the lectures, and staged code."""

import re
from collections.abc import Mapping

from ...language import ReadLimits
from ..exercise import Exercise
from ..listings import find_listing, mark_blank, read_sheet
from .kind import Mark, Question

NAME = re.compile(r"(?<![\w.])(?:self\.)?[A-Za-z_]\w*(?![\w(])(?!\.\w+\()")
"""A value in the code of a listing, which is no call."""
WORDS = frozenset(
    {"np", "axis", "keepdims", "True", "False", "float", "if", "else", "and", "or", "not"}
)
"""What stands in code beside the values."""


class Blanks:
    """A question for each blank. The program is the name of a listing, or the text of one."""

    name = "blanks"
    title = "Fill in the blanks"
    task = (
        "Fill in the blanks: each is an expression of Python, in any spelling that means the same."
    )

    def questions(self, exercise: Exercise, limits: ReadLimits) -> tuple[Question, ...]:
        """Ask for the expression of each blank."""
        listing = find_listing(exercise.program)
        for stage in listing.stages:
            read_sheet(stage, limits)
        several = len(listing.stages) > 1
        return tuple(
            Question(
                blank.key,
                (f"{stage.title}: " if several else "")
                + ("what is returned?" if "return" in blank.target else f"{blank.target} = …"),
                "line",
                line=blank.line,
            )
            for stage in listing.stages
            for blank in stage.blanks
        )

    def marks(
        self, exercise: Exercise, answers: Mapping[str, str], limits: ReadLimits
    ) -> tuple[Mark, ...]:
        """Mark each blank by what it means."""
        return tuple(
            Mark(marked.key, marked.status, marked.reason)
            for stage in find_listing(exercise.program).stages
            for blank in stage.blanks
            for marked in (mark_blank(stage, blank, answers.get(blank.key, ""), limits),)
        )

    def hints(self, exercise: Exercise, key: str, limits: ReadLimits) -> tuple[str, ...]:
        """Say what the stage asks for, the names that the answer is made of, and the answer."""
        for stage in find_listing(exercise.program).stages:
            for blank in stage.blanks:
                if blank.key == key:
                    names = [
                        one
                        for one in dict.fromkeys(NAME.findall(blank.solution))
                        if one not in WORDS
                    ]
                    made = f"It is made of {', '.join(names)}." if names else "It is a number."
                    return (stage.says, made, blank.solution)
        return ()
