"""The lab where its connection breaks: it says so, and the run goes on with the same bits."""

import json
import os
import re
import signal
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from app.training.config import Config
from app.training.datasets import make_data
from app.training.keeping import read_state
from app.training.run import Run
from app.training.trainer import State
from tests.browser.at_the_lab import SLOW, downloaded, opened, paced, press, put
from tests.browser.own_server import Server, page_of
from tests.browser.waiting import quiet, until

TOLD = 2_000
"""Milliseconds within which a lost connection is told of."""
LATER = re.compile(r"^\d{3,}$")


@pytest.fixture
def lab(browser: Browser, own: Server) -> Iterator[Page]:
    with page_of(browser, own) as page:
        yield page


def runs_saved(page: Page) -> list[dict[str, Any]]:
    """Save what stands side by side as a file, and read it."""
    _, file = downloaded(page, "run")
    found: list[dict[str, Any]] = json.loads(file.read_text())["runs"]
    return found


def saved(page: Page) -> dict[str, Any]:
    """Save the only run."""
    (row,) = runs_saved(page)
    return row


def state_of(row: dict[str, Any]) -> State:
    config = Config()
    kept = read_state(row["state"])
    return kept.state(config, make_data(config.dataset))


def straight(update: int) -> State:
    config = Config()
    run = Run(config, make_data(config.dataset))
    run.advance(update)
    return run.trainer.state()


def is_the_default_run(page: Page) -> int:
    """Check that the run is what it would have been; returns how far it is."""
    figures = page.locator("#figures")
    expect(figures).to_have_attribute("data-running", "false")
    shown = int(figures.get_attribute("data-update") or 0)
    until_kept(page)
    row = saved(page)
    assert row["update"] == shown
    state = state_of(row)
    assert state.is_same(straight(state.update))
    return shown


def until_kept(page: Page) -> None:
    """Wait until the page has asked for the moment that it shows."""
    quiet(page)


def goes_on(page: Page, before: int) -> None:
    """Wait until the run goes on from where it was."""
    figures = page.locator("#figures")
    expect(figures).to_have_attribute("data-running", "true", timeout=SLOW)
    until(page, f"Number(document.querySelector('#figures').dataset.update) > {before}")
    expect(page.locator("#told")).to_contain_text("The connection is back")


def test_a_restart_of_the_server_in_the_middle_of_a_run_loses_nothing(
    lab: Page, own: Server
) -> None:
    figures = opened(lab)
    press(lab, "Run")
    expect(figures).to_have_attribute("data-update", LATER, timeout=SLOW)
    own.stop()
    expect(lab.locator("#told")).to_contain_text("connection to the server is lost", timeout=TOLD)
    before = int(figures.get_attribute("data-update") or 0)
    own.start()
    goes_on(lab, before)
    press(lab, "Pause")
    assert is_the_default_run(lab) > before


def test_a_worker_that_is_killed_in_the_middle_of_a_run_loses_nothing(browser: Browser) -> None:
    server = Server("--workers", "2")
    server.start()
    try:
        with page_of(browser, server) as page:
            figures = opened(page)
            press(page, "Run")
            expect(figures).to_have_attribute("data-update", LATER, timeout=SLOW)
            for worker in server.workers():
                os.kill(worker, signal.SIGKILL)
            expect(page.locator("#told")).to_contain_text("is lost", timeout=TOLD)
            goes_on(page, int(figures.get_attribute("data-update") or 0))
            press(page, "Pause")
            is_the_default_run(page)
    finally:
        server.stop()


