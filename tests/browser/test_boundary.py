"""The lab in a real browser, on a real run: it learns, is changed meanwhile, and is taken back."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from tests.browser.axe import violations

SLOW = 60_000  # ms that a run may take on a busy machine


@pytest.fixture
def lab(page: Page) -> Callable[..., Locator]:
    """Open the page and wait for the first moment of its run; gives the figures."""

    def opened(address: str = "/boundary") -> Locator:
        page.goto(address)
        figures = page.locator("#figures")
        expect(figures).to_have_attribute("data-update", re.compile(r"\d+"), timeout=20_000)
        return figures

    return opened


def button(page: Page, name: str) -> Locator:
    return page.locator("#run-buttons").get_by_role("button", name=name, exact=True)


def update_of(figures: Locator) -> int:
    return int(figures.get_attribute("data-update") or -1)


def at(figures: Locator, update: int) -> None:
    expect(figures).to_have_attribute("data-update", str(update), timeout=20_000)


def rested(page: Page) -> None:
    expect(page.locator("#figures")).to_have_attribute("data-running", "false")


def test_the_default_network_learns_the_spiral(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab()
    button(page, "Run").click()
    learnt = re.compile(r"^(0\.9[7-9]\d*|1(\.0)?)$")
    expect(figures).to_have_attribute("data-accuracy", learnt, timeout=SLOW)
    button(page, "Pause").click()
    rested(page)
    expect(page.locator("#summary")).to_contain_text("Paused at update")


def test_a_run_stops_when_it_is_good_enough(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab("/boundary?preset=data-circle")
    page.get_by_text("Run until").click()
    page.get_by_label("accuracy ≥ (%)").fill("100")
    page.get_by_label("accuracy ≥ (%)").press("Enter")
    button(page, "Run").click()
    expect(page.locator("#told")).to_contain_text("as you asked", timeout=SLOW)
    expect(figures).to_have_attribute("data-accuracy", re.compile(r"^1(\.0)?$"))


def test_steps_by_button_and_by_key_are_the_same(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab()
    button(page, "Step").click()
    at(figures, 1)
    loss = figures.get_attribute("data-loss")
    page.locator("body").press("PageUp")
    at(figures, 0)
    page.locator("body").press("PageDown")
    at(figures, 1)
    assert figures.get_attribute("data-loss") == loss
    page.locator("body").press("e")
    at(figures, 20)


def test_a_run_is_reset_to_the_same_weights(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab()
    first = figures.get_attribute("data-loss")
    button(page, "Epoch").click()
    at(figures, 20)
    second = figures.get_attribute("data-loss")
    button(page, "Reset").click()
    at(figures, 0)
    assert figures.get_attribute("data-loss") == first
    button(page, "Epoch").click()
    at(figures, 20)
    assert figures.get_attribute("data-loss") == second


def test_a_new_seed_is_another_run(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab()
    first = figures.get_attribute("data-loss")
    button(page, "New seed").click()
    expect(figures).not_to_have_attribute("data-loss", first or "")
    assert update_of(figures) == 0


def test_the_rate_is_changed_while_it_runs(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab()
    button(page, "Run").click()
    rate = page.get_by_label("Learning rate")
    rate.fill("0.05")
    rate.press("Enter")
    expect(page.get_by_label("Configuration as JSON")).to_have_value(
        re.compile(r'"learning_rate":0.05')
    )
    before = update_of(figures)
    expect(figures).not_to_have_attribute("data-update", str(before))
    assert update_of(figures) > before


def test_a_layer_is_added_in_place(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab()
    button(page, "Epoch").click()
    at(figures, 20)
    page.get_by_text("As text").click()
    page.get_by_label("Layers in short").fill("6 tanh, 2 tanh, 4 relu, softmax")
    expect(page.get_by_label("Configuration as JSON")).to_have_value(re.compile('"relu"'))
    assert update_of(figures) == 20


def test_points_are_added_and_removed(page: Page, lab: Callable[..., Locator]) -> None:
    lab("/boundary?preset=data-simple")
    text = page.get_by_label("Configuration as JSON")
    expect(text).not_to_have_value("")
    plane = page.locator(".plane-square")
    box = plane.bounding_box()
    assert box is not None
    corner: Position = {"x": box["width"] * 0.1, "y": box["height"] * 0.1}
    plane.click(position=corner)
    expect(text).to_have_value(re.compile(r'"points":\[(\[[^\]]*\],){13}\[[^\]]*\]\]'))
    plane.click(position=corner, modifiers=["Control"])
    expect(text).to_have_value(re.compile(r'"points":\[(\[[^\]]*\],){12}\[[^\]]*\]\]'))


def test_points_are_pasted_and_what_is_wrong_is_told_by_line(
    page: Page, lab: Callable[..., Locator]
) -> None:
    lab()
    page.get_by_text("Your own data").click()
    area = page.get_by_label("Points as text")
    area.fill("x1,x2,label\n0,0,cat\n1,one,dog")
    expect(page.locator(".trouble").first).to_contain_text("Line 3: “one” is no number for x2")
    area.fill("x1,x2,label\n0,0,cat\n1,1,dog\n-1,2,bird")
    expect(page.locator(".trouble").first).to_be_hidden()
    expect(page.locator(".plane-classes button")).to_have_count(3)


def test_a_wrong_configuration_is_told_and_mended(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab()
    page.get_by_text("As text").click()
    layers = page.get_by_label("Layers in short")
    layers.fill("6 tahn, softmax")
    expect(page.get_by_text("no activation tahn")).to_be_visible()
    assert layers.input_value() == "6 tahn, softmax"
    whole = page.get_by_label("Configuration as JSON")
    whole.fill('{"layers": [{"units": 900}]}')
    expect(page.locator("#problem")).to_contain_text("900 units")
    whole.fill('{"layers": [{"units": 3}]}')
    expect(page.locator("#problem")).to_be_empty()
    button(page, "Step").click()
    at(figures, 1)


def test_a_link_brings_the_run_back(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab("/boundary?preset=recipe")
    for _ in range(3):
        button(page, "Epoch").click()
        rested(page)
    at(figures, 42)
    loss = figures.get_attribute("data-loss")
    expect(page).to_have_url(re.compile(r"#1/.*u=42"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    at(figures, 42)
    assert figures.get_attribute("data-loss") == loss


def test_another_link_in_the_same_tab_is_followed(page: Page, lab: Callable[..., Locator]) -> None:
    lab()
    page.evaluate("location.hash = '#1/e=data-circle&u=7'")
    expect(page.get_by_role("combobox", name="Example")).to_have_value("data-circle")
    at(page.locator("#figures"), 7)


def test_skipping_to_the_content_leaves_the_run_alone(
    page: Page, lab: Callable[..., Locator]
) -> None:
    figures = lab()
    button(page, "Epoch").click()
    at(figures, 20)
    page.get_by_role("link", name="Skip to the content").press("Enter")
    expect(page).to_have_url(re.compile("#(main|1/.*)$"))
    page.keyboard.press("ArrowRight")
    at(figures, 21)


def test_a_broken_link_is_told(page: Page, lab: Callable[..., Locator]) -> None:
    lab('/boundary#1/u=5&k={"layers":[')
    expect(page.locator("#told")).to_contain_text("could not be read")


def test_the_network_opens_as_a_graph(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab()
    button(page, "Epoch").click()
    at(figures, 20)
    page.get_by_text("Download").click()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Open a batch as a graph").click()
    graph = opened.value
    expect(graph.get_by_role("textbox", name="Program")).to_have_value(
        re.compile(r"# the network at update 20, on a batch of 10 points")
    )
    expect(graph.locator("#picture svg")).to_be_visible()
    expect(graph.locator("#picture")).to_contain_text("softmax CE")


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ({"dataset": {"name": "custom", "points": []}}, "there are no points to train on"),
        ({"layers": [{"units": 64}, {"units": 64}]}, "the network is too large"),
    ],
    ids=["no points", "too large"],
)
def test_what_cannot_be_opened_as_a_graph_is_told(
    page: Page, lab: Callable[..., Locator], config: object, reason: str
) -> None:
    lab(f"/boundary#1/k={json.dumps(config)}")
    page.get_by_text("Download").click()
    page.get_by_role("button", name="Open a batch as a graph").click()
    expect(page.locator("#share [role=status]")).to_contain_text(f"That did not work: {reason}")
    assert len(page.context.pages) == 1


def test_all_of_a_run_is_taken_away(
    page: Page, lab: Callable[..., Locator], tmp_path: Path
) -> None:
    figures = lab()
    button(page, "Epoch").click()
    at(figures, 20)
    for kind in ("config", "parameters", "history", "torch", "png"):
        page.get_by_text("Download").click()
        with page.expect_download() as download:
            page.locator(f'[data-share="{kind}"]').click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.stat().st_size > 100
        if file.suffix == ".json":
            assert json.loads(file.read_text())


def test_runs_stand_side_by_side_and_go_in_step(page: Page, lab: Callable[..., Locator]) -> None:
    figures = lab("/boundary?preset=linear-or-tanh")
    expect(page.locator(".lab")).to_have_count(2)
    expect(page.locator(".lab-title")).to_have_text(["linear", "tanh"])
    button(page, "Run").click()
    expect(figures).to_have_attribute("data-update", re.compile(r"\d{2,}"), timeout=SLOW)
    button(page, "Pause").click()
    rested(page)
    labels = page.locator(".curves-slider")
    expect(labels).to_have_count(2)
    page.get_by_role("button", name="Only one").click()
    expect(page.locator(".lab")).to_have_count(1)


def test_a_run_is_set_beside_itself(page: Page, lab: Callable[..., Locator]) -> None:
    lab()
    page.get_by_role("button", name="Set beside").click()
    expect(page.locator(".lab")).to_have_count(2)
    rate = page.get_by_label("Learning rate")
    rate.fill("0.5")
    rate.press("Enter")
    button(page, "Step").click()
    at(page.locator("#figures"), 1)


def test_the_presentation_leaves_the_run_alone(page: Page, lab: Callable[..., Locator]) -> None:
    lab()
    page.locator("body").press("f")
    expect(page.locator("html")).to_have_class(re.compile("presenting"))
    size = page.locator("#figures").evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 26  # 20 pt
    page.locator("body").press("b")
    expect(page.locator("#blank")).to_be_visible()
    page.locator("body").press("b")
    page.locator("body").press("f")
    expect(page.locator("html")).not_to_have_class(re.compile("presenting"))


@pytest.mark.parametrize("palette", ["classic", "colourblind"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_inaccessible(
    page: Page, lab: Callable[..., Locator], theme: str, palette: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(
        f"localStorage.setItem('chainrule-theme', '{theme}');"
        f"localStorage.setItem('chainrule-palette', '{palette}');"
    )
    lab("/boundary?preset=recipe")
    button(page, "Slow motion").click()
    expect(page.locator('[data-view="stages"]')).to_be_visible()
    assert violations(page) == []
    for summary in page.locator(".lab-controls summary").all():
        summary.click()
    assert violations(page) == []


@pytest.mark.parametrize("width", [360, 390])
def test_it_fits_a_telephone(page: Page, lab: Callable[..., Locator], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    lab()
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= width
    assert violations(page) == []


def test_without_scripts_it_says_what_there_is(page: Page, server: str) -> None:
    browser = page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        still = context.new_page()
        still.goto(f"{server}/boundary")
        expect(still.get_by_text("This page is live")).to_be_visible()
        expect(still.locator("#run-buttons")).to_be_hidden()
