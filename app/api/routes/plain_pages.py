"""``GET /snapshots``, ``/speaker`` and ``/about``: pages that are the same for everybody.

A browser fills the first two: the server knows no snapshot, and the page on stage speaks to the
speaker's window by itself. The third is read.
"""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request, Response

from ..dependencies import TheServices
from ..kept import Kept
from ..static_files import FILES
from ..templating import HEADERS, TEMPLATES

router = APIRouter(include_in_schema=False)

NAMES = ("snapshots", "speaker", "about")
"""Each is the name of its template and its address."""


def _showing(name: str) -> Callable[[Request, TheServices], Awaitable[Response]]:
    async def show(request: Request, services: TheServices) -> Response:
        def write() -> Kept:
            page = TEMPLATES.get_template(f"{name}.html").render(request=request)
            return Kept.of(page, "text/html")

        page = await services.once.get((name, str(request.base_url), FILES.version), write)
        return page.answer(request.headers, HEADERS)

    return show


for _name in NAMES:
    router.add_api_route(f"/{_name}", _showing(_name), methods=["GET"], name=f"{_name}_page")
