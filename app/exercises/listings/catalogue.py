"""The listings that there are: one text file each, data and not code."""

from functools import cache
from pathlib import Path

from ...engine.graph import Span
from ...language.source import Source
from .listing import Listing, read_listing

FILES = Path(__file__).parent / "files"


@cache
def all_listings() -> tuple[Listing, ...]:
    """Give every listing in the order of the menu; read once."""
    files = sorted(FILES.glob("*.txt"))
    found = [
        one for file in files for one in read_listing(file.read_text(encoding="utf-8"), file.stem)
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def find_listing(program: str) -> Listing:
    """Give the listing of a name, or read one that is written out.

    Raises:
        ProgramError: there is none of that name, or the text is none.
    """
    lines = [line.strip() for line in program.split("\n") if line.strip()]
    name = lines[-1] if lines else ""
    if not any("{{" in line for line in lines) and len(name) < 100:
        for one in all_listings():
            if one.id == name:
                return one
        hint = f"there are {', '.join(one.id for one in all_listings())}"
        place = Span(1, 0, 1, max(1, len(program.split("\n")[0])))
        raise Source(program).error("empty", f"there is no listing {name}", place, hint)
    return read_listing(program, "own")[0]
