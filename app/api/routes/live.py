"""``WS /api/v1/train/live``."""

from fastapi import APIRouter, Request, WebSocket

from ...settings import Settings
from ..live.connection import Streams
from ..origins import from_foreign_page, is_foreign
from ..problems import LONGEST_INSTANCE, Refusal, answer, asked_at

router = APIRouter()


@router.websocket("/train/live")
async def live(socket: WebSocket) -> None:
    """Train live; see the description of the API for the messages."""
    settings: Settings = socket.app.state.settings
    if from_foreign_page(socket.scope, settings.allowed_origins):
        refusal = _foreign(socket.headers["origin"], socket.headers.get("host", ""))
        response = answer(
            refusal.kind, refusal.detail, asked_at(socket.scope), {"hint": refusal.hint}
        )
        await socket.send_denial_response(response)
        return
    streams: Streams = socket.app.state.streams
    await streams.serve(socket)


@router.get("/train/live", include_in_schema=False)
async def why_not(request: Request, origin: str = "") -> None:
    """Say why there is no stream here: a browser does not show a page how its stream was refused.

    ``origin`` is that of the page that asks.
    """
    settings: Settings = request.app.state.settings
    origin, host = origin[:LONGEST_INSTANCE], request.headers.get("host", "")
    if origin and is_foreign(origin, request.scope, settings.allowed_origins):
        raise _foreign(origin, host)
    raise Refusal(
        "upgrade-required",
        "the request for a stream came without the header Upgrade: websocket",
        hint="a proxy before this server has to pass on the headers Upgrade and Connection",
        headers={"Upgrade": "websocket", "Connection": "Upgrade"},
    )


def _foreign(origin: str, host: str) -> Refusal:
    if origin == "null":
        return Refusal(
            "foreign-origin",
            "the page stands in a sandboxed frame, where its site cannot be told",
            hint="whoever runs the server allows this with CHAINRULE_ALLOWED_ORIGINS=null",
        )
    return Refusal(
        "foreign-origin",
        f"the page is at {origin}, and the request came for {host or 'no host'}",
        hint="a proxy before this server has to pass on the header Host, or "
        f"CHAINRULE_ALLOWED_ORIGINS has to name {origin}",
    )
