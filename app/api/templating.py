"""What every page is made with: the templates, what they may call, and the headers."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.api.static_files import CHECKED, JOIN
from app.resources import STATIC
from app.resources import TEMPLATES as FOLDER
from app.trace.numbers import show_in_full

HEADERS = {
    "Cache-Control": CHECKED,
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def _static(path: str) -> str:
    """Return the address of a static file, with its time of change for a version."""
    return f"/static/{path}?v={(STATIC / path).stat().st_mtime_ns:x}"


def _styles(*names: str) -> str:
    """Return the address of several style sheets as one, with their latest time of change."""
    changed = max((STATIC / "css" / f"{name}.css").stat().st_mtime_ns for name in names)
    return f"/static/css/{JOIN.join(names)}.css?v={changed:x}"


TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["exact"] = show_in_full
TEMPLATES.globals["static"] = _static
TEMPLATES.globals["styles"] = _styles
