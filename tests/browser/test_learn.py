"""A program that learns: the update as the third phase of the story, and its panel."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations_in_every_look
from tests.browser.behind import more
from tests.browser.behind import panel as opened
from tests.browser.waiting import until

SWEPT = 10
"""Steps of the bowl before its update."""


@pytest.fixture
def still(page: Page) -> Page:
    """A page on which nothing moves."""
    page.emulate_media(reduced_motion="reduce")
    return page


def start(page: Page, link: str) -> None:
    page.goto(f"/{link}")
    expect(page.locator("#timeline input")).to_be_enabled()
    until(page, "isAnswered()")


def learn(page: Page, link: str) -> Locator:
    start(page, link)
    panel = opened(page, "Learn")
    expect(panel.get_by_role("button", name="Apply one")).to_be_enabled()
    return panel


def leaf(page: Page, name: str) -> Locator:
    return page.locator(f'#picture [role="spinbutton"][aria-label^="{name},"]')


def expect_numbers(page: Page, **numbers: float) -> None:
    for name, number in numbers.items():
        until(
            page,
            f"""Math.abs(Number(document.querySelector(
              '#picture [role="spinbutton"][aria-label^="{name},"]'
            ).getAttribute("aria-valuenow")) - ({number})) < 1e-9""",
            failing=f"{name} is not {number}",
        )


# -- the phase -------------------------------------------------------------------------------------


def test_the_story_ends_at_the_gradient_until_it_is_to_go_on(still: Page) -> None:
    asked: list[str] = []
    still.on("request", lambda request: asked.append(request.url))
    start(still, "?example=bowl#1/s=")
    expect(still.locator(".timeline .place")).to_have_text("backward 5 of 5")
    assert not [url for url in asked if re.search(r"descend|learn", url)], (
        "nothing of it is fetched"
    )
    panel = opened(still, "Learn")
    panel.get_by_role("button", name="the update").click()
    until(still, "isAnswered()")
    expect(still.locator(".timeline .place")).to_have_text("backward 5 of 5")  # it waits there
    still.locator("#picture").focus()
    still.keyboard.press("PageDown")
    expect(still.locator(".timeline .place")).to_have_text("update 1 of 2")
    sentence = still.locator("#step-card .sentence")
    expect(sentence).to_have_text("w0 takes a step against its gradient: 1 − 0.1 · 2 = 0.8")
    still.keyboard.press("PageDown")
    expect(sentence).to_contain_text("1 − 0.1 · 6 = 0.4")
    expect(sentence).to_contain_text("E goes from 4 to 1.12.")
    expect(still.locator("#step-card .slot-figure.is-update")).to_have_text("0.4")
    still.keyboard.press("PageDown")  # nothing is further
    expect(still.locator(".timeline .place")).to_have_text("update 2 of 2")
    still.keyboard.press("PageUp")
    expect(still.locator(".timeline .place")).to_have_text("update 1 of 2")


def test_a_new_value_stands_in_the_picture_in_the_colour_of_the_update(still: Page) -> None:
    start(still, f"?example=bowl#1/s={SWEPT + 1}&reach=update")
    new = still.locator("#picture .cr-updated")
    expect(new).to_have_count(1)
    expect(new).to_contain_text("0.80")
    fill = "getComputedStyle(document.querySelector('{} .cr-value')).fill"
    usual = fill.format("[data-slot=value]:not(.cr-updated)")
    assert still.evaluate(fill.format(".cr-updated")) != still.evaluate(usual)
    menu = more(still)
    expect(menu.get_by_text("update: a new value")).to_be_visible()
    still.keyboard.press("Escape")
    still.keyboard.press("Home")
    expect(new).to_have_count(0)


def test_the_value_counts_from_the_old_one_to_the_new(page: Page) -> None:
    start(page, f"?example=bowl#1/s={SWEPT}&reach=update")
    page.evaluate("""() => {
      window.seen = [];
      const look = () => {
        for (const one of document.querySelectorAll(".cr-motion .cr-token-update")) {
          if (one.style.visibility !== "hidden") window.seen.push(one.textContent);
        }
        requestAnimationFrame(look);
      };
      look();
    }""")
    page.keyboard.press("ArrowRight")
    until(page, "window.seen.includes('0.80') && !document.querySelector('.cr-motion')")
    seen = page.evaluate("[...new Set(window.seen)]")
    assert {"1", "− 0.20", "0.90", "0.80"} <= set(seen)


def test_apply_begins_the_next_pass_with_the_new_numbers(still: Page) -> None:
    start(still, "?example=bowl#1/s=&reach=update")
    still.locator("#step-card").get_by_role("button", name="Apply").click()
    expect(still.locator(".timeline .place")).to_have_text("start")
    expect_numbers(still, w0=0.8, w1=0.4)
    expect(still.locator("#program")).to_have_value(re.compile(r"w0 = 0\.8; w1 = 0\.39999999"))
    still.keyboard.press("Control+z")
    expect_numbers(still, w0=1, w1=1)


def test_where_the_story_goes_round_the_next_press_begins_the_next_pass(still: Page) -> None:
    start(still, "?example=bowl#1/s=&reach=loop")
    expect(still.locator("#step-card .sentence")).to_contain_text("E goes from 4 to 1.12")
    still.keyboard.press("PageDown")
    expect(still.locator(".timeline .place")).to_have_text("start")
    expect_numbers(still, w0=0.8, w1=0.4)
    still.keyboard.press("End")
    expect(still.locator("#step-card .sentence")).to_contain_text("E goes from 1.12 to 0.4864")
    still.keyboard.press("PageDown")
    expect_numbers(still, w0=0.64, w1=0.16)
    until(still, "location.hash.includes('run=2')", hurried=True)


def test_play_goes_on_from_pass_to_pass(still: Page) -> None:
    start(still, f"?example=bowl#1/s={SWEPT - 2}&reach=loop")
    for _ in range(4):
        still.keyboard.press("]")
    still.get_by_role("button", name="Play", exact=True).click()
    w0 = """document.querySelector('#picture [aria-label^="w0,"]').getAttribute("aria-valuenow")"""
    until(still, f"Number({w0}) < 0.7")  # 0.64 after a whole pass that follows the first
    still.keyboard.press(" ")


# -- the panel -------------------------------------------------------------------------------------


def test_bird_and_car_after_one_update(still: Page) -> None:
    panel = learn(still, "?example=birdcar-before#1/s=")
    rows = panel.locator("tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.first).to_have_text("w11−2−3−2 − 1 · (−3)1")
    expect(rows.nth(3)).to_have_text("w22−52−5 − 1 · 2−7")
    panel.get_by_role("button", name="Apply one").click()
    expect_numbers(still, w11=1, w12=1, w21=-2, w22=-7)
    expect(panel.locator(".learn-loss")).to_have_text(
        "loss = 0. Nothing left to learn: every gradient is 0."
    )
    expect(panel.get_by_role("button", name="Apply one")).to_be_disabled()
    picture = still.locator("#picture")
    for score in ("5", "−20"):
        expect(picture.locator(".cr-value").get_by_text(score, exact=True).first).to_be_visible()
    panel.get_by_role("button", name="Undo").click()
    expect_numbers(still, w11=-2, w12=-1, w21=1, w22=-5)
    expect(panel.get_by_role("button", name="Undo")).to_be_disabled()


@pytest.mark.parametrize(
    ("link", "losses"),
    [
        ("?example=one-hidden-layer#1/s=", (0.5955, 0.4582)),
        ("?example=backprop-demo#1/s=", (0.9255, 0.7262)),
        ("?example=bowl#1/s=", (4, 1.12)),
    ],
)
def test_the_losses_of_the_lectures(still: Page, link: str, losses: tuple[float, float]) -> None:
    panel = learn(still, link)
    before, after = losses
    expect(panel.locator(".learn-loss")).to_have_text(
        f"E = {before}, after the next update {after}"
    )


def test_a_run_a_rest_and_a_scrubber(still: Page) -> None:
    panel = learn(still, "?example=backprop-demo#1/s=")
    panel.get_by_label("How many updates").fill("10")
    panel.get_by_role("button", name="Run", exact=True).click()
    until(still, "isAnswered()")
    expect(panel.locator(".learn-loss")).to_contain_text("E = 0.06681")
    scrubber = panel.get_by_label("Update", exact=True)
    expect(scrubber).to_have_attribute("max", "10")
    expect(panel.locator(".learn-line")).to_have_attribute(
        "d", re.compile(r"^M0\.0 0\.0L.*L100\.0 100\.0$")
    )
    scrubber.fill("1")
    expect(panel.locator(".learn-loss")).to_contain_text("E = 0.7262")
    expect(scrubber).to_have_attribute("max", "10")  # the way on is still there
    panel.get_by_role("button", name="Run until the loss rests").click()
    expect(panel.locator(".learn-told")).to_have_text(re.compile(r"At rest after \d+ updates\."))


def test_the_rules_keep_their_state_along_a_run(still: Page) -> None:
    """Two updates by one press each are the two that one run makes."""
    ends = []
    for presses in (("Apply one", "Apply one"), ("Run",)):
        panel = learn(still, "?example=bowl#1/s=&rule=momentum&rate=0.1")
        panel.get_by_label("How many updates").fill("2")
        for press in presses:
            panel.get_by_role("button", name=press, exact=True).click()
            until(still, "isAnswered()")
        until(still, "/run=2/.test(location.hash)", hurried=True)
        ends.append(leaf(still, "w0").get_attribute("aria-valuenow"))
        still.goto("about:blank")
    assert ends[0] == ends[1]
    assert float(ends[0] or "nan") == pytest.approx(0.46)  # 0.8 − 0.9 · 0.2 − 0.1 · 1.6


def test_a_number_that_is_changed_by_hand_begins_a_run_of_its_own(still: Page) -> None:
    panel = learn(still, "?example=bowl#1/s=&rule=momentum")
    panel.get_by_role("button", name="Apply one").click()
    expect(panel.get_by_role("button", name="Undo")).to_be_enabled()
    leaf(still, "w0").focus()
    still.keyboard.press("ArrowUp")
    expect(panel.get_by_role("button", name="Undo")).to_be_disabled()
    expect(panel.get_by_role("button", name="Apply one")).to_be_enabled()


def test_a_run_that_leaves_the_numbers_is_taken_back(still: Page) -> None:
    panel = learn(still, "?example=bowl#1/s=&rate=100")
    panel.get_by_label("How many updates").fill("1000")
    panel.get_by_role("button", name="Run", exact=True).click()
    expect(panel.locator(".learn-told")).to_contain_text(re.compile(r"^Diverged: after update \d+"))
    expect_numbers(still, w0=1, w1=1)


def test_the_last_parameter_stays_ticked(still: Page) -> None:
    panel = learn(still, "?example=bowl#1/s=&reach=update")
    expect(still.locator(".timeline .place")).to_have_text("update 2 of 2")
    panel.get_by_role("checkbox", name="w0").uncheck()
    expect(still.locator(".timeline .place")).to_have_text("update 1 of 1")
    expect(panel.locator("tbody tr")).to_have_count(1)
    panel.get_by_role("checkbox", name="w1").click()
    expect(panel.get_by_role("checkbox", name="w1")).to_be_checked()


def test_what_stands_in_the_way_is_said(still: Page) -> None:
    start(still, "#1/p=x = [1, 2]%0Ay = x * x")
    panel = opened(still, "Learn")
    expect(panel.locator(".learn-obstacle")).to_contain_text("The output is not one number")
    expect(panel.get_by_role("button", name="Apply one")).to_be_hidden()


# -- the keys, the link, and every reader ----------------------------------------------------------


def test_one_key_applies_an_update_and_with_shift_takes_it_back(still: Page) -> None:
    start(still, "?example=bowl#1/s=")
    still.keyboard.press("u")
    expect_numbers(still, w0=0.8, w1=0.4)
    still.keyboard.press("u")
    expect_numbers(still, w0=0.64, w1=0.16)
    still.keyboard.press("Shift+U")
    expect_numbers(still, w0=0.8, w1=0.4)
    still.keyboard.press("?")
    expect(still.locator("#keys")).to_contain_text("apply one update")


def test_a_link_restores_the_run(still: Page) -> None:
    panel = learn(still, "?example=bowl#1/s=&reach=update&rule=adam&rate=0.05")
    panel.get_by_label("How many updates").fill("7")
    panel.get_by_role("button", name="Run", exact=True).click()
    until(still, "/run=7/.test(location.hash)", hurried=True)
    cells = panel.locator("tbody .update")
    expect(cells).to_have_text([re.compile(r"\d")] * 2)  # the next update has been told
    numbers = leaf(still, "w0").get_attribute("aria-valuenow")
    after = cells.all_text_contents()
    address = still.url
    still.evaluate("sessionStorage.clear()")
    still.goto("about:blank")
    still.goto(address)
    expect(still.locator("#learn-rule")).to_have_value("adam")
    expect(still.locator("#learn-rate")).to_have_value("0.05")
    expect(still.locator(".learn tbody .update")).to_have_text(after)
    assert leaf(still, "w0").get_attribute("aria-valuenow") == numbers
    expect(still.get_by_label("Update", exact=True)).to_have_value("7")


def test_predict_mode_keeps_its_secrets(still: Page) -> None:
    start(still, "?example=bowl#1/s=&reach=update&q=1&a=learn")
    expect(still.locator(".learn-obstacle")).to_have_text("Hidden while you predict.")
    still.keyboard.press("Escape")
    assert "0.80" not in json.dumps(still.locator("#picture .cr-value").all_text_contents())


def test_presentation_tells_the_update_at_twenty_points(still: Page) -> None:
    start(still, "?example=bowl#1/s=&reach=update&l=1")
    figure = still.locator("#step-card .slot-figure.is-update")
    expect(figure).to_be_visible()
    sizes = still.evaluate("""() => [
      ...document.querySelectorAll("#step-card :is(.sentence, .slot-figure, .slot-caption)"),
      ...document.querySelectorAll(".card-apply, #timeline .place"),
    ].map((e) => parseFloat(getComputedStyle(e).fontSize))""")
    assert min(sizes) >= 20


def test_the_update_fits_a_phone(still: Page) -> None:
    still.set_viewport_size({"width": 390, "height": 844})
    start(still, "?example=bowl#1/s=&reach=update")
    card = still.locator("#step-card")
    expect(card.get_by_role("button", name="Apply")).to_be_in_viewport(ratio=1)
    assert card.evaluate(
        "(e) => e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth"
    )
    panel = opened(still, "Learn")
    assert panel.evaluate("(e) => e.scrollWidth <= e.clientWidth")


def test_the_update_and_its_panel_are_accessible(still: Page) -> None:
    panel = learn(still, "?example=bowl#1/s=&reach=update")
    panel.get_by_role("button", name="Run", exact=True).click()
    until(still, "isAnswered()")
    still.keyboard.press("End")
    assert violations_in_every_look(still) == []


def test_an_example_brings_its_rule_its_step_size_and_its_parameters(still: Page) -> None:
    panel = learn(still, "?example=bowl#1/s=")
    still.locator("#example").select_option("one-hidden-layer")
    expect(still.locator("#learn-rate")).to_have_value("0.5")
    expect(panel.get_by_role("checkbox", name="W1")).to_be_checked()
    expect(panel.get_by_role("checkbox", name="x")).not_to_be_checked()
    expect(panel.locator(".learn-loss")).to_contain_text("0.4582")


def test_the_code_is_a_loop_of_the_run(still: Page) -> None:
    panel = learn(still, "?example=bowl#1/s=&reach=update")
    panel.get_by_role("button", name="Apply one").click()
    expect_numbers(still, w0=0.8)
    script = opened(still, "Code")
    expect(script.locator(".code-text")).to_contain_text("for update in range(2):")
    expect(script.locator(".code-text")).to_contain_text("w0 = 1.0")  # where the run began
    still.locator("#picture").focus()
    still.keyboard.press("End")
    told = re.compile(r"Line \d+: +w1 = w1 - 0\.1 \* dw1")
    expect(script.locator(".panel-note")).to_have_text(told)


# -- the update in the text ------------------------------------------------------------------------

SAID = (
    "#1/a=learn&p=x=1;+w=3;+b=0.5%0AL=(w*x+%2B+b-2)**2%0Afor+step+in+range(2):"
    "%0A++++w+-=+0.1*grad(w)++%23+down%0A++++b+-=+0.1*grad(b)"
)


def test_the_text_says_how_the_program_learns_and_the_panel_writes_it_there(still: Page) -> None:
    start(still, SAID)
    place, program = still.locator(".timeline .place"), still.locator("#program")
    expect(place).to_have_text("update 2 of 2")
    expect(still.locator("#step-card .sentence")).to_contain_text("b takes a step")
    panel = still.locator("#panel-learn")
    expect(panel.locator("tbody tr")).to_have_count(2)
    expect(panel.get_by_label("How many updates")).to_have_value("2")
    expect(panel.get_by_role("button", name="the next pass")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(panel.get_by_role("button", name="Write it into the program")).to_be_hidden()
    panel.get_by_label("Step size η").fill("0.25")
    panel.get_by_label("Step size η").press("Enter")
    expect(program).to_have_value(
        re.compile(r"w -= 0\.25\*grad\(w\)  # down\n    b -= 0\.25\*grad")
    )
    expect(panel.locator("tbody tr").first).to_contain_text("3 − 0.25 · 3")
    panel.get_by_label("b", exact=True).uncheck()
    expect(program).to_have_value(re.compile(r"range\(2\):\n    w -= 0\.25 \* grad\(w\)$"))
    expect(place).to_have_text("update 1 of 1")
    panel.get_by_label("Rule").select_option("adam")
    expect(program).to_have_value(re.compile(r"w -= 0\.25 \* adam\(grad\(w\)\)$"))
    expect(still.locator("#step-card .sentence")).to_contain_text("w takes the step of Adam")


def test_what_the_panel_says_is_written_into_the_text_and_undone(still: Page) -> None:
    panel = learn(still, "?example=bowl#1/s=&rate=0.05")
    program = still.locator("#program")
    before = program.input_value()
    panel.get_by_role("button", name="Write it into the program").click()
    expect(program).to_have_value(
        before.rstrip() + "\nw0 -= 0.05 * grad(w0)\nw1 -= 0.05 * grad(w1)\n"
    )
    expect(still.locator(".timeline .place")).to_have_text("update 2 of 2")
    still.keyboard.press("Control+z")
    expect(program).to_have_value(before)
    expect(still.locator(".timeline .place")).to_have_text("backward 5 of 5")


def test_the_card_spells_out_another_rule(still: Page) -> None:
    start(still, "?example=bowl#1/s=&rule=momentum&rate=0.1&reach=update")
    still.keyboard.press("u")
    until(still, "isAnswered()")
    still.keyboard.press("End")
    card = still.locator("#step-card")
    local, made = card.locator(".slot.at-local"), card.locator(".slot.at-back")
    expect(local.first).to_contain_text("0.9 · (−0.6) − 0.1 · 2.4")
    expect(made.first).to_contain_text("−0.78")
    expect(local.nth(1)).to_contain_text("0.4 + (−0.78)")
    expect(made.nth(1)).to_contain_text("−0.38")
    assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
