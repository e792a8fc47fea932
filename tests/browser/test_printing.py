"""Paper: what a page prints, and nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.drawing.themes import colours_of

LIGHT = colours_of("light", "classic")


def printed(page: Page, tmp_path: Path) -> bytes:
    file = tmp_path / "page.pdf"
    page.pdf(path=file, format="A4", print_background=False)
    return file.read_bytes()


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


def on_paper(page: Page) -> dict[str, Any]:
    """Say what of the page stands on paper, as a printer lays it out."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found: dict[str, Any] = page.evaluate(
        """() => {
          const seen = (e) => e.checkVisibility() && e.getBoundingClientRect().height > 0;
          const box = (e) => e.getBoundingClientRect();
          const svg = document.querySelector("#picture svg");
          return {
            controls: [...document.querySelectorAll("button, select, input, textarea, nav")]
              .filter(seen).map((e) => e.id || e.textContent),
            text: document.body.innerText,
            picture: [box(svg).width, box(svg).height, box(svg).right],
            wide: document.documentElement.scrollWidth,
            paper: getComputedStyle(svg.querySelector(".cr-value")).fill,
          };
        }"""
    )
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("example", ["xyz", "svm-staged", "multiclass-head"])
def test_the_graph_page_prints_picture_steps_and_program(
    page: Page, example: str, theme: str
) -> None:
    page.set_viewport_size({"width": 720, "height": 1000})  # about the width of the paper
    page.goto(f"/?example={example}")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()  # the steps have arrived
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    program = page.locator("#program").input_value()
    found = on_paper(page)
    assert found["controls"] == []
    assert found["wide"] <= 720
    width, height, right = found["picture"]
    assert 300 < width <= 720
    assert right <= 720
    assert height <= 600
    for line in program.splitlines():
        assert " ".join(line.split()) in " ".join(found["text"].split())
    assert "what happens" in found["text"]
    assert "Start at the output" in found["text"]
    red, green, blue = (int(LIGHT["value"][k : k + 2], 16) for k in (1, 3, 5))
    assert found["paper"] == f"rgb({red}, {green}, {blue})", "in light colours"


def test_it_fits_the_paper(page: Page, tmp_path: Path) -> None:
    page.goto("/?example=svm-staged")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()  # the steps have arrived
    data = printed(page, tmp_path)
    assert pages(data) <= 3
    expect(page.locator("#printed")).to_be_empty()


@pytest.mark.parametrize("address", ["/gates", "/boundary"])
def test_the_other_pages_print_without_their_bars(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    for bar in (".bar", ".skip", ".index"):
        assert not any(e.is_visible() for e in page.locator(bar).all())
