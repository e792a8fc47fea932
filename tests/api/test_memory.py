"""The worker's memory is a budget: what would take more of it is refused before it is made."""

import gc
import json
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeAlias

import numpy as np
import pytest
from fastapi import FastAPI
from numpy.typing import NDArray
from starlette.testclient import TestClient

from app.api.live.chosen import Pair, Sizes
from app.api.live.fitting import stream_bytes
from app.api.live.messages import VIEWS, Grid, read_message
from app.api.live.session import Session
from app.api.memory import Memory
from app.api.problems import Asked, Refusal, handle_problems
from app.api.reading import becomes, parse_json
from app.engine.ops import activations
from app.main import create_app
from app.settings import Settings
from app.training.datasets import make_data
from app.training.reading import read_config
from tests.api.asking import TRACE, XYZ, problem
from tests.api.streaming import SMALL, talking

FloatArray: TypeAlias = NDArray[np.float64]
MEGABYTE = 1_000_000
LARGE = {
    "dataset": {"name": "spiral", "samples": 5_000},
    "layers": [{"units": 64, "activation": "maxout"}] * 8,
}


@contextmanager
def serving(**settings: Any) -> Iterator[tuple[TestClient, FastAPI]]:
    """Give an app and a client of it; when it has gone none of its threads is at work any more."""
    before = threading.enumerate()
    app = create_app(Settings(**settings))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client, app
    for thread in set(threading.enumerate()).difference(before):
        thread.join(30)


def allocated(work: Callable[[], object]) -> int:
    """Return the bytes that some work has allocated at its peak."""
    gc.collect()
    tracemalloc.start()
    try:
        kept = work()
        del kept
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


# -- the ledger -----------------------------------------------------------------------------------


def test_no_kind_takes_more_than_its_share_and_all_together_no_more_than_there_is() -> None:
    memory = Memory(1_000)
    rooms = [memory.take("streams", memory.share("streams")), memory.take("streams", 1)]
    assert rooms[0] is not None
    assert rooms[1] is None
    assert memory.take("work", memory.share("work")) is None, "the streams have taken part of it"
    assert memory.take("work", memory.most - memory.share("streams") - 1)
    rooms[0].close()
    assert memory.take("streams", 1)


def test_who_waits_gets_room_once_it_is_given_back() -> None:
    memory = Memory(1_000)
    first = memory.take("work", memory.share("work"))
    assert first is not None
    threading.Timer(0.05, first.close).start()
    with memory.wait_here("work", MEGABYTE, seconds=30):
        assert memory.taken == MEGABYTE
    assert memory.taken == 0


def test_who_waits_in_vain_is_refused_and_what_never_fits_is_refused_at_once() -> None:
    memory = Memory(1_000)
    with memory.wait_here("work", memory.share("work")):
        with pytest.raises(Refusal) as caught:
            memory.wait_here("work", MEGABYTE, seconds=0.01)
        assert caught.value.status_code == 503
        assert caught.value.headers
    with pytest.raises(Refusal) as caught:
        memory.wait_here("work", memory.share("work") + 1)
    assert caught.value.status_code == 422


# -- bodies ---------------------------------------------------------------------------------------


def listed(item: str, most: int = 10**9) -> bytes:
    return f"[{','.join([item] * min(most, 500_000 // (len(item) + 1)))}]".encode()


@pytest.mark.parametrize(
    "body",
    [
        listed("1"),
        listed("123456789"),
        listed("1.5"),
        listed("-5e1"),
        listed("[]", 99_000),
        listed("[1.5]"),
        listed("{}", 99_000),
        listed('{"a":1}'),
        listed("1" * 4_000),
        json.dumps([f"{k:05}" for k in range(60_000)]).encode(),
        json.dumps({f"{k:05x}": 1.5 for k in range(40_000)}).encode(),
        json.dumps({f"{k:05x}": [1.5] for k in range(30_000)}).encode(),
        json.dumps(["a" * 500_000 + "\U0001f600"], ensure_ascii=False).encode(),
    ],
    ids=range(13),
)
def test_a_body_becomes_no_larger_than_is_reckoned(body: bytes) -> None:
    assert allocated(lambda: parse_json(body)) < becomes(body)


