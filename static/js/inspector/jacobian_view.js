// The Jacobian of an elementwise gate beside the mask that does its work, and what both would take.

import { make } from "../page/build.js";
import { LARGEST, jacobian, memory, showBytes, showCount } from "./jacobian.js";
import { flat } from "../trace/nested.js";
import { showArrayExactly } from "../trace/numbers.js";

const BATCHES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const WIDTHS = [16, 64, 256, 1024, 4096, 16384];

/** @typedef {{ output: string, input: string, local: import("../trace/types.js").Nested }} Diagonal */

/** @param {HTMLElement} element */
export function mountJacobian(element) {
  const matrices = make("div", { class: "jacobians" });
  const width = make("input", { type: "range", id: "jacobian-n", min: 0, step: 1, value: 0 });
  const batch = make("input", { type: "range", id: "jacobian-batch", min: 0, max: BATCHES.length - 1, step: 1, value: 0 });
  const widthShown = make("output", { for: "jacobian-n" });
  const batchShown = make("output", { for: "jacobian-batch" });
  const full = make("td", {});
  const mask = make("td", {});
  const note = make("p", { class: "quiet" });
  const body = make("details", { class: "jacobian" },
    make("summary", {}, "The Jacobian, and the mask that replaces it"),
    matrices,
    note,
    make("p", { class: "slider" }, make("label", { for: "jacobian-n" }, "elements n"), width, widthShown),
    make("p", { class: "slider" }, make("label", { for: "jacobian-batch" }, "batch"), batch, batchShown),
    make("table", { class: "memory" },
      make("caption", {}, "What they take in float32"),
      make("tbody", {},
        make("tr", {}, make("th", { scope: "row" }, "Jacobian"), full),
        make("tr", {}, make("th", { scope: "row" }, "mask"), mask))));
  element.replaceChildren(body);
  /** @type {number[]} */
  let widths = WIDTHS;
  let size = 0;

  function tell() {
    const n = widths[Number(width.value)] ?? 1;
    const examples = BATCHES[Number(batch.value)] ?? 1;
    const takes = memory(n, examples);
    widthShown.textContent = n === size ? `${showCount(n)} (this gate)` : showCount(n);
    batchShown.textContent = showCount(examples);
    width.setAttribute("aria-valuetext", String(n));
    batch.setAttribute("aria-valuetext", String(examples));
    full.textContent = `${showCount(takes.rows)} × ${showCount(takes.rows)} = ${showCount(takes.entries)} entries, ${showBytes(takes.bytes)}`;
    mask.textContent = `${showCount(takes.maskEntries)} entries, ${showBytes(takes.maskBytes)}`;
  }
  width.addEventListener("input", tell);
  batch.addEventListener("input", tell);

  return {
    /** @param {readonly Diagonal[]} diagonals none hides it; those whose numbers are not known yet have no local */
    show(diagonals) {
      element.hidden = diagonals.length === 0;
      if (element.hidden) return;
      const numbers = diagonals.map(({ local }) => flat(local));
      const n = Math.max(...numbers.map((list) => list.length), 0);
      const drawn = n > 0 && n <= LARGEST;
      matrices.replaceChildren(...(drawn ? diagonals.map((diagonal) => pair(diagonal)) : []));
      note.textContent = drawn
        ? "Each output depends on one input only, so all entries off the diagonal are zero: multiplying by the mask, element by element, gives the same gradient."
        : n === 0
          ? "Its numbers are not known yet."
          : `Each output depends on one input only. Up to ${LARGEST} elements the matrix is written out here.`;
      if (n !== size) {
        const before = widths[Number(width.value)];
        const started = size > 0;
        size = n;
        widths = [...new Set([...WIDTHS, ...(n ? [n] : [])])].sort((a, b) => a - b);
        width.max = String(widths.length - 1);
        const wanted = started && before !== undefined && widths.includes(before) ? before : n;
        width.value = String(Math.max(widths.indexOf(wanted), 0));
      }
      tell();
    },
  };
}

/** @param {Diagonal} diagonal */
function pair({ output, input, local }) {
  const mask = flat(local);
  const texts = showArrayExactly(mask);
  const caption = `∂${output}/∂${input}`;
  const rows = jacobian(mask).map((row, i) =>
    make("tr", {}, ...row.map((_, k) => make("td", { class: i === k ? "diagonal" : "zero" }, i === k ? (texts[k] ?? "") : "0"))),
  );
  return make("div", { class: "jacobian-pair" },
    make("div", { class: "matrix-frame", tabindex: 0, role: "region", "aria-label": `Jacobian ${caption}` },
      make("table", { class: "matrix" }, make("caption", {}, `Jacobian ${caption}`), make("tbody", {}, ...rows))),
    make("div", { class: "matrix-frame", tabindex: 0, role: "region", "aria-label": `mask of ${caption}` },
      make("table", { class: "matrix" }, make("caption", {}, "mask"),
        make("tbody", {}, ...texts.map((text) => make("tr", {}, make("td", { class: "diagonal" }, text)))))));
}
