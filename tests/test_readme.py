"""What the README shows is what happens."""

import re
import subprocess
import sys
from pathlib import Path

from app.main import create_app
from tests.serving import running

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_command_line_prints_the_error_and_the_table_that_are_shown() -> None:
    shown = re.findall(r"\$ printf '([^']*)' \| chainrule trace -\n(.*?)```", README, re.DOTALL)
    printed = []
    for program, _ in shown:
        ran = subprocess.run(
            [sys.executable, "-m", "app", "trace", "-"],
            input=program.replace("\\n", "\n"),
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        printed.append((ran.returncode, ran.stdout or ran.stderr))
    assert printed == [(2, shown[0][1]), (0, shown[1][1])]


def test_the_api_example_prints_the_answer_that_is_shown() -> None:
    shown = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    script, answer = shown.groups()
    with running([sys.executable, "-m", "app"], cwd=ROOT) as address:
        script = script.replace("http://127.0.0.1:8000", address)
        ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stderr, ran.stdout) == ("", answer)


def test_the_picture_that_is_shown_exists() -> None:
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file()


def test_the_table_of_routes_names_the_routes_there_are() -> None:
    table = README[README.index("| route | does |") :].split("\n\n")[0]
    told = set(re.findall(r"/api/v1/[\w/.-]+", table))
    paths = {path for path in create_app().openapi()["paths"] if path.startswith("/api/")}
    assert told == {path.split("/{")[0] for path in paths} | {"/api/v1/train/live"}
