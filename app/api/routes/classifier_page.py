"""``GET /classifier``: a linear classifier, from the data to the update."""

from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from ...classifier.image_sets import IMAGE_SETS
from ...classifier.losses import LOSSES
from ...examples.classifier import all_presets
from ...training.optimizers import OPTIMIZERS
from ..dependencies import TheServices
from ..preset_page import preset_page, presets_as_json

router = APIRouter(include_in_schema=False)


@router.get("/classifier", name="classifier_page")
async def classifier_page(request: Request, services: TheServices, preset: str = "") -> Response:
    """Show the classifier of a preset, or of the first."""
    return await preset_page(request, services, "classifier", all_presets(), preset, choices())


@cache
def choices() -> dict[str, Any]:
    """Return what can be chosen on the page: presets, losses and update rules, as JSON."""
    return {
        "presets": presets_as_json(all_presets()),
        "losses": [
            {"name": row.name, "title": row.title, "formula": row.formula, "margin": row.margin}
            for row in LOSSES.values()
        ],
        "image_sets": [{"name": row.name, "title": row.title} for row in IMAGE_SETS.values()],
        "rules": [{"name": name, "title": row.title} for name, row in OPTIMIZERS.items()],
    }
