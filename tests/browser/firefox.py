"""Find a Firefox to test with, or install Debian's."""

import shutil

from tests.browser.apt import install

NAMES = ("firefox-esr", "firefox")

ADVICE = "No Firefox found. Install one: apt-get install firefox-esr (as root)"


def find() -> str | None:
    """Give the path of the system's Firefox."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Print where Firefox is, installing it first where that is possible."""
    found = find()
    if found is None and install("firefox-esr"):
        found = find()
    print(found or ADVICE)
    return 0 if found else 1
