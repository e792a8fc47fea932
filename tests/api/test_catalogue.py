import xml.etree.ElementTree as ET

import pytest
from starlette.testclient import TestClient

from app import __version__
from app.api.models.examples import ExampleAnswer, ExamplesAnswer
from app.api.models.gates import GatesAnswer
from app.engine.ops import OPS
from app.examples import catalogue
from app.language.machine import MAKERS
from tests.api.asking import SVG, problem, traced


def test_health_says_the_version(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "version": __version__}


def test_the_catalogue_has_every_gate_of_the_table(client: TestClient) -> None:
    answer = GatesAnswer.model_validate_json(client.get("/api/v1/gates").content)
    assert [gate.name for gate in answer.gates] == list(OPS)


def test_every_maker_is_told_of_and_written_as_it_is_told(client: TestClient) -> None:
    answer = GatesAnswer.model_validate_json(client.get("/api/v1/gates").content)
    assert [maker.name for maker in answer.makers] == list(MAKERS)
    for maker in answer.makers:
        assert maker.summary.endswith(".")
        traced(client, f"x = {maker.usage}; y = sum(x * 2)", detail="blocks")


def test_the_gates_page_has_a_card_for_every_gate(client: TestClient) -> None:
    answer = client.get("/gates")
    assert answer.status_code == 200
    for name in OPS:
        assert f'id="{name}"' in answer.text, name


def test_every_gate_has_formulas_and_lines_without_holes(client: TestClient) -> None:
    answer = GatesAnswer.model_validate_json(client.get("/api/v1/gates").content)
    for gate in answer.gates:
        for formula in (gate.formula, *gate.derivatives):
            ET.fromstring(formula.mathml)
            assert formula.text
        assert gate.derivatives
        for line in (gate.numpy, gate.torch):
            assert line, gate.name
            assert "{" not in line, gate.name


def test_the_presets_are_listed_in_the_order_of_the_menu(client: TestClient) -> None:
    answer = ExamplesAnswer.model_validate_json(client.get("/api/v1/examples").content)
    assert [example.id for example in answer.examples] == [e.id for e in catalogue()]
    assert answer.examples[0].id == "xyz"


@pytest.mark.parametrize("id", [example.id for example in catalogue()])
def test_every_preset_can_be_opened(client: TestClient, id: str) -> None:
    response = client.get(f"/api/v1/examples/{id}")
    example = ExampleAnswer.model_validate_json(response.content)
    fields = response.json()
    run = {name: fields[name] for name in ("output", "seed", "mode", "wrt", "detail")}
    story = traced(client, example.program, **run)
    assert example.start_step <= len(story["steps"])
    body = {"program": example.program, **run, "step": example.start_step}
    assert client.post(SVG, json=body).status_code == 200


def test_there_is_no_preset_of_another_name(client: TestClient) -> None:
    assert problem(client.get("/api/v1/examples/nope"), 404, "not-found")["hint"]
