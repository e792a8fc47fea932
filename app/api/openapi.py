"""The API's own description: what FastAPI derives, completed.

Every route gets the problems it can answer with, and an example of its answer that was made by
answering the route's own example.
"""

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from app.api.live.description import DESCRIPTION as STREAM
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

PROGRAMS = """
Chainrule runs a program forward and backward and tells every value and every gradient in order.

* Programs are a small subset of Python, read and never evaluated as Python.
* `NaN`, `Infinity` and `-Infinity` are texts in requests and answers, so that both are strict JSON.
* Arrays of more than 4,096 elements are summarized unless `full` is true.
* Errors are `application/problem+json` (RFC 9457); each `type` is an address that explains it.
* A server that is stopped answers the requests that it has and refuses new connections.
"""
DESCRIPTION = PROGRAMS + STREAM


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
