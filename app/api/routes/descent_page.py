"""``GET /descent``: the loss of a program over two of its numbers, and what runs down it."""

from dataclasses import asdict
from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from ...descent.code import loop, options_of
from ...examples import under_topics
from ...examples.descent import all_presets
from ...training.config import SCHEDULES
from ...training.optimizers import OPTIMIZERS
from ...training.schedules import OPTIONS
from ...training.torch_loop import FACTORS
from ..dependencies import TheServices
from ..kept import Kept
from ..static_files import FILES
from ..templating import HEADERS, TEMPLATES, link_bounds

router = APIRouter(include_in_schema=False)


@router.get("/descent", name="descent_page")
async def descent_page(request: Request, services: TheServices, preset: str = "") -> Response:
    """Show the landscape of a preset, or of the first."""
    presets = all_presets()
    known = next((row for row in presets if row.id == preset), presets[0])

    def write() -> Kept:
        page = TEMPLATES.get_template("descent.html").render(
            request=request,
            bounds=link_bounds(services.settings),
            choices=choices(),
            topics=under_topics(all_presets()),
            preset=known,
        )
        return Kept.of(page, "text/html")

    key = ("descent", known.id, str(request.base_url), FILES.version)
    page = await services.once.get(key, write)
    return page.answer(request.headers, HEADERS)


@cache
def choices() -> dict[str, Any]:
    """Return what can be chosen on the page: presets, update rules and schedules, as JSON."""
    return {
        "presets": [
            {name: value for name, value in asdict(preset).items() if name not in ("file", "rows")}
            for preset in all_presets()
        ],
        "rules": [_rule(name) for name in OPTIMIZERS],
        "schedules": [_schedule(name) for name in SCHEDULES],
    }


def _rule(name: str) -> dict[str, Any]:
    lines, gradient = loop(name)
    row = OPTIMIZERS[name]
    return {
        "name": name,
        "title": row.title,
        "formula": row.formula,
        "lines": lines,
        "gradient": gradient,
        "options": options_of(name),
    }


def _schedule(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "help": SCHEDULES[name],
        "options": list(OPTIONS[name]),
        "factor": FACTORS.get(name, ""),
    }
