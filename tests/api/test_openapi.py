import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from app.api.live.messages import TYPES
from app.api.models.backward import BackwardAnswer
from app.api.models.blanks import BlanksAnswer
from app.api.models.block import BlockAnswer, UngroupAnswer
from app.api.models.card import CardAnswer
from app.api.models.chain import ChainAnswer
from app.api.models.classify import ClassifyAnswer
from app.api.models.code import CodeAnswer
from app.api.models.counts import CountsAnswer
from app.api.models.datasets import ReadAnswer
from app.api.models.derivation import DerivationAnswer
from app.api.models.descend import DescendAnswer
from app.api.models.examples import ExampleAnswer, ExamplesAnswer
from app.api.models.exercise import ExerciseAnswer, MarksAnswer
from app.api.models.gates import GatesAnswer
from app.api.models.gradcheck import GradcheckAnswer
from app.api.models.grade import GradeAnswer
from app.api.models.health import HealthAnswer
from app.api.models.images import ImagesAnswer
from app.api.models.jacobian import JacobianAnswer
from app.api.models.model import ModelAnswer
from app.api.models.network import NetworkAnswer, NetworkReadAnswer
from app.api.models.numbers import NumbersAnswer
from app.api.models.palette import InsertAnswer, PaletteAnswer
from app.api.models.practice import PracticeAnswer
from app.api.models.scalars import ScalarsAnswer
from app.api.models.surface import SurfaceAnswer
from app.api.models.trace import TraceAnswer
from app.api.models.training import DatasetsAnswer, TrainAnswer, TrainingAnswer
from app.training.config import Config
from app.training.errors import ConfigError
from app.training.reading import read_config, to_json

ANSWERS: dict[tuple[str, str], type] = {
    ("post", "/api/v1/trace"): TraceAnswer,
    ("post", "/api/v1/numbers"): NumbersAnswer,
    ("post", "/api/v1/gradcheck"): GradcheckAnswer,
    ("post", "/api/v1/descend"): DescendAnswer,
    ("post", "/api/v1/surface"): SurfaceAnswer,
    ("post", "/api/v1/classify"): ClassifyAnswer,
    ("post", "/api/v1/images"): ImagesAnswer,
    ("post", "/api/v1/network"): NetworkAnswer,
    ("post", "/api/v1/network/read"): NetworkReadAnswer,
    ("post", "/api/v1/block"): BlockAnswer,
    ("post", "/api/v1/ungroup"): UngroupAnswer,
    ("post", "/api/v1/card"): CardAnswer,
    ("post", "/api/v1/scalars"): ScalarsAnswer,
    ("post", "/api/v1/counts"): CountsAnswer,
    ("post", "/api/v1/model"): ModelAnswer,
    ("get", "/api/v1/palette"): PaletteAnswer,
    ("post", "/api/v1/palette/insert"): InsertAnswer,
    ("post", "/api/v1/derivation"): DerivationAnswer,
    ("post", "/api/v1/jacobian"): JacobianAnswer,
    ("post", "/api/v1/chain"): ChainAnswer,
    ("post", "/api/v1/backward"): BackwardAnswer,
    ("post", "/api/v1/exercise"): ExerciseAnswer,
    ("post", "/api/v1/exercise/marks"): MarksAnswer,
    ("post", "/api/v1/grade"): GradeAnswer,
    ("get", "/api/v1/practice"): PracticeAnswer,
    ("post", "/api/v1/blanks"): BlanksAnswer,
    ("post", "/api/v1/code"): CodeAnswer,
    ("get", "/api/v1/gates"): GatesAnswer,
    ("get", "/api/v1/examples"): ExamplesAnswer,
    ("get", "/api/v1/examples/{id}"): ExampleAnswer,
    ("get", "/api/v1/datasets"): DatasetsAnswer,
    ("post", "/api/v1/datasets/read"): ReadAnswer,
    ("get", "/api/v1/training"): TrainingAnswer,
    ("post", "/api/v1/train"): TrainAnswer,
    ("get", "/healthz"): HealthAnswer,
    ("get", "/readyz"): HealthAnswer,
}
PICTURES = {
    (method, f"/api/v1/{name}"): (media_type, begins)
    for name, media_type, begins in (
        ("graph.svg", "image/svg+xml", "<svg"),
        ("film.svg", "image/svg+xml", "<svg"),
        ("graph.tex", "text/plain", "% Computation graph"),
        ("graph.pdf", "application/pdf", ""),
    )
    for method in ("post", "get")
}
"""What is no JSON: its media type, and how its example begins; bytes have none."""


@pytest.fixture(scope="module")
def schema(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/openapi.json").json()
    return described


def operations(schema: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method, path): operation
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }


def test_the_description_is_valid(schema: dict[str, Any]) -> None:
    OpenAPI.model_validate(schema)
    assert schema["openapi"].startswith("3.1")


def test_every_route_is_described(schema: dict[str, Any]) -> None:
    assert operations(schema).keys() == ANSWERS.keys() | PICTURES.keys(), (
        "ANSWERS is to name its model"
    )
    for operation in operations(schema).values():
        assert operation["summary"]
        assert operation["description"]


def test_every_example_of_an_answer_is_as_declared(schema: dict[str, Any]) -> None:
    for key, model in ANSWERS.items():
        content = operations(schema)[key]["responses"]["200"]["content"]["application/json"]
        assert "example" in content, f"app/api/model_examples.py has no answer of {key}"
        TypeAdapter(model).validate_python(content["example"], strict=False)
    for key, (media_type, begins) in PICTURES.items():
        content = operations(schema)[key]["responses"]["200"]["content"][media_type]
        assert content["schema"]["type"] == "string"
        assert content.get("example", "").startswith(begins)


