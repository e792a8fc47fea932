"""``GET /api/v1/gates``."""

from fastapi import APIRouter

from app.api.catalogue import gates
from app.api.models.gates import GatesAnswer

router = APIRouter(tags=["catalogue"])


@router.get("/gates", summary="Every gate")
async def list_gates() -> GatesAnswer:
    """List the gates: formula, derivatives, what each does to a gradient, its lines of code."""
    return gates()
