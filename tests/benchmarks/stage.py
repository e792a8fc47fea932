"""The stage: every example at every press, presented on three screens.

At each press nothing that is being told is cut or covered, its figures can be read from the last
row, and the whole graph is in view; and in the middle of a press nothing is cut, and nothing on its
way lies over a figure. ``CHAINRULE_SHEETS`` names a folder for a picture of each
example at its start, in the middle and at its end.
"""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from app.examples import all_examples
from tests.benchmarks.reporting import report
from tests.browser import chromium
from tests.browser.midway import MIDWAY
from tests.browser.waiting import WATCH, quiet, until
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]
POINT = 96 / 72
"""CSS px in a point."""
MOST_PRESSES = 200
MOMENTS = (0.2, 0.45, 0.6, 0.75, 0.9)
"""Of a press: one in each beat, and before it lands."""
HASTE = """(() => {
  const ask = window.requestAnimationFrame;
  window.requestAnimationFrame = (act) => ask.call(window, (now) => act(now + 60_000));
})()"""
"""Put into a page before its own scripts: frames come late, and a motion is over with its first."""
AT_REST = "isQuiet() && document.documentElement.dataset.beat === undefined"

LOOK = """() => {
  const frame = document.querySelector("#picture");
  const svg = frame.querySelector("svg");
  if (!svg) return null;
  const room = frame.getBoundingClientRect();
  const scale = svg.getScreenCTM().a;
  const figures = [...svg.querySelectorAll("[data-slot] text")]
    .filter((text) => text.textContent !== "" && text.getClientRects().length > 0)
    .map((text) => ({
      text, told: text.closest(".cr-told") !== null, name: text.textContent,
      isCaption: text.matches(".cr-caption, .cr-mark"),
      size: parseFloat(getComputedStyle(text).fontSize) * scale, box: text.getBoundingClientRect(),
    }));
  const inside = (box) =>
    box.left >= room.left - 1 && box.right <= room.right + 1 &&
    box.top >= room.top - 1 && box.bottom <= room.bottom + 1;
  // Of a line of type, its letters: a box of text is as high as the tallest of all its signs.
  const ink = ({ left, right, top, bottom }) => {
    const slack = 0.22 * (bottom - top);
    return { left: left + 1, right: right - 1, top: top + slack, bottom: bottom - slack };
  };
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const boxes = (names) =>
    [...svg.querySelectorAll(names)].map((one) => one.getBoundingClientRect());
  const bodies = boxes(".cr-body");
  const covered = figures.filter(({ told }) => told).filter(({ text, box }) => {
    const letters = ink(box);
    if (figures.some((other) => other.text !== text && meet(letters, ink(other.box)))) return true;
    if (bodies.some((body) => meet(letters, body))) return true;
    const there = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return there !== null && !frame.contains(there);
  });
  const gates = boxes(".cr-body, .cr-leaf");
  const now = boxes(".cr-now .cr-body");
  const names = (list) => list.map(({ name, size }) => `${name} (${size.toFixed(1)} px)`);
  const told = figures.filter((one) => one.told && !one.isCaption);
  const least = (list) => Math.min(...list.map(({ size }) => size), 1000);
  return {
    plain: least(figures.filter(({ isCaption }) => !isCaption)),
    caption: least(figures.filter(({ isCaption }) => isCaption)),
    told: least(told),
    cut: [
      ...names(figures.filter(({ told, box }) => told && !inside(box))),
      ...now.filter((box) => !inside(box)).map(() => "the gate"),
    ],
    covered: names(covered),
    whole: figures.every(({ box }) => inside(box)) && gates.every(inside),
    scrolled: Math.abs(frame.scrollLeft) + Math.abs(frame.scrollTop) > 0,
    share: room.height / innerHeight,
    over: document.querySelector("#timeline button[aria-label='One step on']")?.disabled ?? true,
  };
}"""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen, and the least height of type on it, in px."""

    name: str
    size: ViewportSize
    plain: float
    told: float
    caption: float
    """Of what is said beside figures: the shape of an array, how many margins are active."""


SCREENS = (
    Screen("1280×720", {"width": 1280, "height": 720}, 16 * POINT, 20 * POINT, 10 * POINT),
    Screen("1920×1080", {"width": 1920, "height": 1080}, 16 * POINT, 20 * POINT, 10 * POINT),
    Screen("390×844", {"width": 390, "height": 844}, 12, 12, 9),
)
ROUNDED = 0.05
"""A figure may be smaller by so many px."""


@dataclass(slots=True)
class Seen:
    """What was found on a screen."""

    presses: int = 0
    sizes: dict[str, dict[str, float]] = field(default_factory=dict)
    """Of each example the smallest figure that is plain, that is told, and of the captions, px."""
    misses: list[str] = field(default_factory=list)
    held: int = 0
    """The moments at which a press was held in its middle."""
    midway: list[str] = field(default_factory=list)
    """What was missed then."""
    partly: set[str] = field(default_factory=set)
    """The examples of which not everything was in view."""

    def least(self, kind: str) -> float:
        """Return the size of the smallest figure of a kind, px."""
        return min(sizes[kind] for sizes in self.sizes.values())


def main() -> None:
    """Start a server and a browser, and print a row for each bound."""
    with running([sys.executable, "-m", "app"], cwd=ROOT) as address, sync_playwright() as play:
        path = chromium.find(play)
        with play.chromium.launch(executable_path=path, args=chromium.FLAGS) as browser:
            for screen in SCREENS:
                _tell(screen, look_at(browser, address, screen))


def look_at(browser: Browser, address: str, screen: Screen) -> Seen:
    """Present every example on a screen, and look at each press of it."""
    seen = Seen()
    is_phone = screen.size["width"] < 800
    for example in all_examples():
        with browser.new_page(
            base_url=address, viewport=screen.size, reduced_motion="reduce", has_touch=is_phone
        ) as page:
            page.add_init_script(WATCH)
            page.add_init_script(HASTE)
            page.goto(f"/?example={example.id}")
            quiet(page)
            page.keyboard.press("f")
            quiet(page)
            page.keyboard.press("Home")
            _step_through(page, example.id, screen, seen)
            _hold(page, example.id, seen)
    return seen


def _step_through(page: Page, name: str, screen: Screen, seen: Seen) -> None:
    pictures: list[bytes] = []
    wanted = os.environ.get("CHAINRULE_SHEETS")
    for press in range(MOST_PRESSES):
        until(page, AT_REST, hurried=True)
        found: dict[str, Any] | None = page.evaluate(LOOK)
        if found is None:
            seen.misses.append(f"{name}: no picture")
            return
        if wanted:
            pictures.append(page.screenshot(type="png"))
        _note(found, name, press, seen)
        if not found["whole"]:
            seen.partly.add(name)
        if found["over"]:
            break
        page.keyboard.press("PageDown")
    if wanted:
        _keep(Path(wanted), f"{name}-{screen.size['width']}", pictures)


def _hold(page: Page, name: str, seen: Seen) -> None:
    """Hold each press of a story in its middle."""
    found: dict[str, Any] = page.evaluate(MIDWAY, MOMENTS)
    seen.held += found["presses"] * len(MOMENTS)
    for what in ("cut", "covered"):
        for press, moment, *texts in found[what]:
            told = " over ".join(str(text) for text in texts)
            seen.midway.append(f"{name}, press {press + 1} at {moment}: {what}: {told}")


def _note(found: dict[str, Any], name: str, press: int, seen: Seen) -> None:
    seen.presses += 1
    sizes = seen.sizes.setdefault(name, {})
    for kind in ("plain", "told", "caption"):
        sizes[kind] = min(sizes.get(kind, 1000.0), found[kind])
    for what in ("cut", "covered"):
        if found[what]:
            seen.misses.append(f"{name}, press {press}: {what}: {', '.join(found[what])}")
    if found["scrolled"] and found["whole"]:
        seen.misses.append(f"{name}, press {press}: scrolled")


def _keep(folder: Path, name: str, pictures: list[bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for when, k in (("1", 0), ("2", len(pictures) // 2), ("3", -1)):
        (folder / f"{name}-{when}.png").write_bytes(pictures[k])


def _tell(screen: Screen, seen: Seen) -> None:
    print(f"-- {screen.name}: {len(all_examples())} examples, {seen.presses} presses")
    for kind, what in (
        ("told", "figure that is told"),
        ("plain", "figure"),
        ("caption", "caption"),
    ):
        bound = getattr(screen, kind) - ROUNDED
        report(f"smallest {what}", seen.least(kind), bound, "px", at_least=True)
        for name, sizes in seen.sizes.items():
            if sizes[kind] < bound:
                print(f"   {name}: {sizes[kind]:.1f} px")
    report("examples that are not wholly in view", len(seen.partly), 0, "")
    report("cut, covered or scrolled", len(seen.misses), 0, "")
    report(f"cut or covered at {seen.held} moments of presses", len(seen.midway), 0, "")
    for line in [*sorted(seen.partly), *seen.misses, *seen.midway]:
        print(f"   {line}")


if __name__ == "__main__":
    main()
