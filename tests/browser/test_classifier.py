import re
from urllib.parse import unquote

from playwright.sync_api import Page, expect

from tests.browser.at_the_classifier import SLOW, cells, choose, opened
from tests.browser.axe import violations, violations_in_every_look
from tests.browser.test_lab_screen import POINTS_20, SIZES, outside
from tests.browser.waiting import quiet

PHONE = {"width": 390, "height": 844}
STEP = "→"


def test_three_images_by_three_scores(page: Page) -> None:
    table = opened(page, "/classifier?preset=cat-car-frog")
    rows = table.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("max(0, 5.1 − 3.2 + 1) = 2.9")
    expect(rows.nth(2)).to_contain_text("max(0, 2.5 − (−3.1) + 1) = 6.6")
    assert rows.locator(".row-loss").all_inner_texts() == [
        "2.9 + 0 = 2.9",
        "0 + 0 = 0",
        "6.3 + 6.6 = 12.9",
    ]
    expect(rows.locator("td.active")).to_have_count(3)
    assert rows.locator("td.active .marks").all_inner_texts() == [
        "highest, pays",
        "pays",
        "highest, pays",
    ]
    assert rows.locator(".gradient").all_inner_texts() == (
        ["−0.33", "0.33", "0", "0", "0", "0", "0.33", "0.33", "−0.67"]
    )
    expect(page.get_by_role("tab", name="Total")).to_contain_text("5.27")
    score = page.get_by_role("spinbutton", name="score of car, image 1").first
    score.press("Enter")
    page.keyboard.type("1.2")
    page.keyboard.press("Enter")
    expect(rows.nth(0).locator(".row-loss")).to_have_text("0 + 0 = 0")
    expect(page.get_by_role("tab", name="Total")).to_contain_text("4.3")


def test_bird_or_car_takes_its_step(page: Page) -> None:
    table = opened(page, "/classifier?preset=birdcar")
    badges = page.locator(".badge")
    expect(badges.nth(0)).to_contain_text("car✗ wrong")
    expect(badges.nth(1)).to_contain_text("bird✓ right")
    assert cells(page, "gradient") == ["−3", "−2", "3", "2"]
    assert cells(page, "sum") == [
        "−2 − 1·(−3) = 1",
        "−1 − 1·(−2) = 1",
        "1 − 1·3 = −2",
        "−5 − 1·2 = −7",
    ]
    expect(page.locator(".apply-loss")).to_have_text(f"loss 2 {STEP} 0")
    page.get_by_role("button", name="Apply step").click()
    expect(page.locator(".update-told")).to_have_text("Nothing left to learn: every gradient is 0.")
    assert cells(page, "value") == ["1", "1", "−2", "−7"]
    assert cells(page, "gradient") == ["0"] * 4
    expect(table.locator("td .score").nth(0)).to_have_text("5")
    expect(table.locator("td .score").nth(1)).to_have_text("−20")
    expect(page.get_by_role("tab", name="Total")).to_contain_text("0")
    expect(badges.nth(0)).to_contain_text("bird✓ right")
    page.keyboard.press("U")
    expect(page.locator(".weights-table .value").first).to_have_text("−2")


def test_the_penalty_and_its_convention(page: Page) -> None:
    opened(page, "/classifier?preset=birdcar-regularised")
    sums = page.locator(".total-sums dd")
    expect(sums.nth(1)).to_have_text("1 · (4 + 1 + 1 + 25) = 31")
    expect(sums.nth(2)).to_have_text("2 + 31 = 33")
    assert cells(page, "gradient") == ["−7", "−4", "5", "−8"]
    expect(page.get_by_role("img", name="data loss 2, penalty 31")).to_be_visible()
    choose(page, "Convention", "½λΣW²")
    expect(sums.nth(2)).to_have_text("2 + 15.5 = 17.5")
    assert cells(page, "gradient") == ["−5", "−3", "4", "−3"]
    page.keyboard.press("Control+z")
    expect(sums.nth(2)).to_have_text("2 + 31 = 33")


def test_a_nudge_says_what_it_did(page: Page) -> None:
    opened(page, "/classifier?preset=birdcar")
    page.get_by_role("button", name="nudge bird, pixel 1 up").click()
    told = (
        "bird, pixel 1: −2 → −1.9; loss 2 → 1.7, a change of −0.3; gradient · h = −3 · 0.1 = −0.3"
    )
    expect(page.locator(".nudge-told")).to_have_text(told)
    expect(page.locator(".weights-table .value").first).to_have_text("−1.900")


def test_each_stage_opens_by_click_and_by_key(page: Page) -> None:
    opened(page, "/classifier?preset=svm-staged")
    shown = page.locator(".stage-body:not([hidden])")
    expect(shown).to_have_attribute("data-stage", "data")
    page.get_by_role("tab", name="Scores").click()
    expect(shown.locator(".predict-code")).to_have_text("def predict(image, W): return W @ image")
    expect(shown.locator(".note").first).to_have_text("−0.25·(−1) + 1·3")
    page.keyboard.press("3")
    expect(shown).to_have_attribute("data-stage", "loss")
    page.keyboard.press("4")
    expect(shown.locator(".total-sums")).to_contain_text("0.5833 + 0.2375 = 0.8208")


def test_points_are_dragged_by_mouse_and_by_keys(page: Page) -> None:
    opened(page, "/classifier?preset=plane")
    point = page.get_by_role("button", name=re.compile("^point 3,"))
    box = point.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 15, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(box["x"] + 15, box["y"] + 75, steps=3)
    page.mouse.up()
    expect(point).to_have_attribute("aria-label", re.compile(r"at 0\.3, 0\.(4|5)"))
    before = point.get_attribute("aria-label")
    point.focus()
    page.keyboard.press("ArrowRight")
    expect(point).not_to_have_attribute("aria-label", before or "")
    expect(point).to_have_attribute("aria-label", re.compile(r"at 0\.32[45]?, "))
    page.keyboard.press("Control+z")
    expect(point).to_have_attribute("aria-label", before or "")
    expect(page.locator("#preset")).to_have_value("")


