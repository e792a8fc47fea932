"""A telephone: 360 px wide, no mouse, no keyboard."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

CIRCUIT = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    with browser.new_context(
        base_url=server,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"/?program={quote(CIRCUIT)}")
        expect(page.get_by_label("Step", exact=True)).to_be_enabled()
        yield page


def stand(phone: Page, step: int) -> None:
    expect(phone.get_by_label("Step", exact=True)).to_have_value(str(step))


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_story_is_stepped_by_taps(phone: Page) -> None:
    phone.get_by_role("button", name="To the start").tap()
    phone.get_by_role("button", name="One step on").tap()
    stand(phone, 1)
    phone.locator('#picture [data-node="4"] .cr-glyph').tap()
    stand(phone, 1)
    expect(phone.locator("#inspector h2")).to_have_text("f")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_number_is_dragged_by_a_finger(phone: Page) -> None:
    number = phone.get_by_role("spinbutton", name="x, input")
    number.scroll_into_view_if_needed()
    x, y = middle(number)
    touch = phone.context.new_cdp_session(phone)

    def move(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": a, "y": b} for a, b in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    move("touchStart", (x, y))
    for moved in range(4, 45, 4):
        move("touchMove", (x + moved, y))
    move("touchEnd")
    expect(number).not_to_have_attribute("aria-valuenow", "-2")
    value = float(number.get_attribute("aria-valuenow") or 0)
    assert value > -2
    expect(phone.get_by_role("button", name="Undo")).to_be_enabled()


def test_what_keys_do_is_in_the_help_as_well(phone: Page) -> None:
    for _ in range(2):
        phone.get_by_role("button", name="Help").tap()
        phone.get_by_role("button", name="larger").tap()
        expect(phone.get_by_role("dialog")).to_be_hidden()
    assert float(phone.evaluate("document.documentElement.style.getPropertyValue('--size')")) == 1.3
    phone.get_by_role("button", name="Help").tap()
    phone.get_by_role("button", name="blank the screen, and back").tap()
    expect(phone.locator("#blank")).to_be_visible()
    phone.locator("#blank").tap()
    expect(phone.locator("#blank")).to_be_hidden()


def test_it_is_presented_and_left(phone: Page) -> None:
    phone.get_by_role("button", name="Present").tap()
    expect(phone.get_by_role("textbox", name="Program")).to_be_hidden()
    phone.get_by_role("button", name="Leave").tap()
    expect(phone.get_by_role("textbox", name="Program")).to_be_visible()


def test_predicting_works_by_taps_and_typing(phone: Page) -> None:
    phone.get_by_role("button", name="Predict").tap()
    phone.locator('#picture [data-edge="2"] path').tap(force=True)
    phone.get_by_label("Its gradient").fill("-4")
    phone.get_by_role("button", name="Check", exact=True).tap()
    expect(phone.locator("#predict").get_by_role("status")).to_contain_text("−4")
