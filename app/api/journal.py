"""What is noted of every request: a line of the access log, and a count for Prometheus."""

import json
import logging
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .metrics import Metrics
from .problems import asked_at
from .proxies import client_of

log = logging.getLogger("chainrule.access")


class Journal:
    """Notes what was asked, how it was answered, and how long that took.

    The query is left out: it holds what students typed.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics | None, access_log: bool) -> None:
        self.app = app
        self._metrics, self._access_log = metrics, access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or stream."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        begun, status = perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                status = message["status"]
            elif message["type"] == "websocket.accept":
                status = 101
                self._count_streams(1)
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            if status == 101:
                self._count_streams(-1)
            self._note(scope, status, perf_counter() - begun)

    def _count_streams(self, more: int) -> None:
        if self._metrics is not None:
            self._metrics.add("chainrule_streams", more)
            if more > 0:
                self._metrics.add("chainrule_streams_total")

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        if self._metrics is not None and scope["type"] == "http" and status:
            self._metrics.answered(status, seconds)
        if self._access_log:
            client, path = (
                client_of(scope) or (scope.get("client") or ["-"])[0],
                asked_at(scope).path,
            )
            method = scope.get("method", "WEBSOCKET")
            told = {"client": client, "method": method, "path": path, "status": status}
            log.info(
                "%s %s %s %s %.0f ms",
                client,
                method,
                path,
                status or "gone",
                1000 * seconds,
                extra={"told": {**told, "seconds": round(seconds, 4)}},
            )


class JsonLines(logging.Formatter):
    """A line of the log as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        told = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def log_config(form: str) -> dict[str, object]:
    """Return the configuration of the log, for ``logging.config``: everything to standard error."""
    line = {"format": "%(asctime)s %(levelname)s %(message)s"}
    formatter = {"()": JsonLines} if form == "json" else line
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {log.name: {"level": "INFO"}},
    }
