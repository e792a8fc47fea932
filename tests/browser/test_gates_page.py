import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.api.library import GROUPS
from app.engine.ops import BY_NAME, OPS
from tests.browser.axe import violations

HEAVIEST = 400_000
IDS = "all => all.map(e => e.id)"
COMPOSITES = ["maxout", "mul_constant"]
"""Units that are no gates, made of some."""
FAMILIES = [family for families in GROUPS.values() for family in families]
CARDS = [*sorted(OPS, key=lambda name: FAMILIES.index(OPS[name].family)), *COMPOSITES]


@pytest.fixture
def plain_page(browser: Browser, server: str) -> Iterator[Page]:
    with browser.new_context(base_url=server, java_script_enabled=False) as context:
        yield context.new_page()


def search(page: Page, text: str) -> list[str]:
    page.get_by_role("searchbox", name="Search the gates").fill(text)
    found: list[str] = page.locator("article.gate:visible").evaluate_all(IDS)
    return found


def test_every_gate_is_there_without_scripts(plain_page: Page) -> None:
    answer = plain_page.goto("/gates")
    assert answer is not None
    assert len(answer.body()) < HEAVIEST
    cards = plain_page.locator("article.gate")
    assert cards.evaluate_all(IDS) == CARDS
    assert cards.locator("figure svg").count() == len(CARDS)
    links = plain_page.locator("nav li a").evaluate_all("all => all.map(e => e.hash)")
    assert links == [f"#{name}" for name in CARDS]
    for alias, op in BY_NAME.items():
        expect(plain_page.locator(f"#{op.name} header")).to_contain_text(alias)


def test_a_card_says_everything_of_its_gate(plain_page: Page) -> None:
    plain_page.goto("/gates#leaky_relu")
    card = plain_page.locator("#leaky_relu")
    expect(card).to_be_in_viewport()
    op = OPS["leaky_relu"]
    for text in (op.summary, op.behaviour, op.convention, "slope=0.1", "max(slope * x, x)"):
        expect(card).to_contain_text(str(text))
    expect(card).to_contain_text("torch.nn.functional.leaky_relu(x, 0.1)")
    expect(card).to_contain_text("np.where(x > 0, x, 0.1 * x)")
    assert card.locator("math").count() == 2


def test_the_defaults_of_reductions_are_said(plain_page: Page) -> None:
    plain_page.goto("/gates")
    expect(plain_page.locator("#mse")).to_contain_text("reduction='mean'")
    expect(plain_page.locator("#squared_error")).to_contain_text("reduction='sum'")
    expect(plain_page.locator("#hinge")).to_contain_text("By default the mean over rows")


def test_no_name_stands_twice(plain_page: Page) -> None:
    plain_page.goto("/gates")
    ids = plain_page.locator("[id]").evaluate_all(IDS)
    assert sorted(set(ids)) == sorted(ids)


def test_every_link_opens_a_program_that_works(plain_page: Page) -> None:
    plain_page.goto("/gates")
    links = plain_page.locator(".open a").evaluate_all("all => all.map(e => e.href)")
    gates = len(OPS) + sum(op.definition is not None for op in OPS.values())
    assert len(links) == gates + 4 * len(COMPOSITES)
    failed = [link for link in links if plain_page.request.get(link).status != 200]
    assert failed == []


def test_a_link_opens_the_gate_on_the_graph_page(page: Page) -> None:
    page.goto("/gates#sigmoid")
    page.locator("#sigmoid .open a").first.click()
    expect(page.get_by_role("textbox", name="Program")).to_have_value("x = 1.5\ny = sigmoid(x)")
    expect(page.locator("#picture .cr-glyph")).to_have_text(["σ"])


def test_the_page_is_one_click_away(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Gates", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gates")


def test_the_search_filters_by_name_alias_and_behaviour(page: Page) -> None:
    page.goto("/gates")
    assert search(page, "leaky relu") == ["leaky_relu"]
    assert search(page, "maximum") == ["max"]
    routing = search(page, "routes")
    gates = [op.name for op in OPS.values() if op.behaviour == "routes"]
    assert routing == [*gates, "maxout"]
    expect(page.locator("#found")).to_have_text(f"{len(routing)} of {len(CARDS)} gates")
    expect(page.locator("nav li:visible")).to_have_text(routing)
    expect(page.get_by_role("heading", level=2)).to_have_text(
        ["Choices", "Pooling", "Reductions", "Made of gates"]
    )


def test_the_search_finds_names_of_other_libraries_and_formulas(page: Page) -> None:
    page.goto("/gates")
    assert search(page, "CMulTable") == ["multiply"]
    assert search(page, "SoftmaxWithLoss") == ["softmax_cross_entropy"]
    assert search(page, "reduce_logsumexp") == ["logsumexp"]
    assert search(page, "x**2") == ["square"]
    assert search(page, "criterions") == [name for name in OPS if OPS[name].family == "losses"]
    assert "mul_constant" in search(page, "in place")


