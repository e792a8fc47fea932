"""``GET /healthz`` and ``/readyz``; ``/metrics`` where the setting says so."""

from typing import cast

from fastapi import APIRouter, Request, Response

from ... import __version__
from ..dependencies import TheServices
from ..metrics import MEDIA_TYPE, Metrics
from ..models.health import HealthAnswer
from ..problems import Refusal

router = APIRouter(tags=["server"])
counters = APIRouter(include_in_schema=False)

STUCK = 5
"""Times the compute time of a request, for which every thread was at the same work."""


@router.get("/healthz", summary="Is the server alive?")
async def healthz() -> HealthAnswer:
    """Say that the server is alive, and its version."""
    return HealthAnswer(status="ok", version=__version__)


@router.get("/readyz", summary="Can the server take work?")
async def readyz(services: TheServices) -> HealthAnswer:
    """Say whether the server can take work: it has begun, and its threads are not stuck.

    A server that begins or stops takes no connections, which says the same.
    """
    stuck = services.pool.occupied.stuck_for()
    if stuck > STUCK * services.settings.compute_seconds:
        raise Refusal(
            "not-ready",
            f"every thread that computes has been at the same work for {stuck:.0f} s",
            headers={"Retry-After": "1"},
        )
    return HealthAnswer(status="ok", version=__version__)


@counters.get("/metrics")
async def metrics(request: Request) -> Response:
    """Tell what all workers have counted, for Prometheus."""
    counted = cast(Metrics, request.app.state.metrics)
    request.app.state.sample()
    return Response(counted.text(), media_type=MEDIA_TYPE)
