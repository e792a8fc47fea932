"""The rows of the curriculum about how a gradient is made: each opens its preset and reads it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations

BRACKET = "((A2−Y)W2)*[A1*(1−A1)]"
"""What W1 and b1 have in common."""


def derive(page: Page, preset: str, of: str, more: str = "") -> Locator:
    """Open a preset with the Derivation panel, as a link of a lecture note does."""
    page.goto(f"/?example={preset}#1/a=derive&dv={of}{more}")
    panel = page.locator("#panel-derive")
    expect(panel.get_by_label("Gradient of")).to_have_value(of)
    expect(panel.get_by_role("button", name="Next factor")).to_be_enabled()
    return panel


def rows(panel: Locator) -> Locator:
    return panel.locator(".chain-row")


def text(place: Locator) -> str:
    """Give a row's formula as it is read, without the signs that nobody sees."""
    return re.sub(r"[\s\u2061\u2062]+", "", place.text_content() or "")


def test_n05_a_factor_a_press_each_tied_to_its_gate(page: Page) -> None:
    panel = derive(page, "one-hidden-layer", "w2", "&df=1")
    following = panel.get_by_role("button", name="Next factor")
    expect(rows(panel)).to_have_count(1)
    expect(rows(panel).first).to_contain_text("−1.814")
    picture = page.locator("#picture")
    expect(picture.locator(".chain-gone[data-node]")).to_have_count(1)
    for count in (2, 3):
        following.click() if count == 2 else panel.locator(".chain-sheet").press("PageDown")
        expect(rows(panel)).to_have_count(count)
    cancelled = rows(panel).nth(1)
    expect(cancelled.locator(".chain-simple")).to_have_text("ŷ−y")
    expect(cancelled).to_contain_text("−0.4487")
    expect(cancelled).to_contain_text("Simplified form")
    last = rows(panel).last
    assert text(last.locator("math").nth(2)) == "[ŷ−yŷ·(1−ŷ)]·[ŷ·(1−ŷ)]·h1"
    expect(last.locator(".chain-simple")).to_have_text("(ŷ−y)·h1")
    expect(last.locator(".chain-array")).to_have_text("−0.3190−0.3096−0.1297")
    expect(panel.get_by_role("button", name="All 3 factors")).to_be_disabled()
    # A factor of the product lights the wire of its gate, and the row of that gate with it.
    last.locator(".factor-1").hover()
    expect(rows(panel).nth(1)).to_have_class(re.compile(r"\blit\b"))
    panel.locator(".chain-sheet").press("PageUp")
    expect(rows(panel)).to_have_count(2)
    expect(page).to_have_url(re.compile("&df=2$"))
    assert violations(page) == []


def test_o10_reused_factors_are_marked_and_products_counted(page: Page) -> None:
    panel = derive(page, "one-hidden-layer", "W1")
    panel.get_by_role("button", name="All", exact=True).click()
    expect(rows(panel)).to_have_count(6)
    expect(panel.locator(".chain-mark")).to_have_text(["already computed for w2"] * 2)
    expect(rows(panel).nth(2).locator(".chain-mark")).to_have_count(0)
    expect(panel).to_contain_text("for w2 and W1: 16 with reuse, 30 without")
    last = rows(panel).last
    expect(last).to_contain_text("outer product")
    assert text(last.locator("math").nth(2)) == "outer(x,(ŷ−y)·w2*h1*(1−h1))"
    expect(last).to_contain_text("2×3 = (2,) ⊗ (3,)")


def test_o12_the_layer_says_how_far_a_gradient_has_travelled(page: Page) -> None:
    panel = derive(page, "two-hidden-layers", "w3")
    expect(panel.get_by_role("button", name="Layer 3: w3")).to_have_attribute(
        "aria-pressed", "true"
    )
    way = page.locator("#picture .chain-way[data-edge]")
    for layer, name, factors, end in ((2, "W2", 6, "0.1413"), (1, "W1", 8, "0.04026")):
        panel.get_by_role("button", name=f"Layer {layer}: {name}").click()
        expect(panel).to_contain_text(f"{factors} factors from E to {name}")
        expect(panel.locator(".chain-bar")).to_have_count(factors)
        expect(way).to_have_count(4 - layer + 1)
        panel.get_by_role("button", name="All", exact=True).click()
        expect(panel.locator(".chain-norm")).to_contain_text(
            f"Norm shrinks from 2.114 to {end} over {factors} factors"
        )
    # Predict hides what would be an answer.
    page.keyboard.press("q")
    expect(panel).to_contain_text("Hidden while you predict the gradients.")
    expect(rows(panel).first).to_be_hidden()
    expect(way).to_have_count(0)


