"""Rooms import downwards only, and files stay small enough to read in one sitting."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.language.python_tree import module_of

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app"
LONGEST_FILE = 400
LONGEST_FUNCTION = 60

LANGUAGE = {"engine"}
TRACE = {"choices", "language", "training"} | LANGUAGE
DRAWING = {"trace"} | TRACE
STORIES = {"drawing"} | DRAWING
DESCENT = {"language", "training"} | LANGUAGE
CLASSIFIER = {"descent"} | DESCENT
ARCHITECTURES = {"language"} | LANGUAGE
COUNTS = {"descent", "drawing", "trace"} | DESCENT | DRAWING
EXERCISES = {"language"} | LANGUAGE
BUILDING = {"counts", "training"} | COUNTS
PALETTE = {"language"} | LANGUAGE
API = {
    "architectures",
    "bounds",
    "building",
    "classifier",
    "counts",
    "descent",
    "exercises",
    "stories",
    "palette",
    "examples",
    "resources",
    "settings",
    "__init__",
} | STORIES
TELLING = {"bounds", "settings", "stories"} | STORIES
EVERYTHING = {"api", "main", "serving", "telling", "tracing", "figures", "grading", "cli"} | API

ROOMS: dict[str, set[str]] = {
    "choices": set(),
    "engine": set(),
    "language": LANGUAGE,
    "training": {"language"} | LANGUAGE,
    "descent": DESCENT,
    "classifier": CLASSIFIER,
    "counts": COUNTS,
    "architectures": ARCHITECTURES,
    "building": BUILDING,
    "palette": PALETTE,
    "exercises": EXERCISES,
    "trace": TRACE,
    "drawing": DRAWING,
    "examples": {"choices"} | LANGUAGE,
    "stories": STORIES,
    "settings": set(),
    "bounds": {"language", "settings", "training"} | LANGUAGE,
    "api": API,
    "resources": set(),
    "serving": {"main", "api", "settings"},
    "telling": TELLING,
    "tracing": {"telling"} | TELLING,
    "figures": {"telling"} | TELLING,
    "grading": {"exercises", "telling"} | TELLING,
    "main": EVERYTHING,
    "cli": EVERYTHING,
    "__init__": set(),
    "__main__": EVERYTHING,
}
"""Each room or file at the top of app/, and which others it may import besides itself."""

PACKAGES: dict[str, set[str]] = {
    "choices": set(),
    "engine": {"numpy"},
    "language": {"numpy"},
    "training": {"numpy"},
    "descent": {"numpy"},
    "classifier": {"numpy"},
    "counts": set(),
    "architectures": set(),
    "building": set(),
    "palette": {"numpy"},
    "exercises": {"numpy"},
    "trace": {"numpy"},
    "drawing": {"numpy"},
    "examples": set(),
    "settings": set(),
    "bounds": set(),
    "resources": set(),
    "stories": {"pydantic_core"},
    "telling": {"pydantic_core"},
    "tracing": set(),
    "figures": set(),
    "grading": set(),
    "cli": set(),
}
"""What a room may import besides the standard library; rooms not named here are free."""

FILES = sorted(APP.rglob("*.py"))
SOURCES = [*FILES, *sorted((ROOT / "static" / "js").rglob("*.js"))]


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree_of(file: Path) -> ast.Module:
    """Return its tree; threads of other tests may still parse, which one at a time can."""
    return module_of(file.read_text())


def room_of(file: Path) -> str:
    return Path(file.relative_to(APP).parts[0]).stem


def imported(file: Path) -> Iterator[tuple[str, ...]]:
    """Give every module that a file imports, as its parts, inside functions too."""
    package = file.relative_to(ROOT).parent.parts
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = (*above, *(node.module.split(".") if node.module else ()))
            for alias in node.names:
                yield (*module, alias.name)


def room_imported(module: tuple[str, ...]) -> str:
    """Give the room of ``app.room...``; a name of the package itself stands in ``__init__``."""
    return module[1] if len(module) > 1 and module[1] in ROOMS else "__init__"


def test_every_file_stands_in_a_room() -> None:
    assert [name(file) for file in FILES if room_of(file) not in ROOMS] == []


def test_rooms_import_downwards_only() -> None:
    upwards = {}
    for file in FILES:
        room = room_of(file)
        rooms = {room_imported(module) for module in imported(file) if module[0] == "app"}
        upwards[name(file)] = rooms - {room} - ROOMS[room]
    assert {file: rooms for file, rooms in upwards.items() if rooms} == {}


def test_rooms_below_the_api_know_no_web_package() -> None:
    strange = {}
    for file in FILES:
        packages = {module[0] for module in imported(file)} - {"app", *sys.stdlib_module_names}
        strange[name(file)] = packages - PACKAGES.get(room_of(file), packages)
    assert {file: packages for file, packages in strange.items() if packages} == {}


WEB = ["anyio", "fastapi", "jinja2", "pydantic", "starlette", "uvicorn", "websockets"]
LIBRARY = "import app.language, app.training.trainer, app.trace, app.drawing, app.stories"
COMMAND = "from app.cli import main; main(['trace', '-', '--json', '--svg', os.devnull])"


@pytest.mark.parametrize(
    ("run", "absent"),
    [(LIBRARY, WEB), (COMMAND, WEB), ("import app.drawing", [*WEB, "pydantic_core"])],
    ids=["library", "command", "picture"],
)
def test_a_program_is_traced_and_drawn_without_a_web_package(run: str, absent: list[str]) -> None:
    tell = f"print([name for name in {absent} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"import os, sys; {run}; {tell}"],
        cwd=ROOT,
        input="x = 3; x * x",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"


def test_no_file_is_too_long() -> None:
    lengths = {name(file): len(file.read_text().splitlines()) for file in SOURCES}
    assert {file: lines for file, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{name(file)}, line {node.lineno}: {node.name}": (node.end_lineno or node.lineno)
        - node.lineno
        + 1
        for file in FILES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {where: lines for where, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_no_lock_is_shared_by_all_objects_of_a_class() -> None:
    """Up to Python 3.11 ``cached_property`` has one, and threads wait for each other at it."""
    asking = [name(file) for file in FILES if ("functools", "cached_property") in imported(file)]
    assert asking == []


def test_python_is_parsed_in_one_place() -> None:
    """Up to Python 3.12 its parser is for one thread at a time, which ``python_tree`` sees to."""
    calls = {
        file.name
        for file in FILES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute)
        and (node.attr == "parse" and isinstance(node.value, ast.Name) and node.value.id == "ast")
    }
    assert calls == {"python_tree.py"}
