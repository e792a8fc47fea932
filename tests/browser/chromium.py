"""Find a Chromium to test with, or install Debian's: ``python -m tests.browser.chromium``."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Playwright itself adds a new, empty profile to these."""

ADVICE = (
    "No Chromium found. Install one: apt-get install chromium (as root),"
    " or: python -m playwright install chromium"
)


def find(playwright: Playwright) -> str | None:
    """Give the path of Playwright's own Chromium if it is there, else of the system's."""
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Print where Chromium is, installing it first where that is possible."""
    with sync_playwright() as playwright:
        found = find(playwright)
        if found is None and _install():
            found = find(playwright)
    print(found or ADVICE)
    return 0 if found else 1


def _install() -> bool:
    """Install Debian's Chromium and a font; only root can, and only where there is apt-get."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    apt = ("apt-get", "-q", "-o", "DPkg::Lock::Timeout=300")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ("install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core")
    steps = ((*apt, "update"), (*apt, *install))
    return all(subprocess.run(step, env=env, check=False).returncode == 0 for step in steps)


if __name__ == "__main__":
    sys.exit(main())
