// The row of one sample, marked in every array that has the samples as its rows.

import { heldIn, isShown } from "./holders.js";
import { boxesAround, shownAt } from "./places.js";
import { PAINTED } from "./paint.js";
import { batchOf } from "../trace/batch.js";
import { makeSvg } from "../page/build.js";
import { countOf } from "../trace/nested.js";

/** @typedef {import("../page/store.js").Store} Store */

const BESIDE = 3; // px between a row and its mark

/** @param {HTMLElement} frame of the picture @param {Store} store @param {import("./picture.js").Picture} picture */
export function mountSample(frame, store, picture) {
  /** @type {{ svg: SVGSVGElement, layer: Element, held: readonly import("./holders.js").Held[] } | null} */
  let drawn = null;

  function draw() {
    const { trace, sample, batch: chosen } = store.get();
    const svg = picture.svg();
    const batch = trace && batchOf(trace, chosen);
    if (drawn && drawn.svg !== svg) drawn = null;
    drawn?.layer.replaceChildren();
    if (!svg || !trace || !batch || sample === null || sample >= batch.size) return;
    drawn ??= { svg, layer: layerIn(svg), held: heldIn(svg, trace) };
    for (const held of drawn.held) {
      const node = nodeOf(trace, held);
      if (!held.slot.hasAttribute("data-form") || !batch.nodes.has(node) || !isShown(held)) continue;
      const length = countOf(held.shape.slice(1));
      const cells = Array.from({ length }, (_, k) => shownAt(held.form, held.shape, sample * length + k));
      drawn.layer.append(...boxesAround(held, cells).map(marked));
    }
  }

  store.watch(["sample", "batch"], draw);
  frame.addEventListener(PAINTED, draw);
}

/** @param {import("../trace/types.js").Trace} trace @param {import("./holders.js").Held} held */
function nodeOf(trace, { holders }) {
  const [first] = holders;
  return first?.what === "back" ? (trace.edges[first.id]?.source ?? -1) : (first?.id ?? -1);
}

/** @param {SVGSVGElement} svg */
function layerIn(svg) {
  return svg.appendChild(makeSvg("g", { class: "cr-cells cr-cell-lines" }));
}

/** @param {import("./boxes.js").Box} box */
function marked({ left, top, right, bottom }) {
  return makeSvg("rect", { class: "cr-sample", x: left - BESIDE, y: top, width: right - left + 2 * BESIDE, height: bottom - top, rx: 4 });
}
