"""``GET /boundary``: the lab, where a network is trained on the plane."""

from fastapi import APIRouter, Request, Response

from app.api.limits import train_bounds
from app.api.templating import HEADERS, TEMPLATES
from app.api.training_choices import choices
from app.examples.lab import by_topic

router = APIRouter(include_in_schema=False)


# Not a coroutine: the first time the tables are made, and the event loop must not wait for them.
@router.get("/boundary", name="boundary_page")
def boundary_page(request: Request, preset: str = "") -> Response:
    """Show the lab at a preset, or at the default configuration."""
    page = TEMPLATES.get_template("boundary.html").render(
        request=request,
        url_for=request.app.url_path_for,
        choices=choices(train_bounds(request.app.state.settings)),
        topics=by_topic(),
        preset=preset,
    )
    return Response(page, 200, HEADERS, "text/html")
