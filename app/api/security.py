"""What every answer says of itself to a browser: what it may load and run, and what it is."""

import base64
import hashlib

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "Content-Security-Policy"
NOTHING = "default-src 'none'"
"""Of what is no page: an answer that is opened by itself loads and runs nothing."""
STYLED = f"{NOTHING}; style-src 'unsafe-inline'; sandbox"
"""Of a picture or a plain text page that is opened by itself: it may style itself."""
PAGE = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; object-src 'none'"
)
"""Of a page: its own scripts from their own files, and nothing from elsewhere."""
ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


def with_inline_script(policy: str, script: str) -> str:
    """Allow one script that stands in a page itself, by its hash."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"{policy}; script-src 'self' 'sha256-{digest}'"


class SecurityHeaders:
    """Put these headers on every answer, errors included; a route's own policy stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {POLICY: NOTHING, **ALWAYS}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
