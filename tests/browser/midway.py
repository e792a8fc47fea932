"""Look at a story in the middle of its presses."""

MIDWAY = r"""
(moments) => {
  const slider = document.querySelector(".track input");
  slider.step = "any";
  const marks = [...document.querySelectorAll(".marks i")];
  const at = (mark) => Math.round(mark.style.getPropertyValue("--at") * slider.max);
  const stops = marks.map(at);
  const frame = document.querySelector("#picture").getBoundingClientRect();
  const svg = document.querySelector("#picture svg");
  const found = {cut: [], covered: [], pills: 0, presses: stops.length - 1, moved: 0};
  const place = JSON.stringify(svg.getBoundingClientRect());
  const isCut = ({left, right, top, bottom}) =>
    left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 ||
    bottom > frame.bottom + 1;
  // Of a line of text, the part that figures fill.
  const inked = (text) => {
    const {left, right, top, bottom, height} = text.getBoundingClientRect();
    return {left, right, top: top + 0.22 * height, bottom: bottom - 0.22 * height};
  };
  // What is said of broadcasting beside a number, or a shape, is none of it.
  const shown = (text) => (text.firstChild?.data ?? text.textContent)
    .replace(/^([◂▸Σ×] )+/, "").replace(/ (×|Σ )\d+$/, "");
  for (const [k, stop] of stops.slice(1).entries()) for (const t of moments) {
    slider.value = stops[k] + t * (stop - stops[k]) + 1e-7;
    slider.dispatchEvent(new Event("input"));
    for (const glide of svg.getAnimations()) glide.finish();
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    found.moved += JSON.stringify(svg.getBoundingClientRect()) !== place;
    const texts = [...svg.querySelectorAll("[data-slot] text")];
    const figures = texts.filter((one) => one.textContent && !one.closest(".cr-coming"));
    for (const one of figures) {
      if (one.closest(".cr-here") && isCut(inked(one))) found.cut.push([k, t, one.textContent]);
    }
    for (const sprite of svg.querySelectorAll(".cr-motion > .cr-token, .cr-motion > .cr-curve")) {
      if (sprite.style.visibility === "hidden" || Number(sprite.style.opacity) < 0.3) continue;
      found.pills += 1;
      const box = sprite.getBoundingClientRect();
      const text = sprite.querySelector("text") ?? sprite; // a curve has none
      if (isCut(box)) found.cut.push([k, t, text.textContent]);
      for (const one of figures) {
        const figure = inked(one);
        const across = Math.min(box.right, figure.right) - Math.max(box.left, figure.left);
        const down = Math.min(box.bottom, figure.bottom) - Math.max(box.top, figure.top);
        // It comes from there, or comes there; an array is told by its numbers or by its shape.
        const isArray = /^[[(]|^\d+×\d/.test(shown(text));
        const isOfArray = isArray && one.closest(".cr-here [data-form]") !== null;
        const isItsOwn = shown(one) === shown(text) || isOfArray;
        if (across > 2 * scale && down > 2 * scale && !isItsOwn) {
          found.covered.push([k, t, text.textContent, one.textContent]);
        }
      }
    }
  }
  return found;
}
"""
"""Holds every press at the given moments of it, from 0 to 1, and tells what is cut or covered then:
the number of the press, the moment, and the texts; one has come to rest where it lands."""
