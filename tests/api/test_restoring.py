"""A run that is taken up again: by its log, and from a moment of it, to the bit."""

import random
from base64 import b64decode, b64encode
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.training.keeping import HEADER
from tests.api.streaming import SMALL, Talk, talking

CONFIG: dict[str, Any] = {"dataset": {"name": "blobs", "classes": 3, "samples": 30}}
CHANGES: list[dict[str, Any]] = [
    {"type": "set", "learning_rate": 0.3},
    {"type": "set", "optimizer": {"name": "momentum", "learning_rate": 0.02}},
    {"type": "set", "layers": [{"units": 4, "activation": "relu"}]},
    {"type": "set", "layers": [{"units": 3, "activation": "maxout"}, {"units": 2}]},
    {"type": "set", "batch_size": 7},
    {"type": "set", "features": ["x2", "x1*x2"]},
    {"type": "set", "dataset": {"noise": 1.5}},
    {"type": "set", "l2": 0.01},
    {"type": "set", "regularization": {"l2": 0.1, "l1": 0.01, "per_batch": True, "half": False}},
    {"type": "set", "layers": [{"units": 4, "dropout": 0.5}, {"units": 4, "residual": True}]},
    {"type": "set", "optimizer": {"schedule": {"name": "step", "period": 9, "factor": 0.7}}},
    {"type": "set", "optimizer": {"schedule": {"name": "warmup", "warmup": 40}}},
    {"type": "set", "optimizer": {"schedule": {"name": "cosine", "period": 60}}},
    {"type": "set", "loss": "squared", "output_activation": "sigmoid"},
    {"type": "set", "features": ["sin(3*x1)", "x1**2 - x2"]},
    {"type": "put", "parameters": [[0, 1.5]]},
    {"type": "put", "parameters": [[0, -2.0], [3, 0.25]]},
    {"type": "points", "add": [[1.0, 2.0, 1], [-3.0, 0.5, 0]]},
    {"type": "points", "move": [[2, 0.5, 0.5]]},
    {"type": "points", "move": [[2, 0.75, -1.5], [4, 0.0, 0.0]]},
    {"type": "points", "remove": [0, 5]},
]
DOING = st.one_of(
    st.sampled_from(CHANGES),
    st.builds(lambda n: {"type": "step", "updates": n}, st.integers(1, 150)),
    st.builds(lambda share: {"type": "seek", "share": share}, st.floats(0, 1)),
    st.just({"type": "keep"}),
)


