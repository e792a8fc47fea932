"""The files of the pages: read once, compressed once, and kept by browsers for good.

A page names its files under the version of the whole folder, as ``/static/{version}/icon.svg``, so
what a script imports by a relative path has the same version: a second visit asks for none of them.
"""

import hashlib
import logging
import mimetypes
import os
import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from time import monotonic

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from ..resources import STATIC
from . import joining
from .kept import Kept

log = logging.getLogger("chainrule")

VERSIONED = "public, max-age=31536000, immutable"
"""An address that names the version of now never changes its content."""
CHECKED = "no-cache"
"""Any other is kept, and asked about each time: the answer is a short 304 by its ETag."""
LOOKED_AT_EVERY = 1.0
"""Seconds after which the folder is looked at again: a change shows when a page is next loaded."""
NAMED = "version.txt"
"""Tells the version of now, so that a page can know that it was loaded before there was another."""
VERSION = re.compile(r"/(v[0-9a-f]{12})(?=/)")

SHEETS = {
    "graph": (
        *("stage", "editor", "step-card", "timeline", "motion", "graph", "menu", "share", "curve"),
        *("predict", "panels", "leaves", "scrubbing", "groups"),
        *("presenting", "phone", "printing"),
    ),
    "descent": ("run-page", "editor", "descent", "descent-phone", "menu", "share"),
    "classifier": (
        *(
            "run-page",
            "curve",
            "scrubbing",
            "classes",
            "classifier",
            "classifier-images",
            "classifier-phone",
        ),
        *("menu", "share"),
    ),
    "exercises": ("run-page", "stage", "editor", "exercises", "blanks", "menu", "share"),
    "playlist": ("playlist", "share"),
    "speaker": ("speaker",),
    "snapshots": ("snapshots",),
    "about": ("about",),
    "lab": (
        *("run-page", "classes", "lab", "lab-settings", "lab-views", "lab-sweep", "menu", "share"),
        "lab-phone",
    ),
}
"""The style sheets of a page, which are sent as one: a page waits for each that it asks for.
There is one such address for each page and no other, since a server that joined whatever is named
would make an answer of any length of an address."""


class Files(StaticFiles):
    """Static files; a path that no file can have is that of no file."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file."""
        try:
            return super().lookup_path(path)
        except ValueError:  # a null character
            return "", None


class Folder:
    """The files below a folder, and the version of them all."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._looked = -LOOKED_AT_EVERY
        self._seen: dict[str, tuple[int, int]] = {}
        self._files: dict[str, Kept] = {}
        self._version = ""

    @property
    def version(self) -> str:
        """Return a name of the present content of all files: ``v`` and 12 hexadecimal digits."""
        self._look_again()
        return self._version

    def get(self, name: str) -> Kept | None:
        """Return the file of a path below the folder."""
        self._look_again()
        return self._files.get(name)

    def _look_again(self) -> None:
        if monotonic() - self._looked >= LOOKED_AT_EVERY:
            self.look()

    def look(self) -> None:
        """Read what has changed since it was last looked at."""
        self._looked = monotonic()
        try:
            self._read()
        except (FileNotFoundError, KeyError, ValueError):  # somebody is writing it anew
            if not self._files:
                raise
            log.exception("the files of the pages cannot be read: those read before stay")

    def _read(self) -> None:
        seen = dict(self._stats())
        if seen != self._seen:
            files = {
                name: self._files[name]
                if self._seen.get(name) == stamp
                else _file(name, (self._root / name).read_bytes())
                for name, stamp in seen.items()
            }
            for sheets in SHEETS.values():
                name = sheets_path(sheets)
                texts = [files[f"css/{sheet}.css"].content.decode() for sheet in sheets]
                joined = "\n".join(map(joining.sheet_without_remarks, texts))
                files[name] = _file(name, joined.encode())
            files |= {name: _file(name, text.encode()) for name, text in _scripts(files)}
            whole = hashlib.sha256()
            for name in sorted(files):
                whole.update(f"{name} {files[name].etag}\n".encode())
            self._version = f"v{whole.hexdigest()[:12]}"
            files[NAMED] = _file(NAMED, self._version.encode())
            self._files, self._seen = files, seen

    def _stats(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for folder, _, names in os.walk(self._root):
            for name in names:
                path = Path(folder, name)
                stat = path.stat()
                yield path.relative_to(self._root).as_posix(), (stat.st_mtime_ns, stat.st_size)


def _file(name: str, content: bytes) -> Kept:
    return Kept(content, mimetypes.guess_type(name)[0] or "application/octet-stream")


def _scripts(files: Mapping[str, Kept]) -> Iterator[tuple[str, str]]:
    """Yield the scripts of every page as few files, with their paths."""
    scripts = {
        name.removeprefix("js/"): file.content.decode()
        for name, file in files.items()
        if name.startswith("js/")
    }
    for page in joining.PAGES:
        for name, text in joining.Scripts(scripts, page).files():
            yield f"js/{name}", text


def sheets_path(sheets: tuple[str, ...]) -> str:
    """Return where style sheets are that are sent as one."""
    return f"css/{'+'.join(sheets)}.css"


FILES = Folder(STATIC)


class PageFiles:
    """Serves a folder with or without its version in the address, each file with an ETag."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request.

        Raises:
            HTTPException: 404 without such a file, 405 for another method than GET or HEAD.
        """
        if scope["type"] != "http":
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"})
        path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
        version = VERSION.match(path)
        file = self._folder.get(path[version.end() if version else 0 :].removeprefix("/"))
        if file is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        current = version is not None and version[1] == self._folder.version
        headers = {"Cache-Control": VERSIONED if current else CHECKED}
        await file.answer(Headers(scope=scope), headers)(scope, receive, send)
