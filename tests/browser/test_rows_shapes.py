"""What the rows on vectors, Jacobians and shapes of the curriculum ask for, on their presets."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.behind import more
from tests.browser.test_looks import overflow
from tests.browser.test_same_picture import Compared
from tests.browser.waiting import quiet

GIVEN, BACK = ("4", "−1", "5", "9"), ("4", "0", "5", "0")
"""The upstream gradient of the preset on ReLU, and what comes back."""


def start(page: Page, preset: str, state: str = "") -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/?example={preset}#{state}")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    quiet(page)


def said(page: Page, kind: str) -> list[str]:
    """Return what stands on the wires, from the first to the last."""
    found = page.locator(f"#picture [data-slot='{kind}'] text").all_text_contents()
    return [text for text in found if text]


def checks(page: Page) -> Locator:
    return page.locator("#step-card .check")


def inspect(page: Page, node: int) -> Locator:
    page.locator(f"#picture .cr-node[data-node='{node}']").click()
    inspector = page.locator("#inspector")
    expect(inspector).to_be_visible()
    return inspector


def opened(page: Page, node: int) -> Locator:
    """Return the part of a gate's inspector that has its Jacobian, open."""
    inspect(page, node).locator(".jacobian summary").click()
    quiet(page)
    return page.locator(".inspector-jacobian")


def test_v_01_the_explicit_jacobian_and_the_mask_give_the_same(page: Page) -> None:
    start(page, "relu-vector", "s=1")
    jacobian = opened(page, 1)
    cells = jacobian.get_by_role("region", name="transposed: 4 × 4").locator("td")
    expect(cells).to_have_text(
        ["1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0"]
    )
    expect(jacobian.locator(".jacobian-equal")).to_contain_text("has not come yet")
    page.locator("#picture").press("End")
    sides = jacobian.locator(".jacobian-equal span.gradient")
    expect(sides).to_have_text(["(4, 0, 5, 0)", "(4, 0, 5, 0)"])
    expect(jacobian.locator(".jacobian-equal strong")).to_have_text("equal ✓")
    expect(jacobian.locator(".jacobian-note")).to_contain_text("transposed")
    columns = jacobian.locator(".matrix-frame:not(:first-child) td")
    expect(columns).to_have_text([*GIVEN, *BACK])
    jacobian.get_by_role("button", name="mask", exact=True).click()
    expect(jacobian.locator(".matrix-frame td")).to_have_text([*"1010", *GIVEN, *BACK])
    assert violations(page) == []


def test_v_01_on_a_stage_all_of_it_is_seen_and_read(page: Page) -> None:
    start(page, "relu-vector", "l=1")
    page.locator("#picture").press("End")
    jacobian = opened(page, 1)
    panel = page.locator("#panel-inspect").bounding_box()
    assert panel is not None
    for seen in (".matrix-frame", ".jacobian-equal", ".jacobian-choice"):
        for one in jacobian.locator(seen).all():
            box = one.bounding_box()
            assert box is not None
            assert box["y"] >= panel["y"] - 1
            assert box["y"] + box["height"] <= panel["y"] + panel["height"] + 1, seen
    sizes = jacobian.locator("td, .jacobian-equal span, button").evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => getComputedStyle(e).fontSize)"
    )
    assert min(float(size.removesuffix("px")) for size in sizes) >= 26.6


def test_v_02_how_large_it_is_is_asked_before_it_is_shown(page: Page) -> None:
    start(page, "relu-vector")
    jacobian = opened(page, 1)
    memory, quiz = jacobian.locator(".memory"), jacobian.get_by_role("group", name="Question")
    expect(page.locator("#jacobian-n")).to_have_value("4")  # this gate's own
    expect(memory).to_contain_text("4 × 4 = 16 entries, 64 bytes")
    expect(quiz).to_contain_text("How large is the Jacobian of ReLU on 4096 numbers?")
    assert "16,777,216" not in jacobian.inner_text()
    quiz.get_by_role("button", name="Show the answer").click()
    expect(quiz).to_contain_text("4,096 × 4,096 = 16,777,216 entries, 64 MiB")
    expect(quiz).to_contain_text("At most 4096 of them, on the diagonal, are not zero")
    expect(page.locator("#jacobian-n")).to_have_value("4096")
    jacobian.get_by_role("button", name="this gate: 4").click()
    expect(memory).to_contain_text("16 entries")
    page.locator("#picture").press("Home")
    page.locator("#picture").press("ArrowRight")
    diagonal = jacobian.locator(".matrix-frame td.plus")
    expect(diagonal).to_have_count(2)  # coloured: the small one is a heat map


