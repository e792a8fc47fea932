"""What the rows about code, one gate for four and the log of drawings ask for, on their presets."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.behind import more, panel
from tests.browser.test_links import open_link
from tests.browser.waiting import reload


def show_classes(page: Page, link: str) -> None:
    open_link(page, link)
    panel(page, "Code").get_by_role("button", name="Classes").click()
    expect(page.get_by_role("region", name="Graph of the script")).to_contain_text("reversed(")


def marked(page: Page, frame: str) -> list[str]:
    """Return the lines that are marked in a part of the script."""
    found: list[str] = page.get_by_role("region", name=frame, exact=True).evaluate(
        """(frame) => {
          const lines = frame.querySelector(".code-text").textContent.split("\\n");
          return [...frame.querySelectorAll(".code-now")].flatMap(({ style }) => {
            const first = Math.round(parseFloat(style.top) / 1.5);
            const count = Math.round(parseFloat(style.height) / 1.5);
            return lines.slice(first, first + count).map((line) => line.trim());
          });
        }"""
    )
    return found


def test_c_01_the_loops_forward_and_back_follow_the_animation(page: Page) -> None:
    show_classes(page, "?example=xyz#1/s=0&a=code")
    lit = page.locator(".code-order [aria-current]")
    expect(lit).to_have_count(0)
    for node, forward, row in (
        ("q", ["return a + b"], '("q", Add(), ["x", "y"]),'),
        ("f", ["self.a, self.b = a, b", "return a * b"], '("f", Multiply(), ["q", "z"]),'),
    ):
        page.get_by_role("button", name="One step on").click()
        expect(lit).to_have_text(node)
        assert marked(page, "Script") == forward
        loop = "self.values[name] = gate.forward(*inputs)"
        assert marked(page, "Graph of the script") == [loop, row]
    page.get_by_role("button", name="To the end").click()
    expect(lit).to_have_text("q")
    assert marked(page, "Script") == ["db = upstream"]
    assert marked(page, "Graph of the script") == [
        "for name, gate, operands in reversed(self.nodes):",
        "gradients = gate.backward(self.gradients[name])",
        '("q", Add(), ["x", "y"]),',
    ]
    mark = page.locator(".code-now").first.bounding_box()
    frame = page.get_by_role("region", name="Script", exact=True).bounding_box()
    assert mark is not None
    assert frame is not None
    assert frame["y"] <= mark["y"] < frame["y"] + frame["height"], "it is in view"
    assert violations(page) == []


def test_c_04_the_topological_order_is_shown_and_walked_back(page: Page) -> None:
    show_classes(page, "?example=xyz#1/s=2&a=code")
    order = page.get_by_role("region", name="Topological order")
    expect(order.get_by_role("listitem")).to_have_text(["x", "y", "z", "q", "f"])
    expect(order.locator("[aria-current]")).to_have_text("f")
    expect(order.locator(".reversed")).to_have_count(0)
    place = order.bounding_box()
    page.get_by_role("button", name="To the end").click()
    expect(order.locator(".reversed [aria-current]")).to_have_text("q")
    assert order.bounding_box() == place, "nothing moves"
    reload(page)
    expect(order.get_by_role("listitem")).to_have_count(5)  # the choice is kept
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(order).to_be_in_viewport()


GRADIENTS = {"w0": "−0.20", "x0": "0.39", "w1": "−0.39", "x1": "−0.59", "w2": "0.20"}


def test_g_06_four_gates_become_one_sigmoid_with_the_same_gradients(page: Page) -> None:
    open_link(page, "?example=sigmoid-neuron-staged")
    page.get_by_role("button", name="To the end").click()
    program = page.get_by_role("textbox", name="Program")
    staged = program.input_value()

    inputs = page.locator("#picture [data-slot='back']")
    before = inputs.all_text_contents()
    for told in GRADIENTS.values():
        assert f"◂ {told}" in before
    picture = page.locator("#picture .cr-glyph")
    for glyph in ("×−1", "eˣ", "+1", "1/x"):
        picture.get_by_text(glyph, exact=True).click(modifiers=["Shift"])
    bar = page.get_by_role("group", name="Make a block")
    bar.get_by_label("Name").fill("sigma")
    page.keyboard.press("Enter")
    block = picture.get_by_text("sigma", exact=True)
    expect(block).to_be_visible()
    expect(page.locator("#groups-told")).to_contain_text("outside numbers unchanged: f = 0.7311")
    after = inputs.all_text_contents()
    for told in GRADIENTS.values():
        assert f"◂ {told}" in after
    block.click()
    page.get_by_role("button", name="Derive it line by line").click()
    for _ in range(3):
        page.get_by_role("button", name="Next line").click()
    last = page.locator(".derivation-lines li").last
    expect(last).to_contain_text("(1 − 0.73) · 0.73 = 0.27 · 0.73 = 0.20")
    block.click(modifiers=["Shift"])
    bar.get_by_role("button", name="Ungroup sigma#1").click()
    expect(program).to_have_value(staged)


def test_n_23_a_drawing_is_kept_in_a_running_log(page: Page, tmp_path: Path) -> None:
    open_link(page, "?example=neuron")
    said = page.locator(".share-status")
    for name in ("To the end", "To the start"):
        page.get_by_role("button", name=name).click()
        more(page)
        page.get_by_role("button", name="Keep a snapshot").click()
        expect(said).to_have_text(re.compile("It is kept"))
        page.evaluate("document.querySelector('.share-status').textContent = ''")
    more(page)
    page.get_by_role("link", name="Snapshots").click()
    cards = page.locator(".snapshot")
    expect(cards).to_have_count(2)
    assert violations(page) == []
    page.get_by_label("Caption of snapshot 1").fill("One neuron, with its gradients")
    page.get_by_role("button", name="Move snapshot 1 down").click()
    expect(page.get_by_label("Caption of snapshot 2")).to_have_value(re.compile("One neuron"))
    page.get_by_role("button", name="Remove snapshot 1").click()
    expect(cards).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(cards).to_have_count(2)
    reload(page)
    expect(page.get_by_label("Caption of snapshot 2")).to_have_value(re.compile("One neuron"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save all numbers, JSON").click()
    waiting.value.save_as(tmp_path / "numbers.json")
    start, end = json.loads((tmp_path / "numbers.json").read_text("utf-8"))
    assert end["caption"].startswith("One neuron")
    gradients = {node["name"]: node["gradient"] for node in end["numbers"]["nodes"]}
    assert any(isinstance(gradient, float) and gradient != 0 for gradient in gradients.values())
    assert {node["gradient"] for node in start["numbers"]["nodes"]} == {None}
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the sheet, HTML").click()
    waiting.value.save_as(tmp_path / "sheet.html")
    sheet = (tmp_path / "sheet.html").read_text("utf-8")
    assert sheet.count("data:image/svg+xml") == 2
    assert "<figcaption>One neuron, with its gradients</figcaption>" in sheet
    page.locator(".snapshot a").last.click()
    expect(page.get_by_label("Step", exact=True)).to_have_value(re.compile(r"[1-9]"))
