"""Open the views of the lab without the page around them."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

from tests.browser.waiting import PATIENCE

HERE = Path(__file__).resolve().parent
PARTS = HERE.parent / "js"


def open_alone(page: Page, sizes: list[int]) -> None:
    """Open the views over a network that the page itself works out."""
    page.goto("/gates")
    script = (
        'import { stand } from "/tests/js/lab_stand.js";'
        f"globalThis.lab = stand({json.dumps(sizes)});"
    )
    html = _html(page, script)
    _serve_parts(page)
    page.route("**/stand", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/stand")
    when(page, "now.frame?.neuron")


def open_live(page: Page, config: dict[str, Any], *, running: bool) -> None:
    """Open the views over the training stream.

    The page is one of the server's own, emptied: a browser lets no other open a socket to it.
    """
    page.goto("/gates")
    html = _html(page, "")
    _serve_parts(page)
    page.evaluate("(html) => { document.documentElement.innerHTML = html; }", html)
    page.evaluate(
        """async ([config, running]) => {
            const { live } = await import("/tests/js/lab_live.js");
            globalThis.lab = live(config, running);
        }""",
        [config, running],
    )
    when(page, "now.frame?.neuron")


def when(page: Page, condition: str) -> None:
    """Wait until the lab's state, ``now``, is so."""
    page.evaluate(
        f"""() => new Promise((done, failed) => {{
            setTimeout(() => failed(new Error("never: " + {json.dumps(condition)})), {PATIENCE});
            const start = () => {{
                if (!globalThis.lab) return requestAnimationFrame(start);
                const look = () => {{
                    const now = lab.store.get();
                    if ({condition}) done();
                }};
                lab.store.subscribe(look);
                look();
            }};
            start();
        }})"""
    )


def _html(page: Page, script: str) -> str:
    styles = page.locator("link[rel=stylesheet]").first.get_attribute("href") or ""
    html = (HERE / "lab_stand.html").read_text()
    return html.replace("PICTURE_STYLES", styles).replace("SCRIPT", script)


def _serve_parts(page: Page) -> None:
    def part(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        route.fulfill(body=(PARTS / name).read_text(), content_type="text/javascript")

    page.route("**/tests/js/*.js", part)
