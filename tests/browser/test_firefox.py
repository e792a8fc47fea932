"""The pages in Firefox too; what it does there stands in ``tests/js/firefox.js``."""

import subprocess

import pytest

from tests.browser import firefox
from tests.serving import ROOT


def test_the_pages_work_in_firefox(server: str) -> None:
    path = firefox.find()
    if path is None:
        pytest.fail(firefox.ADVICE, pytrace=False)
    command = ["node", str(ROOT / "tests" / "js" / "firefox.js"), path, server]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("firefox/")
