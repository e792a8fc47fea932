"""Compare two screenshots as an eye does."""

from base64 import b64encode

from playwright.sync_api import Page

FAINT = 80
"""A channel may differ by so much of 255: edges are not smoothed the same way every time."""

_COUNT = """async ([one, other, faint]) => {
  const pixels = async (data) => {
    const picture = await createImageBitmap(await (await fetch(data)).blob());
    const paper = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    paper.drawImage(picture, 0, 0);
    return paper.getImageData(0, 0, picture.width, picture.height);
  };
  const [a, b] = [await pixels(one), await pixels(other)];
  if (a.width !== b.width || a.height !== b.height) return Infinity;
  return a.data.filter((channel, k) => Math.abs(channel - b.data[k]) > faint).length;
}"""


def visible_differences(page: Page, one: bytes, other: bytes) -> float:
    """Count the colour channels that differ visibly; infinity where the sizes differ.

    The page is left for an empty one, whose policy allows to read the pictures.
    """
    page.goto("about:blank")
    urls = [f"data:image/png;base64,{b64encode(picture).decode()}" for picture in (one, other)]
    return float(page.evaluate(_COUNT, [*urls, FAINT]))
