"""Find the browsers to test with: ``python -m tests.browser.browsers``.

With ``--install``, or where ``CI`` is set, Debian's are installed where they are missing.
"""

import os
import sys

from tests.browser import chromium, firefox


def main() -> int:
    """Look for both, so that one run shows what is missing."""
    may_install = "--install" in sys.argv[1:] or bool(os.environ.get("CI"))
    return max([chromium.main(may_install), firefox.main(may_install)])


if __name__ == "__main__":
    sys.exit(main())
