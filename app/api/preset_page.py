"""The page of a room that opens at one of its presets."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from fastapi import Request, Response

from ..examples import Row, under_topics
from .kept import Kept
from .services import Services
from .static_files import FILES
from .templating import HEADERS, TEMPLATES, link_bounds


async def preset_page(
    request: Request,
    services: Services,
    name: str,
    presets: Sequence[Row],
    asked: str,
    choices: Mapping[str, Any],
) -> Response:
    """Answer with a page at the preset that is asked for, or at the first.

    Args:
        request: who asks.
        services: what keeps the page once it is written.
        name: of the page and its template.
        presets: in the order of the menu.
        asked: the id of a preset, or any text.
        choices: what the page's script can choose from.
    """
    known = next((row for row in presets if row.id == asked), presets[0])

    def write() -> Kept:
        page = TEMPLATES.get_template(f"{name}.html").render(
            request=request,
            bounds=link_bounds(services.settings),
            choices=choices,
            topics=under_topics(presets),
            preset=known,
        )
        return Kept.of(page, "text/html")

    page = await services.once.get((name, known.id, str(request.base_url), FILES.version), write)
    return page.answer(request.headers, HEADERS)


def presets_as_json(presets: Sequence[Any]) -> list[dict[str, Any]]:
    """Return presets as the page's script reads them, without what only the menu wants."""
    return [
        {name: value for name, value in asdict(preset).items() if name not in ("file", "rows")}
        for preset in presets
    ]
