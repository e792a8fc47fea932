"""``GET /problems/{slug}``: what a kind of problem means, for people and for programs."""

from html import escape

from fastapi import APIRouter, Request, Response
from pydantic_core import to_json

from ..kinds import KINDS, ProblemKind
from ..problems import Refusal
from ..proxies import root_of
from ..security import POLICY, STYLED

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
    everything = ProblemKind(
        "", 200, "Problems", "Everything that the API may answer instead of what was asked."
    )
    root = root_of(request.scope)
    if _wants_page(request):
        return _page(everything, f"{root}/problems", list(KINDS.values()))
    return Response(
        to_json([_told(kind, root) for kind in KINDS.values()]), media_type="application/json"
    )


@router.get("/problems/{slug}")
async def explain(request: Request, slug: str) -> Response:
    """Explain one kind of problem."""
    kind = KINDS.get(slug)
    if kind is None:
        raise Refusal("not-found", "there is no such kind of problem", hint="see /problems")
    root = root_of(request.scope)
    if _wants_page(request):
        return _page(kind, root + kind.address, [])
    return Response(to_json(_told(kind, root)), media_type="application/json")


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _told(kind: ProblemKind, root: str) -> dict[str, object]:
    return {
        "type": root + kind.address,
        "title": kind.title,
        "status": kind.status,
        "about": kind.about,
    }


def _page(kind: ProblemKind, address: str, others: list[ProblemKind]) -> Response:
    text = _PAGE.format(
        title=escape(kind.title),
        about=escape(kind.about),
        status=kind.status,
        address=escape(address),
        others="".join(
            f'<li><a href="{other.address[1:]}">{escape(other.title)}</a> ({other.status})</li>'
            for other in others
        ),
    )
    return Response(text, headers={POLICY: STYLED}, media_type="text/html")
