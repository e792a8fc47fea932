"""``GET /playlist``: playlists, those that are ready and one's own."""

from fastapi import APIRouter, Request, Response

from ...examples.playlists import all_playlists
from ..dependencies import TheServices
from ..kept import Kept
from ..static_files import FILES
from ..templating import HEADERS, TEMPLATES

router = APIRouter(include_in_schema=False)


@router.get("/playlist", name="playlist_page")
async def playlist_page(request: Request, services: TheServices) -> Response:
    """Show the playlists: what a link or the reader chooses is found by the page itself."""

    def write() -> Kept:
        playlists = all_playlists()
        page = TEMPLATES.get_template("playlist.html").render(
            request=request,
            playlists=playlists,
            texts=[{"id": one.id, "text": one.text} for one in playlists],
        )
        return Kept.of(page, "text/html")

    key = ("playlist", str(request.base_url), FILES.version)
    page = await services.once.get(key, write)
    return page.answer(request.headers, HEADERS)
