// All weights and biases of the network as tables, each with its gradient below it where that is known.

import { make } from "../../page/build.js";
import { showNumber } from "../../trace/numbers.js";
import { soon } from "../../chart/canvas.js";
import { shownFrame } from "./shown.js";
import { indexOf, valueName } from "./units.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").Network} Network */
/** @typedef {{ index: number, cell: HTMLElement, value: HTMLElement, gradient: HTMLElement }} Cell */

const SELDOM = 150; // ms between two writings: nobody reads numbers faster
const MOST = 1200; // parameters that are listed

/** @param {HTMLElement} element @param {LabStore} store */
export function mountWeights(element, store) {
  const root = make("div", { class: "lab-weights", tabindex: 0, role: "group", "aria-label": "Weights and biases" });
  element.append(root);
  /** @type {Cell[]} */
  let cells = [];

  store.watch(["network"], ({ network }) => {
    cells = [];
    if (!network) return;
    if (network.size > MOST) {
      root.replaceChildren(make("p", {}, `${network.size.toLocaleString("en")} weights are too many for a table: take them away as a file (⋯).`));
      return;
    }
    root.replaceChildren(...network.blocks.map((block) => tableOf(network, block, cells)));
  });
  const write = soon(() => writeCells(cells, store), { seen: root, every: SELDOM });
  store.watch(["network", "frame", "explained"], write);
}

/**
 * @param {Network} network @param {Network["blocks"][number]} block
 * @param {Cell[]} cells gets the cells
 */
function tableOf(network, block, cells) {
  const inputs = Array.from({ length: block.inputs }, (_, input) => input);
  /** @param {number} unit @param {number} input */
  const cellOf = (unit, input) => {
    const [value, gradient] = [make("b", {}), make("i", {})];
    const cell = make("td", {}, value, gradient);
    cells.push({ index: indexOf(block, unit, input), cell, value, gradient });
    return cell;
  };
  const rows = Array.from({ length: block.units }, (_, unit) =>
    make("tr", {}, make("th", { scope: "row" }, valueName(network, block.layer, unit)),
      ...inputs.map((input) => cellOf(unit, input)), ...(block.bias ? [cellOf(unit, block.inputs)] : [])));
  const heads = [...inputs.map((input) => valueName(network, block.layer - 1, input)), ...(block.bias ? ["bias"] : [])];
  const name = `W${block.layer}${block.piece ? "′" : ""}`;
  return make("table", {},
    make("caption", {}, block.bias ? `${name} and its biases` : name),
    make("thead", {}, make("tr", {}, make("td", {}), ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...rows));
}

/** @param {readonly Cell[]} cells @param {LabStore} store */
function writeCells(cells, store) {
  const state = store.get();
  const frame = shownFrame(state);
  const values = frame?.arrays["parameters"]?.data;
  const gradients = state.explained?.gradient ?? frame?.arrays["gradients"]?.data;
  for (const { index, value, gradient } of cells) {
    value.textContent = values ? showNumber(values[index] ?? NaN) : "";
    gradient.textContent = gradients ? showNumber(gradients[index] ?? NaN) : "";
  }
}