def test_a_line_that_is_cut_or_silent_is_told_of_and_taken_up_again(lab: Page) -> None:
    lines: list[WebSocketRoute] = []
    silent = False

    def through(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        lines.append(line)

        def hear(message: str | bytes) -> None:
            if not silent:
                line.send(message)

        server.on_message(hear)

    lab.route_web_socket("**/train/live", through)
    figures = opened(lab)
    press(lab, "Run")
    expect(figures).to_have_attribute("data-update", LATER, timeout=SLOW)
    lines[-1].close(code=4000)
    expect(lab.locator("#told")).to_contain_text("is lost", timeout=TOLD)
    goes_on(lab, int(figures.get_attribute("data-update") or 0))

    silent = True
    expect(lab.locator("#told")).to_contain_text("does not answer", timeout=2 * TOLD)
    before = int(figures.get_attribute("data-update") or 0)
    silent = False
    expect(lab.locator("#told")).not_to_contain_text("does not answer", timeout=SLOW)

    # A machine that slept finds nobody at the other end.
    silent = True
    lab.evaluate("dispatchEvent(new Event('online'))")
    expect(lab.locator("#told")).to_contain_text("is lost", timeout=2 * TOLD)
    silent = False
    goes_on(lab, before)
    press(lab, "Pause")
    is_the_default_run(lab)


def test_edits_and_the_place_in_the_history_come_back(lab: Page, own: Server) -> None:
    figures = opened(lab)
    lab.evaluate("document.querySelector('.plane-square').scrollIntoView()")
    press(lab, "Epoch")
    expect(figures).to_have_attribute("data-update", "20")
    put(lab, "Learning rate", "0.5")
    press(lab, "Epoch")
    expect(figures).to_have_attribute("data-update", "40")
    loss = figures.get_attribute("data-loss")
    lab.locator("body").press("Home")
    expect(figures).to_have_attribute("data-update", "0")
    own.stop()
    own.start()
    told = lab.locator("#told")
    expect(told).to_contain_text("The connection is back", timeout=SLOW)
    expect(figures).to_have_attribute("data-update", "0")
    lab.locator("body").press("End")
    expect(figures).to_have_attribute("data-update", "40")
    assert figures.get_attribute("data-loss") == loss
    until_kept(lab)
    row = saved(lab)
    assert row["log"] == [{"update": 20, "set": {"optimizer": {"learning_rate": 0.5}}}]


def test_runs_in_step_go_on_together(lab: Page, own: Server) -> None:
    figures = opened(lab, "/boundary?preset=linear-or-tanh")
    press(lab, "Run")
    expect(figures).to_have_attribute("data-update", LATER, timeout=SLOW)
    own.stop()
    expect(lab.locator("#told")).to_contain_text("is lost", timeout=TOLD)
    before = int(figures.get_attribute("data-update") or 0)
    own.start()
    until(lab, f"Number(document.querySelector('#figures').dataset.update) > {before}")
    press(lab, "Pause")
    quiet(lab)
    rows = runs_saved(lab)
    assert len({row["update"] for row in rows}) == 1
    assert [row["title"] for row in rows] == ["linear", "tanh"]


def test_a_changed_run_is_opened_from_its_link_and_from_its_file(page: Page) -> None:
    figures = opened(page)
    press(page, "Epoch")
    expect(figures).to_have_attribute("data-update", "20")
    put(page, "Learning rate", "0.05")
    page.locator(".plane-square").click(position={"x": 40, "y": 40})
    paced(page, "fastest")
    press(page, "Run")
    until(page, "Number(document.querySelector('#figures').dataset.update) > 1200")
    press(page, "Pause")
    expect(figures).to_have_attribute("data-running", "false")
    quiet(page)
    shown = {name: figures.get_attribute(f"data-{name}") for name in ("update", "loss", "accuracy")}
    row = saved(page)
    assert [set(entry) - {"update"} for entry in row["log"]] == [{"set"}, {"points"}]
    expect(page).to_have_url(re.compile("[&/][zZ]="))

    def is_there(other: Page) -> None:
        for name, value in shown.items():
            expect(other.locator("#figures")).to_have_attribute(f"data-{name}", value or "")
        end = monotonic() + 20  # the page is sent the state now and then, and keeps the last
        while saved(other).get("state") != row["state"] and monotonic() < end:
            quiet(other)
        assert saved(other)["state"] == row["state"]

    linked = page.context.new_page()
    opened(linked, page.url)
    is_there(linked)
    slider = linked.get_by_role("slider", name="History: update")
    expect(slider).to_have_attribute("min", "0")
    slider.fill("20")
    expect(linked.locator("#figures")).to_have_attribute("data-update", "20")

    filed = page.context.new_page()
    opened(filed)
    filed.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.items.add(new File([text], "a-run.json", { type: "application/json" }));
            const how = { dataTransfer: data, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new DragEvent("drop", how));
        }""",
        json.dumps({"kind": "chainrule-run", "version": 1, "preset": "", "runs": [row]}),
    )
    is_there(filed)
