"""The graph page inside a page of another site, in the frame that course sites give it."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

LINK = "#1/s=2&embed=1&p=a=3;+b=4%0Ac=a*b%0Ad=c%2Ba"
AROUND = """<!doctype html><title>A course</title><link rel="icon" href="data:,">
<iframe sandbox="{sandbox}" src="{address}" width="800" height="480"></iframe>
<script>
  window.heard = [];
  addEventListener("message", (event) => window.heard.push(event.data));
</script>
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def course(tmp_path: Path) -> Iterator[str]:
    """Give the address of another site, whose files are in ``tmp_path``."""
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_address[1]}"
        site.shutdown()


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_a_sandboxed_frame_shows_what_its_link_says_and_takes_steps(
    browser: Browser, server: str, course: str, tmp_path: Path, sandbox: str
) -> None:
    page = browser.new_page()  # not the watched one, which knows no other site
    text = AROUND.format(sandbox=sandbox, address=f"{server}/{LINK}")
    (tmp_path / "course.html").write_text(text, "utf-8")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.goto(f"{course}/course.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#picture [data-node] .cr-leaf")).to_have_text(["a", "b"])
    expect(frame.locator("#picture [data-output] .cr-value")).to_have_text("15")
    expect(frame.locator("#program")).to_be_hidden()
    page.wait_for_function("heard.some((m) => m.chainrule === 'shown' && m.steps === 7)")
    last = "heard.filter((m) => m.chainrule === 'shown').at(-1)"
    page.wait_for_function(f"{last}.step === 2")
    assert 150 < page.evaluate(f"{last}.height") < 1500
    page.evaluate("frames[0].postMessage({chainrule: 'go', step: 7}, '*')")
    expect(frame.locator('#picture [data-node="0"] [data-slot="total"]')).to_contain_text("5")
    page.wait_for_function(f"{last}.step === 7")
    for strange in ("null", "'x'", "{chainrule: 'go', step: 'x'}", "{chainrule: 'go', step: 1e9}"):
        page.evaluate(f"frames[0].postMessage({strange}, '*')")
    page.evaluate("frames[0].postMessage({chainrule: 'go', step: 0}, '*')")
    page.wait_for_function(f"{last}.step === 0")
    assert errors == []
    page.close()


def test_a_page_that_is_not_embedded_tells_nobody_and_hears_nobody(page: Page) -> None:
    page.goto(f"/{LINK}")
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("15")
    page.evaluate("postMessage({chainrule: 'go', step: 0}, '*')")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("15")


@pytest.mark.parametrize(
    ("width", "height", "link"),
    [(640, 400, "#1/embed=1"), (640, 400, "#1/embed=1&l=1"), (844, 390, "#1/l=1&a=inspect&i=4")],
)
def test_a_small_frame_shows_the_picture(page: Page, width: int, height: int, link: str) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"/{link}")
    expect(page.locator("#timeline .play")).to_be_visible()
    if "embed" in link:
        expect(page.locator(".bar")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollHeight") == height
    assert page.locator("#picture").evaluate("(picture) => picture.clientHeight") > 120


@pytest.mark.parametrize("link", ["", "#1/q=1&s=4", "#1/q=1&s=4&l=1"])
def test_nothing_stands_beside_the_narrowest_window(page: Page, link: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/{link}")
    expect(page.locator("#timeline .play")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator("#picture").evaluate("(picture) => picture.clientHeight") > 90
    assert page.locator("#timeline").evaluate("(line) => line.clientHeight") < 100