@pytest.mark.parametrize(
    ("text", "nouns"), [('"a"', "texts and names"), ("[]", "lists and objects")]
)
def test_a_body_of_too_many_objects_is_refused_before_they_are_made(text: str, nouns: str) -> None:
    body = f"[{','.join([text] * 400_000)}]".encode()

    def refused() -> None:
        with pytest.raises(Refusal, match=nouns):
            parse_json(body)

    assert allocated(refused) < MEGABYTE


def test_a_body_waits_for_room_and_is_then_refused() -> None:
    with serving() as (client, app):
        memory: Memory = app.state.memory
        body = json.dumps({"program": "y = sum(x)", "inputs": {"x": [1] * 40_000}}).encode()
        headers = {"Content-Type": "application/json"}
        for kind in ("bodies", "parsed"):
            room = memory.take(kind, memory.share(kind))
            assert room is not None
            answer = client.post(TRACE, content=body, headers=headers)
            problem(answer, 503, "no-memory")
            assert int(answer.headers["retry-after"]) >= 1
            room.close()
        assert client.post(TRACE, content=body, headers=headers).status_code == 200
        assert client.post(TRACE, content=b"{", headers=headers).status_code == 422
        assert memory.taken == 0


# -- computations ---------------------------------------------------------------------------------


def test_work_that_has_no_room_is_refused_and_gives_back_what_it_took() -> None:
    with serving(memory=256) as (client, app):
        memory: Memory = app.state.memory
        heavy = {"program": "x = zeros(1000, 1000)\ny = sum(x * 2 + 3)", "layout": False}
        problem(client.post(TRACE, json=heavy), 422, "too-large")
        for path in ("code", "gradcheck"):
            answer = client.post(f"/api/v1/{path}", json={"program": heavy["program"]})
            problem(answer, 422, "too-large")
        train = {"config": {**LARGE, "batch_size": 0}, "updates": 1}
        problem(client.post("/api/v1/train", json=train), 422, "too-large")
        assert client.post(TRACE, json={"program": XYZ}).status_code == 200
        assert memory.taken == 0


def test_memory_that_is_used_up_all_the_same_is_a_problem_and_no_fault() -> None:
    app = FastAPI()
    handle_problems(app)

    @app.get("/")
    async def too_much() -> int:
        return len(bytearray(2**62))

    with TestClient(app) as client:
        problem(client.get("/"), 503, "no-memory")


# -- streams --------------------------------------------------------------------------------------

RUNS: tuple[dict[str, Any], ...] = (
    {},
    {"layers": [{"units": 64, "activation": "gelu"}] * 3},
    {"layers": [{"units": 64, "activation": "maxout"}] * 8},
    {"layers": [{"units": 64}] * 2, "dataset": {"samples": 2_000}, "batch_size": 0},
    {"layers": [{"units": 32, "activation": "gelu"}], "dataset": {"samples": 2_000}},
    {"dataset": {"samples": 5_000}, "batch_size": 1},
    {"layers": [{"units": 64}] * 4, "dataset": {"samples": 1_000}, "batch_size": 4},
    {"layers": [{"units": 32, "dropout": 0.5}] * 4, "dataset": {"samples": 1_000}},
    {
        "features": [*(f"sin({k}*x1)" for k in range(1, 16)), "x2"],
        "layers": [{"units": 16, "dropout": 0.5, "residual": True}] * 3,
        "dataset": {"samples": 2_000},
        "batch_size": 0,
    },
)


def test_a_class_of_two_hundred_at_the_plane_has_room_in_one_worker() -> None:
    settings, config = Settings(), read_config({})
    data = make_data(config.dataset)
    room = Memory(settings.memory).share("streams")
    assert 200 * stream_bytes(config, data, Sizes(), None, settings, ["plane"]) <= room
    pair = Pair(1, (0, 1))
    assert 125 * stream_bytes(config, data, Sizes(), pair, settings) <= room


def test_what_is_opened_later_takes_its_room_then() -> None:
    with serving() as (client, app), talking(client) as talk:
        memory: Memory = app.state.memory
        talk.say("start", views=["plane"], running=False)
        talk.frame()
        held = memory.taken
        talk.do("views", show=["plane", "maps"])
        with_maps = memory.taken
        assert with_maps > held
        talk.do("neuron", layer=1, units=[0, 1])
        talk.do("views", show=list(VIEWS))
        assert memory.taken > with_maps


