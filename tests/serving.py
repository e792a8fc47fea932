"""Start the real server as a process of its own."""

import subprocess
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The folder of the project."""

_NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@contextmanager
def running(
    command: Sequence[str | Path], *options: str, cwd: Path, env: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run ``command serve`` on a free port; gives the address once the server answers."""
    line = [*command, "serve", "--port", "0", *options]
    with subprocess.Popen(line, cwd=cwd, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()


def get(url: str) -> tuple[str, bytes]:
    """Give the content type and the body; raises where the status is not 2xx."""
    with _NO_PROXY.open(url, timeout=120) as answer:
        return answer.headers.get_content_type(), answer.read()


def _address(process: "subprocess.Popen[str]") -> str:
    """Read the address from the first line; the port is open then, so one request can wait."""
    assert process.stdout is not None
    line = process.stdout.readline()
    address = next((word for word in line.split() if word.startswith("http://")), None)
    assert address, f"the server did not print its address but {line!r}"
    get(f"{address}/healthz")
    return address
