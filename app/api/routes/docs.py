"""``GET /docs``: the API's documentation, from files that this server has itself."""

from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html

router = APIRouter(include_in_schema=False)

ASSETS_ADDRESS = "/docs/assets"


def assets() -> Path:
    """Return the folder of the documentation page's script and style."""
    found = find_spec("fastapi_swagger")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("fastapi_swagger is not installed", name="fastapi_swagger")
    return Path(found.origin).parent / "resources"


@router.get("/docs")
async def documentation(request: Request) -> Response:
    """Show every route, its fields and its examples, with a form to try it."""
    root = request.scope.get("root_path", "").rstrip("/")
    return get_swagger_ui_html(
        openapi_url=f"{root}/openapi.json",
        title="Chainrule API",
        swagger_js_url=f"{root}{ASSETS_ADDRESS}/swagger-ui-bundle.js",
        swagger_css_url=f"{root}{ASSETS_ADDRESS}/swagger-ui.css",
        swagger_favicon_url=f"{root}{ASSETS_ADDRESS}/favicon-32x32.png",
        swagger_ui_parameters={
            "validatorUrl": None,
            "tryItOutEnabled": True,
            "defaultModelsExpandDepth": 0,
            "displayRequestDuration": True,
        },
    )
