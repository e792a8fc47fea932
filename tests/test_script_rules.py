"""The rooms of ``static/js`` import downwards only, and a name tells which half of a pair draws."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

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
    "network": {"picture"} | PICTURE,
    "panels": {"picture", "network"} | PICTURE,
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


@cache
def code(file: str) -> str:
    """Return a file without its comments, in which types are imported from anywhere."""
    return COMMENT.sub("", (JS / file).read_text())


def imported(file: str) -> Iterator[str]:
    for found in IMPORT.finditer(code(file)):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(file), found["path"]))


def room_of(file: str) -> str:
    return file.partition("/")[0]


def test_every_file_stands_in_a_room() -> None:
    assert [file for file in FILES if room_of(file) not in ROOMS and file not in DOORS] == []


def test_what_is_imported_is_there() -> None:
    missing = {file: set(imported(file)) - set(FILES) for file in FILES}
    assert {file: paths for file, paths in missing.items() if paths} == {}


def test_rooms_import_downwards_only() -> None:
    upwards = {}
    for file in FILES:
        allowed = DOORS.get(file) or ROOMS[room_of(file)]
        upwards[file] = {room_of(other) for other in imported(file)} - {room_of(file)} - allowed
    assert {file: rooms for file, rooms in upwards.items() if rooms} == {}


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


def test_of_a_pair_only_the_view_touches_the_page() -> None:
    """``walk.js`` says what is to be shown, without a page, and ``walk_view.js`` shows it."""
    views = [file for file in FILES if file.endswith("_view.js")]
    idle = [file for file in views if not TOUCHES_THE_PAGE.search(code(file))]
    assert idle == [], "they show nothing: drop _view"
    beside = [file for file in FILES if file.replace(".js", "_view.js") in views]
    assert [file for file in beside if TOUCHES_THE_PAGE.search(code(file))] == []


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
