"""How a name is set in the picture: on one line, or with its layer raised.

A label says in plain text which layer it is of, ``W[1]``; whether that is the notation of layers,
or an element of ``W``, shows beside the name in the program.
"""

from html import escape

from ..trace.notation import Layered, layered

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


def with_layer(text: str, parts: Layered, height: float) -> str:
    """Write the parts into the element of a text of such a height.

    Nothing but lengths in px: not every program that reads SVG knows others.
    """
    rise = height * RISE
    looks = f'dy="{-rise:.1f}" font-size="{height * RAISED:.1f}" font-style="normal"'
    rest = f'<tspan dy="{rise:.1f}">{escape(parts.rest)}</tspan>' if parts.rest else ""
    head = text[: text.index(">") + 1]
    return f"{head}{escape(parts.letter)}<tspan {looks}>{parts.layer}</tspan>{rest}</text>"
