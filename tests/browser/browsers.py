"""Find the browsers to test with, or install Debian's: ``python -m tests.browser.browsers``."""

import sys

from tests.browser import chromium, firefox


def main() -> int:
    """Look for both, so that one run shows what is missing."""
    return max([chromium.main(), firefox.main()])


if __name__ == "__main__":
    sys.exit(main())
