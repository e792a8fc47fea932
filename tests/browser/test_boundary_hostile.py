"""The lab in the hands of somebody who does things in an odd order, or loses the server."""

import re
import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.browser.at_the_lab import SLOW, button, in_text, opened, press, put, setting, stopping
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]


def test_a_server_that_goes_and_comes_is_told_of(browser: Browser) -> None:
    command = [sys.executable, "-m", "app"]
    with ExitStack() as servers, browser.new_context() as context:
        first = servers.enter_context(ExitStack())
        address = first.enter_context(running(command, cwd=ROOT))
        page = context.new_page()
        figures = opened(page, f"{address}/boundary")
        press(page, "Run")
        expect(figures).to_have_attribute("data-running", "true")
        first.close()
        told = page.locator("#told")
        expect(told).to_contain_text("lost")
        expect(figures).to_have_attribute("data-running", "false")
        press(page, "Run")
        expect(told).to_contain_text("nothing was done")
        expect(button(page, "Run")).to_be_visible()
        port = str(urlsplit(address).port)
        servers.enter_context(running(command, "--port", port, cwd=ROOT))
        expect(told).to_contain_text("goes on from where it was", timeout=SLOW)
        expect(figures).to_have_attribute("data-running", "true", timeout=SLOW)


def test_an_unknown_example_is_told(page: Page) -> None:
    for address in ("/boundary?preset=nope", "/boundary#1/e=nope"):
        page.goto("about:blank")
        opened(page, address)
        expect(page.locator("#told")).to_contain_text("There is no example “nope”")


def test_a_link_far_into_a_run_is_seen_on_its_way(page: Page) -> None:
    figures = opened(page, "/boundary#1/e=data-circle&u=40000")
    expect(page.locator("#told")).to_contain_text("40,000")
    expect(button(page, "Pause")).to_be_visible()
    expect(figures).to_have_attribute("data-update", "40000", timeout=SLOW)


def test_a_run_that_diverges_names_the_parameter(page: Page) -> None:
    opened(page, "/boundary?preset=hills")
    page.get_by_label("Optimiser").select_option("sgd")
    put(page, "Learning rate", "1e9")
    press(page, "Run")
    expect(page.locator("#told")).to_have_text(re.compile(r"diverged: update \d+ makes [Wb]\d"))
    press(page, "Reset")
    expect(page.locator("#told")).to_be_empty()


def test_a_refused_number_does_not_stay(page: Page) -> None:
    opened(page, "/boundary")
    field = setting(page, "Learning rate")
    before = field.input_value()
    field.fill("-1")
    field.press("Enter")
    expect(page.locator("#problem")).to_contain_text("at least 0")
    field.blur()
    expect(field).to_have_value(before)


def test_runs_beside_each_other_stop_as_asked(page: Page) -> None:
    figures = opened(page, "/boundary?preset=linear-or-tanh")
    stopping(page, "epochs", "3")
    press(page, "Run")
    expect(page.locator("#told")).to_have_text("Stopped at update 60, as you asked.", timeout=SLOW)
    expect(figures).to_have_attribute("data-update", "60")
    press(page, "Slow motion")
    expect(page.locator("[aria-current=step]:visible")).to_have_text(["Forward: layer 1"])
    expect(figures).to_have_attribute("data-update", "60")
    page.keyboard.press("Escape")
    expect(figures).to_have_attribute("data-update", "61")
    expect(page.get_by_label("History: update")).to_have_value("61")
    planes = page.locator(".lab-plane-box")
    for k in range(2):
        planes.nth(k).locator(".lab-name").click()
        expect(figures).to_have_attribute("data-update", "61")


def test_data_of_values_beside_each_other(page: Page) -> None:
    opened(page, "/boundary?preset=linear-or-tanh")
    page.locator(".data-menu > summary").click()
    page.get_by_role("button", name=re.compile("[Hh]ills|[Gg]auss")).last.click()
    expect(page.locator('[data-setting="Loss"] select')).to_have_value("regression")
    expect(page.get_by_text("Click adds a point of value")).to_have_count(2)
    expect(page.locator("#problem")).to_be_empty()


def test_axes_follow_a_plane_that_grows(page: Page) -> None:
    opened(page, "/boundary?preset=data-circle")
    in_text(page, "Your own data")
    page.get_by_label("Points as text").fill("0,0,0\n90,90,1")
    plane = page.locator(".plane-frame")
    expect(plane).to_have_attribute("aria-label", re.compile("x1 from 0 to 91.8"))


def test_the_screen_is_blanked(page: Page) -> None:
    opened(page, "/boundary")
    page.keyboard.press("b")
    box = page.locator("#blank").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1280, 720)
    page.keyboard.press("b")
    expect(page.locator("#blank")).to_be_hidden()


def test_of_very_many_links_the_largest_are_drawn_and_that_is_told(page: Page) -> None:
    opened(page, "/boundary")
    in_text(page, "As text")
    page.get_by_label("Layers in short").fill(", ".join(["64 tanh"] * 8))
    legend = page.locator(".net-legend")
    expect(legend).to_contain_text("Drawn: the 1,500 largest of 28,928")
