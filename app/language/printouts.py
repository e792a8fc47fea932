"""Printouts of models, which somebody pastes where a program is to be."""

import re

_PRINTOUT = re.compile(
    r"\s*(?:>>>[^\n]{0,200}\n\s*)?(?:[A-Za-z_]\w{0,99}\([ \t]*\r?\n\s*)?"
    r"\([^()\n]{1,100}\):[ \t]*(?:\d{1,9}[ \t]*x[ \t]+)?[A-Za-z_]\w{0,99}\("
)


def is_printout(text: str) -> bool:
    """Tell whether a text begins as ``print(model)`` shows a PyTorch module."""
    return _PRINTOUT.match(text) is not None
