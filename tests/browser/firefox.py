"""Find a Firefox to test with, or install Debian's."""

import shutil

from tests.browser.apt import install

NAMES = ("firefox-esr", "firefox")

ADVICE = "No Firefox found. Install one: python -m tests --install (as root on Debian)"


def find() -> str | None:
    """Give the path of the system's Firefox."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main(may_install: bool) -> int:
    """Print where Firefox is, installing it first where that may be and is possible."""
    found = find()
    if found is None and may_install and install("firefox-esr"):
        found = find()
    print(found or ADVICE)
    return 0 if found else 1
