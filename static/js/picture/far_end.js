// A wire can be longer than any screen. Then one end of it is shown, and what stands at the other is
// drawn a second time at the edge of the picture, as large as in it: both ends can be read.

const SVG = "http://www.w3.org/2000/svg";
const PAD = 5; // units of the drawing around it

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {{ group: Element, box: Box }} End a gate or a leaf, and where it stands in the drawing */

/** @param {HTMLElement} frame the picture's */
export function mountFarEnd(frame) {
  const copy = document.createElementNS(SVG, "svg");
  copy.setAttribute("class", "far-end");
  copy.setAttribute("aria-hidden", "true");
  copy.toggleAttribute("hidden", true);
  frame.after(copy);
  /** Where the end itself is on the screen, asked whenever the picture is scrolled. @type {(() => Box) | null} */
  let whereIs = null;
  /** @type {Element | null} */
  let original = null;

  /** At the point of the frame's edge that is nearest to the end; away where that is seen. */
  function place() {
    if (!whereIs) return;
    const [end, { left, top }, stage] = [whereIs(), frame.getBoundingClientRect(), frame.parentElement?.getBoundingClientRect()];
    const [right, bottom] = [left + frame.clientWidth, top + frame.clientHeight];
    const isSeen = end.left >= left && end.right <= right && end.top >= top && end.bottom <= bottom;
    copy.toggleAttribute("hidden", isSeen);
    const [width, height] = [end.right - end.left, end.bottom - end.top];
    copy.style.width = `${width}px`;
    copy.style.height = `${height}px`;
    copy.style.left = `${Math.min(Math.max(end.left, left), right - width) - (stage?.left ?? 0)}px`;
    copy.style.top = `${Math.min(Math.max(end.top, top), bottom - height) - (stage?.top ?? 0)}px`;
  }

  /** Its number comes, and it is lit, when the motion of a step is over. */
  function draw() {
    if (!original) return;
    const drawn = /** @type {Element} */ (original.cloneNode(true));
    for (const element of [drawn, ...drawn.querySelectorAll("*")]) {
      for (const name of ["data-node", "tabindex", "role", "id"]) element.removeAttribute(name);
    }
    drawn.classList.remove("away");
    copy.replaceChildren(drawn);
  }
  const watching = new MutationObserver(draw);

  frame.addEventListener("scroll", place, { passive: true });

  return {
    place,
    /** @param {End | null} end @param {(box: Box) => Box} onScreen */
    show(end, onScreen) {
      watching.disconnect();
      original = end?.group ?? null;
      if (!end) {
        whereIs = null;
        copy.toggleAttribute("hidden", true);
        copy.replaceChildren();
        return;
      }
      watching.observe(end.group, { attributes: true, characterData: true, childList: true, subtree: true });
      const { left, top, right, bottom } = end.box;
      const wide = { left: left - PAD, top: top - PAD, right: right + PAD, bottom: bottom + PAD };
      copy.setAttribute("viewBox", `${wide.left} ${wide.top} ${wide.right - wide.left} ${wide.bottom - wide.top}`);
      draw();
      whereIs = () => onScreen(wide);
      place();
    },
  };
}