def test_a_finger_drags_a_point(page: Page) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    opened(page, "/classifier?preset=plane")
    point = page.get_by_role("button", name=re.compile("^point 3,"))
    box = point.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand = page.context.new_cdp_session(page)

    def touch(kind: str, *down: float) -> None:
        points = [{"x": x, "y": one} for one in down]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", y)
    for further in (10, 30, 60):
        touch("touchMove", y + further)
    touch("touchEnd")
    expect(point).to_have_attribute("aria-label", re.compile(r"at 0\.3, 0\.4"))
    assert page.evaluate("scrollY") == 0


def test_play_learns_the_plane_and_a_link_brings_it_back(page: Page) -> None:
    opened(page, "/classifier?preset=plane-content")
    choose(page, "Loss", "Structured SVM")
    page.locator("#pace select").select_option(label="200 updates/s")
    page.keyboard.press(" ")
    expect(page.locator(".update-told")).to_contain_text("Nothing left to learn", timeout=SLOW)
    expect(page.locator(".plane-told")).to_contain_text("9 of 9 right")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    told, made = cells(page, "value"), page.locator(".learn-scrub output").inner_text()
    quiet(page)
    address = page.url
    assert "f=structured" in address
    page.goto("about:blank")
    opened(page, address)
    expect(page.locator(".learn-scrub output")).to_have_text(made)
    expect(page.locator(".update-told")).to_contain_text("Nothing left to learn")
    assert cells(page, "value") == told


def test_a_run_that_leaves_the_numbers_is_stopped_and_said(page: Page) -> None:
    opened(page, "/classifier?preset=plane-squared#1/e=plane-squared&n=1000000")
    page.get_by_label("How many updates").fill("500")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".update-told")).to_contain_text("Diverged: after update", timeout=SLOW)
    page.keyboard.press("Home")
    expect(page.locator(".weights-table .value").first).to_have_text("1")


def test_the_same_numbers_as_a_graph(page: Page) -> None:
    opened(page, "/classifier?preset=birdcar")
    page.keyboard.press("u")
    expect(page.locator(".weights-table .value").first).to_have_text("1")
    with page.expect_popup() as opening:
        page.get_by_role("button", name="See this point as a graph").click()
    graph = opening.value
    expect(graph.locator("svg").first).to_be_visible(timeout=SLOW)
    address = unquote(graph.url)
    assert "v=W:[[1,1],[-2,-7]]" in address
    expect(graph.locator("#stage, main").first).to_contain_text("loss", timeout=SLOW)
    graph.close()


def test_what_a_link_says_wrong_is_told(page: Page) -> None:
    opened(page, "/classifier#1/e=nowhere&n=fast")
    expect(page.locator("#told")).to_contain_text("There is no example “nowhere”.")
    page.goto("about:blank")
    page.goto("/classifier#1/y=1,0")
    expect(page.locator("#problem")).to_contain_text("2 labels for 1 rows", timeout=SLOW)


def test_the_modes_are_tabs(page: Page) -> None:
    opened(page, "/classifier?preset=birdcar")
    page.get_by_role("tab", name="Plane").click()
    expect(page.locator(".plane-square")).to_be_visible()
    expect(page.locator(".plane-point")).to_have_count(9)
    page.get_by_role("tab", name="Images").click()
    expect(page.locator("#stages")).to_be_hidden()
    page.get_by_role("tab", name="One example").click()
    expect(page.locator("#stages")).to_be_visible()


def test_all_of_it_is_on_one_screen_and_readable_from_the_last_row(page: Page) -> None:
    opened(page, "/classifier?preset=plane")
    seen = (".plane-square", "#run-buttons", ".stage-cards", ".weights-table", ".apply-step")
    assert outside(page, *seen, "#share", "#settings", "#modes") == []
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.keyboard.press("f")
    expect(page.locator("html.presenting")).to_have_count(1)
    figures = [".score-table .score", ".score-table .note", ".row-loss", ".stage-figure"]
    figures += [".plane-told", ".classifier-settings input[type=number]", ".picked-terms p"]
    assert [row for row in page.evaluate(SIZES, figures) if row[1] < POINTS_20] == []
    assert outside(page, ".plane-square", ".stage-cards", ".row-loss") == []
    page.keyboard.press("w")
    expect(page.locator(".weights-table")).to_be_visible()
    figures = [".weights-table .value", ".weights-table .gradient", ".weights-table .sum"]
    assert [row for row in page.evaluate(SIZES, figures) if row[1] < POINTS_20] == []


def test_it_is_accessible_in_every_look(page: Page) -> None:
    opened(page, "/classifier?preset=svm-staged#1/e=svm-staged&a=loss")
    assert violations_in_every_look(page) == []


def test_the_plane_is_accessible(page: Page) -> None:
    opened(page, "/classifier?preset=plane")
    assert violations(page) == []


def test_it_is_in_the_hand_too(page: Page) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    opened(page, "/classifier?preset=birdcar")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert outside(page, ".play", ".pixels", ".badge") == []
    parts = page.get_by_role("tablist", name="Parts of the page")
    parts.get_by_role("tab", name="Weights").click()
    expect(page.locator(".apply-step")).to_be_visible()
    expect(page.locator("#stages")).to_be_hidden()
