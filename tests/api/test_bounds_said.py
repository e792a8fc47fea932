"""What a server is set to is what it says, in its pages and in its description."""

import json
import re
from html import unescape

from starlette.testclient import TestClient

from app.language import Level
from app.main import create_app
from app.settings import Settings


def test_the_graph_page_says_the_bounds_that_hold() -> None:
    with TestClient(create_app(Settings(program_characters=1_234))) as client:
        found = re.search(r'data-bounds="([^"]*)"', client.get("/").text)
    assert found
    said = json.loads(unescape(found[1]))
    assert said == {"program_characters": 1_234, "details": [level.value for level in Level]}


def test_the_description_says_the_bounds_that_hold() -> None:
    text = create_app(Settings(array_in_json=1_234)).openapi()["info"]["description"]
    assert "more than 1,234 elements are summarized" in text
