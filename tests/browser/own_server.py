"""A server of its own for a test, which may be stopped and started, and its page."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page

from tests.browser.visiting import visit
from tests.serving import ROOT


class Server:
    """A server on a port of its own that can be stopped and started."""

    def __init__(self, *options: str) -> None:
        self._options = options
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        line = [sys.executable, "-m", "app", "serve", "--port", str(self.port)]
        line += self._options
        self._process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert self.address in self._process.stdout.readline()
        urlopen(f"{self.address}/healthz").close()

    def workers(self) -> list[int]:
        """Return the processes that answer, where there are several."""
        assert self._process is not None
        parent, found = self._process.pid, []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                pid, rest = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
                line = stat.with_name("cmdline").read_bytes()
                if int(rest[1]) == parent and b"spawn_main" in line:
                    found.append(pid)
        return found

    def stop(self) -> None:
        """Stop it, if it runs, and wait until it is gone."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None


@contextmanager
def page_of(browser: Browser, own: Server) -> Iterator[Page]:
    """Give a page of a server that may go: its browser complains about that, and it does not."""
    with visit(browser, own.address) as context:
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        assert errors == []
