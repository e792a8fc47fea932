"""``GET /api/v1/training``."""

from functools import partial

from fastapi import APIRouter

from ...bounds import train_bounds
from ...settings import Settings
from ..dependencies import TheServices
from ..models.training import TrainingAnswer
from ..training_choices import choices

router = APIRouter(tags=["training"])


@router.get("/training", summary="All that can be chosen of a run")
async def list_choices(services: TheServices) -> TrainingAnswer:
    """List data sets, features, activations, losses, first weights, update rules and presets."""
    return await services.once.get(TrainingAnswer, partial(told_choices, services.settings))


def told_choices(settings: Settings) -> TrainingAnswer:
    """Turn the tables into an answer."""
    return TrainingAnswer.model_validate(choices(train_bounds(settings)), strict=False)
