"""The page's picture of a step is what the server draws of it, however the step was come to.

Wires, figures, rings and the sizes of figures are compared after every way of going: on, back,
Home, End, jumps, after an edit and after its undo, in both modes and with any seed.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from app.api.routes.pages import FIRST_FIT
from app.examples import all_examples
from tests.browser.behind import more
from tests.browser.test_links import download
from tests.browser.test_looks import go, last_step, settled, still
from tests.browser.waiting import quiet

LOOK = """
(svg) => {
  const states = [
    "cr-back", "cr-zero", "cr-now", "cr-none", "cr-sum", "cr-waiting", "cr-veil", "cr-told",
  ];
  const looked = (one) => [
    one.getAttribute("class"), one.textContent, parseFloat(one.style.fontSize) || null,
    ...["d", "x", "y", "fill-opacity"].map((name) => one.getAttribute(name)),
  ];
  const kept = (element) => states.filter((name) => element?.classList.contains(name)).join(" ");
  const seen = {title: svg.getAttribute("aria-label"), box: svg.getAttribute("viewBox")};
  for (const group of svg.querySelectorAll("[data-edge], [data-output], [data-node]")) {
    const {edge, output, node} = group.dataset;
    const key = edge ? `wire ${edge}` : output ? `output ${output}` : `node ${node}`;
    seen[key] = [kept(group), kept(group.querySelector(":scope > path"))];
    for (const slot of group.querySelectorAll("[data-slot]")) {
      if (slot.dataset.form) {
        const marks = [...slot.firstElementChild.children].map(looked);
        seen[`${key} ${slot.dataset.slot}`] = [kept(slot), ...marks];
        continue;
      }
      const [text, ring] = [slot.querySelector("text"), slot.querySelector("rect")];
      const ringed = ring?.getAttribute("visibility") === "visible";
      seen[`${key} ${slot.dataset.slot}`] = [
        text.textContent, kept(text), kept(slot), parseFloat(text.style.fontSize) || 16,
        ringed && ["x", "y", "width", "height"].map((name) => Number(ring.getAttribute(name))),
      ];
    }
  }
  return seen;
}
"""
SHOWN = f"() => ({LOOK})(document.querySelector('#picture svg'))"
DRAWN = f"""
(text) => ({LOOK})(new DOMParser().parseFromString(text, "image/svg+xml").documentElement)
"""


class Compared:
    """A page whose picture is compared with the server's."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: dict[str, Any] = {}
        self.answered = 0
        self.fits: list[dict[str, Any] | None] = [asdict(FIRST_FIT), None]
        """The boxes that pictures were asked for, the newest first."""
        page.on("requestfinished", self._hear)

    def _hear(self, request: Request) -> None:
        if request.url.endswith("/api/v1/trace") and request.post_data:
            self.asked = json.loads(request.post_data)
            self.answered += 1
        elif request.url.endswith("/api/v1/graph.svg") and request.post_data:
            fit = json.loads(request.post_data).get("fit")
            self.fits = [fit, *(other for other in self.fits if other != fit)]

    def check(self) -> None:
        """Compare the picture as it stands."""
        step = int(self.page.get_by_label("Step", exact=True).input_value())
        ask = {k: v for k, v in self.asked.items() if k not in ("layout", "digits")}
        digits = int(self.page.get_by_label("Decimals").input_value())
        shown = self.page.evaluate(SHOWN)
        asked = {**ask, "step": step, "digits": digits, "standalone": False}
        # What was asked for is not always taken: the picture that is shown was made for one box.
        pictures = (self._drawn(asked, fit) for fit in self.fits)
        drawn = next(one for one in pictures if one["box"] == shown["box"])
        wrong = {key: (shown.get(key), drawn[key]) for key in drawn if shown.get(key) != drawn[key]}
        assert not wrong, f"step {step} of {ask['program']}: {wrong}"

    def _drawn(self, asked: dict[str, Any], fit: dict[str, Any] | None) -> Any:
        answer = self.page.request.post(
            "/api/v1/graph.svg", data=asked if fit is None else {**asked, "fit": fit}
        )
        assert answer.ok, answer.text()
        return self.page.evaluate(DRAWN, answer.text())

    def press(self, key: str) -> None:
        self.page.locator("#picture").press(key)
        settled(self.page)
        self.check()

    def jump(self, step: int) -> None:
        go(self.page, step)
        self.check()

    def tour(self) -> None:
        """Go every way that there is: End, Home, on, a jump, back."""
        for key in ("End", "Home", "ArrowRight"):
            self.press(key)
        self.jump(last_step(self.page) // 2 + 1)
        self.press("ArrowLeft")

    def after(self, act: Callable[[], object]) -> None:
        """Do what traces anew, and compare once it is there."""
        before = self.answered
        act()
        quiet(self.page)
        assert self.answered > before
        settled(self.page)
        self.check()

    def type_number(self, name: str, number: str) -> None:
        self.page.get_by_role("spinbutton", name=f"{name}, input").focus()
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(number)
        self.after(lambda: self.page.keyboard.press("Enter"))


@pytest.fixture
def compared(page: Page) -> Compared:
    return Compared(page)


def opened(compared: Compared, address: str) -> Compared:
    still(compared.page, address)
    settled(compared.page)
    return compared


@pytest.mark.parametrize("example", [example.id for example in all_examples()])
def test_every_example_is_drawn_alike(compared: Compared, example: str) -> None:
    opened(compared, f"/?example={example}#1/reach=gradient").tour()  # the server draws two sweeps


@pytest.mark.parametrize("example", ["branch-add", "gate-patterns"])
def test_every_step_is_drawn_alike_forth_and_back(compared: Compared, example: str) -> None:
    opened(compared, f"/?example={example}")
    for key in ("ArrowRight", "ArrowLeft"):
        for _ in range(last_step(compared.page)):
            compared.press(key)


def test_an_edited_number_recolours_the_wires(compared: Compared) -> None:
    page = opened(compared, "/?example=gate-patterns").page
    compared.press("End")
    compared.type_number("w", "3")  # the wires to max change their colours
    compared.type_number("x", "0")
    compared.type_number("w", "123456.789")  # a figure so wide that it is set smaller
    compared.type_number("w", "1")
    page.locator("#picture").focus()
    for _ in range(3):
        compared.after(lambda: page.keyboard.press("Control+z"))
    compared.tour()


@pytest.mark.parametrize("seed", ["0", "-2", "0.045"])
def test_every_seed_is_drawn_alike(compared: Compared, seed: str) -> None:
    page = opened(compared, "/?example=gate-patterns").page
    compared.press("End")
    more(page)
    page.get_by_label("Seed", exact=True).fill(seed)
    compared.after(lambda: page.get_by_label("Seed", exact=True).press("Tab"))
    wire = page.locator("#picture [data-output] .cr-wire")
    assert ("cr-zero" in (wire.get_attribute("class") or "")) == (seed == "0")
    compared.tour()


def test_both_modes_are_drawn_alike(compared: Compared) -> None:
    page = opened(compared, "/?example=gate-patterns").page
    more(page)
    mode = page.locator("#modes select").first
    compared.after(lambda: mode.select_option("forward"))
    compared.tour()
    compared.type_number("x", "0")
    compared.tour()
    more(page)
    compared.after(lambda: mode.select_option("reverse"))
    compared.tour()


@pytest.mark.parametrize("digits", [0, 5])
def test_any_decimals_are_drawn_alike(compared: Compared, digits: int) -> None:
    opened(compared, "/?example=sigmoid-neuron-gate")
    more(compared.page)
    compared.page.get_by_label("Decimals").select_option(str(digits))
    compared.tour()


@pytest.mark.parametrize("step", [3, 9])
def test_the_picture_that_is_taken_away_is_the_one_that_is_seen(
    page: Page, tmp_path: Path, step: int
) -> None:
    still(page, "/?example=gate-patterns")
    go(page, min(step, last_step(page)))
    drawn = download(page, "SVG", tmp_path).read_text("utf-8")
    for name in ("cr-back", "cr-zero", "cr-now", "cr-none"):
        shown = page.locator(f"#picture .{name}").count()
        found = len(re.findall(rf'class="[^"]*\b{name}\b', drawn))
        assert found == shown, name


@pytest.mark.parametrize(
    ("example", "labels"),
    [("branch-three", "both"), ("one-hidden-layer", "symbols"), ("forward-mode", "symbols")],
)
def test_any_labels_are_drawn_alike(compared: Compared, example: str, labels: str) -> None:
    address = f"/?example={example}#1/reach=gradient&labels={labels}"
    opened(compared, address).tour()
    assert compared.asked["labels"] == labels
    expect(compared.page.locator("#picture [data-names]").first).to_be_attached()
