"""The graph page in a browser: frames while it is used, how soon it answers, the first visit."""

import os
import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.benchmarks.programs import LARGE_NETWORK, SMALL_NETWORK, matrices
from tests.benchmarks.reporting import report
from tests.browser import chromium
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]
VIEWPORT: ViewportSize = {"width": 1280, "height": 720}
FULL = 59.0
"""Frames a second at which all but a rare one of 60 are drawn."""
VISITS = 7
FAR = 100
"""Milliseconds of a round trip across half a continent, or by a telephone."""
DRAGS = 40

WRITE = """program => {
  const area = document.querySelector("#program");
  area.value = program;
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}"""

FRAMES = """([what, count]) => new Promise((resolve) => {
  const press = (key) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const frame = document.querySelector("#picture");
  const acts = {
    step: () => press("ArrowRight"),
    pan: () => { frame.scrollBy(12, 3); press("ArrowRight"); },
    watch: () => {},
    zoom: () => frame.dispatchEvent(new WheelEvent("wheel", {
      deltaY: times.length % 24 < 12 ? 1 : -1, ctrlKey: true, bubbles: true, cancelable: true,
      clientX: 700, clientY: 300,
    })),
  };
  const times = [];
  function draw(now) {
    times.push(now);
    if (times.length > count) resolve(times);
    else { acts[what](); requestAnimationFrame(draw); }
  }
  requestAnimationFrame(draw);
})"""
"""Do something in every frame; gives the time of each."""

CHOOSE = """(select, value) => {
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}"""

DRAWN = """program => new Promise((resolve) => {
  const area = document.querySelector("#program"), frame = document.querySelector("#picture");
  const before = frame.querySelector("svg");
  const from = performance.now();
  const look = () => {
    const svg = frame.querySelector("svg");
    if (svg === null || svg === before || svg.dataset.oneSize !== "") return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - from);
      port2.postMessage(null);
    });
  };
  const observer = new MutationObserver(look);
  observer.observe(frame, { childList: true });
  area.value = program;
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""
"""Write a program; gives how long it takes until its picture is on the screen."""

ANSWER = """() => {
  window.answers = [];
  let moved = null;
  addEventListener("pointermove", (event) => { moved ??= event.timeStamp; }, true);
  const ofGate = ({ target }) => {
    const row = target.parentElement?.closest("tr");
    return row && [...row.cells].some(({ textContent }) => textContent === "multiply");
  };
  const heard = (changes) => {
    if (moved === null || !changes.some(ofGate)) return;
    const from = moved;
    moved = null;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.answers.push(performance.now() - from);
      port2.postMessage(null);  // arrives when the frame is drawn
    });
  };
  const all = { subtree: true, childList: true, characterData: true };
  new MutationObserver(heard).observe(document.querySelector(".panel-table"), all);
}"""
"""Note how long it takes from a movement of the pointer until other products are on the screen."""

BARE = """() => {
  const frame = document.querySelector("#picture");
  const svg = frame.querySelector("svg");
  const sheets = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
  const rules = sheets.map(({ cssText }) => cssText).join("");
  const copy = svg.cloneNode(true);
  const unseen = frame.querySelectorAll(":scope > div[hidden] > *");
  copy.append(...[...unseen].map((group) => group.cloneNode(true)));
  copy.style.width = `${svg.getBoundingClientRect().width}px`;
  const size = `width: ${frame.clientWidth}px; height: ${frame.clientHeight}px; flex: none`;
  const framed = (inner) => `<div id="picture" class="picture" style="${size}">${inner}</div>`;
  return `<style>${rules}</style>${framed(copy.outerHTML)}`;
}"""
"""The picture as it is shown, on a page without any script."""

HEARD = """(k) => new Promise((done, fail) => {
  const end = performance.now() + 10_000;
  const look = () => {
    if (window.answers.length > k) done();
    else if (performance.now() > end) fail(new Error(`movement ${k} was not answered`));
    else setTimeout(look, 100);
  };
  look();
})"""
"""Wait for the answer to movement k, looking seldom: looking at every frame would cost time."""

USABLE = """addEventListener("DOMContentLoaded", () => {
  const ready = () => {
    if (!document.querySelector("#timeline input:enabled")) return;
    observer.disconnect();
    requestAnimationFrame(() => { window.usable = performance.now(); });
  };
  const observer = new MutationObserver(ready);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  ready();
});"""
"""Note when the page has its story, so that it can be stepped."""


def main() -> None:
    """Start a server and a browser, and print all rows."""
    env = {**os.environ, "CHAINRULE_COMPUTE_SECONDS": "30"}  # this machine may be busy
    command = [sys.executable, "-m", "app"]
    with running(command, cwd=ROOT, env=env) as address, sync_playwright() as play:
        path = chromium.find(play)
        with play.chromium.launch(executable_path=path, args=chromium.FLAGS) as browser:
            first_visit(browser, address)
            small(browser, address)
            large(browser, address)
            many(browser, address)


def first_visit(browser: Browser, address: str) -> None:
    """Measure a visitor who has never been here, near the server and far from it."""
    for away, bound in ((0, 1000), (FAR, 1000)):
        times: list[float] = []
        sizes: list[int] = []
        seconds: list[int] = []
        for _ in range(VISITS):
            with browser.new_context(viewport=VIEWPORT) as context:
                page = context.new_page()
                page.add_init_script(USABLE)
                sizes.append(_transferred(page, f"{address}/", away))
                times.append(page.evaluate("window.usable"))
                seconds.append(_transferred(page, f"{address}/", away))
        where = f", {away} ms away" if away else ""
        report(f"first visit{where}, usable", statistics.median(times), bound, "ms")
    report("first visit, transferred", statistics.median(sizes) / 1000, 150, "KB")
    report("second visit, transferred", statistics.median(seconds) / 1000, 30, "KB")


def _transferred(page: Page, url: str, away: int) -> int:
    """Open a page from ``away`` ms; returns the bytes over the wire, headers and all."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    unlimited = {"downloadThroughput": -1, "uploadThroughput": -1}
    session.send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": away, **unlimited}
    )
    total = 0

    def count(event: dict[str, Any]) -> None:
        nonlocal total
        total += event["encodedDataLength"]

    session.on("Network.loadingFinished", count)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    session.detach()
    return total