class Watched:
    """A run, and what its client knows of it."""

    def __init__(self, talk: Talk, **start: Any) -> None:
        self.talk = talk
        self.log: list[dict[str, Any]] = []
        self.states: list[dict[str, Any]] = []
        self.header: dict[str, Any] = {}
        talk.say("start", grid=SMALL, running=False, **start)
        self.settle()
        while self.state["update"] < start.get("update", 0):
            self.settle()

    def hear(self) -> dict[str, Any]:
        """Hear what comes next, and keep what a client has to know."""
        told = self.talk.next()
        if not isinstance(told, dict):
            self.header = told.header
            return {"type": "frame", **told.header}
        assert told["type"] != "error", told
        if told["type"] == "logged":
            self.log = self.log[: told["kept"]] + told["log"]
            self.states = [kept for kept in self.states if self.stands(kept, told["kept"])]
        if told["type"] == "state":
            self.state = told
        return told

    def stands(self, kept: dict[str, Any], entries: int) -> bool:
        """Tell whether a moment is still one of the run, whose log is the same up to there."""
        later = self.log[kept["changes"] :]
        return kept["changes"] <= entries and all(it["update"] >= kept["update"] for it in later)

    def settle(self) -> None:
        """Hear everything up to the state of the moment at which the run stands."""
        self.talk.say("keep")
        while self.hear()["type"] != "state":
            pass

    def do(self, doing: dict[str, Any]) -> None:
        """Do something, and hear everything that is said of it."""
        kind, more = doing["type"], {k: v for k, v in doing.items() if k != "type"}
        if kind == "keep":
            self.states.append(self.state)
            return
        if kind == "seek":
            more = {"update": int(more["share"] * self.header["history"]["last"])}
        self.talk.say(kind, **more)
        goal = self.state["update"] + more.get("updates", 0)
        while kind == "step" and (told := self.hear()).get("diverged") is None:
            if told["type"] == "frame" and told["update"] >= goal:
                break
        self.settle()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(DOING, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_log_and_state_lead_to_the_same_bits(
    client: TestClient, doings: list[dict[str, Any]], dice: random.Random
) -> None:
    with talking(client) as talk:
        run = Watched(talk, config=CONFIG)
        for doing in doings:
            run.do(doing)
    at = run.state["update"]
    log = [entry for entry in run.log if entry["update"] <= at]
    with talking(client) as talk:
        again = Watched(talk, config=CONFIG, log=log, update=at)
        assert again.state == run.state
        assert again.log == log
    usable = [kept for kept in run.states if kept["update"] <= at]
    if usable:
        kept = dice.choice(usable)
        with talking(client) as talk:
            again = Watched(talk, config=CONFIG, log=log, update=at, state=kept["state"])
            assert again.state == run.state
            assert again.header["history"]["first"] == 0
            talk.ask("seek", "paused", update=0)
            assert talk.ask("keep", "state")["update"] == 0
            talk.ask("seek", "paused", update=at)
            assert talk.ask("keep", "state") == run.state


def test_what_was_done_after_an_earlier_moment_is_no_longer_in_the_log(client: TestClient) -> None:
    with talking(client) as talk:
        run = Watched(talk, config=CONFIG)
        for update, rate in enumerate([0.1, 0.2, 0.3]):
            run.do({"type": "set", "learning_rate": rate})
            run.do({"type": "step", "updates": 1})
            assert run.log[update] == {"update": update, "set": {"learning_rate": rate}}
        run.do({"type": "seek", "share": 0.4})
        assert len(run.log) == 3
        run.do({"type": "step", "updates": 5})
        assert [entry["update"] for entry in run.log] == [0, 1]
        run.do({"type": "reset"})
        assert run.log == []


def test_a_point_that_is_dragged_while_nothing_runs_is_one_change(client: TestClient) -> None:
    with talking(client) as talk:
        run = Watched(talk, config=CONFIG)
        for k in range(5):
            run.do({"type": "points", "move": [[3, k / 2, 0.0]]})
        run.do({"type": "put", "parameters": [[1, 2.0]]})
        run.do({"type": "put", "parameters": [[1, 3.0]]})
        assert run.log == [
            {"update": 0, "points": {"move": [[3.0, 2.0, 0.0]]}},
            {"update": 0, "put": [[1.0, 3.0]]},
        ]


def test_a_run_stands_at_its_state_at_once_and_its_past_is_made_again(client: TestClient) -> None:
    with talking(client) as talk:
        run = Watched(talk, config=CONFIG)
        run.do({"type": "step", "updates": 20_000})
    with talking(client) as talk:
        talk.say(
            "start", config=CONFIG, grid=SMALL, running=True, log=[], update=20_000,
            state=run.state["state"],
        )  # fmt: skip
        assert talk.frame().update >= 20_000
        talk.stop()
        talk.ask("seek", "paused", update=777)
        found = talk.ask("keep", "state")
    with talking(client) as talk:
        assert Watched(talk, config=CONFIG, update=777).state == found


def test_a_state_of_another_run_is_found_out_when_its_past_is_made(client: TestClient) -> None:
    with talking(client) as talk:
        run = Watched(talk, config=CONFIG)
        run.do({"type": "put", "parameters": [[0, 9.0]]})
        run.do({"type": "step", "updates": 40})
    forged = [{"update": 0, "put": [[0, 8.0]]}]
    with talking(client) as talk:
        again = Watched(talk, config=CONFIG, log=forged, update=40, state=run.state["state"])
        assert again.state == run.state
        talk.say("step", updates=3)
        while (frame := talk.frame()).header["history"]["first"] == 0:
            talk.say("probe", x=[0, 0])
            talk.say("grid", size=5)
        assert frame.header["history"]["first"] == 40


def test_without_a_log_a_state_goes_on_with_its_configuration(client: TestClient) -> None:
    with talking(client) as talk:
        run = Watched(talk, config=CONFIG)
        run.do({"type": "set", "learning_rate": 0.5})
        run.do({"type": "step", "updates": 30})
        config = talk.ask("export", "export")["config"]
    with talking(client) as talk:
        talk.say(
            "start", config=config, grid=SMALL, running=False, update=30,
            state=run.state["state"],
        )  # fmt: skip
        logged = talk.told("logged")
        assert (logged["log"], logged["config"]) == (None, config)
        assert talk.frame().header["history"] == {"first": 30, "last": 30}
        found = talk.ask("keep", "state")
        assert found["changes"] is None
        begin = HEADER.size
        assert b64decode(found["state"])[begin:] == b64decode(run.state["state"])[begin:]


def test_more_changes_than_are_kept_are_told_of(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin(CONFIG)
        far = [[float(k % 7), 1.0, k % 3] for k in range(4_000)]
        for _ in range(2):
            talk.say("points", clear=True, add=far)
            log = talk.told("logged")["log"]
        assert log is None
        assert talk.ask("put", "logged", parameters=[[0, 1.0]])["log"] is None
        assert talk.ask("reset", "logged")["log"] == []


def packed(state: str, **changes: Any) -> str:
    names = ["mark", "made_for", "changes", "update", "epoch", "position", "when", "what"]
    raw = b64decode(state)
    header = dict(zip(names, HEADER.unpack_from(raw), strict=True)) | changes
    numbers = header.pop("numbers", raw[HEADER.size :])
    return b64encode(HEADER.pack(*header.values()) + numbers).decode()


NAN = b"\0\0\0\0\0\0\xf8\x7f"


@pytest.mark.parametrize(
    ("forge", "what"),
    [
        (lambda state: "é", "not base64"),
        (lambda state: "A" * 1_000_001, "not base64"),
        (lambda state: "", "this version"),
        (lambda state: state[:40], "this version"),
        (lambda state: state[: len(state) // 8 * 4], "as many numbers"),
        (lambda state: packed(state, mark=b"CRs9"), "this version"),
        (lambda state: packed(state, made_for=b"?" * 16), "another configuration"),
        (lambda state: packed(state, changes=-7), "cannot be counted"),
        (lambda state: packed(state, changes=2), "where this log has it"),
        (lambda state: packed(state, changes=-1), "where this log has it"),
        (lambda state: packed(state, update=-1), "cannot be counted"),
        (lambda state: packed(state, update=2**62), "cannot be counted"),
        (lambda state: packed(state, update=31), "has to go to 30"),
        (lambda state: packed(state, position=3), "last batch"),
        (lambda state: packed(state, when=31), "diverged where"),
        (lambda state: packed(state, when=3, what=b"<b>"), "diverged where"),
        (lambda state: packed(state, when=3, what=b"\xff\xfe"), "diverged where"),
        (lambda state: packed(state, numbers=b""), "as many numbers"),
        (lambda state: packed(state, numbers=b64decode(state)[HEADER.size :] + b"1"), "as many"),
        (lambda state: packed(state, numbers=NAN * (len(b64decode(state)) // 8 - 12)), "number"),
    ],
)
def test_wrong_states_are_refused(client: TestClient, forge: Any, what: str) -> None:
    with talking(client) as talk:
        run = Watched(talk, config=CONFIG)
        run.do({"type": "step", "updates": 30})
        talk.say(
            "start", config=CONFIG, grid=SMALL, running=False, log=[], update=30,
            state=forge(run.state["state"]),
        )  # fmt: skip
        problem = talk.refused("invalid-message")
        assert what in problem["detail"]
        assert problem["errors"][0]["pointer"] == "/state"
        assert talk.ask("keep", "state") == run.state  # the run before it goes on


def test_a_diverged_state_is_told_and_nothing_goes_on_from_it(client: TestClient) -> None:
    config = {
        "dataset": {"name": "plane"}, "layers": [], "loss": "regression",
        "optimizer": {"name": "sgd", "learning_rate": 1e6},
    }  # fmt: skip
    with talking(client) as talk:
        run = Watched(talk, config=config)
        run.do({"type": "step", "updates": 1_000})
        at = run.state["update"]
        assert at < 1_000
    with talking(client) as talk:
        again = Watched(talk, config=config, log=[], update=at, state=run.state["state"])
        assert again.state == run.state
        assert talk.do("grid", size=5).header["diverged"]["update"] == at
        talk.ask("seek", "paused", update=1)
        assert "diverged" not in talk.frame().header
    forged = packed(run.state["state"], when=-1, what=b"")
    with talking(client) as talk:
        talk.say("start", config=config, grid=SMALL, log=[], update=at, state=forged)
        assert "no number" in talk.refused("invalid-message")["detail"]
    numbers = b64decode(run.state["state"])[HEADER.size :]
    inf = packed(run.state["state"], numbers=b"\xff" * len(numbers))
    with talking(client) as talk:
        talk.say("start", config=config, grid=SMALL, log=[], update=at, state=inf)
        assert talk.frame().header["diverged"]["update"] == at
        talk.ask("seek", "paused", update=at)
        talk.say("resume")
        assert talk.told("paused")["reason"] == "diverged"


@pytest.mark.parametrize(
    ("log", "where"),
    [
        ([{"update": 0}], "/log/0"),
        ([{"update": 0, "put": [[0, 1.0]], "set": {}}], "/log/0"),
        ([{"update": 3, "set": {}}, {"update": 2, "set": {}}], "/log/1/update"),
        ([{"update": 11, "set": {}}], "/log/0/update"),
        ([{"update": 0, "set": {"layers": 3}}], "/log/0/set/layers"),
        ([{"update": 0, "set": {"init": {"seed": 5}}}], "/log/0/set/init"),
        ([{"update": 0, "set": {"learning_rate": -1}}], "/log/0/set/optimizer/learning_rate"),
        ([{"update": 0, "put": [[900, 1.0]]}], "/log/0/put/0/0"),
        ([{"update": 0, "put": [[0.5, 1.0]]}], "/log/0/put/0/0"),
        ([{"update": 0, "points": {"remove": [30]}}], "/log/0/points/remove/0"),
        ([{"update": 0, "points": {"add": [[0, 0, 9]]}}], "/log/0/points"),
        ([{"update": 0, "points": {"add": [[0, 0, 1]] * 5_000}}], "/log/0/points"),
        ([{"update": 0, "set": {"type": "set"}}], "/log/0/set/type"),
        ([{"update": 0, "set": []}], "/log/0/set"),
        ([{"update": 0, "put": [[0, "1"]]}], "/log/0/put/0/1"),
        ({}, "/log"),
    ],
)
def test_wrong_logs_are_refused(client: TestClient, log: Any, where: str) -> None:
    with talking(client) as talk:
        talk.say("start", config=CONFIG, grid=SMALL, log=log, update=10)
        while isinstance(told := talk.next(), dict) and told["type"] != "error":
            pass
        assert isinstance(told, dict)
        pointer = told["problem"]["errors"][0]["pointer"]
        assert pointer.startswith(where), pointer
        talk.begin()


def test_changes_that_take_long_to_go_through_are_refused_in_time(client: TestClient) -> None:
    points = [[float(k % 7), float(k % 5), k % 3] for k in range(3_000)]
    config = {"dataset": {"name": "custom", "points": points}}
    log = [{"update": 0, "points": {"add": [[1.0, 1.0, 0]]}}] * 1_900
    with talking(client) as talk:
        talk.say("start", config=config, grid=SMALL, log=log)
        talk.refused("takes-too-long")
        talk.begin()


def test_the_pause_that_ends_a_replay_leaves_the_run_where_it_is(client: TestClient) -> None:
    log = [{"update": 900_000_000, "set": {"layers": []}}]
    with talking(client) as talk:
        talk.say("start", config=CONFIG, grid=SMALL, log=log, update=900_000_001)
        talk.told("ready")
        at = talk.ask("pause", "paused")["update"]
        assert at < 900_000_000
        assert talk.ask("keep", "state")["update"] == at
        assert talk.do("step").update == at + 1
