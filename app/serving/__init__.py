"""Run the server: claim the port first, then start the workers on it.

Stopped by a signal, it takes no new connections, answers the requests that it has, and ends.

The server is uvicorn. It bounds neither the time of a request nor that of a client that does not
read, so the protocols of its connections are extended for that, by the methods that asyncio calls.
"""

import contextlib
import errno
import http.client
import socket
import sys
import threading
import webbrowser

import uvicorn
from uvicorn.supervisors import Multiprocess

from ..settings import Settings
from .config import BACKLOG, ServerConfig

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}
_SECONDS_TO_START = 60
_STARTUP_FAILURE = 3
"""The exit status of a worker that could not start (uvicorn's, under names that changed)."""


def serve(settings: Settings, open_browser: bool = False) -> int:
    """Serve until interrupted; returns the exit status, 1 where the server cannot start."""
    host, port = settings.host, settings.port
    try:
        listener = _listen(host, port)
    except OSError as error:
        print(f"chainrule: {_why_not(host, port, error)}", file=sys.stderr)
        return 1
    with listener:
        reachable, port = _EVERYWHERE.get(host, host), listener.getsockname()[1]
        address = f"http://{f'[{reachable}]' if ':' in reachable else reachable}:{port}"
        print(f"Chainrule on {address}  (Ctrl+C stops it)", flush=True)
        if open_browser:
            arguments = (reachable, port, address)
            threading.Thread(target=_open_once_it_answers, args=arguments, daemon=True).start()
        return _run(listener, settings)


def _listen(host: str, port: int) -> socket.socket:
    """Claim the port. From here on connections wait in the queue until a worker takes them."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    # Connections inherit this. Without it an answer's body waits some 40 ms behind its headers.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken; choose another with --port"
    if isinstance(error, PermissionError):
        return f"port {port} needs more rights than this user has; choose another with --port"
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"this machine has no address {host!r}; choose another with --host"
    return f"cannot listen on {host} port {port}: {error.strerror}"


def _run(listener: socket.socket, settings: Settings) -> int:
    config = ServerConfig(settings)
    if settings.workers > 1:
        supervisor = Multiprocess(config, sockets=[listener])
        supervisor.run()
        return int(any(worker.exitcode == _STARTUP_FAILURE for worker in supervisor.processes))
    server = uvicorn.Server(config)
    # Interrupted, the server shuts down in order and then only repeats the signal.
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    return 0 if server.started else 1


def _open_once_it_answers(host: str, port: int, address: str) -> None:
    connection = http.client.HTTPConnection(host, port, timeout=_SECONDS_TO_START)
    try:
        connection.request("GET", "/healthz")
        answered = connection.getresponse().status == 200
    except OSError:
        return  # the server says itself why it could not start
    finally:
        connection.close()
    if answered:
        webbrowser.open(address)
