"""A telephone: 360 px wide, no mouse, no keyboard."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.waiting import PATIENCE, WATCH, quiet

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
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
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
    expect(phone.locator("#undo")).to_be_enabled()


def test_presented_in_the_hand_nothing_covers_the_picture_and_all_of_the_screen_is_used(
    phone: Page,
) -> None:
    phone.locator("#picture").press("f")
    expect(phone.locator("html.presenting")).to_have_count(1)
    bar, picture, timeline = (
        phone.locator(one).bounding_box() for one in (".bar", "#picture", "#timeline")
    )
    assert bar
    assert picture
    assert timeline
    assert bar["y"] + bar["height"] <= picture["y"]
    assert timeline["y"] + timeline["height"] == 740
    expect(phone.locator(".bar")).to_have_css("opacity", "1")
    phone.locator("#present").tap()
    expect(phone.locator("html.presenting")).to_have_count(0)


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
    expect(phone.get_by_label("Example")).to_be_hidden()
    phone.get_by_role("button", name="Leave").tap()
    expect(phone.get_by_label("Example")).to_be_visible()


def test_the_program_is_behind_a_tab(phone: Page) -> None:
    program = phone.get_by_role("textbox", name="Program")
    expect(program).to_be_hidden()
    phone.get_by_role("button", name="Program").tap()
    expect(program).to_be_visible()
    expect(phone.locator("#picture")).to_be_hidden()
    phone.get_by_role("button", name="Graph").tap()
    expect(phone.locator("#picture")).to_be_visible()


def test_two_fingers_make_the_picture_larger_and_not_the_page(phone: Page) -> None:
    svg = phone.locator("#picture svg")
    box = phone.locator("#picture").bounding_box()
    before = svg.bounding_box()
    assert box
    assert before
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = phone.context.new_cdp_session(phone)

    def fingers(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": a, "y": b, "id": k} for k, (a, b) in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", (x - 40, y), (x + 40, y))
    for apart in range(44, 84, 4):
        fingers("touchMove", (x - apart, y), (x + apart, y))
    fingers("touchEnd")
    larger = svg.bounding_box()
    assert larger
    assert larger["width"] == pytest.approx(2 * before["width"], rel=0.02)
    assert phone.evaluate("visualViewport.scale") == 1
    scrolled = phone.locator("#picture").evaluate("e => e.scrollLeft")
    assert scrolled > 0, "about the middle of the fingers"
    paper = box["y"] + 6
    fingers("touchStart", (x, paper))
    for moved in range(5, 45, 5):
        fingers("touchMove", (x - moved, paper))
    fingers("touchEnd")
    assert phone.locator("#picture").evaluate("e => e.scrollLeft") > scrolled
    for _ in range(2):
        phone.touchscreen.tap(box["x"] + 12, box["y"] + 12)
    fitted = svg.bounding_box()
    assert fitted
    assert fitted["width"] == pytest.approx(before["width"], rel=0.02)


TOO_SMALL = """() => [...document.querySelectorAll("button, select, summary, input")]
  .filter((e) => e.checkVisibility() && !e.closest("svg, dialog"))
  .map((e) => [e.id || e.textContent || e.type, e.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 43.5 || height < 43.5)
  .map(([name, { width, height }]) => `${name}: ${width} x ${height}`)"""


def test_every_button_is_large_enough_for_a_finger(phone: Page) -> None:
    assert phone.evaluate(TOO_SMALL) == []
    phone.get_by_role("button", name="Panels").tap()
    expect(phone.locator("#panels")).to_be_visible()
    assert phone.evaluate(TOO_SMALL) == []


def test_predicting_works_by_taps_and_typing(phone: Page) -> None:
    phone.get_by_role("button", name="Predict").tap()
    expect(phone.get_by_label("Its gradient")).to_be_visible()
    quiet(phone)  # the picture has found its place beside the questions
    phone.locator('#picture [data-edge="2"] path').tap(force=True)
    phone.get_by_label("Its gradient").fill("-4")
    phone.get_by_role("button", name="Check", exact=True).tap()
    expect(phone.locator("#predict").get_by_role("status")).to_contain_text("−4")
