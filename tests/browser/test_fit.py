"""The page's picture fits its stage, whatever size that has."""

from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.benchmarks.programs import network
from tests.browser.test_looks import settled, still

SCALE = """() => {
  const [svg, frame] = [document.querySelector('#picture svg'), document.getElementById('picture')];
  const box = svg.getBoundingClientRect();
  const fits = box.width <= frame.clientWidth + 1 && box.height <= frame.clientHeight + 1;
  return fits ? box.width / svg.viewBox.baseVal.width : 0;
}"""
WIDTH = "() => document.querySelector('#picture svg').viewBox.baseVal.width"


def test_before_a_class_a_picture_is_drawn_for_the_whole_screen(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    still(page, "/?example=sigmoid-neuron-staged")
    settled(page)
    page.locator("#picture").press("End")
    step = page.get_by_label("Step", exact=True).input_value()
    page.locator("#picture").press("f")
    page.wait_for_function(f"() => ({SCALE})() >= 1.334")
    assert page.get_by_label("Step", exact=True).input_value() == step


def test_a_smaller_window_gets_another_picture(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    still(page, "/?example=sigmoid-neuron-gate")
    settled(page)
    wide = page.evaluate(WIDTH)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(f"() => ({SCALE})() >= 0.75 && ({WIDTH})() < {0.8 * wide}")
    expect(page.locator("#picture svg")).to_have_count(1)


STEPPING = """async () => {
  const [start, asked] = [document.querySelector('#picture svg'), performance.now()];
  const frame = document.getElementById('picture');
  let [last, scrolled, key] = [asked, false, 'ArrowLeft'];
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', bubbles: true }));
  while (performance.now() - asked < 5000) {
    await new Promise((done) => requestAnimationFrame(done));
    scrolled ||= frame.scrollWidth > frame.clientWidth + 1;
    scrolled ||= frame.scrollHeight > frame.clientHeight + 1;
    if (document.querySelector('#picture svg') !== start) return { scrolled, isDrawn: true };
    if (performance.now() - last < 150) continue;
    last = performance.now();
    key = key === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  }
  return { scrolled, isDrawn: false };
}"""


def test_who_goes_on_stepping_gets_the_picture_of_the_new_stage(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    still(page, "/?example=sigmoid-neuron-staged")
    settled(page)
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(STEPPING) == {"scrolled": False, "isDrawn": True}


def test_another_picture_is_asked_for_only_where_it_can_be_another(page: Page) -> None:
    page.goto("/?program=" + quote(network(3, (6, 5, 4))))
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    settled(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 900, "height": 500})
    page.wait_for_timeout(600)  # a stage that keeps its size for 250 ms is drawn for
    assert [url for url in asked if url.endswith("graph.svg")] == []
