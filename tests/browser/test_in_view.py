"""What is spoken of is in view, however large the program; nothing covers the picture."""

from itertools import pairwise
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from app.language import Level, read_program
from app.trace import prepare
from tests.benchmarks.programs import network
from tests.browser.behind import more
from tests.browser.programs import NEURONS
from tests.browser.test_graph_page import write
from tests.browser.test_looks import PHONE, go, last_step, settled, still
from tests.browser.waiting import PATIENCE, quiet

LARGE = network(4, (9, 9, 5))
LARGEST = network(4, (23, 23, 11))
READ = 0.7
"""Screen pixels to one of the drawing at which a figure can be read at a desk, and in a hand."""
PROJECTED = 20
"""Height of a figure's type, in px of a screen of 1280×720, that can be read in the last row."""
WHOLE = 1.1
"""Before a class a picture is whole down to so many px to a unit; what is told has 20 units."""
TOLD_OF = """node => !document.querySelector("#picture.ahead")
  && Number(document.querySelector("#timeline input").max) > node"""
SEEN = """
() => {
  const frame = document.querySelector("#picture"), svg = frame.querySelector("svg");
  const {left, top} = frame.getBoundingClientRect();
  const [right, bottom] = [left + frame.clientWidth, top + frame.clientHeight];
  const inside = (element) => {
    const box = element.getBoundingClientRect();
    const across = box.left >= left - 0.5 && box.right <= right + 0.5;
    return box.width > 0 && across && box.top >= top - 0.5 && box.bottom <= bottom + 0.5;
  };
  const wholly = (node) =>
    [...node.querySelectorAll(".cr-body, .cr-name, .cr-leaf, [data-slot] text")]
      .every((part) => part.textContent === "" && part.matches("text") || inside(part));
  const now = [...frame.querySelectorAll(".cr-now")];
  const gate = now.find((one) => one.matches("[data-node]"));
  const copy = document.querySelector(".far-end:not([hidden])");
  const copied = (end) => copy?.textContent.trim() === end.textContent.trim();
  const clear = (part) => {
    const [a, b] = [part.getBoundingClientRect(), copy.getBoundingClientRect()];
    return a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  };
  const nodes = [...frame.querySelectorAll("[data-node]")].map((node) => ({node}));
  // A wire, its number and both its ends, of which one may be a copy.
  const told = (wire) => {
    const figure = wire?.parentElement.querySelector('[data-slot="back"] text');
    // A wire starts at the right side of what it comes from.
    const [x, y] = wire?.getAttribute("d").match(/[-0-9.]+/g).map(Number) ?? [];
    const far = ({node}) => {
      const body = node.querySelector(".cr-body"), {x: {baseVal: at}, y: {baseVal: line}} = body ??
        {x: {baseVal: {value: node.querySelector(".cr-leaf").x.baseVal[0].value}},
         y: {baseVal: {value: node.querySelector(".cr-leaf").y.baseVal[0].value}}};
      const [width, half] = body ? [body.width.baseVal.value, 23] : [20, -6];
      return Math.hypot(at.value + width - x, line.value + half - y);
    };
    const receiver = figure && nodes.reduce((a, b) => (far(a) <= far(b) ? a : b)).node;
    const ends = [gate, receiver].filter(Boolean);
    const away = ends.filter((end) => !wholly(end));
    return {
      figure: figure?.textContent ? inside(figure) : true,
      ends: away.length === 0 || (away.length === 1 && copied(away[0]) && inside(copy)),
      clear: !copy || (!figure || clear(figure)) && ends.filter(wholly).every(clear),
    };
  };
  // Where the wires of a gate are too far apart for any screen, the last of them is shown.
  const wires = now.filter((one) => one.matches("path"));
  const all = wires.length ? wires.map(told) : [told(undefined)];
  const whole = all.find((one) => Object.values(one).every(Boolean));
  const {figure, ends, clear: isClear} = whole ?? all[0];
  return {
    scale: svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
    marked: now.length > 0 && now.every((one) => inside(one.querySelector(".cr-body") ?? one)),
    drawn: [...frame.querySelectorAll(".cr-body, .cr-leaf")].some(inside),
    figure,
    ends,
    clear: isClear,
    copied: Boolean(copy),
    place: [frame.scrollLeft, frame.scrollTop, svg.getBoundingClientRect().width],
  };
}
"""


