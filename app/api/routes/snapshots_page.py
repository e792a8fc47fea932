"""``GET /snapshots``: the snapshots that a reader's browser keeps."""

from fastapi import APIRouter, Request, Response

from ..dependencies import TheServices
from ..kept import Kept
from ..static_files import FILES
from ..templating import HEADERS, TEMPLATES

router = APIRouter(include_in_schema=False)


@router.get("/snapshots", name="snapshots_page")
async def snapshots_page(request: Request, services: TheServices) -> Response:
    """Show the page, which its script fills: the server knows no snapshot."""

    def write() -> Kept:
        page = TEMPLATES.get_template("snapshots.html").render(request=request)
        return Kept.of(page, "text/html")

    key = ("snapshots", str(request.base_url), FILES.version)
    page = await services.once.get(key, write)
    return page.answer(request.headers, HEADERS)
