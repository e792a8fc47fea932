"""Runs side by side in a real browser: set beside each other, chosen, swept, linked for a class."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.at_the_lab import SLOW, opened, press
from tests.browser.axe import violations
from tests.browser.waiting import reload

NOTHING_CUT = """() => {
  const desk = document.querySelector(".lab-desk").getBoundingClientRect();
  const parts = document.querySelectorAll(".plane-square, .lab-line span, .lab-name");
  return [...parts].filter((one) => {
    const { width, right, bottom } = one.getBoundingClientRect();
    return width === 0 || right > innerWidth + 1 || bottom > desk.bottom + 1;
  }).length === 0 && document.documentElement.scrollHeight <= innerHeight;
}"""


def offered(page: Page, name: str) -> None:
    """Press one of the buttons in the menu."""
    page.locator("#more > summary").click()
    page.locator("#more").get_by_role("button", name=name).click()


def box(page: Page, nth: int) -> Locator:
    return page.locator(".lab-plane-box").nth(nth)


def number(page: Page, setting: str) -> Locator:
    return page.locator(f'#settings [data-setting="{setting}"] input[type=number]')


def at(figures: Locator, update: int) -> None:
    expect(figures).to_have_attribute("data-update", str(update), timeout=SLOW)


def chosen(page: Page, name: str) -> None:
    expect(page.locator(".lab-name[aria-pressed=true]")).to_have_text(name)


def test_runs_go_in_step_and_a_click_chooses_one(page: Page) -> None:
    figures = opened(page, "/boundary?preset=linear-or-tanh")
    expect(page.locator(".lab-name")).to_have_text(["linear", "tanh"])
    chosen(page, "linear")
    activation = page.locator(".net-head select:visible").first
    expect(activation).to_have_value("identity")
    press(page, "Run")
    expect(figures).to_have_attribute("data-update", re.compile(r"\d{2,}"), timeout=SLOW)
    press(page, "Pause")
    expect(page.locator("#run-buttons").get_by_role("button", name="Run")).to_be_visible()
    points = page.locator(".plane-frame").first.get_attribute("aria-label") or ""
    box(page, 1).locator(".plane-square").click()
    chosen(page, "tanh")
    expect(activation).to_have_value("tanh")
    expect(page.locator(".net-unit:visible")).not_to_have_count(0)
    for nth in range(2):
        expect(box(page, nth).locator(".lab-line")).to_contain_text(
            re.compile(r"loss.*Σw².*length")
        )
    count = re.search(r"\d+ points", points)
    assert count
    expect(page.locator(".plane-frame").last).to_have_attribute("aria-label", re.compile(count[0]))
    box(page, 0).locator(".plane-frame").focus()
    page.keyboard.press("Enter")
    chosen(page, "linear")
    update = figures.get_attribute("data-update")
    offered(page, "Only one")
    expect(page.locator(".lab-plane-box")).to_have_count(1)
    expect(figures).to_have_attribute("data-update", update or "")


def test_a_run_is_set_beside_itself_as_it_is(page: Page) -> None:
    figures = opened(page)
    page.locator("body").press("e")
    at(figures, 20)
    offered(page, "Set beside")
    expect(page.locator(".lab-name")).to_have_text(["run 1", "run 2"])
    lines = page.locator(".lab-line:visible")
    expect(lines).to_contain_text(["loss", "loss"])
    expect(lines.last).to_have_text(lines.first.inner_text(), use_inner_text=True)
    rate = number(page, "Learning rate")
    rate.fill("0.5")
    rate.press("Enter")
    expect(page.locator(".lab-name")).to_have_text(["Learning rate 0.5", "Learning rate 0.01"])
    page.get_by_label("Apply to all").check()
    batch = number(page, "Batch size")
    batch.fill("50")
    batch.press("Enter")
    expect(page.locator(".lab-name")).to_have_text(["Learning rate 0.5", "Learning rate 0.01"])
    box(page, 1).locator(".lab-name").click()
    expect(batch).to_have_value("50")
    expect(rate).to_have_value("0.01")
    press(page, "Step")
    at(figures, 21)
    expect(page).to_have_url(re.compile("[&/]u=21&[Bb]="))
    reload(page)
    expect(page.locator(".lab-name")).to_have_text(["Learning rate 0.5", "Learning rate 0.01"])
    at(figures, 21)


def test_runs_side_by_side_are_in_the_same_stage(page: Page) -> None:
    figures = opened(page, "/boundary?preset=linear-or-tanh")
    lines = page.locator(".lab-line:visible")
    expect(lines).to_contain_text(["loss", "loss"])
    first = lines.all_inner_texts()
    page.locator("body").press("s")
    stage = page.locator("[aria-current=step]:visible")
    expect(stage).to_have_count(1)
    page.keyboard.press("ArrowRight")
    told = stage.inner_text()
    box(page, 1).locator(".lab-name").click()
    expect(stage).to_have_text(told, use_inner_text=True)
    expect(lines).to_have_text(first, use_inner_text=True)
    at(figures, 0)
    page.locator("body").press("Escape")
    at(figures, 1)
    expect(lines.last).not_to_have_text(first[1])


def test_all_planes_and_their_figures_fit_a_projector(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, "/boundary?preset=optimisers")
    expect(page.locator(".lab-line span")).to_have_count(16)
    page.wait_for_function(NOTHING_CUT)
    page.locator("body").press("f")
    page.wait_for_function(NOTHING_CUT)
    size = page.locator(".lab-line span").first.evaluate("one => getComputedStyle(one).fontSize")
    assert float(size.removesuffix("px")) >= 26.6, "20 points"


def test_a_setting_is_swept_and_a_result_is_gone_on_with(page: Page) -> None:
    figures = opened(page)
    offered(page, "Sweep")
    sweep = page.get_by_role("dialog", name="Sweep")
    sweep.get_by_label("Values").fill("0.01, 0.1")
    sweep.get_by_role("button", name="Start").click()
    expect(sweep.get_by_role("status")).to_have_text("Give 3 to 8 different values.")
    sweep.get_by_label("Values").fill("0.001, 0.01, 0.1")
    sweep.get_by_label("Epochs").fill("2")
    sweep.get_by_role("button", name="Start").click()
    results = sweep.get_by_role("button", name=re.compile(r"^Learning rate 0\.\d+ loss .* %"))
    expect(results).to_have_count(3, timeout=SLOW)
    expect(
        sweep.get_by_role("img", name=re.compile("^Loss over Learning rate: 0.001: loss"))
    ).to_be_visible()
    assert not violations(page)
    results.last.click()
    at(figures, 40)
    expect(number(page, "Learning rate")).to_have_value("0.1")


def test_a_link_hides_controls_from_a_class(page: Page) -> None:
    opened(page, "/boundary#1/h=pace,learning-rate,weights")
    expect(page.locator("#pace")).to_be_hidden()
    expect(page.get_by_role("tab", name="Weights")).to_be_hidden()
    expect(page.locator("#settings").get_by_text("Learning rate")).to_be_hidden()
    expect(page.locator("#settings").get_by_text("Batch size")).to_be_visible()
    offered(page, "For a class")
    dialog = page.get_by_role("dialog", name="A link for a class")
    expect(dialog.get_by_label("Pace")).to_be_checked()
    expect(dialog.get_by_label("Noise")).not_to_be_checked()
