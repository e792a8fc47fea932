"""The descent page by hand: open, play, click, zoom, race, share."""

import json
import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Request, expect

from app.examples.descent import all_presets
from tests.browser.at_the_descent import SLOW, descents, opened, put, tab
from tests.browser.waiting import hold_first

PAIR = ((0, -1), (1, 1))
"""Two fingers, left and right."""


def asked(request: Request) -> dict[str, object]:
    body: dict[str, object] = json.loads(request.post_data or "{}")
    return body


@pytest.mark.parametrize("preset", [preset.id for preset in all_presets()])
def test_a_preset_opens(page: Page, preset: str) -> None:
    opened(page, f"/descent?preset={preset}")
    expect(page.locator("#preset")).to_have_value(preset)
    expect(page.locator("#problem")).to_be_empty()
    expect(page.locator("#told")).to_be_empty()


def test_play_goes_to_the_end_and_step_goes_back(page: Page) -> None:
    figures = opened(page)
    expect(figures).to_contain_text("update 0 of 56")
    page.get_by_role("button", name="Play").click()
    expect(figures).to_have_attribute("data-update", re.compile(r"[1-9]"), timeout=SLOW)
    page.keyboard.press("End")
    expect(figures).to_contain_text("update 56 of 56")
    page.keyboard.press("PageUp")
    expect(figures).to_contain_text("update 55 of 56")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(figures).to_contain_text("w0 0.8")
    expect(figures).to_contain_text("w1 0.4")
    expect(figures).to_contain_text("E 1.12")


def test_a_run_plays_at_its_pace_until_it_rests(page: Page) -> None:
    figures = opened(page)
    page.get_by_label("Pace", exact=True).select_option("200 updates/s")
    page.keyboard.press(" ")
    expect(figures).to_contain_text("update 56 of 56", timeout=SLOW)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.locator("#summary")).to_contain_text("rests after 56")


def test_the_scrubber_goes_to_any_update(page: Page) -> None:
    figures = opened(page)
    page.get_by_label("Update", exact=True).fill("10")
    expect(figures).to_contain_text("update 10 of 56")


def test_a_click_sets_the_start(page: Page) -> None:
    figures = opened(page)
    box = page.locator(".map-frame").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 0.25 * box["width"], box["y"] + 0.3 * box["height"])
    across = page.get_by_label("Start, across", exact=True)
    expect(across).to_have_value(re.compile(r"^-"))
    page.keyboard.press("Home")
    expect(figures).to_contain_text(f"w0 −{across.input_value()[1:]}")
    put(page, "Start, across", "1")
    put(page, "Start, up", "0.001")
    expect(figures).to_contain_text("w1 0.001")


def test_zoom_and_drag_survey_the_landscape_anew(page: Page) -> None:
    opened(page)
    box = page.locator(".map-frame").bounding_box()
    assert box is not None
    with page.expect_request("**/api/v1/surface") as first:
        page.get_by_role("button", name="Zoom in").click()
    near = asked(first.value)["axes"]
    assert isinstance(near, list)
    assert near[0]["high"] - near[0]["low"] < 2.6
    page.mouse.move(box["x"] + 300, box["y"] + 150)
    with page.expect_request("**/api/v1/surface") as second:
        page.mouse.down()
        page.mouse.move(box["x"] + 400, box["y"] + 150, steps=3)
        page.mouse.up()
    moved = asked(second.value)["axes"]
    assert isinstance(moved, list)
    assert moved[0]["low"] < near[0]["low"] - 0.1
    expect(page.get_by_label("Start, across", exact=True)).to_have_value("1")  # it was no click
    with page.expect_request("**/api/v1/surface"):
        page.mouse.wheel(0, 300)
    with page.expect_request("**/api/v1/surface") as fit:
        page.get_by_role("button", name="Fit").click()
    whole = asked(fit.value)["axes"]
    assert isinstance(whole, list)
    assert whole[1]["low"] <= -1.1


def test_the_landscape_by_keys_alone(page: Page) -> None:
    figures = opened(page)
    page.locator(".map-frame").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".map-told")).to_contain_text("E about")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Start, up", exact=True)).to_have_value(re.compile(r"^-?0(\.0+)?$"))
    expect(figures).to_contain_text("w1 0")


