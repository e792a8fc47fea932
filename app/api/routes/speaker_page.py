"""``GET /speaker``: the window of a speaker, which the page on stage speaks to by itself."""

from fastapi import APIRouter, Request, Response

from ..dependencies import TheServices
from ..kept import Kept
from ..static_files import FILES
from ..templating import HEADERS, TEMPLATES

router = APIRouter(include_in_schema=False)


@router.get("/speaker", name="speaker_page")
async def speaker_page(request: Request, services: TheServices) -> Response:
    """Show the window, which is empty until a stage speaks to it."""

    def write() -> Kept:
        page = TEMPLATES.get_template("speaker.html").render(request=request)
        return Kept.of(page, "text/html")

    key = ("speaker", str(request.base_url), FILES.version)
    page = await services.once.get(key, write)
    return page.answer(request.headers, HEADERS)
