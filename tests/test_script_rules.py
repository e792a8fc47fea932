"""The rooms of ``static/js`` import downwards only, and a name tells which half of a pair draws."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

JS = Path(__file__).resolve().parent.parent / "static" / "js"

SHARED = {"page", "trace", "link"}
PICTURE = {"page", "trace", "predict"}

ROOMS: dict[str, set[str]] = {
    "page": set(),
    "playlist": {"page"},
    "speaker": {"page", "playlist"},
    "snapshots": {"page"},
    "chart": {"page"},
    "trace": set(),
    "link": {"page", "trace", "playlist", "snapshots"},
    "predict": {"page", "trace"},
    "picture": PICTURE,
    "program": SHARED,
    "controls": {"picture"} | PICTURE,
    "inspector": {"picture", "controls", "program"} | PICTURE,
    "panels": {"picture"} | PICTURE,
    "updates": {"page", "trace"},
    "learn": {"picture", "program", "controls", "updates"} | SHARED | PICTURE,
    "gates": {"page"},
    "lab": {"chart"} | SHARED,
    "descent": {"chart", "program", "updates"} | SHARED,
    "classifier": {"chart", "updates"} | SHARED,
    "exercises": {"picture", "program"} | SHARED | PICTURE,
}
"""Each room, from the lowest up, and which others it may import besides itself."""

DOORS: dict[str, set[str]] = {
    "graph.js": ROOMS.keys() - {"lab", "descent", "classifier", "exercises", "gates", "chart"},
    "boundary.js": {"lab", "playlist", "speaker"} | SHARED,
    "descent.js": {"descent", "chart", "updates", "playlist", "speaker"} | SHARED,
    "classifier.js": {"classifier", "updates", "playlist", "speaker"} | SHARED,
    "exercises.js": {"exercises", "picture", "program", "playlist", "speaker"} | SHARED,
    "playlist.js": {"playlist", "link", "page"},
    "speaker.js": {"speaker", "page"},
    "snapshots.js": {"snapshots", "page"},
    "gates.js": {"gates", "page"},
}
"""Each page's own script, which puts the page together, and which rooms it may import."""

TOUCHES_THE_PAGE = re.compile(
    r"\b(?:document|HTMLElement|querySelector|createElement|addEventListener|classList)\b|\bmake(?:Svg)?\("
)
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*"(?P<path>\.{1,2}/[^"]+)\"""")
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)

FILES = sorted(file.relative_to(JS).as_posix() for file in JS.rglob("*.js"))
EVERY_FILE = pytest.mark.parametrize("file", FILES)


def code(file: str) -> str:
    """Return a file without its comments, in which types are imported from anywhere."""
    return COMMENT.sub("", (JS / file).read_text())


def imported(file: str) -> Iterator[str]:
    for found in IMPORT.finditer(code(file)):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(file), found["path"]))


def room_of(file: str) -> str:
    return file.partition("/")[0]


@EVERY_FILE
def test_every_file_stands_in_a_room(file: str) -> None:
    assert room_of(file) in ROOMS or file in DOORS


@EVERY_FILE
def test_what_is_imported_is_there(file: str) -> None:
    assert set(imported(file)) <= set(FILES)


@EVERY_FILE
def test_rooms_import_downwards_only(file: str) -> None:
    allowed = DOORS.get(file) or ROOMS[room_of(file)]
    assert {room_of(other) for other in imported(file)} - {room_of(file)} <= allowed


def test_no_file_imports_itself_by_a_detour() -> None:
    order: list[str] = []

    def visit(file: str, path: tuple[str, ...]) -> None:
        assert file not in path, " imports ".join((*path[path.index(file) :], file))
        if file not in order:
            for other in imported(file):
                visit(other, (*path, file))
            order.append(file)

    for file in FILES:
        visit(file, ())
    assert set(order) == set(FILES)


@EVERY_FILE
def test_of_a_pair_only_the_view_touches_the_page(file: str) -> None:
    """``walk.js`` says what is to be shown, without a page, and ``walk_view.js`` shows it."""
    if file.endswith("_view.js"):
        assert TOUCHES_THE_PAGE.search(code(file)), f"{file} shows nothing: drop _view"
    elif file.replace(".js", "_view.js") in FILES:
        assert not TOUCHES_THE_PAGE.search(code(file)), f"{file} has a view beside it"


def test_how_large_a_picture_may_be_stands_once() -> None:
    homes = [
        file for file in FILES if re.search(r"^(?:export )?const \w+ = 600;", code(file), re.M)
    ]
    assert homes == ["picture/large.js"]


def test_no_style_asks_what_is_somewhere_on_the_page() -> None:
    """A browser answers that anew at every change of anything: 200 ms at 2,000 gates."""
    asking = re.compile(r"(?:^|[\s,}])(?:html|body|:root|main|#main)[^\s{,]*:has\((?!\s*>)")
    found = [
        f"{file.name}: {line.strip()}"
        for file in sorted((JS.parent / "css").glob("*.css"))
        for line in file.read_text().splitlines()
        if asking.search(line)
    ]
    assert found == []
