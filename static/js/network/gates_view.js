// The picture of the gates as one of the drawings of a network: which of its gates and numbers are which units.

import { layerAt, elementOf, layersOf, sampleOf } from "./neurons.js";
import { middleOf } from "./morph_view.js";
import { elementsOf } from "../picture/elements.js";
import { heldIn, isShown } from "../picture/holders.js";
import { LARGE } from "../picture/large.js";
import { boxOfCell, shownAt } from "../picture/places.js";
import { onScreen } from "../picture/screen.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./morph.js").Spot} Spot */
/** @typedef {import("./zoom_types.js").Drawn} Drawn */

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
