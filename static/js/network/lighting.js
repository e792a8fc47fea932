// What is lit elsewhere while a neuron is pointed at: the wire of its weights, the line of the program, its row of cells.

import { elementOf, layersOf, sampleOf } from "./neurons.js";

/** @typedef {import("../page/store.js").Store} Store */
/** What is lit in the picture and in the program: a line, and a cell of an array if it is one. @typedef {{ line: number, node: number | null, element: number }} Spot */

/** @param {Store} store @param {(spot: Spot | null) => void} light */
export function mountLighting(store, light) {
  let isLit = false;
  store.watch(["unit", "trace", "sample", "step", "predicting"], ({ unit, trace, sample, lit }) => {
    const layers = trace && layersOf(trace);
    const layer = unit && layers?.[unit.layer];
    if (trace && layers && layer) {
      isLit = true;
      if (lit !== layer.edge) store.set({ lit: layer.edge });
      const node = layer.product ?? layer.values;
      const line = trace.nodes[node]?.source?.line ?? 0;
      light(unit.unit === null ? { line, node: null, element: 0 } : { line, node, element: elementOf(layer, unit.unit, sampleOf(layers, sample)) });
    } else if (isLit) {
      isLit = false;
      if (lit !== null && (layers ?? []).some(({ edge }) => edge === lit)) store.set({ lit: null });
      light(null);
    }
  });
}
