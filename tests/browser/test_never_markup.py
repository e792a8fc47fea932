"""Texts of links, programs and presets are texts on the page too, whatever stands in them."""

import json
from urllib.parse import quote

from playwright.sync_api import Page, expect

AWKWARD = (
    "<img src=x onerror=hit()>",
    '"><svg onload=hit()>',
    "</script><script>hit()</script>",
    "\u202e' onfocus=hit() autofocus tabindex=1 x='\u2066",
    '=HYPERLINK("javascript:hit()")',
)
HIT = "window.hits = 0; window.hit = () => { window.hits += 1; };"
STRANGE = (
    "document.querySelectorAll('img, iframe, object, embed, [onerror], [onload], [onfocus]').length"
)


def test_what_a_link_says_never_becomes_markup(page: Page) -> None:
    page.add_init_script(HIT)
    for text in ("".join(AWKWARD), AWKWARD[-1]):
        told = quote(text, safe="")
        for link in (
            f"/#1/p={quote(f'x = 2; # {text}', safe='')}%0Ay=x*x&s=1",
            f"/#1/p={quote(f'x = {text}', safe='')}",
            f"/#1/e={told}&o={told}&g={told}&h={told}",
        ):
            page.goto(link)
            page.wait_for_selector("#timeline input, #problem .problem, #outside:not(:empty)")
            assert (page.evaluate(STRANGE), page.evaluate("window.hits")) == (0, 0), link
            page.goto("about:blank")
        beside = json.dumps([{"title": text, "config": {"dataset": {"name": text}}}])
        for link in (
            f"/boundary#1/b={quote(beside, safe='')}&e={told}",
            f"/boundary?preset={told}",
        ):
            page.goto(link)
            expect(page.locator("main canvas:visible").first).to_be_visible()
            assert (page.evaluate(STRANGE), page.evaluate("window.hits")) == (0, 0), link
            page.goto("about:blank")
