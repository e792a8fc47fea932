"""The files of the pages, with headers that make them cheap and never stale."""

import gzip
import os
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from fastapi import Response
from starlette.datastructures import Headers
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

VERSIONED = "public, max-age=31536000, immutable"
"""An address that names a version (``?v=``) never changes its content."""
CHECKED = "no-cache"
"""Any other is kept, and asked about each time: the answer is a short 304 by its ETag."""
COMPRESSED = {".css", ".js", ".svg"}
COMPRESSED_FROM = 512
"""Bytes; below that there is nothing to win."""


class PageFiles(StaticFiles):
    """Static files with an ETag and a ``Cache-Control``, texts compressed once and well."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Serve one file."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        path, size = Path(full_path), stat_result.st_size
        text = path.suffix in COMPRESSED and size >= COMPRESSED_FROM
        wanted = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if text and wanted and response.status_code == HTTPStatus.OK:
            headers = {name: response.headers[name] for name in ("etag", "last-modified")}
            headers |= {"content-encoding": "gzip", "vary": "Accept-Encoding"}
            body = _compressed(path, stat_result.st_mtime_ns)
            response = Response(body, status_code, headers, response.media_type)
        versioned = b"v=" in scope["query_string"]
        response.headers["Cache-Control"] = VERSIONED if versioned else CHECKED
        return response


@lru_cache(maxsize=512)
def _compressed(path: Path, changed: int) -> bytes:
    """Return a file as it is sent; ``changed`` is when it was written, so that none is stale."""
    return gzip.compress(path.read_bytes(), mtime=0)
