"""How fast a run goes on, and how many frames are on their way: time by a clock of the tests."""

import math
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from app.api.live import line as lines
from app.api.live.crowding import HELD, Crowding
from app.api.live.line import UNHEARD, Line
from app.api.live.pace import BURST, Metronome
from app.api.live.scheduler import LONGEST_SLICE
from tests.api.streaming import talking

# -- pace -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [1, 10, 100, 777.7])
@pytest.mark.parametrize("look", [0.001, 0.037])
def test_updates_are_made_evenly_and_without_drift(rate: float, look: float) -> None:
    metronome, made, now = Metronome(rate, 0.0), 0, 0.0
    while now < 60:
        due = metronome.due(now)
        assert due <= math.ceil(rate * look) + 1
        metronome.made(due)
        made += due
        assert abs(made - (1 + math.floor(now * rate))) <= 1
        now += look


def test_a_stall_is_not_caught_up_by_a_burst() -> None:
    metronome = Metronome(100, 0.0)
    metronome.made(metronome.due(0.0))
    due = metronome.due(30.0)
    assert due == 1 + BURST * 100
    metronome.made(due)
    assert metronome.due(30.005) <= 1


def test_a_run_makes_no_more_updates_than_are_asked_for_and_shows_each(client: TestClient) -> None:
    with talking(client) as talk:
        talk.say("start", pace={"updates": 8}, views=["plane"])
        assert talk.told("ready")["pace"] == {"updates": 8}
        seen = [talk.frame() for _ in range(12)]
        assert [frame.update for frame in seen] == list(range(seen[0].update, seen[0].update + 12))
        assert all(frame.header["updates_per_second"] < 12 for frame in seen[4:])


def test_the_pace_changes_while_it_runs_and_stays_with_other_changes(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin(running=True)
        assert talk.ready["pace"] is None
        ready = talk.ask("set", "ready", pace={"epochs": 0.1})
        assert ready["pace"] == {"epochs": 0.1}
        assert talk.ask("set", "ready", learning_rate=0.1)["pace"] == {"epochs": 0.1}
        talk.frame()
        first, second = (talk.frame() for _ in range(2))
        assert second.update - first.update == 1  # two a second, of twenty an epoch
        assert talk.ask("set", "ready", pace=None)["pace"] is None
        before = talk.frame().update
        assert talk.frame().update > before + 5
        talk.say("set", pace={"epochs": 1, "updates": 1})
        assert talk.refused("invalid-message")["errors"][0]["pointer"] == "/pace"


# -- the line -------------------------------------------------------------------------------------

FRAME = 5_600


class Far:
    """A line that carries so many bytes a second, and a client that answers at once."""

    def __init__(self, rate: float, delay: float, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(lines, "perf_counter", lambda: self.now)
        self._rate, self._delay = rate, delay
        self.line = Line()
        self.took: list[float] = []
        """How long each frame was under way."""

    def send(self, seconds: float, interval: float = 1 / 30) -> None:
        """Send whenever there is room, and let answers come."""
        free = last = -math.inf
        answers: list[tuple[float, int]] = []
        number, end = 0, self.now + seconds
        while self.now < end:
            while answers and answers[0][0] <= self.now:
                self.line.acknowledge(answers.pop(0)[1])
            if self.line.has_room and self.now >= last + interval:
                number, last = number + 1, self.now
                free = max(free, self.now) + FRAME / self._rate
                self.line.send(number, FRAME)
                self.took.append(free - self.now)
                answers.append((free + self._delay, number))
            self.now += 0.001


def test_a_slow_line_is_full_and_no_frame_waits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    far = Far(50_000, 0.2, monkeypatch)
    far.send(20)
    assert len(far.took) / 20 >= 0.7 * 50_000 / FRAME
    assert max(far.took) <= 0.4
    assert sum(far.took) / len(far.took) <= FRAME / 50_000 + 2 * lines.QUEUED


def test_a_long_line_that_is_quick_gets_every_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    far = Far(10e6, 0.2, monkeypatch)
    far.send(10)
    assert len(far.took) / 10 >= 25


def test_a_client_that_answers_no_more_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    far = Far(10e6, 0.01, monkeypatch)
    far.send(2)
    assert far.line.silent_from > far.now
    far.line.send(1_000, FRAME)
    assert far.line.silent_from <= far.now + UNHEARD
    far.now += 10 * UNHEARD
    far.line.hear()
    assert far.line.silent_from > far.now


def test_a_run_that_nobody_looks_at_waits(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "UNHEARD", 0.2)
    with talking(client) as talk:
        talk.silent = True
        frame = talk.begin(running=True)

        def standing() -> int:
            update: int = talk.ask("probe", "probed", x=[0, 0])["update"]
            return update

        after_a_while(0.5)
        stood = standing()  # to be asked something is a sign of life, for as long again
        after_a_while(0.5)
        first = standing()
        assert first > stood
        talk.say("ack", frame=frame.header["frame"])
        assert talk.frame().update > first


def after_a_while(seconds: float) -> None:
    """Let time pass."""
    time.sleep(seconds)


# -- many at once ---------------------------------------------------------------------------------


def test_planes_are_coarser_for_a_while_where_many_want_to_be_served() -> None:
    crowding = Crowding()
    note: Callable[[float, float], None] = crowding.note
    for k in range(100):
        note(LONGEST_SLICE, k / 30)
    assert not crowding.is_so
    for k in range(100):
        note(LONGEST_SLICE / 4, 10 + k / 30)
    assert crowding.is_so
    changes = []
    for k in range(600):
        note(LONGEST_SLICE, 14 + k / 30)
        changes.append(crowding.is_so)
    assert [before and not after for before, after in pairwise(changes)].count(True) == 1
    assert changes.index(False) / 30 >= HELD - 1
