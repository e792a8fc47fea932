"""``GET /classifier``: a linear classifier, from the data to the update."""

from dataclasses import asdict
from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from ...classifier.image_sets import IMAGE_SETS
from ...classifier.losses import LOSSES
from ...examples import under_topics
from ...examples.classifier import all_presets
from ...training.optimizers import OPTIMIZERS
from ..dependencies import TheServices
from ..kept import Kept
from ..static_files import FILES
from ..templating import HEADERS, TEMPLATES, link_bounds

router = APIRouter(include_in_schema=False)


@router.get("/classifier", name="classifier_page")
async def classifier_page(request: Request, services: TheServices, preset: str = "") -> Response:
    """Show the classifier of a preset, or of the first."""
    presets = all_presets()
    known = next((row for row in presets if row.id == preset), presets[0])

    def write() -> Kept:
        page = TEMPLATES.get_template("classifier.html").render(
            request=request,
            bounds=link_bounds(services.settings),
            choices=choices(),
            topics=under_topics(presets),
            preset=known,
        )
        return Kept.of(page, "text/html")

    key = ("classifier", known.id, str(request.base_url), FILES.version)
    page = await services.once.get(key, write)
    return page.answer(request.headers, HEADERS)


@cache
def choices() -> dict[str, Any]:
    """Return what can be chosen on the page: presets, losses and update rules, as JSON."""
    return {
        "presets": [
            {name: value for name, value in asdict(preset).items() if name not in ("file", "rows")}
            for preset in all_presets()
        ],
        "losses": [
            {"name": row.name, "title": row.title, "formula": row.formula, "margin": row.margin}
            for row in LOSSES.values()
        ],
        "image_sets": [{"name": row.name, "title": row.title} for row in IMAGE_SETS.values()],
        "rules": [{"name": name, "title": row.title} for name, row in OPTIMIZERS.items()],
    }
