"""A wheel, installed in an empty environment outside the checkout, serves the whole page."""

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from app import __version__
from tests.serving import get, running

ROOT = Path(__file__).resolve().parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")


class _Links(HTMLParser):
    """Collects the style sheets and scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and values.get("rel") == "stylesheet":
            self.styles.append(values.get("href") or "")
        elif tag == "script" and "src" in values:
            self.scripts.append(values["src"] or "")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP, "wheel", "--no-deps", "-w", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def programs(wheel: Path) -> Path:
    """Install the wheel in an environment of its own; gives the folder of its commands.

    What is not imported of what it needs is not compiled either.
    """
    venv.create(wheel.parent / "venv", with_pip=False)
    programs = wheel.parent / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = ("install", "--no-compile", wheel)
    subprocess.run([*PIP, "--python", programs / "python", *install], check=True)
    return programs


@pytest.fixture(scope="module")
def project(wheel: Path) -> Path:
    """Make somebody's own project, in which ``app`` is a name of theirs, as in many."""
    folder = wheel.parent / "project"
    for name in ("app/__init__.py", "app/main.py", "static.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text('OWN = "theirs"\n')
    return folder


@pytest.fixture(scope="module", params=["1", "2"], ids=["one worker", "two workers"])
def installed_server(
    request: pytest.FixtureRequest, programs: Path, project: Path
) -> Iterator[str]:
    workers = ("--workers", request.param)
    with running([programs / "chainrule"], *workers, cwd=project, env=_env()) as address:
        yield address


def _env() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _python(program: Path, code: str, folder: Path) -> str:
    done = subprocess.run(
        [program, "-c", code], cwd=folder, env=_env(), check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_the_wheel_says_that_it_is_typed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert "chainrule/py.typed" in archive.namelist()


def test_all_that_is_installed_is_called_chainrule(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"chainrule"}


TRACED = """
import app.main, chainrule
from chainrule.language import Level, read_program
from chainrule.trace import prepare
nodes = prepare(read_program("x = 3; y = x * x"), Level.GATES).view.graph.nodes
print(app.main.OWN, chainrule.__version__, len(nodes))
"""


def test_it_is_imported_beside_a_project_with_an_app_of_its_own(
    programs: Path, project: Path
) -> None:
    assert _python(programs / "python", TRACED, project) == f"theirs {__version__} 2"


def test_so_it_is_where_it_is_installed_to_be_worked_on(project: Path) -> None:
    """An editable install, as the tests run in, has the package under its name too."""
    assert _python(Path(sys.executable), TRACED, project) == f"theirs {__version__} 2"


def test_the_page_comes_with_its_styles_and_scripts(installed_server: str) -> None:
    kind, page = get(f"{installed_server}/")
    assert kind == "text/html"
    links = _Links()
    links.feed(page.decode())
    assert links.styles
    assert links.scripts
    for style in links.styles:
        assert get(urljoin(f"{installed_server}/", style))[0] == "text/css"
    for script in links.scripts:
        assert get(urljoin(f"{installed_server}/", script))[0].endswith("/javascript")
