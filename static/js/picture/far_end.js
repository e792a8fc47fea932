// A wire can be longer than any screen. Then one end of it is shown, and what stands at the other is
// drawn a second time at the edge of the picture, as large as in it: both ends can be read.

import { makeSvg } from "../page/build.js";

const PAD = 5; // units of the drawing around it
/** What would make a second stop, or a second node, of a copy. */
const ITS_OWN = ["data-node", "tabindex", "role", "id"];

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {{ group: Element, box: Box }} End a gate or a leaf, and where it stands in the drawing */

export class FarEnd {
  #frame;
  #onScreen;
  #copy = makeSvg("svg", { class: "far-end", "aria-hidden": "true", hidden: true });
  /** @type {End | null} */
  #end = null;
  #watching = new MutationObserver(() => this.#draw());

  /** @param {HTMLElement} frame the picture's @param {(box: Box) => Box} onScreen where a box of the drawing is seen */
  constructor(frame, onScreen) {
    this.#frame = frame;
    this.#onScreen = onScreen;
    frame.after(this.#copy);
    frame.addEventListener("scroll", () => this.place(), { passive: true });
  }

  /** @param {End | null} end */
  show(end) {
    this.#watching.disconnect();
    this.#end = end && { group: end.group, box: padded(end.box) };
    if (!this.#end) {
      this.#copy.toggleAttribute("hidden", true);
      this.#copy.replaceChildren();
      return;
    }
    const { group, box: { left, top, right, bottom } } = this.#end;
    this.#watching.observe(group, { attributes: true, characterData: true, childList: true, subtree: true });
    this.#copy.setAttribute("viewBox", `${left} ${top} ${right - left} ${bottom - top}`);
    this.#draw();
    this.place();
  }

  /** At the point of the frame's edge that is nearest to the end; away where that is seen. */
  place() {
    if (!this.#end) return;
    const [end, { left, top }] = [this.#onScreen(this.#end.box), this.#frame.getBoundingClientRect()];
    const stage = this.#frame.parentElement?.getBoundingClientRect();
    const [right, bottom] = [left + this.#frame.clientWidth, top + this.#frame.clientHeight];
    const isSeen = end.left >= left && end.right <= right && end.top >= top && end.bottom <= bottom;
    this.#copy.toggleAttribute("hidden", isSeen);
    const [width, height] = [end.right - end.left, end.bottom - end.top];
    const { style } = this.#copy;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.left = `${Math.min(Math.max(end.left, left), right - width) - (stage?.left ?? 0)}px`;
    style.top = `${Math.min(Math.max(end.top, top), bottom - height) - (stage?.top ?? 0)}px`;
  }

  /** Its number comes, and it is lit, when the motion of a step is over. */
  #draw() {
    if (!this.#end) return;
    const drawn = /** @type {Element} */ (this.#end.group.cloneNode(true));
    for (const element of [drawn, ...drawn.querySelectorAll("*")]) {
      for (const name of ITS_OWN) element.removeAttribute(name);
    }
    this.#copy.replaceChildren(drawn);
  }
}

/** @param {Box} box @returns {Box} */
function padded({ left, top, right, bottom }) {
  return { left: left - PAD, top: top - PAD, right: right + PAD, bottom: bottom + PAD };
}
