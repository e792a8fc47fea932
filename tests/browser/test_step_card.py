"""The step card: slots that stay where they are, and numbers that are tied to their wires."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_looks import go, last_step, overflow, still
from tests.browser.waiting import quiet, until

XYZ = "/?example=xyz"
PLACES = """() => ['upstream', 'local', 'back', 'sum'].map((name) => document.querySelector(
    `#step-card .slot-caption.at-${name}`).getBoundingClientRect().left)"""
SIZES = """() => [...document.querySelectorAll('#step-card .slot-figure')].map((one) =>
    parseFloat(getComputedStyle(one).fontSize))"""


def lit(page: Page, place: str) -> Any:
    return page.locator(f"{place} .card-lit")


@pytest.mark.parametrize("example", ["xyz", "sigmoid-neuron-staged", "bias-broadcast"])
def test_the_slots_of_a_presentation_stay_where_they_are_and_are_read_from_afar(
    page: Page, example: str
) -> None:
    still(page, f"/?example={example}")
    page.keyboard.press("f")
    heights, places, sizes = set(), [], []
    for step in range(last_step(page) + 1):
        go(page, step)
        assert overflow(page, "#step-card") == [0, 0]
        heights.add(page.locator("#step-card").evaluate("e => e.offsetHeight"))
        if page.locator("#step-card .slots").count():
            places.append(page.evaluate(PLACES))
            sizes += page.evaluate(SIZES)
    assert len(heights) == 1
    assert min(sizes) >= 24
    assert sorted(sizes)[len(sizes) // 10] >= 26.67
    if example == "xyz":  # where nothing is wider than its place, none moves
        assert all(place == places[0] for place in places)


def test_a_number_and_its_wire_light_each_other(page: Page) -> None:
    still(page, XYZ)
    go(page, 2)
    operands = page.locator("#step-card .worked-numbers [data-slot]")
    expect(operands).to_have_text(["3", "−4"])
    operands.last.hover()
    expect(lit(page, "#picture").first).to_have_attribute("data-edge", "3")
    page.locator("#picture [data-edge='2'] .cr-value").first.hover()
    expect(lit(page, "#step-card")).to_have_text(["3"])
    page.locator("#step-card .sentence").hover()
    expect(lit(page, "#step-card")).to_have_count(0)
    go(page, 5)
    swapped = page.locator("#step-card .slot-figure.is-value")
    expect(swapped).to_have_text(["−4", "3"])
    swapped.first.focus()  # the local derivative of q is the value of z
    expect(lit(page, "#picture").first).to_have_attribute("data-edge", "3")
    page.keyboard.press("Home")
    expect(lit(page, "#picture")).to_have_count(0)


def test_a_press_is_spoken_once_and_what_is_run_past_is_not(page: Page) -> None:
    still(page, XYZ)
    heard = page.locator("#step-card [aria-live]")
    heard.evaluate(
        """e => { window.said = []; new MutationObserver(() => window.said.push(e.textContent))
        .observe(e, {childList: true, characterData: true, subtree: true}); }"""
    )
    page.evaluate(
        """() => { const slider = document.querySelector('#timeline input');
        for (const step of [1, 2, 3, 5]) {
            slider.value = step; slider.dispatchEvent(new Event('input', {bubbles: true})); } }"""
    )
    expect(heard).to_contain_text("multiply swaps its inputs: q receives 1 × (−4) = −4 and z")
    assert len(page.evaluate("window.said")) == 1
    page.keyboard.press("End")
    expect(heard).to_contain_text("x and y both receive −4. Found: ∂f/∂x = −4")


def test_slots_fill_with_the_beats_of_a_press(page: Page) -> None:
    still(page, XYZ)
    go(page, 5)
    shown = """(beat) => { const root = document.documentElement;
        if (beat) root.dataset.beat = beat; else delete root.dataset.beat;
        const colour = (name) => getComputedStyle(
            document.querySelector(`#step-card .slot.at-${name} .slot-figure`)).color;
        const isShown = (name) => colour(name) !== 'rgba(0, 0, 0, 0)';
        return ['upstream', 'local', 'back'].filter(isShown); }"""
    order = ["upstream", "local", "back"]
    found = [page.evaluate(shown, beat) for beat in ("arrive", "multiply", "emit", "")]
    assert found == [order[:1], order[:2], order, order]


SMALLEST = """() => Math.min(...[...document.querySelectorAll('.slots :is(math, .slot-figure)')]
  .filter((one) => one.getClientRects().length)
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.mark.parametrize("screen", [(1280, 720, 18), (390, 844, 12)])
def test_what_flows_through_arrays_can_be_read(page: Page, screen: tuple[int, int, int]) -> None:
    width, height, least = screen
    page.set_viewport_size({"width": width, "height": height})
    still(page, "/?example=three-layer-net")
    page.keyboard.press("f")
    page.keyboard.press("End")
    quiet(page)
    assert page.evaluate(SMALLEST) >= least
    card = page.locator("#step-card")
    assert card.evaluate("(card) => card.scrollHeight <= card.clientHeight")
    assert card.evaluate("(card) => card.scrollWidth <= card.clientWidth")


SMALLEST = """() => Math.min(...[...document.querySelectorAll(
  "#step-card :is(.slot, .slot math, .slot-symbol math)"
)].filter((one) => one.getClientRects().length > 0)
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.mark.parametrize(
    ("example", "step"),
    [("cat-car-frog", 7), ("neuron", 5), ("sigmoid-neuron-gate", 10)],
)
def test_long_formulas_are_broken_in_the_hand_and_not_made_small(
    page: Page, example: str, step: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/?example={example}#1/s=0")
    expect(page.locator("#timeline input")).to_be_enabled()
    card = page.locator("#step-card")
    until(page, "isAnswered()")
    broken = 0
    for _ in range(step):
        page.keyboard.press("ArrowRight")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        assert page.evaluate(SMALLEST) >= 12
        assert card.evaluate("one => one.scrollWidth <= one.clientWidth")
        broken += card.evaluate("one => one.classList.contains('split')")
    assert broken > 0


def test_a_step_that_the_next_frame_leaves_has_no_formulas_laid_out(page: Page) -> None:
    """They come a frame after the picture, and always for the step at which it stays."""
    page.goto(XYZ)
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("End")
    expect(page.locator(".slots")).to_contain_text("∂f")
    made = page.evaluate(
        """() => new Promise((done) => {
             const made = [];
             const told = document.querySelector(".slots");
             new MutationObserver(() => made.push(told.textContent)).observe(told, { childList: true });
             const keys = ["Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"];
             const press = () => {
               const key = keys.shift();
               if (key) {
                 document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
                 requestAnimationFrame(press);
               } else if (made.length) done(made);
               else requestAnimationFrame(press);
             };
             requestAnimationFrame(press);
           })"""  # noqa: E501
    )
    assert len(made) == 1
    expect(page.locator(".slots")).to_contain_text("∂f/∂x")
