"""Grade what students handed in, without a server: a row for each file, as CSV or JSON."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import thread_time

from .bounds import read_limits
from .choices import ANSWER_FILES
from .engine.errors import ChainruleError, DeadlineError
from .engine.stopping import asking
from .exercises import (
    HandedInError,
    Marked,
    Marker,
    as_csv,
    as_fields,
    codes_in,
    is_given,
    read_exercise,
    read_handed_in,
    same_code,
)
from .settings import Settings
from .telling import STANDARD, complaint, read_text

SECONDS = 5.0
"""In which an answer has to be marked."""
UNREAD = 2
UNMATCHED = 3


def grade(
    exercise: str, answers: Sequence[str], settings: Settings, codes: str | None, as_json: bool
) -> int:
    """Print how much is right in each file, and what is wrong; returns the exit status."""
    read = exercise
    try:
        marker = Marker(read_exercise(read_text(exercise)), read_limits(settings))
        read = codes or ""
        given = None if codes is None else codes_in(read_text(codes))
    except (ChainruleError, OSError, UnicodeDecodeError) as error:
        print(complaint(error, read), file=sys.stderr)
        return UNREAD
    except ValueError as error:
        print(f"{read}: {error}", file=sys.stderr)
        return UNREAD
    rows = [_row(file, marker, settings.body_bytes) for file in _files(answers)]
    for row in rows:
        if row.fault:
            print(f"{row.name}: {row.fault}", file=sys.stderr)
    strange = [code for code in given or () if not any(same_code(row.code, code) for row in rows)]
    for code in strange:
        print(f"{code} belongs to none of the answers", file=sys.stderr)
    if as_json:
        told = {"rows": [_fields(row, given) for row in rows], "unmatched": strange}
        print(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        print(as_csv(rows, given), end="")
    return UNREAD if any(row.fault for row in rows) else UNMATCHED if strange else 0


def _until(end: float) -> Callable[[], None]:
    def ask() -> None:
        if thread_time() > end:
            raise DeadlineError(f"it takes more than {SECONDS:g} s to mark")

    return ask


def _fields(row: Marked, given: Sequence[str] | None) -> dict[str, object]:
    return {**as_fields(row), "given": None if given is None else is_given(row, given)}


def _files(answers: Sequence[str]) -> Iterator[str]:
    """Yield the files that are named, and those of the folders that are."""
    for name in answers:
        folder = Path(name)
        if name == STANDARD or not folder.is_dir():
            yield name
            continue
        files = sorted(folder.iterdir())
        if not any(file.suffix.lower() in ANSWER_FILES for file in files):
            print(f"{name}: no answers are in this folder", file=sys.stderr)
        for file in files:
            if file.suffix.lower() in ANSWER_FILES and file.is_file():
                yield str(file)
            else:
                kinds = f"{', '.join(ANSWER_FILES[:-1])} or {ANSWER_FILES[-1]}"
                print(f"{file}: skipped, not a {kinds} file", file=sys.stderr)


def _row(file: str, marker: Marker, largest: int) -> Marked:
    """Mark a file; what cannot be marked has a row that says why."""
    try:
        if file != STANDARD and Path(file).exists() and not Path(file).is_file():
            return marker.unmarked(file, "it is not a file")
        if file != STANDARD and Path(file).stat().st_size > largest:
            return marker.unmarked(file, f"it has more than {largest:,} bytes")
        given = read_handed_in(read_text(file), marker.exercise, marker.limits)
        with asking(_until(thread_time() + SECONDS)):
            return marker.marked(file, given)
    except HandedInError as error:
        return marker.unmarked(file, str(error))
    except UnicodeDecodeError:
        return marker.unmarked(file, "it is not text in UTF-8")
    except OSError as error:
        return marker.unmarked(file, error.strerror or str(error))
    except ChainruleError as error:
        return marker.unmarked(file, error.message)