def test_arrows_move_the_landscape_at_its_edge(page: Page) -> None:
    opened(page)
    page.locator(".map-frame").focus()
    page.keyboard.press("Home")
    with page.expect_request("**/api/v1/surface") as asking:
        for _ in range(12):
            page.keyboard.press("Shift+ArrowRight")
    axes = asked(asking.value)["axes"]
    assert isinstance(axes, list)
    assert axes[0]["high"] > 1.7


def test_two_fingers_zoom_and_set_no_start(page: Page) -> None:
    opened(page)
    box = page.locator(".map-frame").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *apart: float) -> None:
        points = [{"x": x + way * far, "y": y, "id": k} for far in apart for k, way in PAIR]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 60)
    with page.expect_request("**/api/v1/surface") as asking:
        for far in (80, 100, 120):
            fingers("touchMove", far)
        fingers("touchEnd")
    axes = asked(asking.value)["axes"]
    assert isinstance(axes, list)
    assert axes[0]["high"] - axes[0]["low"] < 2.5
    expect(page.get_by_label("Start, across", exact=True)).to_have_value("1")
    expect(page.get_by_label("Start, up", exact=True)).to_have_value("1")


def test_what_is_no_rate_is_told_until_it_is_one(page: Page) -> None:
    opened(page)
    put(page, "Learning rate", "-1")
    expect(page.locator("#problem")).to_contain_text("learning_rate", timeout=SLOW)
    put(page, "Learning rate", "0.2")
    expect(page.locator("#problem")).to_be_empty()
    expect(descents(page)).to_contain_text("rests after")


def test_five_rules_race(page: Page) -> None:
    opened(page, "/descent?preset=race")
    expect(descents(page)).to_have_count(5)
    expect(descents(page).filter(has_text="RMSprop")).to_contain_text("rests after 69")
    expect(descents(page).filter(has_text="SGD")).to_contain_text("still moving")
    page.get_by_role("button", name="Nesterov").click()
    expect(descents(page)).to_have_count(6)
    for name in ("Momentum", "Nesterov", "Adagrad", "RMSprop", "Adam", "SGD"):
        page.locator(f'.rule-chip[data-rule="{name.lower()}"]').click()
    expect(descents(page)).to_have_count(1)  # one stays


def test_one_of_a_race_is_followed(page: Page) -> None:
    figures = opened(page, "/descent?preset=race")
    expect(figures).to_contain_text("SGD")
    page.keyboard.press("ArrowRight")
    page.locator(".run-legend").get_by_role("button", name="Momentum").click()
    expect(figures).to_contain_text("Momentum")
    expect(descents(page)).to_have_count(5)
    page.keyboard.press("ArrowRight")
    expect(figures).to_contain_text("update 2 of 250")


def test_divergence_is_said(page: Page) -> None:
    opened(page)
    put(page, "Learning rate", "0.34")
    expect(descents(page).filter(has_text="still moving")).to_have_count(0)
    put(page, "Learning rate", "0.4")
    expect(descents(page)).to_contain_text("diverges")
    put(page, "Updates", "2000")
    expect(descents(page)).to_contain_text("diverged at update 1054", timeout=SLOW)


def test_a_race_from_many_starts_has_a_histogram(page: Page) -> None:
    opened(page, "/descent?preset=himmelblau")
    ends = tab(page, "Ends")
    expect(ends).to_contain_text("40 starts. All end at the same loss, 0.", timeout=SLOW)
    expect(tab(page, "Loss")).to_contain_text("40 starts: 40 at rest")


