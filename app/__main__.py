"""``python -m app`` is the ``chainrule`` command."""

import sys

from .cli import main

# Worker processes import this module again, under another name.
if __name__ == "__main__":
    sys.exit(main())