def test_an_edge_without_a_gradient_is_spared(page: Page) -> None:
    page.goto("/gates#matmul")
    card = page.locator("#matmul")
    code = card.locator(".layer pre")
    expect(code.nth(2)).to_contain_text("return [da, db]")
    card.get_by_label("b", exact=True).uncheck()
    expect(code.nth(2)).to_contain_text("return [da, None]")
    expect(code.nth(1)).to_contain_text("self.b = b")
    expect(card.locator(".layer-told")).to_contain_text("1 gradient, 6 numbers. 3 numbers spared.")
    card.get_by_label("a", exact=True).uncheck()
    expect(code.nth(2)).to_contain_text("not called")
    expect(page.locator("#mul_constant .in-place .lost")).to_have_text("nan, nan, nan ✗")


def test_a_search_in_vain_says_so_and_escape_ends_it(page: Page) -> None:
    page.goto("/gates")
    assert search(page, "nosuchgate") == []
    expect(page.locator("#nothing")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("article.gate:visible")).to_have_count(len(CARDS))
    expect(page.locator("#nothing")).to_be_hidden()


def test_a_slash_leads_to_the_search_and_can_be_typed_there(page: Page) -> None:
    page.goto("/gates")
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Search the gates")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.press("/")
    expect(field).to_have_value("/")


def test_a_link_to_a_gate_that_was_searched_away_brings_it_back(page: Page) -> None:
    page.goto("/gates")
    search(page, "relu")
    page.evaluate("location.hash = '#tanh'")
    expect(page.locator("#tanh")).to_be_in_viewport()


def reading(page: Page, name: str) -> str:
    return re.sub(r"\s+", " ", page.locator(f"#{name} output").inner_text())


def test_a_curve_is_read_out_by_keyboard(page: Page) -> None:
    page.goto("/gates#sigmoid")
    slider = page.get_by_role("slider", name="x of sigmoid")
    slider.focus()
    page.keyboard.press("End")
    assert reading(page, "sigmoid") == "x = 4 y = 0.982 y′ = 0.01766"
    page.keyboard.press("ArrowLeft")
    assert reading(page, "sigmoid").startswith("x = 3.95 ")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^x 3.95, value 0.98"))


def test_a_curve_is_read_out_under_the_pointer(page: Page) -> None:
    page.goto("/gates#relu")
    box = page.locator("#relu svg").bounding_box()
    assert box is not None
    left, across = box["x"] + box["width"] * 34 / 340, box["width"] * 294 / 340
    page.mouse.move(left + across / 4, box["y"] + 60)
    assert reading(page, "relu") == "x = −2 y = 0 y′ = 0"
    page.mouse.move(left + across / 2, box["y"] + 60)
    assert reading(page, "relu") == "x = 0 y = 0 y′ = 0"
    page.mouse.move(left + across * 3 / 4, box["y"] + 60)
    assert reading(page, "relu") == "x = 2 y = 2 y′ = 1"


def test_a_pole_is_read_out_as_an_infinity(page: Page) -> None:
    page.goto("/gates#reciprocal")
    slider = page.get_by_role("slider", name="x of reciprocal")
    slider.fill("80")
    assert reading(page, "reciprocal") == "x = 0 y = ∞ y′ = −∞"
    expect(page.locator("#reciprocal .plot-here-value")).to_be_hidden()


def test_nothing_is_inaccessible_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/gates")  # on a desk, in every look: test_every_theme.py
    assert violations(page) == []


def test_nothing_is_cut_off_at_phone_width(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/gates")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_first_gate_that_is_found_comes_into_view(page: Page) -> None:
    page.goto("/gates")
    field = page.get_by_role("searchbox", name="Search the gates")
    for text, first in (("hinge", "hinge"), ("routes", "max"), ("softmax", "softmax")):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        field.fill(text)
        assert search(page, text)[0] == first
        expect(page.locator(f"#{first} header")).to_be_in_viewport(ratio=1)
        expect(field).to_be_focused()
    field.press("Enter")
    expect(page.locator("#softmax h3 a")).to_be_focused()


def test_on_a_telephone_enter_goes_to_the_first_gate_that_is_found(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto("/gates")
    field = page.get_by_role("searchbox", name="Search the gates")
    field.fill("cross_entropy")
    expect(field).to_be_in_viewport()
    field.press("Enter")
    expect(page.locator("#cross_entropy header")).to_be_in_viewport()


def test_at_a_desk_no_formula_is_cut(page: Page) -> None:
    """A formula scrolls in the hand; cut at a desk, it would read as if it ended there."""
    page.goto("/gates")
    formulas = page.locator(".gate .formula")
    expect(formulas.first).to_be_visible()
    cut = formulas.evaluate_all(
        "all => all.filter((e) => e.scrollWidth > e.clientWidth + 1)"
        ".map((e) => e.closest('article').id)"
    )
    assert cut == []
