"""``GET /docs``: the API's documentation, from files that this server has itself."""

from functools import partial
from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html
from pydantic_core import to_json

from ..dependencies import TheServices
from ..kept import Kept
from ..proxies import root_of
from ..security import PAGE, POLICY, with_inline_script
from ..static_files import CHECKED

router = APIRouter(include_in_schema=False)

ASSETS_ADDRESS = "/docs/assets"


def assets() -> Path:
    """Return the folder of the documentation page's script and style."""
    found = find_spec("fastapi_swagger")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("fastapi_swagger is not installed", name="fastapi_swagger")
    return Path(found.origin).parent / "resources"


def description(app: FastAPI, root: str = "") -> Kept:
    """Describe the API for programs, and where it stands on its site."""
    described = app.openapi()
    if root:
        described = {**described, "servers": [{"url": root}]}
    return Kept.of(to_json(described), "application/json")


@router.get("/openapi.json")
async def openapi(request: Request, services: TheServices) -> Response:
    """Give the API's description."""
    root = root_of(request.scope)
    kept = await services.once.get((description, root), partial(description, request.app, root))
    return kept.answer(request.headers, {"Cache-Control": CHECKED})


@router.get("/docs")
async def documentation() -> Response:
    """Show every route, its fields and its examples, with a form to try it."""
    page = get_swagger_ui_html(
        openapi_url="openapi.json",
        title="Chainrule API",
        swagger_js_url=f"{ASSETS_ADDRESS[1:]}/swagger-ui-bundle.js",
        swagger_css_url=f"{ASSETS_ADDRESS[1:]}/swagger-ui.css",
        swagger_favicon_url=f"{ASSETS_ADDRESS[1:]}/favicon-32x32.png",
        swagger_ui_parameters={
            "validatorUrl": None,
            "tryItOutEnabled": True,
            "defaultModelsExpandDepth": 0,
            "displayRequestDuration": True,
        },
    )
    html = bytes(page.body).decode()
    script = html.split("<script>", 1)[1].split("</script>", 1)[0]
    page.headers[POLICY] = with_inline_script(PAGE, script)
    return page
