"""How fast the lab is drawn while it trains: ``python -m tests.benchmarks.lab_frames``.

A plane of 100×100 cells, a map for every neuron of a 2-6-4-2 network, its links, neuron space,
curves and the confusion matrix, over the training stream of a real server; and how fast the same
run trains while nobody watches it.
"""

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.reporting import report
from tests.browser import chromium
from tests.browser.lab_stand import open_alone, open_live
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]
CONFIG = {
    "layers": [{"units": 6, "activation": "tanh"}, {"units": 4, "activation": "tanh"}],
    "loss": "softmax",
}
ROUNDS = 3
SECONDS = 3


def drawing(page: Page) -> None:
    """Measure the drawing alone: prepared frames, as fast as the screen takes them."""
    open_alone(page, [2, 6, 4, 2])
    rates = [page.evaluate(f"lab.rate({SECONDS})") for _ in range(ROUNDS)]
    report("frames drawn, no training", statistics.median(rates), 30, "/s", at_least=True)


def training(page: Page) -> None:
    """Measure frames while a server trains, and what watching costs the training.

    Watched and unwatched stretches take turns, so that a busy machine slows both.
    """
    open_live(page, CONFIG, running=True)
    watched: list[float] = []
    frames: list[float] = []
    unwatched: list[float] = []
    for _ in range(ROUNDS):
        seen = page.evaluate(f"lab.rates({SECONDS}, true)")
        frames.append(seen["frames"])
        watched.append(seen["updates"])
        unwatched.append(page.evaluate(f"lab.rates({SECONDS}, false)")["updates"])
    report("frames drawn while it trains", statistics.median(frames), 30, "/s", at_least=True)
    share = statistics.median(a / b for a, b in zip(watched, unwatched, strict=True))
    report("training watched, of unwatched", 100 * share, 50, "%", at_least=True)
    print(f"{'updates a second, watched and unwatched':<58}", end="")
    print(f"{statistics.median(watched):>9.0f} {statistics.median(unwatched):.0f}")


def main() -> None:
    """Start a server and a browser, and measure."""
    with running([sys.executable, "-m", "app"], cwd=ROOT) as address, sync_playwright() as play:
        path = chromium.find(play)
        with play.chromium.launch(executable_path=path, args=chromium.FLAGS) as browser:
            page = browser.new_page(
                base_url=address, viewport={"width": 1280, "height": 720}, bypass_csp=True
            )
            drawing(page)
            training(page)


if __name__ == "__main__":
    main()
