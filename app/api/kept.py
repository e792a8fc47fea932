"""Answers that are kept in memory: compressed and named once, sent often."""

import gzip
import hashlib
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Response
from starlette.datastructures import Headers

from ..engine.lazily import lazily

COMPRESSED_FROM = 512
"""Bytes; below that there is nothing to win."""
TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")


@dataclass(frozen=True)
class Kept:
    """One such answer."""

    content: bytes
    media_type: str

    @lazily
    def etag(self) -> str:
        """Return what tells this content from any other."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:24]}"'

    @lazily
    def compressed(self) -> bytes | None:
        """Return it as small as it gets, if that is worth while."""
        worth = self.media_type.startswith(TEXTS) and len(self.content) >= COMPRESSED_FROM
        return gzip.compress(self.content, mtime=0) if worth else None

    @classmethod
    def of(cls, text: str | bytes, media_type: str) -> "Kept":
        """Keep a text, with what costs time made now: call it in a thread."""
        kept = cls(text.encode() if isinstance(text, str) else text, media_type)
        _ = kept.etag, kept.compressed
        return kept

    def answer(self, asked: Headers, headers: dict[str, str]) -> Response:
        """Answer a request with these headers: with what is kept, or that the client has it."""
        told = {**headers, "ETag": self.etag}
        if self.compressed is not None:
            told["Vary"] = "Accept-Encoding"
        # A proxy that compresses makes a tag weak.
        named = asked.get("if-none-match", "").split(",")
        if self.etag in {tag.strip().removeprefix("W/") for tag in named}:
            return Response(None, HTTPStatus.NOT_MODIFIED, told)
        body = self.content
        if self.compressed is not None and "gzip" in asked.get("accept-encoding", ""):
            told["Content-Encoding"] = "gzip"
            body = self.compressed
        return Response(body, headers=told, media_type=self.media_type)
