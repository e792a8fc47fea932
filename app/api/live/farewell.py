"""Training streams of a server that is stopped: told so, then closed."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

FAREWELL = b'{"type":"ended","reason":"the server is stopped"}'
SECONDS_TO_READ = 2
"""How long a client that does not read may keep a stopped server waiting."""


class Farewell(WebSocketsSansIOProtocol):
    """The protocol of a WebSocket; its last message says why it ends."""

    def shutdown(self) -> None:
        """Say farewell and close."""
        if self.handshake_complete and not (self.close_sent or self.disconnected):
            self.conn.send_text(FAREWELL)
            self.transport.write(b"".join(self.conn.data_to_send()))
        super().shutdown()
        self.loop.call_later(SECONDS_TO_READ, self.transport.abort)
