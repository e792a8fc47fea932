"""``GET /api/v1/gates``."""

from fastapi import APIRouter

from ..catalogue import gates
from ..dependencies import TheServices
from ..models.gates import GatesAnswer

router = APIRouter(tags=["catalogue"])


@router.get("/gates", summary="Every gate")
async def list_gates(services: TheServices) -> GatesAnswer:
    """List the gates: formula, derivatives, what each does to a gradient, its lines of code."""
    return await services.once.get(gates, gates)
