"""``WS /api/v1/train/live``."""

from fastapi import APIRouter, WebSocket

from app.api.kinds import KINDS
from app.api.live.connection import Streams, is_foreign
from app.api.live.session import ADDRESS
from app.api.problems import answer

router = APIRouter()


@router.websocket("/train/live")
async def live(socket: WebSocket) -> None:
    """Train live; see the description of the API for the messages."""
    if is_foreign(socket):
        kind = KINDS["foreign-origin"]
        await socket.send_denial_response(answer(kind, kind.about, ADDRESS))
        return
    streams: Streams = socket.app.state.streams
    await streams.serve(socket)
