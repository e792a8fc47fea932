"""The descent page with noise, mini-batches, schedules, a rate for each rule, a run's own plane."""

import re

from playwright.sync_api import Page, expect

from tests.browser.at_the_descent import SLOW, descents, opened, put, tab
from tests.browser.axe import violations


def unfold(page: Page) -> None:
    page.get_by_text("Noise, schedule, rates", exact=True).first.click()


def test_noise_and_a_schedule_change_the_path_and_a_link_brings_it_back(page: Page) -> None:
    opened(page)
    expect(descents(page)).to_contain_text("rests after 56")
    unfold(page)
    put(page, "Noise σ", "0.5")
    expect(descents(page)).to_contain_text("still moving")
    page.locator('[data-setting="Schedule"] select').select_option("step")
    put(page, "Period", "20")
    code = tab(page, "Code")
    expect(code).to_contain_text("rate = 0.1 * (0.1 ** ((t - 1) // 20))")
    expect(code).to_contain_text("σ * rng.standard_normal(len(w))")
    expect(page.locator(".varying > summary")).to_have_text("Schedule step, noise 0.5")
    page.get_by_label("Update", exact=True).fill("60")
    expect(page).to_have_url(re.compile("z=0.5"))
    expect(page).to_have_url(re.compile("u=60"))
    address, told = page.url, page.locator("#figures").inner_text()
    page.goto("about:blank")
    expect(opened(page, address)).to_have_text(told.replace("\n", ""))
    expect(page.get_by_label("Period", exact=True)).to_have_value("20")
    put(page, "Seed", "2")
    expect(page.locator("#figures")).not_to_have_text(told.replace("\n", ""))


def test_mini_batches_of_what_has_rows_and_a_clear_no_to_the_rest(page: Page) -> None:
    opened(page, "/descent?preset=logistic")
    expect(descents(page)).to_contain_text("still moving")
    before = page.locator(".run-legend .final").inner_text()
    unfold(page)
    put(page, "Mini-batch", "2")
    expect(page.locator(".run-legend .final")).not_to_have_text(before)
    put(page, "Mini-batch", "7")
    expect(page.locator("#problem")).to_contain_text("more than the 6 rows of x, y", timeout=SLOW)
    put(page, "Mini-batch", "")
    expect(page.locator("#problem")).to_be_empty()
    expect(page.locator(".run-legend .final")).to_have_text(before)


def test_a_rule_of_a_race_has_its_own_rate(page: Page) -> None:
    opened(page, "/descent?preset=ravine")
    sgd = descents(page).filter(has_text="SGD")
    expect(sgd).to_contain_text("still moving")
    unfold(page)
    put(page, "η of SGD", "0.9")
    expect(sgd).to_contain_text("SGD η 0.9")
    expect(page).to_have_url(re.compile("q=sgd"))
    momentum = descents(page).filter(has_text="Momentum").locator(".final")
    before = momentum.inner_text()
    put(page, "Momentum μ", "0.5")
    expect(momentum).not_to_have_text(before)
    expect(page).to_have_url(re.compile("g=momentum"))
    page.get_by_role("button", name="Momentum", exact=True).first.click()
    expect(page.get_by_label("η of SGD", exact=True)).to_be_hidden()  # there is no race
    expect(page.get_by_label("Momentum μ", exact=True)).to_be_hidden()


def test_the_plane_of_a_run_has_its_end_in_the_middle(page: Page) -> None:
    figures = opened(page, "/descent?preset=principal")
    page.keyboard.press("End")
    expect(figures).to_contain_text("across 0")
    expect(figures).to_contain_text("up 0")
    across = page.get_by_label("Start, across", exact=True)
    before = across.input_value()
    assert float(before) < -10
    put(page, "Learning rate", "0.5")
    expect(across).not_to_have_value(before)
    page.get_by_label("Axis up", exact=True).select_option(label="random")
    expect(page).to_have_url(re.compile("principal:1;~random:2"))
    expect(figures).to_contain_text("across −")


def test_what_varies_is_accessible_and_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, "/descent#1/e=race&z=0.1&d=step:20,0.5,20")
    page.get_by_role("tab", name="Settings").click()
    expect(page.get_by_label("Noise σ", exact=True)).to_be_visible()
    expect(page.get_by_label("η of Adam", exact=True)).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    heights = page.locator(".varying .field:not([hidden]) :is(input, select)").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
