// The picture of the gates as one of the drawings of a network: which of its gates and numbers are which units.

import { elementOf, layerAt, layersOf, sampleOf, unitOf } from "./neurons.js";
import { middleOf } from "./morph_view.js";
import { elementsOf } from "../picture/elements.js";
import { heldIn, isShown } from "../picture/holders.js";
import { LARGE } from "../picture/large.js";
import { boxOfCell, cellAt, elementAt, shownAt } from "../picture/places.js";
import { inDrawing, onScreen } from "../picture/screen.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./morph.js").Spot} Spot */
/** @typedef {import("./zoom_types.js").Drawn} Drawn */

/**
 * The unit whose number is at a point of the window, where an array of a layer stands there.
 * @param {SVGSVGElement} svg @param {Trace} trace @param {{ clientX: number, clientY: number }} pointer
 */
export function unitAt(svg, trace, { clientX: left, clientY: top }) {
  const { left: x, top: y } = inDrawing(svg, { left, top, right: left, bottom: top });
  for (const held of heldIn(svg, trace)) {
    const cell = isShown(held) && isBeside(held.box, x, y) ? cellAt(held, x, y) : null;
    const element = cell === null ? null : elementAt(held.form, held.shape, cell);
    const [holder] = held.holders;
    if (element === null || !holder) continue;
    const node = holder.what === "back" ? (trace.edges[holder.id]?.source ?? -1) : holder.id;
    const layers = layersOf(trace) ?? [];
    const layer = layerAt(trace, layers, node);
    const unit = unitOf(trace, layers, layer, node, element);
    return unit === null ? null : { layer, unit };
  }
  return null;
}

/** Whether a point is in a box or just below or above it, where tiles may reach. @param {import("../picture/boxes.js").Box} box @param {number} x @param {number} y */
const isBeside = ({ left, top, right, bottom }, x, y) => x >= left - 40 && x <= right + 40 && y >= top - 40 && y <= bottom + 40;

/**
 * Where the units of a network stand in the picture of its gates, and what of it is moved.
 * @param {SVGSVGElement} svg @param {Trace} trace @param {number | null} followed sample
 * @returns {Pick<Drawn, "spots" | "movers" | "rest">}
 */
export function gatesDrawn(svg, trace, followed) {
  const layers = layersOf(trace) ?? [];
  const drawn = elementsOf(svg);
  const isLarge = trace.nodes.length > LARGE;
  return {
    spots() {
      /** @type {Map<string, Spot>} */
      const spots = new Map();
      const sample = sampleOf(layers, followed);
      for (const [k, layer] of layers.entries()) {
        const group = drawn.node(layer.values);
        if (group) spots.set(`${k}`, middleOf(group.querySelector(".cr-body, .cr-leaf") ?? group));
        const held = heldIn(svg, trace).find((one) => one.slot.hasAttribute("data-form") && isShown(one) && one.holders.some(({ what, id }) => what === "value" && id === layer.values));
        if (!held) continue;
        for (let unit = 0; unit < layer.units; unit += 1) {
          const { left, top, right, bottom } = onScreen(svg, boxOfCell(held, shownAt(held.form, held.shape, elementOf(layer, unit, sample))));
          spots.set(`${k}/${unit}`, { x: (left + right) / 2, y: (top + bottom) / 2, size: bottom - top });
        }
      }
      const output = drawn.node(trace.outputs[0] ?? -1);
      if (output && layerAt(trace, layers, trace.outputs[0] ?? -1) < 0) spots.set(`${layers.length}`, middleOf(output.querySelector(".cr-body") ?? output));
      return spots;
    },
    movers() {
      if (isLarge) return [];
      return trace.nodes.flatMap(({ id }) => {
        const element = drawn.node(id);
        const layer = layerAt(trace, layers, id);
        return element instanceof SVGElement ? [{ element, layer: layer < 0 ? layers.length : layer, unit: null }] : [];
      });
    },
    rest() {
      if (isLarge) return [svg];
      const found = svg.querySelectorAll("[data-edge], [data-output], .cr-frames, .cr-folds, .cr-cells");
      return [...found].filter((element) => element instanceof SVGElement);
    },
  };
}
