"""What the lecture's rows on notation ask of the graph page, on the presets that stand for them."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.behind import more, panel
from tests.browser.test_leaves import drag, number
from tests.browser.test_looks import go, still
from tests.browser.test_timeline import hold
from tests.browser.waiting import quiet

PHONE: ViewportSize = {"width": 390, "height": 844}
LEAST = 21.3
"""px: 16 points on a stage 720 px high."""

FIGURES = """() => [...document.querySelectorAll("#picture [data-slot] text")]
    .filter((one) => one.textContent).map((one) => one.textContent)"""
SIZES = """() => [...document.querySelectorAll("#picture [data-slot] text")]
    .filter((one) => one.textContent)
    .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"""
COVERED = """() => {
    const texts = [...document.querySelectorAll("#picture .cr-text")]
      .filter((one) => one.textContent);
    const boxes = texts.map((one) => one.getBoundingClientRect());
    const stage = document.querySelector("#picture").getBoundingClientRect();
    const cut = texts.filter((_, k) => boxes[k].left < stage.left || boxes[k].right > stage.right);
    const laid = texts.flatMap((one, k) => boxes.slice(k + 1)
      .filter((b) => { const a = boxes[k]; const air = 0.25 * a.height;
        return a.left < b.right && b.left < a.right && a.top + air < b.bottom - air
          && b.top + air < a.bottom - air; }).map(() => one));
    return [...cut, ...laid].map((one) => one.textContent);
}"""


def figures(page: Page) -> set[str]:
    found: list[str] = page.evaluate(FIGURES)
    return set(found)


def heard(entries: Locator) -> list[str]:
    """Return what is read aloud in place of formulas, and the numbers, without spaces."""
    texts = entries.evaluate_all(
        """(all) => all.map((one) => { const copy = one.cloneNode(true);
             for (const seen of copy.querySelectorAll("[aria-hidden]")) seen.remove();
             return copy.textContent; })"""
    )
    return [re.sub(r"\s+", "", text) for text in texts]


def at(page: Page, edge: int, slot: str) -> Locator:
    return page.locator(f'#picture [data-edge="{edge}"] [data-slot="{slot}"]')


def test_g02_known_locally_and_wanted_fill_in_with_the_sweeps(page: Page) -> None:
    still(page, "/?example=xyz#1/l=1&a=partials")
    known, wanted = page.locator(".partials-known li"), page.locator(".partials-wanted li")
    expect(known).to_have_count(4)
    assert heard(known) == ["∂q/∂x=1", "∂q/∂y=1", "∂f/∂q=z", "∂f/∂z=q"]
    totals = wanted.locator(".total")
    expect(totals).to_have_text(["", "", ""])
    go(page, 2)  # the forward sweep is over
    assert heard(known) == ["∂q/∂x=1", "∂q/∂y=1", "∂f/∂q=z−4", "∂f/∂z=q3"]
    expect(totals).to_have_text(["", "", ""])
    go(page, 5)
    expect(totals).to_have_text(["", "", "3"])
    expect(wanted.nth(2)).to_have_class(re.compile("now"))
    go(page, 7)
    expect(totals).to_have_text(["−4", "−4", "3"])
    expect(wanted.nth(0)).to_contain_text("(−4) · 1")
    sizes = page.locator(".partials .number, .partials math").evaluate_all(
        "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= LEAST
    known.nth(2).get_by_role("button").hover()
    expect(page.locator('#picture [data-edge="2"] .cr-wire')).to_have_class(re.compile("cr-now"))
    page.keyboard.press("q")  # what is to be predicted is not given away
    expect(totals).to_have_text(["", "", ""])
    assert heard(known)[2:] == ["∂f/∂q=z", "∂f/∂z=q"]


def test_g07_nested_functions_or_names_and_each_factor_at_its_wire(page: Page) -> None:
    still(page, "/?example=xyz")
    page.keyboard.press("End")
    formula = panel(page, "Formula")
    factors = formula.locator(".factor")
    expect(factors).to_have_count(2)
    assert heard(factors) == ["∂f/∂q=z=(−4)", "∂q/∂x=1"]
    formula.get_by_role("button", name="Functions").click()
    expect(formula.locator(".functions")).to_be_visible()
    expect(page).to_have_url(re.compile("fa=functions"))
    written = [re.sub("[⁡\\s]", "", text) for text in heard(formula.locator(".functions span"))]
    assert written == ["f=g(h(x,y),z)", "h(x,y)=x+y", "g(a,b)=a·b"]
    assert heard(factors) == ["∂g/∂h=z=(−4)", "∂h/∂x=1"]
    expect(formula.locator(".formula-result")).to_have_text(
        "The product is −4. ✓ The backward sweep says −4."
    )
    outer = page.locator('#picture [data-edge="2"] .cr-wire')
    inner = page.locator('#picture [data-edge="0"] .cr-wire')
    factors.first.focus()
    expect(outer).to_have_class(re.compile("cr-now"))
    factors.first.blur()
    at(page, 0, "value").hover()  # and the other way
    expect(factors.nth(1)).to_have_class(re.compile("lit"))
    expect(factors.first).not_to_have_class(re.compile("lit"))
    expect(inner).to_have_class(re.compile("cr-now"))
    formula.get_by_label("Gradient with respect to").select_option("z")
    assert heard(factors) == ["∂g/∂z=h=3"]
    formula.get_by_role("button", name="Names").click()
    assert heard(factors) == ["∂f/∂z=q=3"]


def test_g08_add_splits_max_routes_multiply_swaps(page: Page) -> None:
    still(page, "/?example=gate-patterns")
    page.keyboard.press("End")
    totals = {
        name: page.locator(f'#picture [data-edge="{edge}"] [data-slot="back"] text')
        for name, edge in {"x": 0, "y": 1, "z": 2, "w": 3, "p": 4, "m": 5, "s": 6}.items()
    }
    expected = {"x": "−8", "y": "6", "z": "2", "p": "2", "m": "2", "s": "2"}
    for name, text in expected.items():
        expect(totals[name]).to_have_text(f"◂ {text}")
    expect(totals["w"]).to_have_text("0")  # ringed, and its wire is drawn in another way
    expect(at(page, 3, "back").locator("rect")).to_have_attribute("visibility", "visible")
    wires = page.locator("#picture [data-edge] .cr-wire")
    zero = wires.evaluate_all("(all) => all.map((one) => one.classList.contains('cr-zero'))")
    assert zero == [edge == 3 for edge in range(7)]
    dashes = [wires.nth(k).evaluate("(w) => getComputedStyle(w).strokeDasharray") for k in (2, 3)]
    assert dashes[0] == "none"
    assert dashes[1] != "none"
    seen: dict[str, list[str]] = {}
    for step in (8, 10, 12):  # of the press of each gate
        go(page, step)
        said = page.locator(".sentence").inner_text()
        gate = next(word for word in ("add", "max", "multiply") if said.startswith(word))
        seen[gate] = hold(page, step - 2 + 2 * 0.48)
    assert seen["add"] == ["2 × 1", "2 × 1"]  # it splits into two alike
    assert sorted(seen["max"]) == ["2 × 0", "2 × 1"]  # the winner has all of it
    assert sorted(seen["multiply"]) == ["2 × (−4)", "2 × 3"]  # each by the other operand


RULER = """() => [...document.querySelectorAll(".ruler span")]
    .filter((one) => getComputedStyle(one).visibility === "visible").map((one) => ({
        name: one.textContent, phase: one.dataset.phase, colour: getComputedStyle(one).color,
        size: parseFloat(getComputedStyle(one).fontSize), left: one.getBoundingClientRect().left,
        bottom: one.getBoundingClientRect().bottom,
    }))"""


def ruler(page: Page) -> list[dict[str, Any]]:
    expect(page.locator(".ruler span").first).to_be_attached()
    found: list[dict[str, Any]] = page.evaluate(RULER)
    return found


def test_g12_the_ruler_names_the_gates_in_the_order_of_each_sweep(page: Page) -> None:
    still(page, "/?example=xyz#1/l=1")
    go(page, 5)
    marks = ruler(page)
    names = [(mark["phase"], mark["name"]) for mark in marks]
    forward, backward = [("forward", n) for n in "qf"], [("backward", n) for n in "fq"]
    assert names == [*forward, ("backward", "seed"), *backward]
    assert [mark["left"] for mark in marks] == sorted(mark["left"] for mark in marks)
    colours = {mark["phase"]: mark["colour"] for mark in marks}
    for phase, slot in (("forward", "value"), ("backward", "back")):
        text = at(page, 2, slot).locator("text")
        assert colours[phase] == text.evaluate("(one) => getComputedStyle(one).fill")
    assert min(mark["size"] for mark in marks) >= LEAST
    expect(page.locator(".ruler .now")).to_have_text("f")
    slider = page.get_by_label("Step", exact=True)
    box = slider.bounding_box()
    assert box
    assert max(mark["bottom"] for mark in marks) <= box["y"] + box["height"]
    page.mouse.move(box["x"] + 0.05 * box["width"], box["y"] + box["height"] / 2)
    expect(slider).to_have_attribute("title", "forward: q = x + y")
    page.set_viewport_size(PHONE)
    expect(page.locator(".ruler span:not(.away)")).to_have_text(["f"])  # there is room for one


def test_g13_a_gradient_is_read_as_what_a_change_of_the_input_does(page: Page) -> None:
    still(page, "/?example=xyz")
    page.keyboard.press("End")
    drag(page, number(page, "x"), 44)  # from −2 to −1
    ghosts = page.locator(".cr-ghost text")
    expect(ghosts).to_have_text(["predicted −12 + (−4) · 1 = −16", "true −16"])
    page.mouse.up()
    page.keyboard.press("Control+z")
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("−12")
    panel(page, "Nudge")
    page.locator("#nudge-change").fill("10")
    expect(page.locator("#panel-nudge")).to_contain_text(
        "should change f by −4; it changed by −4, exactly as promised."
    )


def test_g14_labels_are_numbers_symbols_or_both(page: Page) -> None:
    still(page, "/?example=xyz#1/l=1")
    page.keyboard.press("End")
    assert figures(page) >= {"◂ −4", "◂ 3", "−12"}
    expected = {
        "symbols": {"◂ ∂f/∂x = z·1", "◂ ∂f/∂y = z·1", "◂ ∂f/∂q = z", "◂ ∂f/∂z = q", "q", "f"},
        "both": {"◂ ∂f/∂x = −4", "◂ ∂f/∂y = −4", "◂ ∂f/∂q = −4", "◂ ∂f/∂z = 3", "q = 3"},
    }
    for labels, texts in expected.items():
        page.keyboard.press("v")
        expect(page.locator("#picture [data-names]").first).to_be_attached()
        quiet(page)
        expect(at(page, 2, "value").locator("text")).to_have_text(
            "q" if labels == "symbols" else "q = 3"
        )
        assert figures(page) >= texts
        assert min(page.evaluate(SIZES)) >= LEAST
        assert page.evaluate(COVERED) == []
        expect(page).to_have_url(re.compile(f"labels={labels}"))
    page.keyboard.press("Home")
    assert figures(page) == {"−2", "5", "−4"}  # what is not computed has no name either
    page.keyboard.press("Escape")
    choice = more(page).get_by_label("Labels")
    expect(choice).to_have_value("both")
    choice.select_option("numbers")
    expect(page.locator("#picture [data-names]")).to_have_count(0)
