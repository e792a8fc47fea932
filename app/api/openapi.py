"""The API's own description: what FastAPI derives, completed.

Every route gets the problems it can answer with, and an example of its answer that was made by
answering the route's own example. The messages of the training stream, for which OpenAPI has no
place, are among the schemas, and ``x-websockets`` says which way each of them goes.

What generators of clients trip over is left out: schemas that refer to themselves, tuples, and
``default``, which makes some of them demand the very fields that may be left out.
"""

import json
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from ..settings import Settings
from .live.description import DESCRIPTION as STREAM
from .live.messages import MESSAGES
from .live.session import ADDRESS
from .model_examples import answer_examples
from .models.problem import Problem
from .models.stream import FrameHeader, ServerMessage
from .problems import MEDIA_TYPE

REFERENCE = {"schema": {"$ref": "#/components/schemas/Problem"}}
_COMMON = {"422": "The program or the request is wrong; `type` says how."}
_POSTED = {
    "413": "The program or the body is too large.",
    "415": "The body is not `application/json`.",
    "429": "Too many requests at once; `Retry-After` says when to ask again.",
}
_NAMED = {"404": "There is nothing of this name."}

PROGRAMS = """
Chainrule runs a program forward and backward and tells every value and every gradient in order.

* Programs are a small subset of Python, read and never evaluated as Python.
* `NaN`, `Infinity` and `-Infinity` are texts in requests and answers, so that both are strict JSON.
* Arrays of more than {array_in_json:,} elements are summarized unless `full` is true.
* Errors are `application/problem+json` (RFC 9457); each `type` is an address that explains it.
* A server that is stopped answers the requests that it has and refuses new connections.
"""
LICENSE = {"name": "MIT", "identifier": "MIT"}
TAGS = [
    {"name": "programs", "description": "Programs, run and told, checked, written out and drawn."},
    {"name": "training", "description": "Networks that are trained on the plane."},
    {"name": "catalogue", "description": "What there is: gates and presets."},
    {"name": "server", "description": "The server itself."},
]
_TEMPLATE = "#/components/schemas/{model}"


def description(settings: Settings) -> str:
    """Return the text at the head of the description, with the bounds that hold."""
    return PROGRAMS.format(array_in_json=settings.array_in_json) + STREAM


def operation_id(route: APIRoute) -> str:
    """Name an operation as its function is named, which is what generated clients call it."""
    return route.name


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
                license_info=self.license_info,
                servers=[{"url": "/"}],
            )
            schema["security"] = []  # there is no log-in
            _add_problems(schema)
            _add_stream(schema)
            _tell_defaults(schema)
            _add_examples(schema)
            self.openapi_schema = schema
        return self.openapi_schema


def _add_problems(schema: dict[str, Any]) -> None:
    _, made = models_json_schema([(Problem, "serialization")], ref_template=_TEMPLATE)
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
        is_json = example[:1] in b"{["
        for name, media_type in content.items():
            if is_json and name != "application/json":
                continue  # the same in another form
            media_type["example"] = json.loads(example) if is_json else example.decode()


def _add_stream(schema: dict[str, Any]) -> None:
    """Add the schemas of the training stream's messages, and say which way each goes."""
    inputs: list[tuple[str, Literal["validation", "serialization"], TypeAdapter[Any]]] = [
        ("ClientMessage", "validation", MESSAGES),
        ("ServerMessage", "serialization", TypeAdapter(ServerMessage)),
        ("FrameHeader", "serialization", TypeAdapter(FrameHeader)),
    ]
    made, together = TypeAdapter.json_schemas(inputs, ref_template=_TEMPLATE)
    components = schema["components"]["schemas"]
    for name, part in together["$defs"].items():
        components.setdefault(name, part)
        if "const" in (kind := components[name].get("properties", {}).get("type", {})):
            kind["description"] = "Which message this is."
    components |= {name: union for (name, _), union in made.items() if "$ref" not in union}
    texts = {name: {"$ref": f"#/components/schemas/{name}"} for name, _, _ in inputs}
    schema["x-websockets"] = {
        ADDRESS: {
            "send": texts["ClientMessage"],
            "receive": texts["ServerMessage"],
            "receive-binary": texts["FrameHeader"],
        }
    }


def _tell_defaults(schema: dict[str, Any]) -> None:
    """Say the default of a field in its description instead of in a keyword of its own."""
    for component in schema["components"]["schemas"].values():
        for field in component.get("properties", {}).values():
            default = field.pop("default", None)
            if default not in (None, [], {}):
                field["description"] += f" Default: `{json.dumps(default, ensure_ascii=False)}`."