def test_a_program_of_ones_own(page: Page) -> None:
    figures = opened(page)
    area = page.get_by_label("Program", exact=True).and_(page.locator("textarea"))
    area.fill("a = 2; b = [3, 4]\nL = a**2 + sum(b*b")
    problem = page.locator("#problem")
    expect(problem).to_contain_text("Line 2", timeout=SLOW)
    area.fill("a = 2; b = [3, 4]\nL = a**2 + sum(b*b)")
    expect(problem).to_be_empty(timeout=SLOW)
    expect(page.get_by_label("Axis up", exact=True)).to_contain_text("b[1]")
    expect(figures).to_contain_text("L 29", timeout=SLOW)
    page.get_by_label("Axis across", exact=True).select_option(label="b[1]")
    expect(figures).to_contain_text("b[1] 4", timeout=SLOW)
    expect(page.locator("#learning")).to_contain_text("b[1] and b[0] learn")
    page.get_by_label("Axis up", exact=True).select_option(label="gradient")
    expect(figures).to_contain_text("up 0", timeout=SLOW)
    expect(page).to_have_url(re.compile("gradient"))
    address = page.url
    page.goto("about:blank")
    figures = opened(page, address)
    expect(area).to_have_value("a = 2; b = [3, 4]\nL = a**2 + sum(b*b)")
    expect(figures).to_contain_text("up 0")
    area.fill("a = 2\nL = a**2")
    expect(problem).to_contain_text("two numbers", timeout=SLOW)


def test_the_tabs_beside_the_landscape(page: Page) -> None:
    opened(page, "/descent?preset=ravine#1/e=ravine&o=momentum")
    code = tab(page, "Code")
    expect(code).to_contain_text("v = 0.9 * v - rate * g")
    expect(code.locator(".now")).to_contain_text("g = gradient(w)")
    expect(tab(page, "Cut")).to_contain_text("slope of the loss", timeout=SLOW)
    mesh = tab(page, "3D").locator("canvas")
    before = mesh.evaluate("(one) => one.toDataURL()")
    mesh.focus()
    page.keyboard.press("ArrowLeft")
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    assert mesh.evaluate("(one) => one.toDataURL()") != before


def test_a_link_brings_all_of_it_back(page: Page) -> None:
    opened(page, "/descent?preset=saddle")
    put(page, "Start, up", "0.001")
    put(page, "Learning rate", "0.2")
    page.get_by_role("button", name="Adam", exact=True).click()
    page.get_by_role("button", name="Zoom in").click()
    tab(page, "Code")
    page.get_by_label("Update", exact=True).fill("7")
    expect(descents(page)).to_have_count(2)
    expect(page).to_have_url(re.compile("a=code&u=7"))
    address, told = page.url, page.locator("#figures").inner_text()
    page.goto("about:blank")
    figures = opened(page, address)
    expect(figures).to_have_text(told.replace("\n", ""))
    expect(page.get_by_label("Start, up", exact=True)).to_have_value("0.001")
    expect(page.get_by_role("tab", name="Code", exact=True)).to_have_attribute(
        "aria-selected", "true"
    )
    expect(page.get_by_role("button", name="Adam", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert page.url == address


def test_what_a_link_says_wrong_is_told(page: Page) -> None:
    opened(page, "/descent#1/e=nowhere&n=fast")
    expect(page.locator("#told")).to_contain_text("There is no example “nowhere”.")
    expect(page.locator("#told")).to_contain_text("learning rate could not be read")


def test_the_point_opens_as_a_graph(page: Page) -> None:
    opened(page)
    page.keyboard.press("ArrowRight")
    with page.expect_popup() as opening:
        page.get_by_role("button", name="See this point as a graph").click()
    graph = opening.value
    expect(graph.locator("svg").first).to_be_visible(timeout=SLOW)
    assert "w0:0.8" in unquote(graph.url)
    graph.close()


def test_what_can_be_taken_away(page: Page) -> None:
    opened(page)
    for kind, end in (("png", ".png"), ("surface", ".csv"), ("descents", ".csv")):
        page.locator("#more > summary").click()
        with page.expect_download() as download:
            page.locator(f'[data-share="{kind}"]').click()
        assert download.value.suggested_filename.endswith(end)
        assert download.value.path().stat().st_size > 500


def test_what_is_pressed_before_the_runs_have_come_counts(page: Page) -> None:
    held = hold_first(page, "**/api/v1/descend")
    with page.expect_request("**/api/v1/descend", timeout=SLOW):
        page.goto("/descent")
    page.keyboard.press("Space")
    figures = page.locator("#figures")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(figures).to_have_attribute("data-update", "0")
    held[0].continue_()
    expect(figures).to_have_attribute("data-update", re.compile("[1-9]"), timeout=SLOW)
