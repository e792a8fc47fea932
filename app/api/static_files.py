"""The files of the pages, with headers that make them cheap and never stale."""

import os

from fastapi import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

VERSIONED = "public, max-age=31536000, immutable"
"""An address that names a version (``?v=``) never changes its content."""
CHECKED = "no-cache"
"""Any other is kept, and asked about each time: the answer is a short 304 by its ETag."""


class PageFiles(StaticFiles):
    """Static files with an ETag and a ``Cache-Control``."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Serve one file."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        versioned = b"v=" in scope["query_string"]
        response.headers["Cache-Control"] = VERSIONED if versioned else CHECKED
        return response
