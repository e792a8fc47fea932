"""Stories as JSON, written straight from the trace.

The declared models describe the answer; a test holds it against them. Validating every answer of a
large graph once more would take longer than computing it.
"""

from collections.abc import Iterable

from pydantic_core import to_json

from ..language import Part
from ..trace import Trace


def story_json(trace: Trace, layout: bytes | None, parts: Iterable[Part] = ()) -> bytes:
    """Write a trace, with a layout that is JSON already; non-finite numbers become texts.

    ``parts`` are those of the view that the trace was told of.
    """
    written = to_json(trace, inf_nan_mode="strings")
    listed = to_json(list(parts))
    return b'%b,"parts":%b,"layout":%b}' % (written[:-1], listed, layout or b"null")
