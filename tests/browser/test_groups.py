"""Calls and gates opened and closed in place."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.behind import more
from tests.browser.programs import NEURONS

UNCHANGED = "outside numbers unchanged: L = 0.4721"


@pytest.fixture
def neurons(page: Page) -> Page:
    """Two neurons, every gate its own node, without motion."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/?program={quote(NEURONS)}")
    expect(page.locator("#groups")).not_to_have_attribute("hidden", "")
    return page


def entry(page: Page, key: str) -> Locator:
    return page.locator(f'#groups button[data-key="{key}"]')


def handle(page: Page, key: str) -> Locator:
    return page.locator(f'#picture [data-fold="{key}"]')


def glyphs(page: Page) -> list[str]:
    return page.locator("#picture .cr-glyph").all_text_contents()


def middles(page: Page) -> dict[str, tuple[float, float]]:
    """Return where each gate and leaf with a name is."""
    found = {}
    for node in page.locator("#picture [data-node]").all():
        name = node.locator(".cr-name, .cr-leaf").first
        if name.count():
            box = name.bounding_box()
            assert box is not None
            found[name.text_content() or ""] = (box["x"] + box["width"] / 2, box["y"])
    return found


CROSSED = """() => {
  const box = (e) => e.getBoundingClientRect();
  const figures = [...document.querySelectorAll('#picture [data-slot] text')]
    .filter((text) => text.textContent).map((text) => [text.textContent, box(text)]);
  const bodies = [...document.querySelectorAll('#picture .cr-body')].map((e) => ['gate', box(e)]);
  const crossed = [];
  for (const line of document.querySelectorAll('#picture .cr-frame-line')) {
    const matrix = line.getScreenCTM();
    const length = line.getTotalLength();
    for (let at = 0; at < length; at += 2) {
      const { x, y } = line.getPointAtLength(at).matrixTransform(matrix);
      for (const [text, { left, right, top, bottom }] of [...figures, ...bodies]) {
        if (left < x && x < right && top < y && y < bottom) crossed.push(text);
      }
    }
  }
  const names = '#picture :is(.cr-frame-name, .cr-folds .cr-knob)';
  for (const name of document.querySelectorAll(names)) {
    const one = box(name);
    for (const [text, { left, right, top, bottom }] of [...figures, ...bodies]) {
      if (left < one.right && one.left < right && top < one.bottom && one.top < bottom)
        crossed.push(`${text} under ${name.textContent || 'the handle'}`);
    }
  }
  return crossed;
}"""


