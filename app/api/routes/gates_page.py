"""``GET /gates``: the page of every gate."""

from fastapi import APIRouter, Request, Response

from ..composite_cards import shown_families
from ..dependencies import TheServices
from ..kept import Kept
from ..static_files import FILES
from ..templating import HEADERS, TEMPLATES

router = APIRouter(include_in_schema=False)


@router.get("/gates", name="gates_page")
async def gates_page(request: Request, services: TheServices) -> Response:
    """Show every gate: its curve, its formulas, what it does to a gradient, its code."""
    await services.once.get(shown_families, shown_families)

    def write() -> Kept:
        page = TEMPLATES.get_template("gates.html").render(
            request=request, families=shown_families()
        )
        return Kept.of(page, "text/html")

    # A page names the site that it stands on, for what shows a link to it, and its files.
    page = await services.once.get(("gates", str(request.base_url), FILES.version), write)
    return page.answer(request.headers, HEADERS)
