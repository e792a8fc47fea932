"""The link holds the whole state; what is on the page can be taken away."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.behind import more
from tests.browser.pixels import visible_differences
from tests.browser.programs import NEURONS
from tests.browser.waiting import hold_first, quiet, reload

XYZ = "#1/s={step}&p=x=-2;+y=5;+z=-4%0Aq=x%2By%0Af=q%2Az"
FORWARD = 2


def gradients(page: Page) -> list[str]:
    return page.locator('#picture [data-slot="back"]').all_text_contents()


def open_link(page: Page, link: str) -> None:
    page.goto(f"/{link}")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()  # its story is there


def test_a_link_opens_its_program_at_its_step(page: Page) -> None:
    open_link(page, XYZ.format(step=FORWARD + 2))
    expect(page.get_by_role("textbox", name="Program")).to_have_value(
        "x=-2; y=5; z=-4\nq=x+y\nf=q*z"
    )
    expect(page.locator('#picture [data-edge="2"] [data-slot="back"]')).to_have_text("◂ −4")
    assert gradients(page) == ["", "", "◂ −4", ""]


def test_a_link_restores_the_same_picture(page: Page) -> None:
    open_link(page, XYZ.format(step=FORWARD + 1) + "&n=4&t=dark&c=colourblind&v=x:1.5")
    expect(page.locator('#picture [data-edge="0"] [data-slot="value"]')).to_have_text("1.5000")
    before = page.locator("#picture").screenshot(animations="disabled")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    expect(page).to_have_url(re.compile("#1/"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator('#picture [data-edge="0"] [data-slot="value"]')).to_have_text("1.5000")
    after = page.locator("#picture").screenshot(animations="disabled")
    assert visible_differences(page, before, after) == 0


def bare_picture(page: Page) -> bytes:
    """Take a picture of the whole graph, without what lies over it."""
    more(page)
    page.locator("#zoom-whole").click()
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    page.evaluate(
        "for (const id of ['groups-told', 'minimap']) document.getElementById(id).remove()"
    )
    return page.locator("#picture svg").screenshot(animations="disabled")


def test_a_link_restores_what_was_folded_and_opened(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/?program={quote(NEURONS)}")
    for key in ("call neuron#1", "gate L"):
        more(page)
        page.locator("#groups summary").click()
        page.locator(f'#groups button[data-key="{key}"]').click()
        expect(page.locator("#groups-told")).to_contain_text("unchanged")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    expect(page.locator("#picture .cr-glyph").nth(5)).to_be_attached()  # both have been done
    glyphs = page.locator("#picture .cr-glyph").all_text_contents()
    assert "neuron" in glyphs
    assert len(glyphs) > 5
    before = bare_picture(page)
    page.get_by_role("button", name="Share").click()
    expect(page).to_have_url(re.compile("f=neuron%231&u=L"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#picture .cr-glyph")).to_have_text(glyphs)
    after = bare_picture(page)
    assert visible_differences(page, before, after) == 0


def test_a_link_to_groups_that_the_program_has_not_shows_it_whole(page: Page) -> None:
    open_link(page, XYZ.format(step=1) + "&f=neuron%231&u=q")
    expect(page.locator("#picture .cr-glyph")).to_have_text(["+", "×"])
    expect(page.get_by_role("alert")).to_be_empty()


def test_the_address_knows_the_theme_that_the_bar_sets(page: Page) -> None:
    open_link(page, XYZ.format(step=1))
    more(page)
    page.get_by_role("button", name="Dark").click()
    expect(page).to_have_url(re.compile("t=dark"))
    page.evaluate("localStorage.clear()")
    reload(page)
    more(page)
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")


def test_the_address_follows_the_state(page: Page) -> None:
    page.goto("/")
    page.get_by_role("textbox", name="Program").fill("a = 2\nb = a * a")
    expect(page).to_have_url(re.compile(r"#1/.*p=a=2|#1/.*p=a\+=\+2|#1/.*P="))
    reload(page)
    expect(page.get_by_role("textbox", name="Program")).to_have_value("a = 2\nb = a * a")


def test_another_link_in_the_same_tab_is_followed(page: Page) -> None:
    open_link(page, XYZ.format(step=0))
    page.evaluate("location.hash = '#1/p=u=3;+w=u%2Au'")
    expect(page.get_by_role("textbox", name="Program")).to_have_value("u=3; w=u*u")


def test_an_example_that_comes_late_does_not_take_the_page_from_a_later_link(page: Page) -> None:
    open_link(page, XYZ.format(step=0))
    here = page.url
    held = hold_first(page, "**/api/v1/examples/branch-add")
    with page.expect_request("**/api/v1/examples/branch-add"):
        page.evaluate("location.hash = '#1/e=branch-add'")
    page.evaluate("url => { location.href = url; }", here)
    with page.expect_response("**/api/v1/examples/branch-add"):
        held[0].continue_()
    quiet(page)
    expect(page.get_by_role("textbox", name="Program")).to_have_value(re.compile("^x=-2"))
    assert page.url == here


def test_what_is_pressed_while_a_link_is_read_counts(page: Page) -> None:
    open_link(page, XYZ.format(step=0) + "&n=5")
    held = hold_first(page, "**/api/v1/examples/branch-add")
    with page.expect_request("**/api/v1/examples/branch-add"):
        page.evaluate("location.hash = '#1/e=branch-add&a=table'")
    page.keyboard.press("f")
    expect(page.locator("html")).to_have_class(re.compile("presenting"))
    held[0].continue_()
    expect(page.locator("#program")).not_to_have_value(re.compile("^x=-2"))
    expect(page.get_by_role("tabpanel", name="Table")).to_be_visible()
    expect(page.locator("html")).to_have_class(re.compile("presenting"))
    assert page.locator("#digits").input_value() != "5", "what nobody pressed is the link's"


def test_an_example_that_is_known_is_not_asked_for_again(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/?example=xyz#1/s=3")
    expect(page.locator("#timeline .place")).to_contain_text("of")
    quiet(page)
    page.locator("#example").select_option("branch-add")
    expect(page.get_by_role("textbox", name="Program")).not_to_have_value(re.compile("^x = -2"))
    quiet(page)
    page.locator("#example").select_option("xyz")
    expect(page.get_by_role("textbox", name="Program")).to_have_value(re.compile("^x = -2"))
    quiet(page)
    assert len([url for url in asked if "/api/v1/examples/" in url]) == 1


def test_a_link_is_followed_that_came_before_the_first_story(page: Page) -> None:
    held = hold_first(page)
    with page.expect_request("**/api/v1/trace"):
        page.goto("/")
    page.evaluate("location.hash = '#1/p=u=3;+w=u%2Au'")
    held[0].continue_()
    expect(page.get_by_role("textbox", name="Program")).to_have_value("u=3; w=u*u")


def test_a_link_is_followed_though_the_address_is_written_over_at_once(page: Page) -> None:
    open_link(page, XYZ.format(step=0))
    page.evaluate(
        "() => { const before = location.href; location.hash = '#1/p=u=3;+w=u%2Au';"
        " history.replaceState(history.state, '', before); }"
    )
    expect(page.get_by_role("textbox", name="Program")).to_have_value("u=3; w=u*u")


@pytest.mark.parametrize(
    "link",
    [
        "#1/d=atoms&s=many&v=x:oops&p=x=2;+y=x%2Ax",
        "#9/p=x=2;+y=x%2Ax&new=1",
        "#1/P=____&p=x=2;+y=x%2Ax",
    ],
)
def test_a_broken_link_gives_what_it_can(page: Page, link: str) -> None:
    open_link(page, link)
    expect(page.get_by_role("textbox", name="Program")).to_have_value("x=2; y=x*x")


@pytest.mark.parametrize("link", ["#main", "#1/", "#1/e=no-such-example", "#1/P=%%%"])
def test_a_link_to_nothing_opens_the_page(page: Page, link: str) -> None:
    open_link(page, link)
    expect(page.locator("#picture svg")).to_be_visible()


def test_share_copies_the_link(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_link(page, XYZ.format(step=1))
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "#1/" in copied
    assert "s=1" in copied


def test_a_shared_example_is_named_to_the_server(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chosen = page.get_by_label("Example")
    page.goto("/#1/e=branch-add&s=2")  # as links were once
    expect(chosen).to_have_value("branch-add")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/?example=branch-add#1/s=2")
    page.goto("about:blank")
    page.goto(copied)
    assert "Chainrule" in (page.locator("meta[property='og:title']").get_attribute("content") or "")
    expect(chosen).to_have_value("branch-add")
    expect(page.get_by_label("Step", exact=True)).to_have_value("2")
    # The address goes with what is shown, and back and forward lead to what it said.
    chosen.select_option("xyz")
    expect(page).to_have_url(re.compile(r"/\?example=xyz$"))
    page.evaluate("history.pushState(null, '', '/?example=branch-add')")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?example=xyz$"))
    expect(chosen).to_have_value("xyz")
    page.go_forward()
    expect(chosen).to_have_value("branch-add")
    page.locator("#undo").click()
    expect(chosen).to_have_value("xyz")
    expect(page).to_have_url(re.compile(r"/\?example=xyz"))
    page.get_by_role("textbox", name="Program").fill("u = 3; w = u * u")
    expect(page).to_have_url(re.compile(r"/#1/.*p=u"))


def test_without_a_clipboard_the_link_is_selected(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        "document.execCommand = () => false"
    )
    open_link(page, XYZ.format(step=1))
    page.get_by_role("button", name="Share").click()
    field = page.get_by_label("Link", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile("#1/"))
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.locator("#picture")).to_be_focused()  # where a pointer came from
    page.locator("#predict-button").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Share")).to_be_focused()


def download(page: Page, name: str, to: Path) -> Path:
    more(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_picture_and_the_trace_can_be_taken_away(page: Page, tmp_path: Path) -> None:
    open_link(page, XYZ.format(step=FORWARD))
    svg = download(page, "SVG", tmp_path)
    assert svg.name == f"chainrule-f-step-{FORWARD}.svg"
    drawn = svg.read_text()
    assert "−12" in drawn
    assert "◂" not in drawn  # no gradient has been computed at this step
    png = download(page, "PNG", tmp_path).read_bytes()
    assert png.startswith(b"\x89PNG")
    width = float(drawn.partition('width="')[2].partition('"')[0])
    assert int.from_bytes(png[16:20]) == pytest.approx(2 * width, abs=2)
    trace = json.loads(download(page, "JSON", tmp_path).read_text())
    assert trace["gradients"] == {"x": -4, "y": -4, "z": 3}


def test_the_menu_works_by_keyboard(page: Page) -> None:
    open_link(page, XYZ.format(step=1))
    page.locator("#help-button").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="SVG")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zoom out")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="SVG")).to_be_hidden()
    expect(page.locator("#more > summary")).to_be_focused()
    page.locator("#picture").focus()
    page.keyboard.press("m")
    expect(page.locator("#more > summary")).to_be_focused()
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="SVG")).to_be_hidden()


def test_the_embed_code_shows_the_page_without_its_frame(page: Page, server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_link(page, XYZ.format(step=FORWARD))
    more(page)
    page.get_by_role("button", name="embed").click()
    expect(page.get_by_text("Embed code copied")).to_be_visible()
    code = page.evaluate("navigator.clipboard.readText()")
    assert "embed=1" in code
    page.route(f"{server}/outer", lambda route: route.fulfill(body=code, content_type="text/html"))
    page.goto("/outer")
    inside = page.frame_locator("iframe")
    expect(inside.locator("#picture svg")).to_be_visible()
    expect(inside.locator(".bar")).to_be_hidden()
    expect(inside.get_by_role("textbox", name="Program")).to_be_hidden()


def test_a_link_hides_named_controls_and_the_next_link_shows_them(page: Page) -> None:
    open_link(page, XYZ.format(step=1) + "&h=panels,step-card&a=table")
    expect(page.locator("#panels")).to_be_hidden()
    expect(page.locator("#step-card")).to_be_hidden()
    expect(page.locator("#status")).to_be_empty()
    page.evaluate("location.hash = '#1/h=share&a=table&p=u=3;+w=u%2Au'")
    expect(page.get_by_role("textbox", name="Program")).to_have_value("u=3; w=u*u")
    expect(page.locator("#share")).to_be_hidden()
    expect(page.locator("#panels")).to_be_visible()
    expect(page.locator("#step-card")).to_be_visible()
    page.go_back()
    expect(page.locator("#panels")).to_be_hidden()
    expect(page.locator("#share")).to_be_visible()
    page.go_forward()
    expect(page.locator("#share")).to_be_hidden()
    page.locator("#undo").click()
    expect(page.locator("#share")).to_be_visible()


def test_back_to_the_page_as_it_was_given_shows_all_of_it(page: Page) -> None:
    page.goto("/")
    text = page.get_by_role("textbox", name="Program").input_value()
    page.evaluate("location.hash = '#1/h=panels&t=dark&p=u=3;+w=u%2Au'")
    expect(page.locator("#panels-button")).to_be_hidden()
    page.go_back()
    expect(page.locator("#panels-button")).to_be_visible()
    expect(page.get_by_role("textbox", name="Program")).to_have_value(text)


@pytest.mark.parametrize("name", ["main", "page", "picture", "keys", "program-title", "no-such"])
def test_no_link_hides_what_is_no_control(page: Page, name: str) -> None:
    open_link(page, f"#1/h={name},legend&s=1&p=x=2;+y=x%2Ax")
    expect(page.locator("#picture svg")).to_be_visible()
    expect(page.locator(".legend")).to_have_attribute("data-away", "")
    expect(page.locator("#status")).to_contain_text(
        f"hidden controls could not be read at “{name}”"
    )
    assert page.evaluate("document.querySelectorAll('[data-away]').length") == 1
