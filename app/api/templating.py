"""What every page is made with: the templates, what they may call, and the headers.

Every page stands at the top of the app, and every address in it is relative to that, so that it
holds wherever the app stands on its site.
"""

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..language import Level
from ..resources import TEMPLATES as FOLDER
from ..settings import Settings
from ..trace.numbers import show_in_full, show_in_table
from . import joining
from .security import PAGE, POLICY
from .static_files import CHECKED, FILES, SHEETS, sheets_path

HEADERS = {"Cache-Control": CHECKED, POLICY: PAGE}


LEVELS = [level.value for level in Level]


def link_bounds(settings: Settings) -> dict[str, object]:
    """Return what a page must know to write and read links to a graph."""
    return {"program_characters": settings.program_characters, "details": LEVELS}


def _static(path: str) -> str:
    """Return the address of a static file as it is now."""
    return f"static/{FILES.version}/{path}"


def _styles(page: str) -> str:
    """Return the address of a page's style sheets as one."""
    return _static(sheets_path(SHEETS[page]))


def _scripts(page: str) -> Markup:
    """Return the tags of a page's script: what it imports is fetched beside it."""
    modules, script = (
        _static(f"js/{name}") for name in (joining.modules_path(page), joining.script_path(page))
    )
    return Markup(
        '<link rel="modulepreload" href="{}">\n  <script type="module" src="{}"></script>'
    ).format(modules, script)


TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["exact"] = show_in_full
TEMPLATES.filters["listed"] = show_in_table
TEMPLATES.globals["static"] = _static
TEMPLATES.globals["styles"] = _styles
TEMPLATES.globals["scripts"] = _scripts
