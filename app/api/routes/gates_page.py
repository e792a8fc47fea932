"""``GET /gates``: the page of every gate."""

import json
import re

from fastapi import APIRouter, Request, Response

from ...drawing.svg import MARKER
from ..composite_cards import shown_families
from ..dependencies import TheServices
from ..kept import Kept
from ..library import group_of
from ..static_files import FILES
from ..templating import HEADERS, TEMPLATES

router = APIRouter(include_in_schema=False)


MARGIN = re.compile(
    r"(<pre.*?</pre>)|^[ \t]+|\n+(?=\n)|(?<=>)[ \t]{4,}(?=<)", re.DOTALL | re.MULTILINE
)


def without_margins(page: str) -> str:
    """Leave out the indentation of a page, but not that of code in it."""
    return MARGIN.sub(lambda found: found[1] or "", page)


@router.get("/gates", name="gates_page")
async def gates_page(request: Request, services: TheServices) -> Response:
    """Show every gate: its curve, its formulas, what it does to a gradient, its code."""
    await services.once.get(shown_families, shown_families)

    def write() -> Kept:
        page = TEMPLATES.get_template("gates.html").render(
            request=request, families=shown_families(), group_of=group_of, marker=MARKER
        )
        return Kept.of(without_margins(page), "text/html")

    # A page names the site that it stands on, for what shows a link to it, and its files.
    page = await services.once.get(("gates", str(request.base_url), FILES.version), write)
    return page.answer(request.headers, HEADERS)


@router.get("/gates/layers", name="gate_layers")
async def gate_layers(request: Request, services: TheServices) -> Response:
    """Give each gate as a layer of which fewer arguments need gradients, by its name."""
    await services.once.get(shown_families, shown_families)

    def write() -> Kept:
        layers = {
            card.gate.name: [layer._asdict() for layer in card.layers]
            for _, cards in shown_families()
            for card in cards
            if len(card.layers) > 1
        }
        return Kept.of(json.dumps(layers, ensure_ascii=False), "application/json")

    page = await services.once.get(("layers", FILES.version), write)
    return page.answer(request.headers, HEADERS)


@router.get("/gates/curves", name="gate_curves")
async def gate_curves(request: Request, services: TheServices) -> Response:
    """Give the numbers of each curve, by the name of its gate: what a script reads out."""
    await services.once.get(shown_families, shown_families)

    def write() -> Kept:
        rows = (
            f"{json.dumps(card.gate.name)}: {card.readings}"
            for _, cards in shown_families()
            for card in cards
            if card.readings
        )
        return Kept.of(f"{{{', '.join(rows)}}}", "application/json")

    page = await services.once.get(("curves", FILES.version), write)
    return page.answer(request.headers, HEADERS)
