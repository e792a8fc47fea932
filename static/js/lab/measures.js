// What a run's complexity is measured by: the size of its weights, and how long the boundary is that the
// page draws.

import { contours } from "../chart/contours.js";
import { boundaryFields, headOf } from "./views/decision.js";
import { floats, shownFrame, shownParameters } from "./views/shown.js";

/** @typedef {import("./types.js").LabState} LabState */

/** Σw² over the weights, not the biases; null where they are not known. @param {Readonly<LabState>} state */
export function weightNorm(state) {
  const [parameters, network] = [shownParameters(state), state.network];
  if (!parameters || !network || parameters.length !== network.size) return null;
  let sum = 0;
  for (const { offset, units, inputs, bias } of network.blocks) {
    const row = inputs + (bias ? 1 : 0);
    for (let unit = 0; unit < units; unit++) {
      for (let input = 0; input < inputs; input++) sum += (parameters[offset + unit * row + input] ?? NaN) ** 2;
    }
  }
  return sum;
}

/** The length of all lines of the boundary, in units of the plane; null where none is drawn. @param {Readonly<LabState>} state */
export function boundaryLength(state) {
  const { config, grid: sizes, data } = state;
  const grid = floats(shownFrame(state), "grid");
  const head = headOf(config, grid?.shape[0] ?? 0);
  const extent = sizes?.extent ?? data?.extent;
  if (!grid || !head || head === "regression" || !extent) return null;
  const cells = grid.shape[1] ?? 0;
  let sum = 0;
  for (const field of boundaryFields(head, grid.data, cells * cells)) {
    const lines = contours(field, cells);
    for (let k = 0; k < lines.length; k += 4) sum += Math.hypot((lines[k + 2] ?? 0) - (lines[k] ?? 0), (lines[k + 3] ?? 0) - (lines[k + 1] ?? 0));
  }
  return (sum * 2 * extent) / cells;
}
