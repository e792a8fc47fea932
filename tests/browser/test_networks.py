"""A large network opens folded, and a block of it one level at a time."""

from playwright.sync_api import Page, expect


def test_a_module_of_googlenet_opens_with_its_convolutions_closed(page: Page) -> None:
    page.goto("/?example=googlenet")
    glyphs = page.locator("#picture .cr-glyph")
    expect(glyphs.filter(has_text="inception")).to_have_count(9)
    expect(page.locator("#picture")).to_contain_text("1024×7×7")
    expect(page.locator("#step-card")).to_contain_text("scalar")
    glyphs.filter(has_text="inception").first.dblclick()
    expect(glyphs.filter(has_text="conv")).to_have_count(6)
    expect(glyphs.filter(has_text="concat")).to_have_count(1)
    expect(glyphs.filter(has_text="inception")).to_have_count(8)
    expect(page.locator("#picture .cr-frame")).to_have_count(1)
    expect(page.get_by_label("Detail")).to_have_value("gates")
    glyphs.filter(has_text="conv").first.dblclick()
    expect(glyphs.filter(has_text="conv")).to_have_count(5)
    expect(glyphs.filter(has_text="ReLU")).to_have_count(1)
