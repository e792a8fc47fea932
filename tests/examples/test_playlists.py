"""The playlists that are ready: every deck has one, and every preset of a deck is in it."""

import re
from collections.abc import Iterable
from typing import Protocol

import pytest

from app.examples import DECKS, catalogue, classifier, descent, lab
from app.examples.playlists import Playlist, all_playlists

LINK = re.compile(r"^(\d+)\. \[(.+)\]\((\S+)\)$", re.MULTILINE)


class Preset(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def source(self) -> tuple[str, ...]: ...


PAGES: dict[str, Iterable[Preset]] = {
    "./?example=": catalogue(),
    "boundary?preset=": lab.all_presets(),
    "descent?preset=": descent.all_presets(),
    "classifier?preset=": classifier.all_presets(),
}

EVERY_PLAYLIST = pytest.mark.parametrize("playlist", all_playlists(), ids=lambda one: one.id)


def test_every_deck_has_one() -> None:
    assert [one.id for one in all_playlists()] == sorted(DECKS)
    assert all(one.title for one in all_playlists())


@EVERY_PLAYLIST
def test_it_holds_every_preset_of_its_deck_once_by_its_title(playlist: Playlist) -> None:
    wanted = {
        f"{page}{preset.id}": preset.title
        for page, presets in PAGES.items()
        for preset in presets
        if DECKS[playlist.id] in preset.source
    }
    found = LINK.findall(playlist.text)
    assert [int(number) for number, *_ in found] == list(range(1, len(found) + 1))
    assert len(found) == len(wanted)
    assert {link: title for _, title, link in found} == wanted