def small(browser: Browser, address: str) -> None:
    """Measure a network of 120 gates, all that the page opens with open."""
    with browser.new_page(base_url=address, viewport=VIEWPORT) as page:
        _open(page, SMALL_NETWORK)
        report("120 gates, a step every frame", _rate(page, "step", 240), FULL, "/s", at_least=True)
        page.keyboard.press("Home")
        for _ in range(8):
            page.keyboard.press("]")
        page.keyboard.press(" ")
        report("120 gates, playing", _rate(page, "watch", 240), FULL, "/s", at_least=True)
        page.keyboard.press("End")
        page.keyboard.press("t")  # the table tells when there are other products
        page.locator(".panel-table").wait_for()
        leaf = page.locator("#picture [role=spinbutton][aria-label^=x0]")
        leaf.hover()  # once it stands still: the table leaves the picture less room
        box = leaf.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 8, y)  # far enough to be a drag
        page.wait_for_load_state("networkidle")
        page.evaluate(ANSWER)
        for k in range(DRAGS):
            page.mouse.move(x + 8 * (k + 2), y)
            page.evaluate(HEARD, k)
        page.mouse.up()
        answers = page.evaluate("window.answers")
        report("120 gates, from a drag to new numbers", statistics.median(answers), 50, "ms")


def large(browser: Browser, address: str) -> None:
    """Measure a network of 2,000 gates."""
    with browser.new_page(base_url=address, viewport=VIEWPORT) as page:
        _open(page, LARGE_NETWORK)
        rate = _rate(page, "step", 120)
        report("2,000 gates, a step every frame", rate, 30, "/s", at_least=True)
        _pan(browser, page, "2,000 gates, stepping and panning")
        page.keyboard.press("m")  # the zoom is in the menu
        for _ in range(12):
            page.locator("#zoom-out").click()
        page.keyboard.press("Escape")
        _pan(browser, page, "2,000 gates, the same zoomed far out")


def many(browser: Browser, address: str) -> None:
    """Measure some 10,000 placed nodes, and open more than any that are told."""
    for title, hidden, bound in (
        ("12,000 placed nodes", 48, 2500),
        ("18,000 placed nodes", 62, None),
    ):
        with browser.new_page(base_url=address, viewport=VIEWPORT) as page:
            page.goto("/")
            page.wait_for_load_state("networkidle")
            page.locator("#detail").evaluate(CHOOSE, "scalars")
            page.wait_for_load_state("networkidle")
            drawn = float(page.evaluate(DRAWN, matrices(16, hidden)))
            if bound is None:
                print(f"{title + ', from a key to the picture':<58}{drawn:>9.2f} ms")
                continue
            report(f"{title}, from a key to the picture", drawn, bound, "ms")
            page.locator("#picture:not(.ahead)").wait_for(timeout=60_000)
            page.wait_for_load_state("networkidle")
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press("Home")
            report(
                f"{title}, stepping and panning", _rate(page, "pan", 120), 30, "/s", at_least=True
            )
            zoomed = _rate(page, "zoom", 120)
            report(f"{title}, zooming out and in", zoomed, 30, "/s", at_least=True)
            for _ in range(12):
                page.keyboard.press("-")
            far = _rate(page, "pan", 120)
            report(f"{title}, far out", far, 30, "/s", at_least=True)


def _pan(browser: Browser, page: Page, title: str) -> None:
    """Measure stepping and panning, and how that compares with the browser's own scrolling."""
    rate = _rate(page, "pan", 120)
    report(title, rate, 30, "/s", at_least=True)
    with browser.new_page(viewport=VIEWPORT) as bare:
        bare.set_content(page.evaluate(BARE))
        floor = _rate(bare, "pan", 120)
    report(f"{title}, of a bare picture", rate / floor, 0.9, "", at_least=True)


def _open(page: Page, program: str) -> None:
    page.goto("/")
    page.wait_for_load_state("networkidle")
    with page.expect_response("**/api/v1/graph.svg"):
        page.evaluate(WRITE, program)
    page.wait_for_load_state("networkidle")
    page.locator("#picture:not(.ahead) [data-node]").first.wait_for(state="attached")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Home")


def _rate(page: Page, what: str, frames: int) -> float:
    """Return frames a second."""
    times = page.evaluate(FRAMES, [what, frames])
    return 1000 * (len(times) - 1) / float(times[-1] - times[0])


if __name__ == "__main__":
    main()