def quick_normal_cdf(x: FloatArray) -> FloatArray:
    """Take the memory that Φ(x) takes, and none of the time: a logistic curve is nearly alike."""
    tails = x.ravel() * -1.702
    np.exp(tails, out=tails)
    return 1.0 / (1.0 + tails).reshape(x.shape)


def test_the_quick_way_to_a_normal_cdf_takes_as_much_memory() -> None:
    x = np.linspace(-6, 6, 90_000).reshape(300, 300)
    real, quick = (
        allocated(partial(way, x)) for way in (activations._normal_cdf, quick_normal_cdf)
    )
    assert abs(real - quick) < x.nbytes / 20
    assert np.abs(activations._normal_cdf(x) - quick_normal_cdf(x)).max() < 0.01


@pytest.mark.parametrize("shown", [VIEWS, ("plane",), ("maps",), ()], ids=" ".join)
@pytest.mark.parametrize("given", RUNS, ids=range(len(RUNS)))
@pytest.mark.parametrize("grid", [{}, {"size": 200, "neurons": 60}], ids=["coarse", "fine"])
def test_a_stream_takes_no_more_than_is_reckoned(
    given: dict[str, Any],
    grid: dict[str, Any],
    shown: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if grid:  # a number at a time, Φ of ten million of them takes half a minute
        monkeypatch.setattr(activations, "_normal_cdf", quick_normal_cdf)
    settings = Settings()
    config = read_config(given)
    data = make_data(config.dataset)
    sizes = Sizes(**grid)
    reckoned = stream_bytes(config, data, sizes, None, settings, shown)
    assert reckoned <= settings.stream_bytes
    start = read_message(
        json.dumps({"type": "start", "config": given, "grid": grid, "views": shown})
    )
    step = read_message(json.dumps({"type": "step", "explain": True}))
    told: list[str | bytes] = []

    def play() -> Session:
        session = Session(settings, Memory(1_000), told.append, lambda: None, Asked(""))
        session.give(start)
        session.work(0.01)
        session.give(step)
        session.work(0.01)
        return session

    assert allocated(play) < reckoned
    frames = [message for message in told if isinstance(message, bytes)]
    assert frames
    assert max(map(len, frames)) <= settings.frame_bytes


def test_a_run_of_more_memory_than_one_may_take_is_refused_before_it_begins(
    client: TestClient,
) -> None:
    with talking(client) as talk:
        talk.say("start", config=LARGE)
        refusal = talk.refused("too-large")
        assert "64 MB" in refusal["detail"]
        talk.begin()
        talk.say("set", layers=LARGE["layers"], dataset=LARGE["dataset"])
        talk.refused("too-large")
        assert talk.do("step").update == 1


def test_runs_share_the_memory_and_give_it_back() -> None:
    with serving(memory=256) as (client, app):
        memory: Memory = app.state.memory
        wide = {"layers": [{"units": 64, "activation": "gelu"}] * 8}
        with talking(client) as first:
            first.begin(wide)
            held = memory.taken
            assert held > 10 * MEGABYTE
            others = memory.take("streams", memory.share("streams") - held)
            assert others is not None
            with talking(client) as second:
                second.say("start", config=wide, grid=SMALL)
                assert "beside" in second.refused("no-memory")["detail"]
            others.close()
            first.say("start", config={}, grid=SMALL, running=False)
            first.told("ready")
        scheduler = app.state.streams.scheduler
        thread = scheduler._thread
        if thread is not None:
            thread.join(30)
        assert memory.taken == 0


def test_a_frame_that_would_be_too_large_is_drawn_coarser_and_the_client_is_told(
    client: TestClient,
) -> None:
    with talking(client) as talk:
        talk.begin({"layers": [{"units": 64, "activation": "relu"}] * 8})
        talk.say("grid", size=200, neurons=200)
        told = talk.told("ready")["grid"]
        frame = talk.frame()
        assert told["neurons"] < 200
        assert frame.arrays["layer1"].shape[1:] == (told["neurons"],) * 2
        assert sum(array.nbytes for array in frame.arrays.values()) < MEGABYTE
        assert talk.do("step", explain=True).arrays["gradient"].size > 29_000


def test_a_network_too_large_to_be_explained_says_so(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin({"layers": LARGE["layers"]})
        talk.say("step", explain=True)
        assert "explain" in talk.refused("invalid-message")["hint"]
        assert talk.do("step").update == 1


def test_grids_that_are_not_named_are_those_of_the_settings() -> None:
    assert Grid().size is None
