"""Ten thousand requests that are nearly right, over all routes: answers and problems, never a 500.

The requests are the description's own examples, each with one or two things changed. The same seed
makes the same requests, so that a failure can be looked at again.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response
from starlette.testclient import TestClient

from app.api.live.messages import TYPES
from app.main import create_app
from app.settings import Settings
from tests.api.streaming import SMALL, Frame, talking

REQUESTS = 10_000
MESSAGES = 2_000
HASTY = Settings(compute_seconds=1.0, train_updates=200, train_points=500, grid_size=20)
"""Small runs: what is looked for are wrong answers, not slow ones."""

STRANGE: list[Any] = [
    *(None, True, False, 0, -1, 1, 2, 3.5, -0.0, 5e-324, 1e308, -1e308, 10**18, -(10**18)),
    *(10**400, -(10**400), 10**4299, 2**63, 2**64, "", " ", "x", "\x00", "\u202e", "é" * 300),
    *(
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "<script>",
        "'\"&<>",
        "]]>",
        "\ufffe",
        "\U0001d535",
        "../..",
    ),
    *([], [[]], [[[]]], [1, [2]], [None], {}, {"": {}}, {"x": []}, [0] * 50, ["a"] * 50),
    *("x = 1; y = x", "y = ", "x = 1\ny = max(x, 2, 3)", "x = [[1, 2]]\ny = x @ x", "log", "xyz"),
]
CHARACTERS = "\x00\x01\t\n \"'\\/<>&%+#?;=()[]{}²ᵀ∂é\U0001d535\u202e\u2028\ufeff0159eE.-_*@xyz"
CONFIG: dict[str, Any] = {
    "dataset": {
        "name": "blobs",
        "samples": 30,
        "noise": 0.1,
        "seed": 1,
        "test_fraction": 0.2,
        "classes": 3,
        "variant": None,
        "function": None,
        "points": None,
    },
    "features": ["x1", "x2"],
    "layers": [{"units": 3, "activation": "leaky_relu", "slope": 0.1, "alpha": 1.0}],
    "loss": "softmax",
    "output_activation": "identity",
    "bias": True,
    "init": {"scheme": "xavier", "seed": 1},
    "optimizer": {"name": "adam", "learning_rate": 0.01, "beta1": 0.9, "epsilon": None},
    "regularization": {"l1": 0.0, "l2": 0.001},
    "batch_size": 10,
}
OWN = {"dataset": {"name": "custom", "points": [[0, 1, 0], [1, 0, 1]]}, "layers": []}
CURVE = {"dataset": {"name": "curve", "function": "x1**3 - x1", "samples": 20}, "layers": []}


def mutated(random: Random, whole: Any) -> Any:
    """Return a copy with one thing in it replaced, renamed, repeated or left out."""
    whole = deepcopy(whole)
    places = list(places_of(whole))
    if not places or random.random() < 0.02:
        return random.choice(STRANGE)
    holder, key = random.choice(places)
    match random.randrange(6):
        case 0 if isinstance(holder, dict):
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice(["", "X", key + "s", "\x00", *holder])] = holder.pop(key)
        case 2 if isinstance(holder, list):
            holder.extend(holder * random.choice([1, 30]))
        case 3 if isinstance(holder[key], str):
            holder[key] = scratched(random, holder[key])
        case _:
            holder[key] = deepcopy(random.choice(STRANGE))
    return whole


def places_of(whole: Any) -> Iterator[tuple[Any, Any]]:
    """Give every place in a JSON value, as what holds it and its key there."""
    if isinstance(whole, dict | list):
        for key, inner in list(whole.items() if isinstance(whole, dict) else enumerate(whole)):
            yield whole, key
            yield from places_of(inner)


def scratched(random: Random, text: str) -> str:
    """Return a text with a few characters replaced, put in or taken away."""
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(CHARACTERS) * random.randrange(3) + text[at + 1 :]
    return text


def posts(described: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return a request for each example of each route that reads a body, and fuller ones."""
    found = [
        (path, example["value"])
        for path, methods in described["paths"].items()
        if "post" in methods
        for example in methods["post"]["requestBody"]["content"]["application/json"][
            "examples"
        ].values()
    ]
    full = {
        "program": "a = 2; b = [1, 3]\nc = sigmoid(a * b)\nL = sum(c)",
        "inputs": {"a": 1},
        "output": "c",
        "seed": [1, 0.5],
        "detail": "elementary",
    }
    fit = {"width": 640, "height": 360, "figure": 16.0}
    story = {**full, "mode": "reverse", "wrt": None, "closed": [], "opened": ["c"], "fit": fit}
    found += [
        ("/api/v1/trace", {**story, "layout": True, "digits": 3, "full": False}),
        ("/api/v1/trace", {"program": "a = 2\nb = a * a", "mode": "forward", "wrt": "a"}),
        ("/api/v1/graph.svg", {**story, "step": 3, "theme": "dark", "title": "a", "digits": 2}),
        ("/api/v1/film.svg", {**story, "step": 3, "by": "wire", "pace": 1.5, "words": True}),
        ("/api/v1/graph.pdf", {**story, "step": None, "by": "gate", "words": False}),
        ("/api/v1/graph.tex", {**story, "step": 3, "theme": "dark", "title": "a"}),
        ("/api/v1/gradcheck", {**full, "h": 1e-4, "scheme": "forward"} | {"detail": None}),
        ("/api/v1/code", full),
        ("/api/v1/descend", {**DESCENT, "parameters": ["a"], "record_every": 2, "trace": False}),
        ("/api/v1/surface", {**SURVEY, "parameters": None}),
    ]
    train = {"updates": 5, "record_every": 2, "grid": {"size": 4, "extent": 2.0}}
    found += [("/api/v1/train", {"config": c, **train}) for c in (CONFIG, CONFIG, OWN, CURVE)]
    return [
        (path, {k: v for k, v in body.items() if (path, k) != ("/api/v1/gradcheck", "detail")})
        for path, body in found
    ]


