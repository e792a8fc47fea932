"""Grade backward passes against an exercise without a server: a row of CSV for each file."""

import csv
import sys
from collections.abc import Iterator, Sequence

from .bounds import read_limits
from .engine.errors import ChainruleError
from .exercises import Exercise, check_by_line, read_exercise
from .language import Program, read_program
from .settings import Settings
from .telling import complaint, read_text

HEAD = ("file", "right", "asked", "wrong")
WRONG = ("wrong", "error", "chance")


def grade(exercise: str, answers: Sequence[str], settings: Settings) -> int:
    """Print how many gradients of the inputs are right in each file, and which lines are wrong.

    Returns the exit status: 2 where the exercise or an answer cannot be read.
    """
    try:
        asked = read_exercise(read_text(exercise))
        program = read_program(asked.program, {}, None, read_limits(settings))
    except (ChainruleError, OSError, UnicodeDecodeError) as error:
        print(complaint(error, exercise), file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"{exercise}: {error}", file=sys.stderr)
        return 2
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(HEAD)
    status = 0
    for file in answers:
        try:
            rows.writerow((file, *_graded(asked, program, read_text(file), settings)))
        except (ChainruleError, OSError, UnicodeDecodeError) as error:
            print(complaint(error, file), file=sys.stderr)
            status = 2
    return status


def _graded(
    exercise: Exercise, program: Program, lines: str, settings: Settings
) -> Iterator[int | str]:
    """Give the cells of one answer."""
    limits = read_limits(settings)
    found = check_by_line(program, lines, tolerance=exercise.tolerance, limits=limits)
    yield len(set(found.right) & set(found.asked))
    yield len(found.asked)
    told = []
    for verdict in found.verdicts:
        incomplete = verdict.status == "part" and verdict.reason is not None
        if verdict.status not in WRONG and not incomplete:
            continue
        said = [verdict.error.message] if verdict.error else []
        said += [verdict.reason.text] if verdict.reason else []
        told.append(f"{verdict.span.line}: {': '.join(said)}")
    yield "; ".join(told)
