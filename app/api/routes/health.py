"""``GET /healthz``."""

from fastapi import APIRouter

from app import __version__
from app.api.models.health import HealthAnswer

router = APIRouter(tags=["server"])


@router.get("/healthz", summary="Is the server alive?")
async def healthz() -> HealthAnswer:
    """Say that the server is alive, and its version."""
    return HealthAnswer(status="ok", version=__version__)
