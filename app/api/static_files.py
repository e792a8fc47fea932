"""The files of the pages, with headers that make them cheap and never stale."""

import gzip
import os
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from fastapi import HTTPException, Response
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


JOIN = "+"
"""Between the names of style sheets that are sent as one: ``css/graph+panels.css``."""


class PageFiles(StaticFiles):
    """Static files with an ETag and a ``Cache-Control``, texts compressed once and well."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve one file, or several style sheets as one: a page waits for each that it asks."""
        folder, name = os.path.split(path)
        if JOIN not in name or not name.endswith(".css"):
            return await super().get_response(path, scope)
        found = [self.lookup_path(f"{folder}/{stem}.css") for stem in name[:-4].split(JOIN)]
        if not all(stat for _, stat in found):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        text = "\n".join(Path(file).read_text("utf-8") for file, _ in found)
        return Response(text, headers={"Cache-Control": VERSIONED}, media_type="text/css")

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
