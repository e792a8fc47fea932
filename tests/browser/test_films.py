"""Films play inside an image, and what is taken away from the menu is what it says."""

from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.browser.test_links import XYZ, download, open_link
from tests.browser.waiting import until
from tests.drawing.test_pdf import read_pdf

PROGRAM = "x = 2; y = x * x"
FILM = f"/api/v1/film.svg?program={quote(PROGRAM)}&pace=0.5&step=1"
MOST_LOOKS = 400
READ_GIF = """
async (bytes) => {
  const data = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
  const decoder = new ImageDecoder({ data, type: "image/gif" });
  await decoder.tracks.ready;
  await decoder.completed;
  const { frameCount, repetitionCount } = decoder.tracks.selectedTrack;
  const reds = [];
  for (const frameIndex of [0, frameCount - 1]) {
    const { image } = await decoder.decode({ frameIndex });
    const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    reds.push(new Uint32Array(data.buffer).filter((pixel) => pixel === 0xff2e1fc0).length);
  }
  return { frameCount, loops: repetitionCount === Infinity, reds };
}
"""
"""Counts, in the first and the last picture, the pixels that have the very red of a gradient."""


def test_a_film_plays_inside_an_image_and_begins_anew(page: Page) -> None:
    page.goto("/gates")
    page.set_content(f'<img src="{FILM}" alt="" style="width: 640px">')
    until(page, "document.images[0].complete && document.images[0].naturalWidth > 0")
    seen = [page.screenshot()]
    while len(set(seen)) < 3 or seen[0] == seen[-1]:
        seen.append(page.screenshot())
        assert len(seen) < MOST_LOOKS, "it does not move"
    while seen[-1] not in seen[:2]:
        seen.append(page.screenshot())
        assert len(seen) < MOST_LOOKS, "it does not begin anew"


def test_a_film_pages_and_tikz_can_be_taken_away(page: Page, tmp_path: Path) -> None:
    open_link(page, XYZ.format(step=3))
    film = download(page, "animated", tmp_path)
    assert film.name == "chainrule-f.film.svg"
    assert "@keyframes" in film.read_text("utf-8")
    assert len(read_pdf(download(page, "PDF", tmp_path).read_bytes())) == 8
    tikz = download(page, "TikZ", tmp_path)
    assert tikz.name == "chainrule-f-step-3.tex"
    assert tikz.read_text("ascii").startswith("% Computation graph of f = -12, after step 3 of 7")
    expect(page.locator(".share-status")).to_have_text("The picture is saved")


def test_a_gif_is_drawn_by_the_page(page: Page, tmp_path: Path) -> None:
    open_link(page, "?example=multiply-gate")
    gif = download(page, "GIF", tmp_path)
    assert gif.name == "chainrule-multiply-gate.gif"
    read = page.evaluate(READ_GIF, b64encode(gif.read_bytes()).decode())
    assert read["loops"]
    assert read["frameCount"] == 1 + 3 * 12
    assert read["reds"][0] == 0, "no gradient has come yet"
    assert read["reds"][1] > 1000, "colours are exact"
