"""The speaker's window: beside the stage, and tied to it without a server."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations_in_every_look
from tests.browser.own_server import Server, page_of
from tests.browser.waiting import reload, until


@pytest.fixture
def stage(page: Page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


def opened(stage: Page, address: str) -> Page:
    stage.goto(address)
    until(stage, "isAnswered()")
    with stage.expect_popup() as popup:
        stage.keyboard.press("Shift+S")
    return popup.value


def test_the_window_says_what_is_told_and_what_comes(stage: Page) -> None:
    speaker = opened(stage, "/?example=xyz#1/s=0")
    expect(speaker.locator("#example")).to_have_text("(x + y) · z")
    expect(speaker.locator("#place")).to_have_text("start")
    coming = speaker.locator("#coming").text_content() or ""
    assert coming
    stage.keyboard.press("PageDown")
    expect(speaker.locator("#now")).to_have_text(coming)
    expect(speaker.locator("#place")).to_have_text("forward 1 of 2")
    stage.keyboard.press("End")
    expect(speaker.locator("#coming-part")).to_be_hidden()
    expect(speaker.locator("#note")).not_to_be_empty()
    assert violations_in_every_look(speaker) == []


def test_both_stay_in_step_without_the_server(browser: Browser, own: Server) -> None:
    with page_of(browser, own) as stage:
        speaker = opened(stage, "/?example=xyz#1/s=0")
        expect(speaker.locator("#place")).to_have_text("start")
        own.stop()
        speaker.keyboard.press("PageDown")  # a clicker speaks to the window that has the focus
        expect(stage.locator(".timeline .place")).to_have_text("forward 1 of 2")
        expect(speaker.locator("#place")).to_have_text("forward 1 of 2")
        speaker.get_by_role("button", name="Blank the stage").click()
        expect(stage.locator("#blank")).to_be_visible()
        speaker.close()
        stage.keyboard.press(".")
        stage.keyboard.press("PageDown")
        expect(stage.locator(".timeline .place")).to_have_text("forward 2 of 2")


def test_it_goes_on_from_page_to_page_of_a_playlist(stage: Page) -> None:
    stage.goto("/playlist")
    stage.get_by_label("As text").fill(
        "Two\n1. [One](./?example=xyz)\n   Ask first.\n2. [Another](descent?preset=bowl)\n"
    )
    stage.get_by_role("button", name="Start").click()
    expect(stage.locator(".playlist a")).to_have_text("1/2")
    until(stage, "isAnswered()")
    with stage.expect_popup() as popup:
        stage.keyboard.press("Shift+S")
    speaker = popup.value
    expect(speaker.locator("#item-note")).to_have_text("Ask first.")
    expect(speaker.locator("#next-item")).to_have_text("Another")
    speaker.get_by_role("button", name="Go there").click()
    expect(stage.locator("#preset")).to_have_value("bowl")
    expect(speaker.locator("#example")).to_have_text("A bowl")
    expect(speaker.locator("#list")).to_have_text("Two, 2 of 2")
    expect(speaker.locator("#now")).to_have_text(re.compile(r"^Update 0 of"))
    stage.goto("about:blank")
    expect(speaker.locator("#away")).to_have_text(re.compile("The stage is away"))


@pytest.mark.own_clock
def test_the_timer_runs_rests_and_outlives_a_reload(stage: Page) -> None:
    stage.clock.install()
    stage.goto("/speaker#x")
    timer = stage.locator("#timer")
    expect(timer).to_have_text("0:00")
    stage.get_by_role("button", name="Start the timer").click()
    stage.clock.run_for(65_000)
    expect(timer).to_have_text("1:05")
    reload(stage)
    stage.clock.run_for(1_000)
    stage.get_by_role("button", name="Pause").click()
    rested = timer.text_content()
    stage.clock.run_for(5_000)
    expect(timer).to_have_text(rested or "")
    stage.get_by_role("button", name="Reset").click()
    expect(timer).to_have_text("0:00")
