"""How a name is set in the picture: on one line, or with its layer raised.

A label says in plain text which layer it is of, ``W[1]``; whether that is the notation of layers,
or an element of ``W``, shows beside the name in the program.
"""

from ..trace.notation import Layered, layered
from .runs import Run

RAISED = 0.68
"""Size of what is raised, as a share of the size of its name."""
RISE = 0.42
"""How far its line is raised, as a share of the size of its name."""


def raised(name: str | None, label: str | None) -> Layered | None:
    """Return the parts of a label in the notation of layers; ``None`` where it is on one line."""
    found = None if name is None or name == label else layered(name)
    return found if found is not None and "".join(found) == label else None


def length(name: str | None, label: str) -> float:
    """Return how many characters wide a label is."""
    found = raised(name, label)
    if found is None:
        return len(label)
    return len(found.letter) + RAISED * len(found.layer) + len(found.rest)


def layer_runs(parts: Layered, height: float) -> tuple[Run, ...]:
    """Return what follows the letter, in a text of such a height."""
    layer = Run(parts.layer, height * RAISED, rise=height * RISE, is_upright=True)
    return (layer, *([Run(parts.rest)] if parts.rest else []))
