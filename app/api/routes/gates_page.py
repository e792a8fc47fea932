"""``GET /gates``: the page of every gate."""

from fastapi import APIRouter, Request, Response

from app.api.gate_cards import families
from app.api.templating import HEADERS, TEMPLATES

router = APIRouter(include_in_schema=False)


# Not a coroutine: the first time its pictures are drawn, and the event loop must not wait for them.
@router.get("/gates", name="gates_page")
def gates_page(request: Request) -> Response:
    """Show every gate: its curve, its formulas, what it does to a gradient, its code."""
    page = TEMPLATES.get_template("gates.html").render(
        request=request, url_for=request.app.url_path_for, families=families()
    )
    return Response(page, 200, HEADERS, "text/html")
