"""Whatever is said on the stream, it is answered by what it should be and stays usable."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.api.live import messages
from app.api.live.messages import TYPES
from tests.api.streaming import SMALL, Frame, talking

NUMBERS = st.one_of(
    st.integers(-3, 300), st.floats(allow_nan=False, allow_infinity=False), st.integers()
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
LAYERS = st.lists(
    st.fixed_dictionaries(
        {"units": st.integers(0, 9)},
        optional={"activation": st.sampled_from(["tanh", "relu", "maxout", "step", "x", ""])},
    ),
    max_size=3,
)
CONFIG = st.fixed_dictionaries(
    {},
    optional={
        "dataset": st.fixed_dictionaries(
            {"samples": st.integers(-1, 60)},
            optional={
                "name": st.sampled_from(["spiral", "blobs", "plane", "custom", "curve", "simple"]),
                "noise": NUMBERS,
                "seed": NUMBERS,
                "test_fraction": st.floats(0, 1),
                "classes": st.integers(0, 6),
                "function": st.text("x1+-*()\n ", max_size=8),
                "points": st.lists(st.lists(st.integers(-2, 4), min_size=2, max_size=3)),
            },
        ),
        "features": st.lists(st.sampled_from(["x1", "x2", "x1*x2", "1", "y"]), max_size=4),
        "layers": LAYERS,
        "loss": st.sampled_from(["softmax", "svm", "sigmoid", "regression", "none"]),
        "output_activation": st.sampled_from(["identity", "tanh", "relu"]),
        "bias": st.booleans(),
        "optimizer": st.fixed_dictionaries(
            {"name": st.sampled_from(["sgd", "adam", "adadelta", "nesterov", "no"])},
            optional={"learning_rate": NUMBERS, "epsilon": NUMBERS},
        ),
        "regularization": st.fixed_dictionaries({}, optional={"l1": NUMBERS, "l2": NUMBERS}),
        "init": st.fixed_dictionaries({}, optional={"seed": NUMBERS, "scheme": JSON}),
        "batch_size": st.integers(-1, 70),
    },
)
TRIPLES = st.lists(st.lists(NUMBERS, min_size=2, max_size=3), max_size=3)
SIZE = st.integers(-1, 9)
GRID: dict[str, Any] = {"size": SIZE, "extent": NUMBERS, "neurons": SIZE, "warp": SIZE}
PACE = st.one_of(
    st.none(), st.fixed_dictionaries({}, optional={"updates": NUMBERS, "epochs": NUMBERS})
)
VIEWS = st.lists(st.sampled_from([*messages.VIEWS, "no"]), max_size=8)
FIELDS: dict[str, dict[str, Any]] = {
    "start": {"config": CONFIG, "running": st.booleans(), "pace": PACE, "views": VIEWS},
    "views": {"show": VIEWS},
    "resume": {"until": st.fixed_dictionaries({}, optional={"updates": NUMBERS, "loss": NUMBERS})},
    "step": {"updates": st.integers(-1, 60), "epochs": st.integers(0, 3), "explain": st.booleans()},
    "put": {"parameters": st.lists(st.lists(NUMBERS, min_size=2, max_size=2), max_size=3)},
    "points": {
        "add": TRIPLES,
        "move": TRIPLES,
        "remove": st.lists(NUMBERS, max_size=3),
        "clear": st.booleans(),
    },
    "seek": {"update": st.integers(-1, 200)},
    "neuron": {"layer": st.integers(0, 4), "units": st.lists(st.integers(-1, 7), max_size=3)},
    "grid": GRID,
    "probe": {"x": st.lists(NUMBERS, max_size=3)},
    "graph": {"sample": st.one_of(st.just("batch"), st.integers(-1, 80))},
    "ack": {"frame": NUMBERS},
}
LIKELY = st.one_of(
    CONFIG.map(lambda config: {"type": "set", **config}),
    *(
        st.fixed_dictionaries({"type": st.just(kind)}, optional=FIELDS.get(kind, {}))
        for kind in TYPES
    ),
)
MESSAGE = st.one_of(
    LIKELY.map(json.dumps),
    LIKELY.map(json.dumps),
    st.builds(lambda kind, rest: json.dumps({**rest, "type": kind}), st.sampled_from(TYPES),
              st.dictionaries(st.text(max_size=8), JSON, max_size=3)),
    st.text(max_size=20),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MESSAGE, min_size=1, max_size=12))
def test_nothing_that_is_said_does_any_harm(client: TestClient, said: list[str]) -> None:
    with talking(client) as talk:
        for text in said:
            talk.socket.send_text(text)
        talk.say("start", grid=SMALL, running=False, config={"dataset": {"samples": 33}})
        while True:
            told = talk.next()
            if isinstance(told, Frame):
                continue
            assert told["type"] != "error" or told["problem"]["status"] == 422, told
            if told["type"] == "ready" and len(told.get("data", {}).get("labels", ())) == 33:
                break
        assert talk.do("step", updates=3).header["frame"] >= 1