def check(page: Page, doing: str, least: float = READ) -> dict[str, Any]:
    """Hold the picture to what is spoken of; the map comes and goes a frame later."""
    quiet(page)
    settled(page)
    seen: dict[str, Any] = page.evaluate(SEEN)
    assert seen["scale"] >= least, (doing, str(seen))
    assert all(seen[part] for part in ("drawn", "figure", "ends", "clear")), (doing, str(seen))
    return seen


def enter(page: Page, program: str, node: int) -> None:
    page.set_default_timeout(PATIENCE)
    write(page, program)
    page.wait_for_function(TOLD_OF, arg=node, timeout=PATIENCE)  # not every node is an element


def press(page: Page, key: str) -> None:
    page.locator("#picture").press(key)


def zoom(page: Page, name: str) -> None:
    more(page).get_by_role("button", name=name, exact=True).click()
    page.keyboard.press("Escape")


def group(page: Page, number: int) -> None:
    """Open a group of the program, or close it."""
    groups = more(page).locator("#groups")
    if groups.get_attribute("open") is None:
        groups.locator("summary").click()
    groups.locator(".parts button").nth(number).click()


def walk(page: Page, doing: str, least: float = READ) -> list[dict[str, Any]]:
    seen = []
    for key in ("End", "ArrowLeft", "ArrowLeft", "Home", "ArrowRight", "ArrowRight"):
        press(page, key)
        seen.append(check(page, f"{doing}: {key}", least))
    last = last_step(page)
    for step in (last // 5, last // 3, last // 2, 4 * last // 5, last - 40, last - 22):
        go(page, step)
        seen.append(check(page, f"{doing}: step {step}", least))
    return seen


def test_the_programs_are_as_large_as_they_are_said_to_be() -> None:
    for said, program in ((347, LARGE), (1_827, LARGEST)):
        nodes = prepare(read_program(program), Level.GATES).view.graph.nodes
        assert abs(sum(node.op is not None for node in nodes) - said) < 60


def test_what_is_spoken_of_is_in_view(page: Page) -> None:
    """At a desk, when the zoom or the window changes, before a class and in a hand."""
    # Where a page may not fill the screen, as in a frame, its window can be made smaller meanwhile.
    page.add_init_script("Element.prototype.requestFullscreen = () => Promise.reject(Error('no'))")
    still(page, "/")
    enter(page, LARGE, 400)
    check(page, "opened at the start")
    walk(page, "desk")
    for name in ("Zoom in", "Zoom in", "Zoom out", "Fit"):
        zoom(page, name)
        check(page, name)
    press(page, "f")
    expect(page.locator(".presenting")).to_be_attached()
    presented = walk(page, "presenting", PROJECTED / 16)
    assert any(seen["copied"] for seen in presented), "an end of a wire that is too long is told"
    page.set_viewport_size({"width": 1240, "height": 560})
    check(page, "a smaller window", PROJECTED / 16)
    page.set_viewport_size(PHONE)
    walk(page, "presenting on a phone")
    press(page, "f")
    expect(page.locator(".presenting")).to_have_count(0)
    walk(page, "phone")


def test_it_opens_with_something_to_see_and_all_shows_all(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    enter(page, LARGEST, 1000)  # the end of one story leads to the end of the next
    check(page, "opened at the end")
    zoom(page, "All")
    frame, svg = box(page.locator("#picture")), box(page.locator("#picture svg"))
    assert svg["width"] <= frame["width"] + 1
    assert svg["height"] <= frame["height"] + 1
    assert page.evaluate(SEEN)["marked"]
    press(page, "ArrowLeft")
    settled(page)
    assert page.evaluate(SEEN)["marked"]
    zoom(page, "Fit")
    check(page, "Fit")


def test_before_a_class_figures_stay_large_and_what_fits_stays_where_it_is(page: Page) -> None:
    """Step by step, on and back: where all is in view, the camera has nothing to do."""
    for example in ("svm-staged", "softmax-cross-entropy&detail=elementary", "branch-square"):
        still(page, f"/?example={example}")
        check(page, example)
        press(page, "f")
        expect(page.locator(".presenting")).to_be_attached()
        there = [check(page, example, WHOLE)]
        last = last_step(page)
        for k, key in enumerate(["ArrowRight"] * last + ["ArrowLeft"] * last):
            press(page, key)
            there.append(check(page, f"{example}: {k} {key}", WHOLE))
        scales = [round(seen["scale"], 3) for seen in there]
        assert scales[0] == scales[-1] == max(scales)
        turns = sum(a != b for a, b in pairwise(scales))
        moves = sum(a["place"] != b["place"] for a, b in pairwise(there))
        fits = page.evaluate(
            "() => { const f = document.querySelector('#picture');"
            " return f.scrollWidth <= f.clientWidth + 1 && f.scrollHeight <= f.clientHeight + 1; }"
        )
        if fits:
            assert moves == turns == 0
        assert turns <= len(there) / 4, scales
        assert moves <= 3 * len(there) / 4


def test_opening_a_block_keeps_in_view_what_is_spoken_of(page: Page) -> None:
    calls = "y = x\n" + "\n".join("y = neuron(w, y, b)" for _ in range(24))
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    write(page, NEURONS.partition("h =")[0] + calls)
    page.get_by_label("Detail").select_option("blocks")
    expect(page.locator("#picture [data-fold]").first).to_be_attached()
    for step in (3, 20, last_step(page) - 4):
        go(page, step)
        check(page, f"closed, step {step}")
        group(page, 3)
        expect(page.locator("#groups-told")).to_contain_text("unchanged")
        check(page, f"opened, step {step}")
        group(page, 3)
        page.keyboard.press("Escape")
        quiet(page)


def box(part: Locator) -> Any:
    found = part.bounding_box()
    assert found is not None
    return found


def covers(one: Any, other: Any) -> bool:
    return bool(
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_map_and_message_never_cover_the_picture_and_the_message_goes(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    still(page, f"/?program={quote(network(3, (5, 4)))}")
    expect(page.locator("#minimap")).to_be_visible()
    assert not covers(box(page.locator("#minimap")), box(page.locator("#picture")))
    still(page, f"/?program={quote(NEURONS)}")
    group(page, 0)
    told = page.locator("#groups-told")
    expect(told).to_contain_text("unchanged")
    before = box(page.locator("#picture svg"))
    assert not covers(box(told), box(page.locator("#picture")))
    expect(told).to_be_empty(timeout=15_000)
    assert box(page.locator("#picture svg")) == before


@pytest.mark.parametrize("example", ["forward-mode", "gate-patterns"])
def test_predict_stays_on_the_page_in_forward_mode(page: Page, example: str) -> None:
    still(page, f"/?example={example}")
    if page.locator("body").get_attribute("data-mode") != "forward":
        more(page).locator("#modes select").first.select_option("forward")
        expect(page.locator("body[data-mode=forward]")).to_be_attached()
        page.keyboard.press("Escape")
    for width in (1280, 1000, 390):
        page.set_viewport_size({"width": width, "height": 720})
        for _ in range(2):
            button = box(page.get_by_role("button", name="Predict"))
            assert button["x"] + button["width"] <= width - 11.5
            page.get_by_role("button", name="Predict").click()
