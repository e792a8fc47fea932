"""``GET /boundary``: the lab, where a network is trained on the plane."""

from fastapi import APIRouter, Request, Response

from ...bounds import train_bounds
from ...examples import under_topics
from ...examples.lab import all_presets
from ..dependencies import TheServices
from ..kept import Kept
from ..static_files import FILES
from ..templating import HEADERS, TEMPLATES, link_bounds
from ..training_choices import choices

router = APIRouter(include_in_schema=False)


@router.get("/boundary", name="boundary_page")
async def boundary_page(request: Request, services: TheServices, preset: str = "") -> Response:
    """Show the lab at a preset, or at the default configuration."""
    known = preset if any(row.id == preset for row in all_presets()) else ""

    def write() -> Kept:
        page = TEMPLATES.get_template("boundary.html").render(
            request=request,
            bounds=link_bounds(services.settings),
            choices=choices(train_bounds(services.settings)),
            topics=under_topics(all_presets()),
            preset=known,
        )
        return Kept.of(page, "text/html")

    page = await services.once.get(("boundary", known, str(request.base_url), FILES.version), write)
    return page.answer(request.headers, HEADERS)
