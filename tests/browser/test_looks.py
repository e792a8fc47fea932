"""What was ugly once, measured: nothing moves, nothing is cut off, nothing covers anything."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.waiting import quiet, reload

PHONE: ViewportSize = {"width": 390, "height": 844}


def still(page: Page, address: str) -> None:
    """Open the page without motion, at the start of its story."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    quiet(page)  # the picture is drawn for this stage
    page.keyboard.press("Home")


def settled(page: Page) -> None:
    """Wait for the frame in which the step card fits its texts."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def go(page: Page, step: int) -> None:
    page.get_by_label("Step", exact=True).fill(str(step))
    settled(page)


def last_step(page: Page) -> int:
    return int(page.get_by_label("Step", exact=True).get_attribute("max") or 0)


def overflow(page: Page, selector: str) -> Any:
    """By how many pixels the content of an element is wider and higher than it."""
    return page.locator(selector).evaluate(
        "e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
    )


@pytest.mark.parametrize("example", ["staged-rational", "cat-car-frog"])
def test_the_picture_never_moves_while_stepping_and_the_card_shows_all_it_says(
    page: Page, example: str
) -> None:
    still(page, f"/?example={example}")
    places = []
    for step in range(last_step(page) + 1):
        go(page, step)
        places.append(page.locator("#picture svg").bounding_box())
        assert overflow(page, "#step-card") == [0, 0]
    assert all(place == places[0] for place in places)


@pytest.mark.parametrize("example", ["bce-through-sigmoid", "birdcar-before"])
def test_a_graph_that_nearly_fits_is_shown_whole(page: Page, example: str) -> None:
    still(page, f"/?example={example}")
    assert overflow(page, "#picture") == [0, 0]
    expect(page.locator("#minimap")).to_be_hidden()


def test_the_start_of_the_story_shows_the_inputs(page: Page) -> None:
    still(page, "/?example=mnist-shapes")
    picture = page.locator("#picture")
    go(page, 12)
    page.keyboard.press("Home")
    assert picture.evaluate("e => e.scrollLeft") == 0


@pytest.mark.parametrize("address", ["/?example=cat-car-frog", "/gates"])
def test_no_page_scrolls_sideways_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address)
    if address != "/gates":
        expect(page.get_by_label("Step", exact=True)).to_be_enabled()
        page.get_by_role("button", name="To the end").click()
        settled(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_on_a_phone_picture_card_and_buttons_are_on_the_first_screen(page: Page) -> None:
    page.set_viewport_size(PHONE)
    still(page, "/")
    go(page, last_step(page))
    stage, card, timeline = (
        page.locator(one).bounding_box() for one in (".stage", "#step-card", "#timeline")
    )
    assert stage
    assert card
    assert timeline
    assert stage["height"] > 0.4 * PHONE["height"]
    assert stage["y"] + stage["height"] <= card["y"] < card["y"] + card["height"] <= timeline["y"]
    assert timeline["y"] + timeline["height"] <= PHONE["height"]
    assert page.evaluate("document.documentElement.scrollHeight") <= PHONE["height"]


IN_SIGHT = """() => [...document.querySelectorAll("button, select, input, summary, textarea")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((e) => !e.closest("svg"))
  .map((e) => e.id || e.ariaLabel || e.textContent)"""


def test_the_stage_has_most_of_the_screen_and_few_controls_are_in_sight(page: Page) -> None:
    still(page, "/")
    stage = page.locator(".stage")

    def size() -> tuple[float, float]:
        box = stage.bounding_box()
        assert box
        return box["width"], box["height"]

    width, height = size()
    assert height >= 0.7 * 720
    assert width >= 900
    page.keyboard.press("e")
    assert size() == (1280, height)
    assert len(page.evaluate(IN_SIGHT)) <= 16, page.evaluate(IN_SIGHT)
    page.keyboard.press("e")
    expect(page.get_by_role("textbox", name="Program")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator(".bar")).to_have_css("opacity", "0")
    width, height = size()
    assert width == 1280
    assert height >= 0.7 * 720
    assert len(page.evaluate(IN_SIGHT)) <= 10


@pytest.mark.parametrize("presenting", [False, True])
def test_the_drawer_has_the_full_width_and_leaves_card_and_timeline(
    page: Page, presenting: bool
) -> None:
    still(page, "/")
    if presenting:
        page.keyboard.press("f")
    page.keyboard.press("t")
    drawer, card, stage, timeline = (
        page.locator(one).bounding_box() for one in ("#panels", "#step-card", ".stage", "#timeline")
    )
    assert drawer
    assert card
    assert stage
    assert timeline
    assert drawer["width"] == 1280
    assert drawer["height"] >= 0.38 * 720
    assert stage["y"] + stage["height"] <= drawer["y"]
    assert drawer["y"] + drawer["height"] <= card["y"] + 0.5
    assert stage["height"] >= 0.3 * 720
    assert timeline["y"] + timeline["height"] <= 720
    size = page.locator("#panels table").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= (20 if presenting else 16)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Step", exact=True)).to_have_value("1")


def test_the_fold_of_the_program_is_remembered(page: Page) -> None:
    still(page, "/")
    page.keyboard.press("e")
    reload(page)
    expect(page.get_by_role("textbox", name="Program")).to_be_hidden()
    page.get_by_role("button", name="Program").click()
    expect(page.get_by_role("textbox", name="Program")).to_be_visible()
    reload(page)
    expect(page.get_by_role("textbox", name="Program")).to_be_visible()


def test_while_presenting_the_menu_comes_with_the_pointer_and_by_key(page: Page) -> None:
    still(page, "/")
    page.keyboard.press("f")
    bar = page.locator(".bar")
    expect(bar).to_have_css("opacity", "0")
    page.mouse.move(300, 300)
    page.mouse.move(320, 300)
    expect(page.locator("html.awake")).to_have_count(1)
    expect(bar).to_have_css("opacity", "1")
    expect(page.locator("html.still")).to_have_count(1)
    expect(bar).to_have_css("opacity", "0")
    page.keyboard.press("m")
    expect(page.get_by_label("Decimals")).to_be_visible()
    expect(bar).to_have_css("opacity", "1")
    menu, sentence = (
        page.locator(one).bounding_box() for one in (".menu-sheet", "#step-card .sentence")
    )
    assert menu
    assert sentence
    assert menu["y"] + menu["height"] <= sentence["y"]
    page.keyboard.press("Escape")
    expect(page.get_by_label("Decimals")).to_be_hidden()
    expect(page.locator("html.presenting")).to_have_count(1)


def test_on_a_phone_the_parts_of_the_menu_lie_beside_one_another(page: Page) -> None:
    page.set_viewport_size(PHONE)
    still(page, "/")
    page.locator("#more > summary").click()
    sections = page.locator(".menu-sheet section:visible")
    boxes = [box for one in sections.all() if (box := one.bounding_box())]
    assert len(boxes) == 6
    for k, one in enumerate(boxes):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= PHONE["width"]
        for other in boxes[k + 1 :]:
            assert (
                one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"]
                or other["y"] + other["height"] <= one["y"]
            )


def test_on_a_larger_wall_the_card_is_as_large_a_part_of_it(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    still(page, "/")
    page.keyboard.press("f")
    expect(page.locator("#step-card .sentence")).to_have_css("font-size", "36px")


def test_on_a_phone_the_buttons_stay_where_the_finger_is(page: Page) -> None:
    page.set_viewport_size(PHONE)
    still(page, "/?example=staged-rational")
    button = page.get_by_role("button", name="One step on")
    places = []
    for step in (0, 3, last_step(page) - 1):
        go(page, step)
        places.append(button.evaluate("e => e.getBoundingClientRect().top + scrollY"))
    assert len(set(places)) == 1


def test_a_long_story_still_shows_its_two_sweeps(page: Page) -> None:
    program = "x = 1\n" + "\n".join(f"x = sin(x) + {k}" for k in range(1, 40))
    still(page, f"/?program={quote(program)}")
    assert last_step(page) > 100
    track = page.locator(".track")
    colours = track.evaluate("e => getComputedStyle(e, '::before').backgroundImage")
    assert len(set(re.findall(r"rgb\([^)]*\)", colours))) == 2
    expect(track.locator(".marks i")).to_have_count(0)  # they would hide the line


def test_a_hidden_gradient_has_a_shape_of_its_own(page: Page) -> None:
    still(page, "/?example=xyz")
    page.get_by_role("button", name="Predict", exact=True).click()
    veils = page.locator("#picture .cr-veil")
    expect(veils.first).to_be_visible()
    expect(veils).to_have_count(4)
    page.get_by_role("button", name="Reveal all").click()
    expect(veils).to_have_count(0)
