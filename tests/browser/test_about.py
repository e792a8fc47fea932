"""The page about the project: a neuron beside its model, and credits."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations_in_every_look

LIT = """() => [...document.querySelectorAll('.neuron svg [data-part]:not(.mark)')]
  .filter((one) => getComputedStyle(one).opacity === '1').map((one) => one.dataset.part)"""


def test_what_is_pointed_at_is_lit_in_the_cell_the_model_and_the_class(page: Page) -> None:
    page.goto("/about")
    assert set(page.evaluate(LIT)) == set("123456")
    for part in "123456":
        for place in ("figure:first-of-type", "figure + figure", "tbody", ".neuron-code"):
            assert page.locator(f".neuron {place} [data-part='{part}']").count(), (place, part)
        page.locator(f"tr[data-part='{part}']").hover()
        assert set(page.evaluate(LIT)) == {part}
    page.locator("h1").hover()
    page.locator("tr[data-part='2']").focus()
    assert set(page.evaluate(LIT)) == {"2"}


def test_every_link_of_the_page_leads_somewhere(page: Page) -> None:
    page.goto("/about")
    for link in page.locator("#main a").all():
        address = urljoin(page.url, link.get_attribute("href") or "")
        assert page.request.get(address).status == 200, address
    page.get_by_role("link", name="write its class yourself").click()
    expect(page.locator(".blanks").first).to_contain_text("neuron_tick")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible_and_fits(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    page.goto("/about")
    assert violations_in_every_look(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
