"""The table of settings."""

import inspect
import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from app.bounds import read_limits, train_bounds
from app.drawing import place
from app.engine.gradcheck import check_gradients
from app.language import ReadLimits
from app.serving.config import ServerConfig
from app.settings import SETTINGS, Setting, SettingError, Settings, load_settings
from app.trace import Prepared
from app.training.config import Bounds
from app.training.run import Run

EVERY_SETTING = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
NUMBERS = [setting for setting in SETTINGS if not isinstance(setting.default, str)]
EVERY_NUMBER = pytest.mark.parametrize("setting", NUMBERS, ids=lambda setting: setting.name)


@EVERY_SETTING
def test_every_setting_is_documented(setting: Setting) -> None:
    assert setting.unit
    assert setting.help


@EVERY_SETTING
def test_every_default_is_accepted_from_the_environment(setting: Setting) -> None:
    assert setting.parse(str(setting.default)) == setting.default


def test_without_environment_the_defaults_hold() -> None:
    assert load_settings({"HOME": "/root"}) == Settings()


def test_programs_are_read_within_the_same_bounds_without_a_server() -> None:
    assert read_limits(Settings()) == ReadLimits()


def test_runs_are_bounded_alike_without_a_server() -> None:
    assert train_bounds(Settings()) == Bounds()


@pytest.mark.parametrize(
    ("function", "argument", "setting"),
    [
        (place, "most", "placed_nodes"),
        (Prepared.trace, "array_limit", "array_in_json"),
        (check_gradients, "entries_limit", "gradcheck_entries"),
        (Run, "memory", "run_bytes"),
        (Run, "log", "log_bytes"),
    ],
)
def test_what_the_rooms_below_do_by_default_is_what_the_table_says(
    function: Callable[..., object], argument: str, setting: str
) -> None:
    default = inspect.signature(function).parameters[argument].default
    assert default == getattr(Settings(), setting)


def test_the_environment_overrides() -> None:
    settings = load_settings({"CHAINRULE_NODES": "12", "CHAINRULE_COMPUTE_SECONDS": "0.5"})
    assert settings == Settings(nodes=12, compute_seconds=0.5)


@EVERY_NUMBER
@pytest.mark.parametrize("text", ["", "many", "-1", "nan", "inf", "-inf", "1e999"])
def test_a_wrong_value_says_variable_value_and_what_was_expected(
    setting: Setting, text: str
) -> None:
    with pytest.raises(SettingError) as caught:
        load_settings({setting.variable: text})
    message = str(caught.value)
    assert message.startswith(f"{setting.variable}={text!r}: expected {setting.expected}")
    assert "\n" not in message


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(SettingError, match="CHAINRULE_HOST='': expected some text"):
        load_settings({"CHAINRULE_HOST": ""})


def test_bounds_are_included() -> None:
    assert load_settings({"CHAINRULE_PORT": "65535"}).port == 65535
    with pytest.raises(SettingError, match="from 0 to 65535"):
        load_settings({"CHAINRULE_PORT": "65536"})


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(Settings(), SETTINGS[0].name, 1)


def test_a_message_that_a_stream_may_take_does_not_end_it() -> None:
    (row,) = (setting for setting in SETTINGS if setting.name == "message_bytes")
    assert row.high == ServerConfig(Settings()).ws_max_size


@EVERY_SETTING
def test_every_setting_is_read_by_somebody(setting: Setting) -> None:
    app = Path(__file__).resolve().parent.parent / "app"
    files = [file for file in app.rglob("*.py") if file.name != "settings.py"]
    reads = re.compile(rf"settings\.{setting.name}\b")
    assert any(reads.search(file.read_text("utf-8")) for file in files), (
        f"nobody reads settings.{setting.name}"
    )
