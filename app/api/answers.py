"""Stories as JSON, written straight from the trace.

The declared models describe the answer; a test holds it against them. Validating every answer of a
large graph once more would take longer than computing it.
"""

from pydantic_core import to_json

from app.trace import Trace


def story_json(trace: Trace, layout: bytes | None) -> bytes:
    """Write a trace, with a layout that is JSON already; non-finite numbers become texts."""
    written = to_json(trace, inf_nan_mode="strings")
    return b'%b,"layout":%b}' % (written[:-1], layout or b"null")