def test_b06_four_derivations_with_a_shape_check(page: Page) -> None:
    panel = derive(page, "xor-batch", "W2")
    for of, written, shapes, first in (
        ("W2", "(A2−Y)TA1", "1×3 = (4×1)ᵀ @ 4×3", "0.1735"),
        ("b2", "(∑rows(A2−Y))T", "1×1 = (Σ rows of 4×1)ᵀ", "0.3016"),
        ("W1", f"({BRACKET})TX", "3×2 = ((4×1 @ 1×3) * 4×3)ᵀ @ 4×2", "0.0333"),
        ("b1", f"(∑rows({BRACKET}))T", "3×1 = (Σ rows of ((4×1 @ 1×3) * 4×3))ᵀ", "0.0506"),
    ):
        panel.get_by_label("Gradient of").select_option(of)
        expect(rows(panel)).to_have_count(0)
        panel.get_by_role("button", name="All", exact=True).click()
        last = rows(panel).last
        expect(last).to_contain_text(shapes)
        formula = last.locator(".chain-simple, .chain-formula > math:nth-of-type(2)").last
        assert text(formula) == written
        expect(last.locator(".chain-cells span").first).to_have_text(first)
        common = panel.locator(".chain-simple").filter(has_text=re.compile("^A2−Y$"))
        expect(common).not_to_have_count(0)
        if of != "b2":
            expect(panel.locator(".chain-mark").first).to_have_text("already computed for b2")


def test_b01_the_derivation_follows_the_notation_of_layers(page: Page) -> None:
    panel = derive(page, "xor-batch", "W1", "&names=layers")
    option = panel.locator("#chain-of option[value='W1']")
    expect(option).to_have_text("W[1]")
    expect(panel.locator(".chain-forward").first).to_contain_text("Z[1]=X")
    panel.get_by_role("button", name="All", exact=True).click()
    expect(rows(panel).last.locator("math").nth(1)).to_have_text("∂L∂W[1]")


def test_b03_a_layer_forward_with_shapes_and_the_broadcast_bias(page: Page) -> None:
    panel = derive(page, "xor-batch", "b1")
    forward = panel.locator(".chain-forward")
    expect(forward).to_have_count(2)
    expect(forward.first).to_contain_text("4×3 = 4×2 @ (3×2)ᵀ + (3×1)ᵀ")
    expect(forward.first).to_contain_text("b1ᵀ, 1×3, for each of the 4 rows")
    panel = derive(page, "bias-broadcast", "b")
    expect(panel.locator(".chain-forward")).to_contain_text("b, (4,), for each of the 3 rows")
    panel.get_by_role("button", name="Next factor").click()
    expect(rows(panel)).to_contain_text("Summed over the 3 rows")
    expect(rows(panel).locator(".chain-array")).to_have_text("−0.10−0.030.450.07")


def test_on_stage_everything_told_is_large_and_the_clicker_opens_factors(page: Page) -> None:
    panel = derive(page, "one-hidden-layer", "w2", "&l=1")
    panel.get_by_role("button", name="Clicker").click()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(rows(panel)).to_have_count(2)
    sizes = panel.locator(".chain-formula, .chain-said:not(:empty), .chain-norm, .chain-count")
    told = sizes.evaluate_all("all => all.map((e) => parseFloat(getComputedStyle(e).fontSize))")
    assert min(told) >= 21.3
    large = rows(panel).locator(".chain-formula")
    assert (
        large.evaluate_all("all => Math.min(...all.map((e) => e.scrollWidth - e.clientWidth))") <= 1
    )
    drawer = page.locator("#panels").bounding_box()
    row = rows(panel).last.bounding_box()
    assert drawer
    assert row
    assert row["y"] >= drawer["y"]
    assert row["y"] + row["height"] <= drawer["y"] + drawer["height"] + 1
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")  # the chain is at its end: the press is the story's again
    expect(rows(panel)).to_have_count(3)
    expect(page.locator("#timeline .place")).to_contain_text("backward")
