"""The playlists that are ready: a text file each, in ``playlists/``, as a reader would write it.

Such a text is a title, then a list of links to the pages in Markdown, each with its note below. The
pages read it; here only its title is found.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "playlists"


@dataclass(frozen=True, slots=True)
class Playlist:
    """One playlist."""

    id: str
    """What links call it: the name of its file."""
    text: str

    @property
    def title(self) -> str:
        """The text's first line."""
        return self.text.partition("\n")[0].removeprefix("# ")


@cache
def all_playlists() -> tuple[Playlist, ...]:
    """Give every playlist, by the names of their files; read once."""
    files = sorted(FOLDER.glob("*.md"))
    return tuple(Playlist(file.stem, file.read_text(encoding="utf-8")) for file in files)