DESCENT = {
    "program": "a = 2; b = [1, 3]\nL = sum(a * b)",
    "optimizer": {"name": "adam", "learning_rate": 0.1, "beta1": 0.8, "schedule": {"name": "step"}},
    "updates": 5,
    "tolerance": 1e-3,
}
SURVEY = {
    "program": DESCENT["program"],
    "axes": [
        {"name": "b", "index": [1], "low": -1.0, "high": 2.0},
        {"direction": {"a": 1, "b": [0, 1]}, "seed": 2},
    ],
    "grid": 4,
}
GETS = [
    "/", "/?example=xyz", "/?program=x=1&detail=gates", "/boundary?preset=recipe", "/gates",
    "/api/v1/graph.svg?program=x%3D1&step=1&theme=dark&title=t&inputs=%7B%22x%22:2%7D&seed=1",
    "/api/v1/graph.svg?program=x=[1,2];y=x*x&fit=640x360@21.5&digits=3",
    "/api/v1/film.svg?program=x=2;y=x*x&by=wire&pace=1&words=false&fit=640x360",
    "/api/v1/graph.tex?program=x=2;y=x*x&step=2", "/api/v1/graph.pdf?program=x=2;y=x*x&by=gate",
    "/api/v1/gates", "/api/v1/examples", "/api/v1/examples/xyz", "/api/v1/datasets",
    "/api/v1/training", "/healthz", "/docs", "/openapi.json", "/problems/not-found",
    "/static/icon.svg", "/static/css/base+graph.css?v=1", "/static/js/graph.js",
    "/docs/assets/swagger-ui.css", "/picture.css",
]  # fmt: skip
HEADERS: list[dict[str, str]] = [
    {"Content-Type": "text/plain"}, {"Content-Type": ""}, {"Accept": "\x00"},
    {"Content-Type": "application/json; charset=latin-1"}, {"If-None-Match": '"'},
    {"Accept-Encoding": "gzip;q=0"}, {"Range": "bytes=0-"}, {"Host": "[::"}, {"Cookie": "="},
    {"Content-Length": "-1"}, {"Origin": "null"}, {"If-Modified-Since": "\t"},
]  # fmt: skip


def test_no_mutated_request_is_answered_with_a_500() -> None:
    asyncio.run(send_many())


async def send_many() -> None:
    """Send all requests from the application's own event loop, which is several times as quick."""
    app, random = create_app(HASTY), Random(1)
    transport = ASGITransport(app, raise_app_exceptions=False)
    statuses: Counter[int] = Counter()
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        bodies = posts((await client.get("/openapi.json")).json())
        for _ in range(REQUESTS):
            request = client.build_request(**any_request(random, bodies))
            response = await client.send(request)
            statuses[response.status_code] += 1
            said = f"{request.method} {request.url} {request.headers} {request.content[:500]!r}"
            check(request.method, response, f"{said} -> {response.text[:500]}")
    assert statuses[200] > REQUESTS / 20, statuses
    assert statuses[422] > REQUESTS / 10, statuses