def test_no_frame_runs_through_a_figure(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    for address, key in (
        ("/?example=softmax-cross-entropy", "gate P"),
        (
            "/?program=" + quote("z = [1.5, -2.25, 0.125]\nL = softmax_cross_entropy(z, 1)"),
            "gate L",
        ),
        ("/?program=" + quote(NEURONS), "gate neuron#1"),
    ):
        page.goto(address)
        expect(page.locator("#groups")).not_to_have_attribute("hidden", "")
        if page.locator("#picture .cr-frame").count() == 0:
            more(page)
            page.locator("#groups summary").click()
            entry(page, key).click()
            expect(page.locator("#picture .cr-frame")).to_have_count(1)
            page.keyboard.press("Escape")
        page.keyboard.press("Home")  # what is blank when the frame is drawn has its room
        assert page.evaluate(CROSSED) == []
        page.keyboard.press("End")
        assert page.evaluate(CROSSED) == []


MISSED = """(half) => {
  const handles = [...document.querySelectorAll('#picture .cr-folds [data-fold]')];
  const at = (x, y) => document.elementFromPoint(x, y)?.closest('[data-fold]');
  return handles.flatMap((fold) => {
    const { left, right, top, bottom } = fold.querySelector('.cr-knob').getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return [[0, 0], [half, 0], [-half, 0], [0, half], [0, -half]]
      .filter(([dx, dy]) => at(x + dx, y + dy) !== fold)
      .map((offset) => `${fold.dataset.fold} at ${offset}`);
  });
}"""


def expect_handles(page: Page, half: float) -> None:
    """Expect that every open part has one handle, that far to each side, and covers nothing."""
    opened = page.locator('#groups button[aria-pressed="true"]')
    keys = opened.evaluate_all("(all) => all.map((one) => one.dataset.key)")
    folds = page.locator("#picture .cr-folds [data-fold]")
    assert sorted(folds.evaluate_all("(all) => all.map((one) => one.dataset.fold)")) == sorted(keys)
    assert keys
    assert page.evaluate(CROSSED) == []
    assert page.evaluate(MISSED, half) == []


def test_every_open_part_has_a_handle_that_is_easily_hit(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/?example=two-hidden-layers&detail=gates")
    expect(page.locator("#groups")).not_to_have_attribute("hidden", "")
    expect_handles(page, 12)
    page.locator("#picture .cr-glyph", has_text="σ").first.dblclick()
    expect(page.locator("#groups-told")).not_to_have_text("")
    expect_handles(page, 12)
    page.goto("/?example=neuron&detail=gates")
    expect(page.locator("#picture .cr-frame")).to_have_count(1)
    expect_handles(page, 12)
    browser = page.context.browser
    assert browser is not None
    size: ViewportSize = {"width": 390, "height": 844}
    with browser.new_context(viewport=size, has_touch=True, is_mobile=True) as context:
        phone = context.new_page()
        phone.goto(page.url)
        expect(phone.locator("#picture .cr-frame")).to_have_count(1)
        expect_handles(phone, 22)


def test_a_call_closes_from_its_frame_and_opens_from_its_block(neurons: Page) -> None:
    assert neurons.locator("#picture .cr-frame").count() == 2
    whole = glyphs(neurons)
    handle(neurons, "call neuron#1").click()
    expect(neurons.locator("#groups-told")).to_have_text(UNCHANGED)
    assert glyphs(neurons).count("neuron") == 1
    assert neurons.locator("#picture .cr-frame").count() == 1
    neurons.locator("#picture .cr-glyph", has_text="neuron").hover()
    handle(neurons, "call neuron#1").click()
    expect(neurons.locator("#picture .cr-frame")).to_have_count(2)
    expect(neurons.locator("#groups-told")).to_have_text(UNCHANGED)
    assert glyphs(neurons) == whole


def test_a_double_click_opens_an_activation_and_its_frame_closes_it(neurons: Page) -> None:
    neurons.locator("#picture .cr-glyph", has_text="σ").first.dblclick()
    expect(neurons.locator("#groups-told")).to_have_text(UNCHANGED)
    assert "eˣ" in glyphs(neurons)
    assert glyphs(neurons).count("σ") == 1
    handle(neurons, "gate neuron#1/h").click()
    expect(neurons.locator("#picture .cr-glyph", has_text="σ")).to_have_count(2)
    assert "eˣ" not in glyphs(neurons)


def test_the_list_does_the_same_by_keyboard_and_keeps_the_focus(neurons: Page) -> None:
    neurons.keyboard.press("m")
    neurons.locator("#groups summary").focus()
    neurons.keyboard.press("Enter")
    names = neurons.locator("#groups button").all_text_contents()
    assert names == [
        "neuron#1",
        "neuron#2",
        "sigmoid → neuron#1/h",
        "sigmoid → neuron#2/p",
        "half_squared_error → L",
    ]
    neurons.keyboard.press("Tab")
    expect(entry(neurons, "call neuron#1")).to_be_focused()
    expect(neurons.locator("#picture .cr-pointed").first).to_be_attached()
    neurons.keyboard.press("Enter")
    expect(entry(neurons, "call neuron#1")).to_have_attribute("aria-pressed", "false")
    expect(entry(neurons, "call neuron#1")).to_be_focused()
    assert entry(neurons, "gate neuron#1/h").count() == 0
    neurons.keyboard.press("Escape")
    expect(neurons.locator("#groups summary")).to_be_focused()


def test_a_single_block_opens_from_level_blocks(neurons: Page) -> None:
    neurons.get_by_label("Detail").select_option("blocks")
    expect(neurons.locator("#picture .cr-glyph", has_text="neuron")).to_have_count(2)
    neurons.locator("#picture .cr-glyph", has_text="neuron").first.hover()
    handle(neurons, "call neuron#1").click()
    expect(neurons.locator("#picture .cr-glyph", has_text="neuron")).to_have_count(1)
    expect(neurons.get_by_label("Detail")).to_have_value("gates")
    expect(neurons.locator("#groups-told")).to_have_text(UNCHANGED)


def test_a_program_that_loses_a_closed_call_is_shown_without_complaint(neurons: Page) -> None:
    handle(neurons, "call neuron#2").click()
    expect(neurons.locator("#groups-told")).to_have_text(UNCHANGED)
    neurons.get_by_label("Program", exact=True).fill("x = 2\ny = x * x")
    expect(neurons.locator("#picture .cr-glyph")).to_have_text(["×"])
    expect(neurons.locator("#groups")).to_have_attribute("hidden", "")
    expect(neurons.get_by_role("alert")).to_have_text("")


def test_a_closed_call_is_changed_by_numbers_and_stays_closed(neurons: Page) -> None:
    handle(neurons, "call neuron#2").click()
    expect(neurons.locator("#groups-told")).to_have_text(UNCHANGED)
    neurons.get_by_label("Program", exact=True).fill(NEURONS.replace("w = 2", "w = 4"))
    expect(neurons.locator("#groups-told")).to_have_text("")
    assert glyphs(neurons).count("neuron") == 1


def test_what_stays_starts_where_it_was_and_arrives_within_half_a_second(page: Page) -> None:
    page.goto(f"/?program={quote(NEURONS)}")
    more(page)
    page.locator("#zoom-whole").click()
    page.keyboard.press("Escape")
    page.evaluate(
        """() => {
          window.motions = 0;
          const animate = Element.prototype.animate;
          Element.prototype.animate = function (...given) {
            const made = animate.apply(this, given);
            window.motions += 1;
            made.pause();
            (window.held ??= []).push(made);
            return made;
          };
        }"""
    )
    before = middles(page)
    handle(page, "call neuron#1").click()
    expect(page.locator("#groups-told")).to_have_text(UNCHANGED)
    page.wait_for_function("window.motions > 0")
    start = middles(page)
    for name in ("w", "x", "b", "p", "L"):
        assert start[name] == pytest.approx(before[name], abs=1.5), name
    page.evaluate("window.held.forEach((one) => one.finish())")
    assert middles(page)["p"] != pytest.approx(before["p"], abs=1.5)
    times = page.evaluate("window.held.map((one) => one.effect.getTiming().duration)")
    assert set(times) == {350}


def test_folding_and_opening_are_undone_and_done_again(neurons: Page) -> None:
    whole = glyphs(neurons)
    picture = neurons.locator("#picture .cr-glyph")
    handle(neurons, "call neuron#1").click()
    expect(picture).to_have_count(len(whole) - 2)
    neurons.locator("#picture .cr-glyph", has_text="σ").dblclick()
    expect(picture).to_have_count(len(whole) + 1)
    neurons.locator("#undo").click()
    expect(picture).to_have_count(len(whole) - 2)
    neurons.keyboard.press("Control+z")
    expect(picture).to_have_text(whole)
    neurons.locator("#redo").click()
    expect(picture).to_have_count(len(whole) - 2)


def test_nothing_moves_for_those_who_asked_for_that(neurons: Page) -> None:
    neurons.evaluate("() => { Element.prototype.animate = () => { throw new Error('moved'); }; }")
    handle(neurons, "call neuron#1").click()
    expect(neurons.locator("#groups-told")).to_have_text(UNCHANGED)


def test_on_touch_the_handles_are_always_shown(neurons: Page) -> None:
    sign = neurons.locator('#picture [data-fold="gate L"]')
    neurons.mouse.move(0, 0)
    assert sign.evaluate("(it) => getComputedStyle(it).opacity") == "0"
    browser = neurons.context.browser
    assert browser is not None
    with browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        phone = context.new_page()
        phone.goto(neurons.url)
        touched = phone.locator('#picture [data-fold="gate L"]')
        expect(touched).to_be_attached()
        assert touched.evaluate("(it) => getComputedStyle(it).opacity") == "1"
        touched.tap()
        expect(phone.locator("#groups-told")).to_have_text(UNCHANGED)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_open_list_is_accessible(neurons: Page, theme: str) -> None:
    neurons.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    more(neurons)
    neurons.locator("#groups summary").click()
    handle(neurons, "call neuron#1").dispatch_event("click")
    expect(neurons.locator("#groups-told")).to_have_text(UNCHANGED)
    assert violations(neurons) == []
