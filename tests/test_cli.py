"""The ``chainrule`` command, without and with its server."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from app.cli import main
from app.settings import SETTINGS
from tests.serving import get, running

ROOT = Path(__file__).resolve().parent.parent


def test_without_a_command_it_prints_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "usage: chainrule" in capsys.readouterr().out


def test_it_knows_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"chainrule {__version__}\n"


def test_the_help_of_serve_shows_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    shown = capsys.readouterr().out
    assert [setting.variable for setting in SETTINGS if setting.variable not in shown] == []


def test_a_wrong_setting_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAINRULE_NODES", "lots")
    assert main([]) == 2
    assert capsys.readouterr().err == (
        "chainrule: CHAINRULE_NODES='lots': expected a whole number of at least 1 (largest graph)\n"
    )


@pytest.mark.parametrize("option", ["--port=65536", "--port=http", "--workers=0"])
def test_a_wrong_option_is_status_2(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", option])
    assert stopped.value.code == 2
    assert "expected a whole number" in capsys.readouterr().err


def test_a_taken_port_is_said_clearly_with_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    message = f"chainrule: port {port} of 127.0.0.1 is taken; choose another with --port\n"
    assert capsys.readouterr().err == message


def test_an_unknown_address_is_said_clearly_with_status_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["serve", "--host", "203.0.113.7", "--port", "0"]) == 1
    assert "this machine has no address '203.0.113.7'" in capsys.readouterr().err


def test_several_workers_share_one_port() -> None:
    command = [sys.executable, "-m", "app"]
    with running(command, "--workers", "2", cwd=ROOT) as address:
        assert get(f"{address}/healthz")[0] == "application/json"


def test_an_interrupt_stops_the_server_cleanly() -> None:
    command = [sys.executable, "-m", "app", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[2]
        get(f"{address}/healthz")
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=120)
    assert (process.returncode, complaints) == (0, "")
