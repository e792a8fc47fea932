"""``GET /api/v1/training``."""

from fastapi import APIRouter, Request

from app.api.limits import train_bounds
from app.api.models.training import TrainingAnswer
from app.api.training_choices import choices

router = APIRouter(tags=["training"])


# Not a coroutine: the first time the tables are made, and the event loop must not wait for them.
@router.get("/training", summary="All that can be chosen of a run")
def list_choices(request: Request) -> TrainingAnswer:
    """List data sets, features, activations, losses, first weights, update rules and presets."""
    bounds = train_bounds(request.app.state.settings)
    return TrainingAnswer.model_validate(choices(bounds), strict=False)
