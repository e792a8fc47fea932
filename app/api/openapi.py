"""The API's own description: what FastAPI derives, completed.

Every route gets the problems it can answer with, and an example of its answer that was made by
answering the route's own example.
"""

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from app.api.model_examples import answer_examples
from app.api.models.problem import Problem
from app.api.problems import MEDIA_TYPE

REFERENCE = {"schema": {"$ref": "#/components/schemas/Problem"}}
_COMMON = {"422": "The program or the request is wrong; `type` says how."}
_POSTED = {
    "413": "The program or the body is too large.",
    "415": "The body is not `application/json`.",
    "429": "Too many requests at once; `Retry-After` says when to ask again.",
}
_NAMED = {"404": "There is nothing of this name."}

DESCRIPTION = """
Chainrule runs a program forward and backward and tells every value and every gradient in order.

* Programs are a small subset of Python, read and never evaluated as Python.
* `NaN`, `Infinity` and `-Infinity` are texts in requests and answers, so that both are strict JSON.
* Arrays of more than 4,096 elements are summarized unless `full` is true.
* Errors are `application/problem+json` (RFC 9457); each `type` is an address that explains it.
* A server that is stopped answers the requests that it has and refuses new connections.

## Training live: `WS /api/v1/train/live`

A WebSocket holds one run; all messages of the client are JSON texts with a `type`:

| message | does |
|---|---|
| `start {config, grid, fps, running}` | begins a run; `config` as in `POST /api/v1/train`, `grid {size, extent, neurons, warp}` |
| `pause`, `resume {until}` | `until {updates, epochs, loss, accuracy}` of the whole run stops it, whichever comes first |
| `step {updates \| epochs, explain}` | some updates, then stops; `explain` tells of one update |
| `set {…}` | changes any part of the configuration and goes on; `init` begins anew at update 0 |
| `put {parameters: [[index, value]]}` | edits weights |
| `points {add, remove, move, clear}` | changes the data: `[x1, x2, label]`, indices, `[index, x1, x2]` |
| `seek {update}`, `reset` | goes to any earlier moment, exactly; goes back to the first weights and forgets |
| `neuron {layer, units}`, `grid {…}` | chooses the two neurons that the plane is seen by; how finely it is looked at |
| `probe {x}`, `graph {sample}`, `export` | answered by `probed`, `graph`, `export` |
| `ack {frame}` | a frame has arrived; two may be on their way without |

The server's JSON messages are `ready`, `data`, `paused`, `probed`, `graph`, `export`, `error {problem, of}`
(after which the connection is as usable as before) and `ended`. Frames are binary: the length of the header as
an unsigned little-endian 32-bit number, the header as JSON, and raw little-endian arrays at the offsets, counted
from the start of the message, that `arrays` in the header names: `grid` (outputs × size × size, the top row first),
`layer1`… (a map of each neuron), `parameters`, `confusion`, `warp` and `warp_points`, `gradient`, `delta`, `batch`.
Training never waits for a client. Pages of other sites may not open the stream; programs may.
"""


class Described(FastAPI):
    """An app whose description is complete."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI description, made once."""
        if self.openapi_schema is None:
            schema = get_openapi(
                title=self.title,
                version=self.version,
                summary=self.summary,
                description=self.description,
                routes=self.routes,
                tags=self.openapi_tags,
            )
            _add_problems(schema)
            _add_examples(schema)
            self.openapi_schema = schema
        return self.openapi_schema


def _add_problems(schema: dict[str, Any]) -> None:
    template = "#/components/schemas/{model}"
    _, made = models_json_schema([(Problem, "serialization")], ref_template=template)
    components = schema["components"]["schemas"]
    components.update(made["$defs"])
    for unused in ("HTTPValidationError", "ValidationError"):
        components.pop(unused, None)
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            answers = operation["responses"]
            takes = method == "post" or operation.get("parameters")
            answers.pop("422", None)
            told = (
                (_COMMON if takes else {})
                | (_POSTED if method == "post" else {})
                | (_NAMED if "{" in path else {})
            )
            for status, description in sorted(told.items()):
                answers[status] = {"description": description, "content": {MEDIA_TYPE: REFERENCE}}


def _add_examples(schema: dict[str, Any]) -> None:
    for (method, path), example in answer_examples().items():
        content = schema["paths"][path][method]["responses"]["200"]["content"]
        for media_type in content.values():
            media_type["example"] = (
                json.loads(example) if example[:1] in b"{[" else example.decode()
            )
