"""``GET /descent``: the loss of a program over two of its numbers, and what runs down it."""

from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from ...descent.code import loop
from ...examples.descent import all_presets
from ...training.optimizers import OPTIMIZERS
from ..dependencies import TheServices
from ..preset_page import preset_page, presets_as_json

router = APIRouter(include_in_schema=False)


@router.get("/descent", name="descent_page")
async def descent_page(request: Request, services: TheServices, preset: str = "") -> Response:
    """Show the landscape of a preset, or of the first."""
    return await preset_page(request, services, "descent", all_presets(), preset, choices())


@cache
def choices() -> dict[str, Any]:
    """Return what can be chosen on the page: presets and update rules, as JSON."""
    return {
        "presets": presets_as_json(all_presets()),
        "rules": [_rule(name) for name in OPTIMIZERS],
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
    }
