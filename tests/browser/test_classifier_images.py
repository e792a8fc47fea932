"""The images' mode of the classifier page by hand: play, point, pick, share."""

from playwright.sync_api import Page, expect

from tests.browser.at_the_classifier import SLOW
from tests.browser.axe import violations
from tests.browser.test_lab_screen import POINTS_20, SIZES, outside
from tests.browser.waiting import quiet

RIGHT = ".model-right"


def opened(page: Page, address: str = "/classifier?preset=horses") -> None:
    """Open the images and wait until both models have learned them."""
    page.goto(address)
    page.locator("#mode-images[data-made] .model-tile").first.wait_for(timeout=SLOW)


def at(page: Page, update: int) -> None:
    """Go to an update by the scrubber."""
    page.locator(".images-foot input").fill(str(update))
    expect(page.locator("#mode-images")).to_have_attribute("data-made", str(update))


def wrong(page: Page, model: int) -> list[str]:
    """Give the kinds of the images that a model is wrong about."""
    mark = page.locator(f'.image-marks i:nth-child({model + 1})[data-right="false"]')
    groups = page.get_by_role("listbox").get_by_role("group").filter(has=mark).all()
    return [group.get_attribute("aria-label") or "" for group in groups]


def test_both_models_learn_while_it_plays(page: Page) -> None:
    opened(page)
    linear, hidden = page.locator(RIGHT).first, page.locator(RIGHT).last
    expect(page.locator(".images-update")).to_have_text("update 0 of 100")
    expect(linear).to_have_text("16 of 40 right")
    page.locator("#pace select").select_option(label="200 updates/s")
    page.keyboard.press(" ")
    expect(page.locator(".images-update")).to_have_text("update 100 of 100", timeout=SLOW)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(linear).to_have_text("36 of 40 right")
    expect(hidden).to_have_text("40 of 40 right")
    assert wrong(page, 0) == ["two heads"]
    assert wrong(page, 1) == []
    expect(page.locator("#mode-images [role=status]")).to_contain_text("Hidden layer: 40 of 40")
    page.keyboard.press("Control+z")
    expect(page.locator(".images-update")).to_have_text("update 0 of 100")
    page.keyboard.press("Control+Shift+z")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".images-update")).to_have_text("update 99 of 100")
    page.keyboard.press("Home")
    page.keyboard.press("u")
    expect(page.locator(".images-update")).to_have_text("update 1 of 100")


def test_a_tile_is_held_against_the_image_that_is_picked(page: Page) -> None:
    opened(page)
    at(page, 100)
    title, total = page.locator(".images-close h2"), page.locator(".close-sum")
    expect(title).to_have_text("horse · image 16 (two heads)")
    expect(page.locator(".close-judged")).to_have_text(
        "linear: horse ✗ wrong; hidden layer: no horse ✓ right"
    )
    page.locator('[data-tile="hidden.3"]').focus()
    expect(title).to_have_text("unit 3 · image 16 (two heads)")
    page.locator('[data-tile="hidden.3"]').press("Enter")
    page.locator(".image-cell[aria-selected=true]").focus()
    page.keyboard.press("Home")
    expect(title).to_have_text("unit 3 · image 0 (facing left)")
    expect(total).to_contain_text("to no horse")
    page.keyboard.press("ArrowDown")
    expect(title).to_have_text("unit 3 · image 8 (facing right)")
    expect(total).to_contain_text("gives 0; 0 · 0.93 = 0 to horse, 0 to no horse")
    expect(page.locator(".images-update")).to_have_text("update 100 of 100")
    page.locator(".close-table td").nth(10).hover()
    expect(page.locator(".close-cell")).to_contain_text("row 1, column 2:")


def test_a_link_brings_it_back_and_the_picked_model_opens_as_a_graph(page: Page) -> None:
    opened(page, "/classifier?preset=two-units")
    page.get_by_label("Hidden units").select_option("3")
    expect(page.locator(".images-model").last.locator(".model-tile")).to_have_count(3)
    at(page, 60)
    page.locator('[data-tile="hidden.2"]').click()
    page.mouse.move(2, 2)
    told = page.locator(".close-sum").inner_text()
    quiet(page)
    address = page.url
    page.goto("about:blank")
    opened(page, address)
    expect(page.locator('[data-tile="hidden.2"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".images-update")).to_have_text("update 60 of 100")
    expect(page.locator(".close-sum")).to_have_text(told)
    loss = page.locator(".model-loss").last.inner_text()
    with page.expect_popup() as opening:
        page.get_by_role("button", name="See this point as a graph").click()
    graph = opening.value
    expect(graph.locator("svg").first).to_be_visible(timeout=SLOW)
    assert "&V=" in graph.url
    expect(graph.locator("main")).to_contain_text("softmax CE", timeout=SLOW)
    expect(graph.locator("main")).to_contain_text(loss)
    graph.close()


def test_what_cannot_be_learned_is_said(page: Page) -> None:
    page.goto("/classifier#1/e=horses&i=dogs+1+4+relu+100+0+linear.0&u=3")
    expect(page.locator("#problem")).to_contain_text("no set of images dogs", timeout=SLOW)
    page.locator("[data-setting=Images] select").select_option("horses")
    expect(page.locator(".images-update")).to_have_text("update 3 of 100", timeout=SLOW)
    expect(page.locator("#problem")).to_be_empty()


def test_it_is_on_one_screen_readable_and_accessible(page: Page) -> None:
    opened(page)
    at(page, 50)
    seen = (".image-cell", ".model-tile", ".model-course", ".close-table", ".images-foot")
    assert outside(page, *seen) == []
    assert violations(page) == []
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert violations(page, "color-contrast") == []
    page.keyboard.press("f")
    expect(page.locator("html.presenting")).to_have_count(1)
    figures = [RIGHT, ".model-seen", ".tile-output", ".tile-vote", ".model-loss", ".images-update"]
    assert [row for row in page.evaluate(SIZES, figures) if row[1] < POINTS_20] == []
    assert outside(page, ".image-cell", ".model-tile", ".model-course", ".images-foot") == []
    page.keyboard.press("w")
    expect(page.locator(".close-sum")).to_be_visible()
    figures = [".close-sum", ".close-judged", ".images-close h2"]
    assert [row for row in page.evaluate(SIZES, figures) if row[1] < POINTS_20] == []


def test_in_the_hand_it_is_one_column(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert outside(page, ".play", ".images-foot", '[data-tile="linear.0"]') == []
