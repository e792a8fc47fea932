"""In mid-motion nothing that is told is cut, and nothing on its way lies over another number."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.benchmarks.programs import network
from tests.browser.midway import MIDWAY
from tests.browser.test_looks import settled
from tests.browser.waiting import quiet

EXAMPLES = ("xyz", "branch-add", "gate-patterns", "forward-mode", "sigmoid-neuron-gate")
CROWDED = (
    (390, 844, "four-primitives"),  # its wires run along the edges
    (390, 844, "svm-staged"),
    (1280, 720, "four-primitives"),  # a strip, with room above and below it
    (1280, 720, "birdcar-before"),  # no way that is clear
    (1280, 720, "one-hidden-layer"),  # no room between an array and its gate
)
"""Of all examples those that had most cut or covered, as they are presented."""


@pytest.mark.parametrize("example", EXAMPLES)
def test_in_mid_motion_nothing_is_cut_or_covered(page: Page, example: str) -> None:
    page.goto(f"/?example={example}")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    seen = page.evaluate(MIDWAY, [0.05, 0.2, 0.32, 0.45, 0.55, 0.65, 0.75, 0.9, 0.97])
    assert seen["pills"] > 8 * seen["presses"]
    assert seen["covered"] == []
    assert seen["moved"] == 0  # they fit
    assert seen["cut"] == []


@pytest.mark.parametrize(("width", "height", "example"), CROWDED)
def test_on_a_stage_what_moves_stays_in_it_and_beside_other_numbers(
    page: Page, width: int, height: int, example: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/?example={example}")
    quiet(page)
    page.keyboard.press("f")
    quiet(page)
    seen = page.evaluate(MIDWAY, [0.2, 0.6, 0.75, 0.9])
    assert seen["pills"] > seen["presses"]
    assert seen["covered"] == []
    assert seen["cut"] == []


def test_the_camera_comes_before_the_beats_and_ends_where_the_press_is_seen(page: Page) -> None:
    page.set_viewport_size({"width": 900, "height": 600})
    page.goto("/?program=" + quote(network(2, (4, 3))))
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    settled(page)
    page.keyboard.press("End")
    page.keyboard.press("Home")
    glides = page.evaluate(
        """async () => {
             const frame = document.querySelector("#picture"), svg = frame.querySelector("svg");
             const inside = (part) => {
               const [a, b] = [part.getBoundingClientRect(), frame.getBoundingClientRect()];
               const isAcross = a.left >= b.left && a.right <= b.right;
               return isAcross && a.top >= b.top && a.bottom <= b.bottom;
             };
             let glides = 0;
             const next = document.querySelector("[aria-label='One step on']");
             while (!next.disabled) {
               const start = performance.now();
               next.click();
               const [glide] = svg.getAnimations();
               if (!glide) continue;
               glides += 1;
               if (glide.effect.getTiming().duration > 200) return "slow";
               const pill = document.querySelector(".cr-motion .cr-token");
               const at = () => pill?.getAttribute("transform");
               const before = at();
               for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
               const isEarly = performance.now() - start < 150; // and not on a busy machine
               if (isEarly && at() !== before) return "beats first";
               glide.finish();
               await new Promise(requestAnimationFrame);
               // It is the copy of a gate that is too far away.
               const copy = document.querySelector(".far-end:not([hidden])");
               const gates = [...svg.querySelectorAll(".cr-now .cr-body")];
               if (!gates.every(inside) && !copy) return "not there";
             }
             return glides;
           }"""
    )
    assert isinstance(glides, int)
    assert glides > 0


def test_a_press_has_the_browser_lay_nothing_out_in_its_middle(page: Page) -> None:
    page.goto("/?program=" + quote(network(2, (4, 3))))
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    settled(page)
    page.keyboard.press("Home")
    asked = page.evaluate(
        """async () => {
             const card = document.querySelector("#step-card");
             const asked = [];
             Object.defineProperty(card, "clientWidth", { get: () => asked.push("card") });
             const length = SVGPathElement.prototype.getTotalLength;
             SVGPathElement.prototype.getTotalLength = function () {
               if (this.isConnected) asked.push("wire");
               return length.call(this);
             };
             document.querySelector("[aria-label='One step on']").click();
             const meanwhile = [...asked];
             if (!document.querySelector(".cr-telling .cr-motion")) meanwhile.push("no motion");
             await new Promise(requestAnimationFrame);
             const fading = document.getAnimations().filter(({ transitionProperty, effect }) =>
               transitionProperty === "opacity" && effect.target instanceof SVGElement);
             return [...meanwhile, ...fading.map(() => "fading")];
           }"""
    )
    assert asked == []


def test_in_a_slow_browser_presses_in_a_hurry_show_no_motion(page: Page) -> None:
    page.goto("/?example=xyz#1/s=0")  # no press brings it there, which the next would follow
    settled(page)
    expect(page.get_by_label("One step on")).to_be_enabled()  # the story is there
    moving = page.evaluate(
        """async () => {
             const next = document.querySelector("[aria-label='One step on']");
             const moving = [];
             const press = () => {
               next.click();
               moving.push(document.querySelector(".cr-motion") !== null);
             };
             press();
             await new Promise(requestAnimationFrame);
             for (const end = performance.now() + 200; performance.now() < end; ); // a slow frame
             press();
             return moving;
           }"""
    )
    assert moving == [True, False]


def test_a_small_picture_fades_and_none_is_laid_out_anew_to_glide(page: Page) -> None:
    page.goto("/?example=xyz")
    settled(page)
    svg = page.locator("#picture svg")
    assert svg.evaluate("svg => getComputedStyle(svg).transform") == "matrix(1, 0, 0, 1, 0, 0)"
    assert (
        svg.evaluate("svg => getComputedStyle(svg.querySelector('g')).transitionDuration")
        == "0.12s"
    )


def test_wires_can_show_how_large_gradients_are(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/?example=xyz#1/widths=1&s=3")
    expect(page.get_by_label("Step", exact=True)).to_have_value("3")
    width = "path => parseFloat(getComputedStyle(path).strokeWidth)"
    small = page.locator('[data-edge="1"] > path')
    assert small.evaluate(width) == 2  # nothing has come back through it
    page.locator("#picture").press("End")
    at_end = small.evaluate(width)
    assert at_end > 6
    page.keyboard.press("G")
    expect(page.locator("#picture .cr-wide")).to_have_count(0)
    assert small.evaluate(width) < at_end


def test_on_a_phone_the_buttons_are_one_row_under_the_scrubber(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/?example=xyz")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    places = page.locator(".timeline button").evaluate_all(
        """buttons => buttons.map((one) => {
             const {top, bottom, left, right, width, height} = one.getBoundingClientRect();
             return {middle: (top + bottom) / 2, top, left, right, least: Math.min(width, height)};
           })"""
    )
    assert len(places) == 7
    assert {round(place["middle"]) for place in places} == {round(places[0]["middle"])}
    assert min(place["least"] for place in places) >= 44
    assert min(place["left"] for place in places) >= 0
    assert max(place["right"] for place in places) <= 390
    track = page.locator(".track").bounding_box()
    assert track
    assert track["y"] + track["height"] <= min(place["top"] for place in places) + 1
