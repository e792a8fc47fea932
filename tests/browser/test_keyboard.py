"""The keyboard is the lecturer's: after any choice a clicker's next key steps.

The controls are those of the page itself, found in its document, so that a new one is held to it.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.at_the_lab import in_text, opened
from tests.browser.behind import more
from tests.browser.waiting import quiet, until

CONTROLS = "button, select, input, summary, [role=tab], [role=spinbutton], textarea"

# The first control that is seen and of a kind not used yet; it is marked, and its kind given.
NEXT = f"""([place, known]) => {{
  const seen = (e) => e.checkVisibility({{ visibilityProperty: true, opacityProperty: true }})
    && !e.disabled && !e.closest("dialog, [inert]") && e.getClientRects().length > 0;
  const kind = (e) => [
    e.localName, e.id, e.type ?? "", e.getAttribute("role") ?? "",
    e.getAttribute("aria-label") ?? "", e.labels?.[0]?.textContent ?? "",
    e.matches("select, textarea") ? "" : e.textContent,
  ].join(" ").replace(/[−\\d.]+/g, "0").replace(/\\s+/g, " ").slice(0, 90);
  for (const e of document.querySelectorAll("[data-test]")) e.removeAttribute("data-test");
  for (const e of document.querySelector(place).querySelectorAll({CONTROLS!r})) {{
    if (!seen(e) || known.includes(kind(e))) continue;
    e.setAttribute("data-test", "");
    return kind(e);
  }}
  return null;
}}"""

KEYBOARD_IS_FREE = """document.activeElement.matches(
  "body, [data-stage], textarea, input:not([type=range], [type=checkbox], [type=file])"
)"""


AWAY = ("Share", "JSON", "PNG", "CSV", "PyTorch", "graph", "embed", "file", "More", "beside")
"""Words of what takes something out of the lab, which is as on the graph page, or has a test."""


def the_keyboard_is_free(page: Page, described: str) -> None:
    until(page, KEYBOARD_IS_FREE, failing=f"{described} keeps the keyboard")


def use(page: Page, control: Locator) -> None:
    """Do with a control what it is there for, with a pointer; type where text is typed."""
    kind = control.evaluate("e => e.type ?? e.tagName.toLowerCase()")
    if kind == "select-one":
        options = control.locator("option")
        if options.count() > 1:
            now = control.evaluate("e => e.selectedIndex")
            control.click()
            if control.evaluate("e => e === document.activeElement"):  # its list is open
                page.keyboard.press("Escape")
            if not control.is_visible():
                more(page)
            control.select_option(index=(now + 1) % options.count())
    elif kind == "file":
        control.set_input_files([])
    elif kind in {"text", "number", "search"}:
        control.fill("1")
        control.press("Enter")
    elif kind == "textarea":
        control.click()
        page.keyboard.press("Escape")
    elif control.get_attribute("role") == "spinbutton":
        control.click()
        page.keyboard.type("2")
        page.keyboard.press("Enter")
    else:
        control.click()
    if page.locator("dialog[open]").count():
        page.keyboard.press("Escape")


def controls(page: Page, place: str = "body") -> Iterator[tuple[Locator, str]]:
    """Give the controls one by one, those too that come while others are used."""
    known: list[str] = []
    while kind := page.evaluate(NEXT, [place, known]):
        known.append(kind)
        yield page.locator("[data-test]"), kind
        if place == "#more":
            more(page)


def slider(page: Page) -> Locator:
    return page.get_by_label("Step", exact=True)


def settled(page: Page) -> int:
    """Wait until no answer is on its way, and give the step."""
    until(page, "isQuiet() && !document.querySelector('#timeline input').disabled", hurried=True)
    return int(slider(page).input_value())


START = "/#1/e=sigmoid-neuron-gate&s=3&a=table"


def start(page: Page, link: str = START) -> None:
    page.goto("about:blank")
    page.goto(link)
    expect(slider(page)).to_be_enabled()


@pytest.mark.parametrize("place", ["body", "#more"])
def test_after_every_control_of_the_graph_page_a_clicker_steps(page: Page, place: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("window.print = () => {}")
    start(page)
    if place == "#more":
        more(page)
    used = []
    for control, described in controls(page, place):
        if "Predict" in described or "predict" in described:
            continue  # its presses have three stages: test_predict.py
        if "More" in described:
            continue  # what is in it lies over the stage
        use(page, control)
        if "fold" in described:
            use(page, control)  # it is remembered, and much is beside it
        here = settled(page)
        the_keyboard_is_free(page, described)
        key, moved = (
            ("PageDown", 1)
            if here < int(slider(page).get_attribute("max") or 0)
            else ("PageUp", -1)
        )
        page.keyboard.press(key)
        assert (int(slider(page).input_value()) - here) * moved > 0, f"{key} after {described}"
        used.append(described)
        if "presenting" in (page.locator("html").get_attribute("class") or ""):
            page.keyboard.press("f")
        if len(used) % 6 == 0 or page.locator("#example").is_hidden():
            start(page)
            if place == "#more":
                more(page)
    words = {
        "body": "example detail share present tab select range spinbutton",
        "#more": "digits select zoom mode seed dark print svg",
    }
    assert len(used) > {"body": 35, "#more": 14}[place], used
    for word in words[place].split():
        assert any(word in one.lower() for one in used), f"no {word} was used"


@pytest.mark.parametrize(("place", "count"), [("body", 30), ("#controls", 15), ("#more", 8)])
def test_after_every_control_of_the_lab_a_clicker_trains_on(
    page: Page, place: str, count: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    figures = opened(page)
    if place == "#controls":
        in_text(page, "Your own data")
        in_text(page, "As text")
    if place == "#more":
        more(page)
    used = list[str]()
    for control, described in controls(page, place):
        if any(word in described for word in AWAY) or ("Data" in described and "Data" in used):
            continue
        use(page, control)
        if figures.get_attribute("data-running") == "true":
            page.keyboard.press("Space")
            expect(figures).to_have_attribute("data-running", "false")
        quiet(page)  # an answer of the server may begin the run anew
        the_keyboard_is_free(page, described)
        if page.locator(".lab-stages").first.is_visible():
            stage = page.locator(".stages-list [aria-current=step]").first
            before = stage.text_content()
            page.keyboard.press("PageDown")
            expect(stage).not_to_have_text(before or "")
            page.keyboard.press("Escape")
        before = figures.get_attribute("data-update") or ""
        page.keyboard.press("PageDown")
        expect(figures, f"PageDown after {described}").not_to_have_attribute("data-update", before)
        used.append("Data" if "Data" in described else described)
        if page.locator(".net-editor:visible").count():
            page.keyboard.press("Escape")  # it lies over the next ones
        if place == "body" and page.locator("#controls").is_visible():
            page.keyboard.press("t")  # so does the drawer
        if page.locator("html.presenting").count():
            page.keyboard.press("f")
    assert len(used) > count, used


def test_after_a_control_of_the_gates_page_the_keys_scroll(page: Page) -> None:
    page.goto("/gates")
    expect(page.locator(".reader input").first).to_be_visible()  # the scripts have come
    page.locator("#search").click()
    page.keyboard.type("relu")
    page.keyboard.press("Enter")
    expect(page.locator(".gates")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    reader = page.locator(".reader input").first
    reader.click()
    expect(page.locator(".gates")).to_be_focused()
    value = reader.input_value()
    page.keyboard.press("PageDown")
    until(page, "scrollY > 100")
    assert reader.input_value() == value


@pytest.mark.parametrize("key", ["ArrowRight", "PageDown", "Space", "f", "d", ".", "End"])
def test_after_an_example_is_chosen_every_key_is_the_stages(page: Page, key: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    start(page, "/?example=sigmoid-neuron-gate")
    program = page.locator("#program")
    page.get_by_label("Example").click()
    page.keyboard.press("Escape")
    page.get_by_label("Example").select_option("branch-add")
    expect(program).not_to_have_value("")
    settled(page)
    page.keyboard.press("Home")
    text = program.input_value()
    page.keyboard.press(key)
    does = {
        "ArrowRight": "document.querySelector('#timeline input').value === '1'",
        "PageDown": "document.querySelector('#timeline input').value === '1'",
        "Space": "document.querySelector('#timeline input').value > 0",
        "End": "document.querySelector('#timeline input').value > 1",
        "f": "document.documentElement.classList.contains('presenting')",
        "d": "document.documentElement.dataset.theme === 'dark'",
        ".": "!document.getElementById('blank').hidden",
    }[key]
    until(page, does)
    expect(page.get_by_label("Example")).to_have_value("branch-add")
    assert program.input_value() == text


def test_after_clicking_present_space_plays_and_escape_leaves(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script("Element.prototype.requestFullscreen = () => Promise.reject()")
    start(page, "/?example=sigmoid-neuron-gate")
    page.get_by_role("button", name="Present").click()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    presenting = page.locator("html.presenting")
    expect(presenting).to_have_count(1)
    page.evaluate("window.here = true")
    page.keyboard.press("F5")  # a clicker's: it neither leaves nor loads the page anew
    assert page.evaluate("window.here")
    expect(presenting).to_have_count(1)
    page.keyboard.press("Escape")
    expect(presenting).to_have_count(0)


def test_a_list_reached_by_tab_is_browsed_and_left_by_enter(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    start(page)
    detail = page.get_by_label("Detail")
    page.locator("#program").click()
    page.keyboard.press("Shift+Tab")
    expect(detail).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(detail).to_have_value("elementary")
    page.keyboard.press("ArrowUp")
    expect(detail).to_have_value("gates")
    expect(detail).to_be_focused()  # arrows are the list's, as everywhere
    here = settled(page)
    page.keyboard.press("ArrowRight")
    expect(slider(page)).to_have_value(str(here + 1))  # sideways is the stage's
    page.keyboard.press("PageUp")
    expect(slider(page)).to_have_value(str(here))
    page.keyboard.press("Enter")
    expect(page.locator("#picture")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement !== document.body")  # nobody is thrown


def test_on_a_slow_page_tab_may_follow_a_press_at_once(page: Page) -> None:
    page.add_init_script("""
        const soon = setTimeout;
        window.setTimeout = (act, ms, ...all) => soon(act, ms || 900, ...all);
    """)
    start(page)
    page.locator("#program").click()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Detail")).to_be_focused()
    quiet(page)
    expect(page.get_by_label("Detail")).to_be_focused()


def test_a_dialog_that_a_pointer_opened_leaves_the_keyboard_free(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    start(page)
    page.locator("#help-button").click()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("Space")
    expect(page.locator("#help")).to_be_hidden()
    expect(slider(page)).not_to_have_value("3")


def test_a_wrong_seed_keeps_the_focus_and_the_clicker_its_keys(page: Page) -> None:
    start(page)
    more(page)
    seed = page.get_by_label("Seed", exact=True)
    seed.fill("what")
    page.keyboard.press("Enter")
    expect(seed).to_be_focused()
    page.keyboard.press("PageDown")
    expect(slider(page)).to_have_value("4")
    seed.fill("2")
    page.keyboard.press("Enter")
    expect(page.locator("#picture")).to_be_focused()


def test_slow_motion_goes_on_in_its_stages(page: Page) -> None:
    page.goto("/boundary")
    figures = page.locator("#figures")
    expect(figures).to_have_attribute("data-update", "0")
    page.locator("#slowly").click()
    stage = page.locator(".stages-list [aria-current=step]")
    names = (
        "Forward: layer 1", "Forward: layer 2", "Forward: output", "Loss",
        "Backward: output", "Backward: layer 2", "Backward: layer 1", "Points", "Weights", "Update",
    )  # fmt: skip
    for name in names:
        expect(stage).to_have_text(name)
        expect(figures).to_have_attribute("data-update", "1" if name == "Update" else "0")
        page.keyboard.press("ArrowRight")
    expect(stage).to_have_text(names[0])  # of the second update, which has not changed anything yet
    expect(figures).to_have_attribute("data-update", "1")
    page.keyboard.press("PageDown")
    expect(stage).to_have_text(names[1])
    page.keyboard.press("PageUp")
    expect(stage).to_have_text(names[0])
    page.keyboard.press("Space")
    expect(stage).to_have_text(names[1])
    expect(stage).to_have_text(names[2])
    page.keyboard.press("Escape")
    expect(page.locator(".lab-stages")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(figures).to_have_attribute("data-update", "3")


@pytest.mark.parametrize("path", ["/", "/boundary"])
def test_the_key_that_a_button_names_is_in_the_help(page: Page, path: str) -> None:
    page.goto(path)
    page.locator("#help-button[title]").wait_for()
    listed = page.locator("#keys kbd").all_text_contents()
    assert len(listed) == len(set(listed)), "a key stands in two rows"
    titles = page.locator("button[title$=')']").evaluate_all("all => all.map((one) => one.title)")
    named = [title[title.rindex("(") + 1 : -1] for title in titles]
    assert {"f", "?", "→", "Space"} <= set(named)
    assert {key.replace("Ctrl+Shift+Z", "Ctrl+Z") for key in named} <= set(listed)