def test_every_example_of_a_request_is_answered(client: TestClient, schema: dict[str, Any]) -> None:
    for (method, path), operation in operations(schema).items():
        if method != "post":
            continue
        examples = operation["requestBody"]["content"]["application/json"]["examples"]
        assert examples
        for example in examples.values():
            assert client.post(path, json=example["value"]).status_code == 200, example


def test_every_parameter_of_an_address_has_an_example_or_a_default(schema: dict[str, Any]) -> None:
    for operation in operations(schema).values():
        for parameter in operation.get("parameters", []):
            assert parameter["description"], parameter
            described = parameter["schema"]
            assert (
                "examples" in described
                or "example" in parameter
                or "default" in described
                or not parameter["required"]
            ), parameter


def test_every_field_is_described(schema: dict[str, Any]) -> None:
    components = schema["components"]["schemas"]
    for name, model in components.items():
        for field, described in model.get("properties", {}).items():
            meant = components[described["$ref"].rpartition("/")[2]] if "$ref" in described else {}
            assert described.get("description") or meant.get("description"), f"{name}.{field}"


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    defined = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}
    referenced = set(re.findall(r"'\$ref': '([^']+)'", repr(schema)))
    assert referenced <= defined
    assert "#/components/schemas/Problem" in referenced
    assert not any("HTTPValidationError" in name for name in defined)


def test_every_route_tells_its_problems(schema: dict[str, Any]) -> None:
    for (method, path), operation in operations(schema).items():
        answers = operation["responses"]
        if method == "post":
            assert {"413", "415", "422", "429"} <= answers.keys()
        if "{" in path:
            assert "404" in answers
        for status, answer in answers.items():
            if status != "200":
                assert list(answer["content"]) == ["application/problem+json"]


def test_the_documentation_page_comes_from_this_server_alone(client: TestClient) -> None:
    page = client.get("/docs").text
    addresses = re.findall(r"""(?:src|href)=["']([^"']+)""", page)
    assert addresses
    for address in addresses:
        assert address.startswith("docs/assets/")
        assert client.get(address).status_code == 200
    assert not re.findall(r"https?://", page)
    assert client.get("/redoc").status_code == 404


def test_operations_have_short_names_of_their_own(schema: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in operations(schema).values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)?", name) for name in names), names


def test_no_schema_refers_to_itself(schema: dict[str, Any]) -> None:
    components = schema["components"]["schemas"]
    leads = {
        name: set(re.findall(r"'#/components/schemas/([^']+)'", repr(part)))
        for name, part in components.items()
    }
    for name in components:
        reached: set[str] = set()
        while new := set().union(*(leads[part] for part in reached | {name})) - reached:
            reached |= new
        assert name not in reached


def test_what_may_be_left_out_has_no_default_keyword_and_says_its_default(
    schema: dict[str, Any],
) -> None:
    components = schema["components"]["schemas"]
    for name, model in components.items():
        for field, described in model.get("properties", {}).items():
            assert "default" not in described, f"{name}.{field}"
    assert components["TraceAsk"]["required"] == ["program"]
    fields = components["TraceAsk"]["properties"]
    told = {name: field["description"] for name, field in fields.items()}
    assert told["mode"].endswith('Default: `"reverse"`.')
    assert told["layout"].endswith("Default: `true`.")
    assert "Default" not in told["output"]


def test_the_messages_of_the_stream_are_among_the_schemas(schema: dict[str, Any]) -> None:
    components = schema["components"]["schemas"]
    assert schema["x-websockets"] == {
        "/api/v1/train/live": {
            "send": {"$ref": "#/components/schemas/ClientMessage"},
            "receive": {"$ref": "#/components/schemas/ServerMessage"},
            "receive-binary": {"$ref": "#/components/schemas/FrameHeader"},
        }
    }
    said = components["ClientMessage"]["discriminator"]["mapping"]
    told = components["ServerMessage"]["discriminator"]["mapping"]
    assert said.keys() == set(TYPES)
    assert "paused" in told
    for reference in (*said.values(), *told.values()):
        assert reference.removeprefix("#/components/schemas/") in components


def number_fields(described: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[Any]:
    """Give the path and the bounds of every number of the configuration's schema."""
    for name, field in described["properties"].items():
        kinds = [field, *field.get("anyOf", [])]
        for kind in kinds:
            if "maximum" in kind:
                yield (*path, name), kind["minimum"], kind["maximum"]
            if "properties" in kind:
                yield from number_fields(kind, (*path, name))


def test_the_schema_of_a_configuration_has_the_bounds_that_its_reader_has(
    schema: dict[str, Any],
) -> None:
    components = schema["components"]["schemas"]
    rows = list(number_fields(components["Configuration"]))
    assert len(rows) > 15
    for path, low, high in rows:
        for value in (low, high):
            read_config(nested(path, value))
        for value in (low - 1, high * 2):
            with pytest.raises(ConfigError):
                read_config(nested(path, value))
    whole = components["WholeConfiguration"]
    assert whole["required"] == list(to_json(Config()))
    assert whole["properties"].keys() == components["Configuration"]["properties"].keys()


def nested(path: tuple[str, ...], value: float) -> dict[str, Any]:
    """Return an object with a value at a path."""
    name, *rest = path
    return {name: nested(tuple(rest), value) if rest else value}
