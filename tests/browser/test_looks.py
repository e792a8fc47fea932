"""What was ugly once, measured: nothing moves, nothing is cut off, nothing covers anything."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}


def still(page: Page, address: str) -> None:
    """Open the page without motion, at the start of its story."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
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
    assert picture.evaluate("e => e.scrollLeft") > 0
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


def test_on_a_phone_the_picture_and_what_is_said_are_on_the_first_screen(page: Page) -> None:
    page.set_viewport_size(PHONE)
    still(page, "/")
    page.get_by_label("Step", exact=True).fill(str(last_step(page)))
    settled(page)
    edges = page.evaluate(
        """() => ['.stage', '#picture svg', '.step-card .sentence']
        .map((one) => document.querySelector(one).getBoundingClientRect())
        .map(({ top, bottom }) => [top + scrollY, bottom + scrollY])"""
    )
    (stage, _), (svg, svg_end), (_, sentence) = edges
    assert svg - stage < 40, "no gap above the picture"
    assert svg_end <= sentence <= PHONE["height"]


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
