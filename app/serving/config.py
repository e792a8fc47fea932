"""How the server is set up, and what a worker does when it begins."""

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, MutableSequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, cast

import uvicorn

from ..api.journal import log_config
from ..api.metrics import table_size
from ..settings import LARGEST_MESSAGE, Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

BACKLOG = 2048
SECONDS_WITHOUT_SIGN = 30
"""After which a worker is taken to hang, and is replaced: on a busy machine one begins slowly."""
SECONDS_TO_STOP = 9
"""A server that is stopped has ended after so long, whatever its clients do."""


@dataclass(frozen=True)
class Application:
    """Makes the app of one worker. It is handed to another process, so it is no function."""

    settings: Settings
    counts: MutableSequence[float] | None

    def __call__(self) -> "FastAPI":
        """Make it."""
        from ..main import create_app

        parent = multiprocessing.parent_process()
        if parent is not None:
            threading.Thread(target=end_with, args=(parent,), daemon=True).start()
        return create_app(self.settings, self.counts)


class ServerConfig(uvicorn.Config):
    """What uvicorn is told, and the settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.counts = _counts(settings)
        super().__init__(
            Application(settings, self.counts),
            factory=True,
            workers=settings.workers,
            backlog=BACKLOG,
            log_config=log_config(settings.log_format),
            log_level="warning",
            access_log=False,
            proxy_headers=False,  # app.api.proxies reads them
            http=f"{__package__}.connections:Requests",
            ws=f"{__package__}.connections:Streams",
            ws_per_message_deflate=False,
            ws_max_size=LARGEST_MESSAGE,
            timeout_graceful_shutdown=SECONDS_TO_STOP,
            timeout_worker_healthcheck=SECONDS_WITHOUT_SIGN,
        )

    def get_loop_factory(self) -> Callable[[], asyncio.AbstractEventLoop] | None:
        """Return what makes the event loop of a worker."""
        usual = super().get_loop_factory() or asyncio.new_event_loop
        if self.counts is None or self.workers == 1 or sys.platform == "win32":
            return usual  # that of Windows cannot wait for a listener
        from .loops import shared

        return partial(shared, usual, self.counts)


def _counts(settings: Settings) -> MutableSequence[float] | None:
    """Return memory that the workers share to count in, where they do."""
    if settings.metrics == "off" and settings.workers == 1:
        return None
    # A list as far as what is done with it goes, which its type does not say.
    return cast(MutableSequence[float], multiprocessing.RawArray("d", table_size(settings)))


def end_with(parent: BaseProcess) -> None:
    """Wait until the process that started this one has ended, and end too.

    A worker whose supervisor was killed would hold the port for ever, with nobody to stop it.
    """
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_STOP + 1)
    os._exit(1)
