"""Find a Chromium to test with, or install Debian's."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.browser.apt import install

SHELL = "chromium-headless-shell"
"""Chromium without its own window, which takes a third of the time to open a page."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
)
"""Playwright itself adds a new, empty profile to these. Pages of one visitor share a process, which
compiles a script once: a page opens in two thirds of the time."""

ADVICE = (
    "No Chromium found. Install one: python -m tests --install (as root on Debian),"
    " or: python -m playwright install chromium"
)


def find(playwright: Playwright) -> str | None:
    """Give the path of Playwright's own Chromium if it is there, else of the system's."""
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    return next(filter(None, map(shutil.which, NAMES)), None)


def main(may_install: bool) -> int:
    """Print where Chromium is, installing it first where that may be and is possible."""
    with sync_playwright() as playwright:
        found = find(playwright)
        if found is None and may_install and (install(SHELL) or install("chromium")):
            found = find(playwright)
    print(found or ADVICE)
    return 0 if found else 1
