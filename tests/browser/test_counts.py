"""Shapes without numbers on the page, and the panel that counts them (V-02, V-03, B-04)."""

import re

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.behind import panel
from tests.browser.test_rows_shapes import said, start


def test_a_preset_of_shapes_is_counted_for_any_batch(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    start(page, "mnist-shapes", "s=16")
    assert {"60000×784", "60000×17", "17×784", "scalar"} <= set(said(page, "value"))
    counts = panel(page, "Counts")
    expect(counts.locator(".counts-told")).to_have_text(
        "Parameters: 17·784 + 17 + 10·17 + 10 = 13,525"
    )
    rows = counts.locator("tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text("affine#1line 11")
    expect(rows.first).to_contain_text("17·784 + 17 = 13,345")
    expect(counts.locator("tfoot")).to_contain_text("809,880,000")
    expect(counts).to_contain_text("1,020,000 × 1,020,000 = 1,040,400,000,000 entries")
    assert violations(page) == []
    slider = counts.get_by_label("Batch")
    slider.fill("6")  # 1, 2, 5, 10, 20, 50, 100
    expect(counts.locator("tfoot")).to_contain_text("2,700")
    expect(counts.locator("output")).to_have_text("100 samples")
    expect(counts.locator(".counts-told")).to_contain_text("= 13,525")
    expect(page).to_have_url(re.compile(r"[&/]cb=100(&|$)"))
    counts.get_by_role("button", name="As in the program").click()
    expect(counts.locator("output")).to_have_text("60,000 samples")
    told = panel(page, "Nudge")
    expect(told).to_contain_text("The inputs are shapes without numbers")
    told = panel(page, "Check")
    expect(told.get_by_role("alert")).to_contain_text("images has the shape (60000×28×28)")
    assert errors == []
