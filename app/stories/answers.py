"""Stories as JSON, written straight from the trace.

The declared models describe the answer; a test holds it against them. Validating every answer of a
large graph once more would take longer than computing it.
"""

import re
from collections.abc import Iterable

from pydantic_core import to_json

from ..language import Part
from ..trace import Trace
from ..trace.model import EdgeStory, NodeStory

NODE_NUMBERS = ("value", "gradient", "tangent", "active")
_MATHML = re.compile(rb'"mathml":"[^"\\]*(?:\\.[^"\\]*)*"')
_WORKED = re.compile(rb'"worked":"[^"\\]*(?:\\.[^"\\]*)*"')
"""As they are written: inside a text no quotation mark stands without a backslash."""
EDGE_NUMBERS = ("local", "contribution", "sent")
"""What of a node and of an edge follows from the values; all else does from the program."""


def numbers_json(trace: Trace) -> bytes:
    """Write what of a trace follows from the values; non-finite numbers become texts."""
    numbers = {
        "gradients": trace.gradients,
        "tangents": trace.tangents,
        "nodes": [_picked(node, NODE_NUMBERS) for node in trace.nodes],
        "edges": [_picked(edge, EDGE_NUMBERS) for edge in trace.edges],
        "sentences": [step.sentence for step in trace.steps],
        "warnings": trace.warnings,
    }
    return to_json(numbers, inf_nan_mode="strings")


def _picked(told: NodeStory | EdgeStory, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(told, name) for name in names}


def story_json(
    trace: Trace, layout: bytes | None, parts: Iterable[Part] = (), plain: bool = False
) -> bytes:
    """Write a trace, with a layout that is JSON already; non-finite numbers become texts.

    ``parts`` are those of the view that the trace was told of. ``plain`` leaves the MathML of
    formulas blank, which is half of what is written of a large graph.
    """
    written = to_json(trace, inf_nan_mode="strings")
    if plain:
        written = _WORKED.sub(b'"worked":null', _MATHML.sub(b'"mathml":""', written))
    listed = to_json(list(parts))
    return b'%b,"parts":%b,"layout":%b}' % (written[:-1], listed, layout or b"null")