def test_v_03_for_a_batch_its_blocks_are_marked_and_the_mask_stays_small(page: Page) -> None:
    start(page, "xor-batch")
    page.locator("#picture").press("End")
    jacobian = opened(page, 10)  # A1
    expect(jacobian.locator(".jacobian-note")).to_contain_text(
        "Block diagonal: sample i depends only on sample i (4 blocks of 3 × 3)"
    )
    matrix = jacobian.get_by_role("region", name="transposed: 12 × 12")
    expect(matrix.locator("td.beyond")).to_have_count(12 * 12 - 4 * 3 * 3)
    assert set(matrix.locator("td.beyond").all_text_contents()) == {""}
    expect(matrix.locator("td.at-top.at-left")).to_have_count(4)
    expect(page.locator("#jacobian-n")).to_have_value("3")
    slider, memory = page.get_by_label("batch", exact=True), jacobian.locator(".memory")
    expect(slider).to_have_attribute("aria-valuetext", "4")
    page.locator("#jacobian-n").fill("4096")
    slider.evaluate("e => { e.value = 0; e.dispatchEvent(new Event('input')); }")
    expect(memory).to_contain_text("16,777,216 entries, 64 MiB")
    slider.focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "100")
    expect(memory).to_contain_text("409,600 × 409,600 = 167,772,160,000 entries, 625 GiB (671 GB)")
    expect(memory).to_contain_text("409,600 numbers")


def test_v_04_shapes_on_every_wire_and_a_check_at_every_step(page: Page) -> None:
    start(page, "matrix-product", "s=0")
    more(page).get_by_label("shapes").check()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("shapes=1"))
    expect(page.locator("#picture [data-slot='value'] text").first).to_have_text("3×2")
    assert said(page, "value") == ["3×2", "2×4", "3×4"], "before anything is computed"
    page.locator("#picture").press("ArrowRight")
    expect(checks(page)).to_have_text(re.compile(r"\(3, 2\) @ \(2, 4\) → \(3, 4\): 2 = 2 ✓"))
    page.locator("#picture").press("End")
    expect(checks(page)).to_have_text(
        [
            "dX = dY @ Wᵀ (3, 4) @ (4, 2) = (3, 2), as X ✓",
            "dW = Xᵀ @ dY (2, 3) @ (3, 4) = (2, 4), as W ✓",
        ]
    )
    assert said(page, "back") == ["◂ 3×2", "◂ 2×4"]
    page.keyboard.press("D")
    expect(page.locator("#picture .cr-cell").first).to_be_attached()
    expect(checks(page)).to_have_count(0)
    sizes = inspect(page, 2).locator(".sizes")
    expect(sizes.first).to_have_text("(3, 2) @ (2, 4) → (3, 4): 2 = 2 ✓")
    start(page, "bias-broadcast", "shapes=1")
    page.locator("#picture").press("End")
    page.locator("#picture").press("ArrowLeft")
    expect(checks(page).last).to_contain_text("(3, 4) summed over the 3 rows → (4,), as b ✓")


def test_n_03_a_vector_of_neurons_folds_to_one_block_with_its_shapes(page: Page) -> None:
    start(page, "neurons-side-by-side", "shapes=1")
    page.locator("#picture").press("End")
    assert said(page, "value") == ["2×3", "3×2", "(2,)", "(3,)", "(3,)"]
    page.locator("#picture [data-fold='call neurons#1']").click()
    glyphs = page.locator("#picture .cr-glyph")
    expect(glyphs).to_have_text(["neurons"])
    quiet(page)
    page.locator("#picture").press("End")
    assert said(page, "value") == ["2×3", "(2,)", "(3,)"]
    assert said(page, "back") == ["◂ 2×3", "◂ (2,)"]
    page.locator("#picture [data-fold='call neurons#1']").click()
    expect(glyphs).to_have_text(["T", "@", "σ"])


def test_n_04_shapes_are_inferred_and_those_that_disagree_are_an_error(page: Page) -> None:
    start(page, "one-hidden-layer", "shapes=1&s=0")
    assert said(page, "value") == [
        *("2×3", "3×2", "(2,)", "(3,)", "(3,)", "(3,)"),
        *("scalar", "scalar", "scalar", "scalar"),
    ], "W1, W1ᵀ, x, z1, w2, h1, and numbers"
    waiting = page.locator("#picture .cr-node.cr-waiting")
    expect(waiting).to_have_count(6)  # none is computed yet
    area = page.get_by_label("Program", exact=True)
    area.fill(area.input_value().replace("W1.T @ x", "W1 @ x"))
    problem = page.locator("#problem")
    expect(problem).to_contain_text("@ cannot multiply shapes (2×3) and (2)")
    expect(problem).to_contain_text("the inner sizes 3 and 2 differ")
    expect(problem).to_contain_text("z1 = W1 @ x")


@pytest.mark.parametrize(
    ("preset", "shapes"),
    [
        ("one-hot-batch", {"5×3", "3×4", "1×4 ×5", "scalar"}),
        ("mnist-shapes", {"60000×784", "784×17", "17×784", "1×17 ×60000", "scalar"}),
    ],
)
def test_n_04_the_server_draws_the_same_shapes(page: Page, preset: str, shapes: set[str]) -> None:
    compared = Compared(page)
    start(page, preset, "d=gates&shapes=1&l=1")
    compared.asked |= {"shapes": True, "detail": "gates"}
    for step in ("4", page.get_by_label("Step", exact=True).get_attribute("max") or ""):
        page.get_by_label("Step", exact=True).fill(step)
        quiet(page)
        compared.check()
        assert overflow(page, "#step-card") == [0, 0]
    assert shapes <= set(said(page, "value"))
