"""The recipes for hosts, as far as they can be held to the program without their own tools."""

import re
from pathlib import Path

from app.cli import main
from app.settings import SETTINGS, load_settings

ROOT = Path(__file__).resolve().parent.parent
RECIPES = ROOT / ".github" / "hosting"
TEXTS = [*(path.read_text("utf-8") for path in RECIPES.iterdir()), (ROOT / "README.md").read_text()]


def test_every_setting_that_is_named_exists_and_takes_its_value() -> None:
    given = dict(re.findall(r"(CHAINRULE_[A-Z_]+)(?:=|: )\"?([^\s`\"]+)", "\n".join(TEXTS)))
    known = {setting.variable for setting in SETTINGS} | {"CHAINRULE_TORCH_PYTHON"}
    assert len(given) > 5
    assert given.keys() <= known
    for variable, value in given.items():
        load_settings({variable: value.rstrip(":;,")})


def test_what_the_container_copies_is_there_and_is_all_that_is_installed() -> None:
    copied = re.findall(r"^COPY (.*) \S+$", (RECIPES / "Containerfile").read_text(), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert all((ROOT / name).exists() for name in names)
    packed = re.search(r"wheel\]\nonly-include = \[(.*)\]", (ROOT / "pyproject.toml").read_text())
    assert packed is not None
    assert set(re.findall(r'"(\w+)"', packed[1])) <= names


def test_options_that_are_named_are_options() -> None:
    commands = re.findall(r"chainrule serve((?: --[a-z-]+ [^\s`]+)*)", "\n".join(TEXTS))
    options = sorted({word for line in commands for word in line.split() if word[:2] == "--"})
    assert options == ["--root-path", "--workers"]
    assert main([]) == 0
