// What is inspected has a ring on the picture, as long as it is.

import { elementsOf } from "../picture/elements.js";
import { makeSvg } from "../page/build.js";

/** @typedef {import("../page/store.js").Store} Store */

const AROUND = 4; // px between a body and its ring

/** @param {HTMLElement} frame of the picture @param {Store} store @param {Pick<import("../picture/picture.js").Picture, "onSwap">} swaps */
export function mountRing(frame, store, { onSwap }) {
  const ring = makeSvg("rect", { class: "cr-inspected" });

  function draw() {
    const { selected } = store.get();
    const svg = selected === null ? null : frame.querySelector("svg");
    const body = svg && elementsOf(svg).node(selected ?? -1)?.querySelector(":scope > :is(.cr-body, .cr-leaf)");
    if (!(body instanceof SVGGraphicsElement)) return ring.remove();
    const { x, y, width, height } = body.getBBox();
    const box = { x: x - AROUND, y: y - AROUND, width: width + 2 * AROUND, height: height + 2 * AROUND, rx: Math.min(height / 2, 20) + AROUND };
    for (const [name, length] of Object.entries(box)) ring.setAttribute(name, length.toFixed(1));
    body.before(ring); // under the texts
  }

  store.watch(["selected"], draw);
  onSwap(draw);
}
