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
def installed_server(wheel: Path) -> Iterator[str]:
    folder = wheel.parent
    venv.create(folder / "venv", with_pip=False)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([*PIP, "--python", programs / "python", "install", wheel], check=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with running([programs / "chainrule"], cwd=folder, env=env) as address:
        yield address


def test_the_wheel_says_that_it_is_typed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert "app/py.typed" in archive.namelist()


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
