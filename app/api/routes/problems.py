"""``GET /problems/{slug}``: what a kind of problem means, for people and for programs."""

from html import escape

from fastapi import APIRouter, Request, Response
from pydantic_core import to_json

from app.api.kinds import KINDS, Kind
from app.api.problems import Refusal

router = APIRouter(include_in_schema=False)

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{title} · Chainrule</title>
<style>body{{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}}
code{{font-size:.95em}}</style>
<h1>{title}</h1>
<p>{about}</p>
<p>Status {status}, type <code>{address}</code>.</p>
<ul>{others}</ul>
"""


@router.get("/problems")
async def list_problems(request: Request) -> Response:
    """List every kind of problem."""
    everything = Kind(
        "", 200, "Problems", "Everything that the API may answer instead of what was asked."
    )
    if _wants_page(request):
        return _page(everything, "/problems", list(KINDS.values()))
    return Response(
        to_json([_told(kind) for kind in KINDS.values()]), media_type="application/json"
    )


@router.get("/problems/{slug}")
async def explain(request: Request, slug: str) -> Response:
    """Explain one kind of problem."""
    kind = KINDS.get(slug)
    if kind is None:
        raise Refusal("not-found", "there is no such kind of problem", hint="see /problems")
    if _wants_page(request):
        return _page(kind, kind.address, [])
    return Response(to_json(_told(kind)), media_type="application/json")


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _told(kind: Kind) -> dict[str, object]:
    return {
        "type": kind.address,
        "title": kind.title,
        "status": kind.status,
        "about": kind.about,
    }


def _page(kind: Kind, address: str, others: list[Kind]) -> Response:
    text = _PAGE.format(
        title=escape(kind.title),
        about=escape(kind.about),
        status=kind.status,
        address=escape(address),
        others="".join(
            f'<li><a href="{other.address}">{escape(other.title)}</a> ({other.status})</li>'
            for other in others
        ),
    )
    return Response(text, media_type="text/html")
