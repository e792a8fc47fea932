"""A reverse proxy of a few lines: gives a server a path on a site, and passes WebSockets on."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


@contextmanager
def proxied(upstream: str, prefix: str) -> Iterator[str]:
    """Give the address below which ``upstream`` is; the path is taken away, the host is not sent.

    Of other paths there is nothing, as on a site with pages of its own.
    """
    target = urlsplit(upstream)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        said = f"X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Host: 127.0.0.1:{port}\r\n"
        said += f"X-Forwarded-Prefix: {prefix}\r\n"

        def serve(client: socket.socket) -> None:
            with client, suppress(OSError):
                answer(client)

        def answer(client: socket.socket) -> None:
            head = b""
            while b"\r\n\r\n" not in head:
                part = client.recv(65_536)
                if not part:
                    return
                head += part
            lines, _, rest = head.partition(b"\r\n\r\n")
            first, *headers = lines.decode("latin-1").split("\r\n")
            method, path, version = first.split(" ")
            if not path.startswith(f"{prefix}/"):
                client.sendall(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n")
                return
            upgrade = any(line.lower().startswith("upgrade:") for line in headers)
            dropped = ("host:",) if upgrade else ("host:", "connection:")
            kept = [line for line in headers if not line.lower().startswith(dropped)]
            kept += [f"Host: {target.netloc}"] + ([] if upgrade else ["Connection: close"])
            sent = "\r\n".join([f"{method} {path.removeprefix(prefix)} {version}", *kept, said])
            with socket.create_connection((target.hostname, target.port)) as server:
                server.sendall(sent.encode("latin-1") + b"\r\n" + rest)
                there = threading.Thread(target=pour, args=(client, server), daemon=True)
                there.start()
                pour(server, client)
                there.join()

        def accept() -> None:
            with suppress(OSError):  # closed: the test is over
                while True:
                    client, _ = listener.accept()
                    threading.Thread(target=serve, args=(client,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{port}{prefix}"
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def pour(source: socket.socket, into: socket.socket) -> None:
    """Pass on what comes, until the end."""
    with suppress(OSError):
        while part := source.recv(65_536):
            into.sendall(part)
    with suppress(OSError):
        into.shutdown(socket.SHUT_WR)
