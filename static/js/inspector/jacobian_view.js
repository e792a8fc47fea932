// The Jacobian of an elementwise gate beside the mask that does its work, and what both would take.

import { make } from "../page/build.js";
import { LARGEST, jacobian, memory, noteOn, showBytes, showCount, widthsWith } from "./jacobian.js";
import { flat } from "../trace/nested.js";
import { showArrayExactly } from "../trace/numbers.js";

const BATCHES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** @typedef {{ output: string, input: string, local: import("../trace/types.js").Nested }} Diagonal */

export class JacobianView {
  #element;
  #parts;
  /** Between which numbers of elements one chooses. */
  #widths = widthsWith(0);
  /** How many elements the gate has; 0 before they are known. */
  #size = 0;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    this.#parts = build();
    element.replaceChildren(this.#parts.body);
    this.#parts.width.addEventListener("input", () => this.#tell());
    this.#parts.batch.addEventListener("input", () => this.#tell());
  }

  /** @param {readonly Diagonal[]} diagonals none hides it; those whose numbers are not known yet have no local */
  show(diagonals) {
    this.#element.hidden = diagonals.length === 0;
    if (this.#element.hidden) return;
    const { matrices, note } = this.#parts;
    const n = Math.max(...diagonals.map(({ local }) => flat(local).length), 0);
    const drawn = n > 0 && n <= LARGEST;
    matrices.replaceChildren(...(drawn ? diagonals.map((diagonal) => pair(diagonal)) : []));
    note.textContent = noteOn(n);
    if (n !== this.#size) this.#resize(n);
    this.#tell();
  }

  /** Choose among other numbers of elements: what was chosen stays, else it is the gate's own. @param {number} n */
  #resize(n) {
    const { width } = this.#parts;
    const before = this.#size > 0 ? this.#widths[Number(width.value)] : undefined;
    this.#size = n;
    this.#widths = widthsWith(n);
    width.max = String(this.#widths.length - 1);
    const wanted = before !== undefined && this.#widths.includes(before) ? before : n;
    width.value = String(Math.max(this.#widths.indexOf(wanted), 0));
  }

  /** What the two take at the sizes that are chosen. */
  #tell() {
    const { width, batch, widthShown, batchShown, full, mask } = this.#parts;
    const n = this.#widths[Number(width.value)] ?? 1;
    const examples = BATCHES[Number(batch.value)] ?? 1;
    const takes = memory(n, examples);
    widthShown.textContent = n === this.#size ? `${showCount(n)} (this gate)` : showCount(n);
    batchShown.textContent = showCount(examples);
    width.setAttribute("aria-valuetext", String(n));
    batch.setAttribute("aria-valuetext", String(examples));
    full.textContent = `${showCount(takes.rows)} × ${showCount(takes.rows)} = ${showCount(takes.entries)} entries, ${showBytes(takes.bytes)}`;
    mask.textContent = `${showCount(takes.maskEntries)} entries, ${showBytes(takes.maskBytes)}`;
  }
}

function build() {
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
  return { body, matrices, width, batch, widthShown, batchShown, full, mask, note };
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