def any_request(random: Random, bodies: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a request that is nearly right."""
    headers = {"Content-Type": "application/json"}
    if random.random() < 0.1:
        headers |= random.choice(HEADERS)
    if random.random() < 0.2:
        method = random.choice(["GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "DELETE"])
        path = random.choice(GETS)
        if random.random() < 0.8:
            path = "/" + scratched(random, path[1:])
        return {"method": method, "url": url_of(path), "headers": headers}
    path, body = random.choice(bodies)
    for _ in range(random.choice([1, 1, 1, 2])):
        body = mutated(random, body)
    content = json.dumps(body, ensure_ascii=random.random() < 0.5)
    if random.random() < 0.1:
        content = scratched(random, content)
    encoded = content.encode("utf-8", "replace")
    return {"method": "POST", "url": url_of(path), "headers": headers, "content": encoded}


def check(method: str, response: Response, said: str) -> None:
    """Hold an answer to what every answer is."""
    assert response.status_code < 500, said
    a_page = response.headers.get("content-type", "").startswith("text/html")
    if response.status_code >= 400 and method != "HEAD" and not a_page:
        assert response.headers["content-type"] == "application/problem+json", said
        assert response.json()["detail"], said
    assert "Traceback" not in response.text, said


def url_of(path: str) -> str:
    """Return an address that may be sent: what none can hold is escaped."""
    return re.sub(r"[^!-~]|#", lambda found: "".join(f"%{b:02x}" for b in found[0].encode()), path)


TALK: list[dict[str, Any]] = [
    {"type": "start", "config": CONFIG, "grid": SMALL, "fps": 30, "running": False},
    {"type": "start", "config": OWN, "grid": SMALL, "running": True},
    {"type": "start", "config": CURVE, "grid": SMALL, "running": False},
    {"type": "pause"},
    {"type": "resume", "until": {"updates": 5, "epochs": 2, "loss": 0.1, "accuracy": 0.9}},
    {"type": "step", "updates": 2, "epochs": 1},
    {"type": "step", "explain": True},
    {"type": "set", **CONFIG},
    {"type": "set", "learning_rate": 0.1, "l2": 0.01, "pace": {"updates": 50}},
    {"type": "put", "parameters": [[0, 1.5], [1, 2.0]]},
    {"type": "points", "add": [[0.5, 0.5, 1]], "remove": [0], "move": [[1, 0, 0]], "clear": False},
    {"type": "seek", "update": 1},
    {"type": "reset"},
    {"type": "neuron", "layer": 1, "units": [0, 1]},
    {"type": "grid", **SMALL, "extent": 3.0},
    {"type": "views", "show": ["plane", "space", "gradients"]},
    {"type": "probe", "x": [0.5, -0.5]},
    {"type": "graph", "sample": 1},
    {"type": "export"},
    {"type": "keep"},
    {"type": "ack", "frame": 1},
]


def test_no_mutated_message_ends_a_stream_or_its_run() -> None:
    assert {message["type"] for message in TALK} == set(TYPES)
    random = Random(2)
    start = {"type": "start", "grid": SMALL, "running": False, "config": OWN}
    with TestClient(create_app(HASTY)) as client, talking(client) as talk:
        talk.socket.send_text(json.dumps(start))
        for number in range(MESSAGES):
            message = mutated(random, random.choice(TALK))
            text = json.dumps(message)
            if random.random() < 0.05:
                text = scratched(random, text)
            talk.socket.send_text(text)
            # A message that says which it was is answered after all that came before it.
            talk.socket.send_text(json.dumps({"type": "probe", "x": [number, 0]}))
            for told in until_probed(talk, number):
                if told["type"] == "error":
                    problem = told["problem"]
                    assert problem["status"] == 422, (text[:500], problem)
                    assert "run yet" not in problem["detail"], (text[:500], "the run was lost")


def until_probed(talk: Any, number: int) -> Iterator[dict[str, Any]]:
    """Give what is told until the probe of this number has been answered."""
    while True:
        told = talk.next()
        if isinstance(told, Frame):
            continue
        yield told
        if told["type"] == "probed" and told["x"][0] == number:
            return
