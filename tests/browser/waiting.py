"""Wait for what a page does, and never for a time."""

import os

import pytest
from playwright.sync_api import Page, Route

LATE = int(os.environ.get("CHAINRULE_TESTS_LATE", "0"))
"""Milliseconds that an answer may come later: what passes only on a quick machine fails then."""

PATIENCE = 60_000
"""Milliseconds that may pass until a condition is true, on however busy a machine."""

WATCH = """(() => {
  const { fetch, setTimeout, clearTimeout } = window;
  const waiting = new Map();
  let asked = 0;
  const counted = (promise) => {
    asked += 1;
    return promise.finally(() => { asked -= 1; });
  };
  const late = async (answer) => {
    const found = await answer;
    if (LATE) await new Promise((done) => setTimeout(done, LATE * Math.random()));
    return found;
  };
  window.fetch = (...all) => counted(late(fetch(...all)));
  for (const name of ["json", "text", "blob", "arrayBuffer"]) {
    const read = Response.prototype[name];
    Response.prototype[name] = function () { return counted(read.call(this)); };
  }
  window.setTimeout = (act, ms = 0, ...given) => {
    if (ms > 1000) return setTimeout(act, ms, ...given);  // a message that goes away
    const run = () => {
      waiting.delete(id);
      act(...given);
    };
    const id = setTimeout(run, ms);
    waiting.set(id, { run, ms });
    return id;
  };
  window.clearTimeout = (id) => {
    waiting.delete(id);
    clearTimeout(id);
  };
  window.isAnswered = () => asked === 0;
  window.isQuiet = () => asked === 0 && waiting.size === 0;
  window.hurry = () => {
    for (const [id, { run }] of [...waiting].sort(([, a], [, b]) => a.ms - b.ms)) {
      if (!waiting.has(id)) continue;  // another has called it off
      clearTimeout(id);
      run();
    }
  };
})()""".replace("LATE", str(LATE))
"""Put into a page before its own scripts: counts what it has asked the server and what it will do
within a second, and changes nothing of it; `hurry()` does at once what waits for a time."""

POLL = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const end = performance.now() + PATIENCE;
  for (let held = 0; held < 3; await frame()) {
    if (performance.now() > end) return false;
    HURRY
    held = CONDITION ? held + 1 : 0;
  }
  return true;
}""".replace("PATIENCE", str(PATIENCE))


def until(page: Page, condition: str, *, failing: str | None = None, hurried: bool = False) -> None:
    """Wait until an expression holds for some frames of the page.

    The page's policy keeps Playwright from doing that itself. In a hurry the page's own pauses, as
    after a key, are over at once.
    """
    poll = POLL.replace("CONDITION", f"({condition})").replace("HURRY", "hurry();" * hurried)
    if not page.evaluate(poll):
        pytest.fail(failing or f"never: {condition}")


def quiet(page: Page) -> None:
    """Wait until a page has all its answers and does nothing more by itself."""
    until(page, "isQuiet()", hurried=True)


def reload(page: Page) -> None:
    """Load a page again once it has kept all of itself.

    What it keeps while it is being left may reach its successor too late.
    """
    quiet(page)
    page.reload()


def hold_first(page: Page, pattern: str = "**/api/v1/trace") -> list[Route]:
    """Keep the first request that matches until the test lets it go; returns what is kept."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route), times=1)
    return held
