"""Undo gives back one moment whole: program, numbers, menu, note, link and mode."""

import random
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.behind import more
from tests.browser.waiting import hold_first

pytestmark = pytest.mark.own_clock

# Everything that an undo is answerable for, as it stands on the page and in its address.
SHOWN = """() => {
  const value = (id) => document.getElementById(id).value;
  const note = document.getElementById("note");
  const texts = (within) => [...document.querySelectorAll(within)].map((e) => e.textContent);
  const link = new URLSearchParams(location.hash.replace(/^#1\\//, ""));
  for (const key of ["s", "t", "c", "n"]) link.delete(key);  // place and looks stay
  return {
    program: value("program"), menu: value("example"), detail: value("detail"),
    note: note.hidden ? null : note.textContent, link: location.search + link,
    modes: [...document.querySelectorAll("#modes :is(select, input)")].map((e) => e.value),
    gates: texts("#picture .cr-glyph"), names: texts("#picture .cr-name"),
    leaves: [...document.querySelectorAll("#picture [role=spinbutton]")]
      .map((e) => e.getAttribute("aria-valuenow")),
    away: document.querySelectorAll("[data-away]").length,
    outside: document.getElementById("outside").textContent,
    problem: document.getElementById("problem").textContent,
  };
}"""


class Watched:
    """A page whose time is the test's: what waits a while is there at once, answers are awaited."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._asked: set[Request] = set()
        page.on("request", lambda request: self._asked.add(request))
        page.on("requestfinished", lambda request: self._asked.discard(request))
        page.on("requestfailed", lambda request: self._asked.discard(request))
        page.emulate_media(reduced_motion="reduce")
        page.clock.install()

    def pass_time(self) -> None:
        """Let a second pass, longer than the program, the address and one entry of undo wait."""
        self.page.clock.run_for(1_000)
        while self._asked or not self.page.evaluate("isAnswered()"):
            self.page.wait_for_timeout(5)  # a real one: the server's

    def moment(self) -> dict[str, object]:
        """Wait until the page and its address stand, and give what is shown."""
        before: dict[str, object] = {}
        self.pass_time()
        now: dict[str, object] = self.page.evaluate(SHOWN)
        while now != before:
            self.pass_time()
            before, now = now, self.page.evaluate(SHOWN)
        return now


@pytest.fixture
def watched(page: Page) -> Watched:
    return Watched(page)


def step(page: Page) -> str:
    return page.get_by_label("Step", exact=True).input_value()


def test_undo_after_choosing_an_example_gives_the_first_back_whole(watched: Watched) -> None:
    page = watched.page
    page.goto("/?example=sigmoid-neuron-gate")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("End")
    page.locator("#detail").select_option("elementary")
    first = watched.moment()
    at = step(page)
    page.locator("#example").select_option("two-layer-softmax")
    expect(page.locator("#program")).not_to_have_value(str(first["program"]))
    second = watched.moment()
    page.keyboard.press("End")
    there = step(page)
    page.locator("#undo").click()
    assert watched.moment() == first
    assert step(page) == at
    page.locator("#redo").click()
    assert watched.moment() == second
    assert step(page) == there


def test_what_is_chosen_before_the_story_has_come_is_undone(page: Page) -> None:
    held = hold_first(page)
    with page.expect_request("**/api/v1/trace"):
        page.goto("/")
    page.locator("#detail").select_option("scalars")
    page.keyboard.press("d")
    held[0].abort()  # nobody waits for it any more
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    expect(page).to_have_url(re.compile("d=scalars.*t="))
    page.locator("#undo").click()
    expect(page.locator("#detail")).to_have_value("gates")


def actions(page: Page, rng: random.Random) -> list[tuple[str, Callable[[], object]]]:
    def drag() -> None:
        handles = page.locator("#picture [role=spinbutton]:visible")
        if handles.count() == 0:
            return
        handle = handles.nth(rng.randrange(handles.count()))
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        for moved in range(4, rng.choice((24, 44)), 4):
            page.mouse.move(x + moved, y)
        page.mouse.up()

    def number() -> None:
        handles = page.locator("#picture [role=spinbutton]:visible")
        if handles.count() == 0:
            return
        handles.nth(rng.randrange(handles.count())).click()
        page.keyboard.type(str(rng.randint(1, 9)))
        page.keyboard.press("Enter")

    def write() -> None:
        page.locator("#program").fill(
            f"a = {rng.randint(2, 9)}; b = 3\nc = sigmoid(a * b)\nd = c * a"
        )

    def follow() -> None:
        hidden = rng.choice(("", "h=panels,legend&"))
        page.evaluate(
            "hash => { location.hash = hash; }",
            f"#1/{hidden}p=u={rng.randint(2, 9)};+w=tanh%28u%2Au%29",
        )

    def select(where: str, *options: str) -> Callable[[], object]:
        def choose() -> None:
            if where.startswith("#modes"):
                more(page)
            page.locator(where).first.select_option(rng.choice(options))
            page.keyboard.press("Escape")

        return choose

    def seed() -> None:
        more(page)
        page.locator("#modes input").fill(str(rng.randint(2, 5)))
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")

    return [
        ("drag", drag),
        ("number", number),
        ("write", write),
        ("link", follow),
        ("example", select("#example", "branch-add", "sigmoid-neuron-gate", "gate-patterns")),
        ("detail", select("#detail", "gates", "elementary", "blocks")),
        ("mode", select("#modes select", "reverse", "forward")),
        ("seed", seed),
        ("step", lambda: page.keyboard.press(rng.choice(("PageDown", "PageUp", "End", "Home")))),
        ("looks", lambda: page.keyboard.press(rng.choice("d<>"))),
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_walk_of_all_kinds_of_actions_is_undone_and_redone(watched: Watched, seed: int) -> None:
    page = watched.page
    page.goto("/?example=branch-add")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    rng = random.Random(seed)
    moments = [watched.moment()]
    walk = []
    for _ in range(14):
        name, act = rng.choice(actions(page, rng))
        act()
        watched.pass_time()  # so that two of one kind are two entries
        now = watched.moment()
        walk.append(name)
        if now != moments[-1]:
            moments.append(now)
    undo, redo = page.locator("#undo"), page.locator("#redo")
    assert len(moments) > 5, walk
    for k in range(len(moments) - 2, -1, -1):
        expect(undo).to_be_enabled()
        undo.click()
        assert watched.moment() == moments[k], f"undone to {k} of {walk}"
    while undo.is_enabled():  # what changed nothing that is seen, such as the mode that it had
        undo.click()
    assert watched.moment() == moments[0]
    while redo.is_enabled():
        redo.click()
    assert watched.moment() == moments[-1], walk
