// The Jacobian of the gate that is inspected, beside what does its work without it, and what both would take.

import { ProblemError, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { latest } from "../page/latest.js";
import { isPredicting } from "../predict/predict.js";
import { graphAsk } from "../trace/ask.js";
import { batchOf } from "../trace/batch.js";
import { countOf } from "../trace/nested.js";
import { Calculator } from "./calculator_view.js";
import { showCount } from "../page/amounts.js";
import { LARGEST, blocksOf, isDiagonal, noteOn, sayMatrix, transposed } from "./jacobian.js";
import { comparisonOf, explicitOf, spareOf } from "./products_view.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./inspector.js").Report} Report */
/** @typedef {import("./inspector.js").Use} Use */
/** @typedef {import("../trace/types.js").Schemas["JacobianAnswer"]} JacobianAnswer */
/** @typedef {import("../trace/types.js").Schemas["FactorAnswer"]} Factor */

export class JacobianView {
  #element;
  #store;
  #parts;
  #calculator = new Calculator();
  #asking;
  /** @type {Report | null} */
  #report = null;
  /** What the server said, and of which trace and node. @type {{ trace: unknown, node: number, answer: JacobianAnswer } | null} */
  #known = null;
  /** The operand that is looked at, in the order of those that can be. */
  #chosen = 0;
  /** @type {"explicit" | "spare"} */
  #way = "explicit";
  /** @type {import("./heat_view.js").HeatMap | null} */
  #map = null;
  /** Whether what it was opened for is still to come. */
  #isOpening = false;

  /** @param {HTMLElement} element @param {Store} store */
  constructor(element, store) {
    this.#element = element;
    this.#store = store;
    this.#parts = build(this.#calculator.element, (way) => {
      this.#way = way;
      this.#draw();
    });
    element.replaceChildren(this.#parts.body);
    this.#parts.body.addEventListener("toggle", () => this.#open());
    this.#asking = latest(0, (signal) => this.#ask(signal), () => this.#draw(), (error) => {
      if (!(error instanceof ProblemError)) throw error;
      this.#parts.note.textContent = error.problem.detail;
    });
  }

  /** @param {Report} report */
  show(report) {
    if (report.node.id !== this.#report?.node.id) this.#chosen = 0;
    this.#report = report;
    this.#element.hidden = usesOf(report).length === 0;
    this.#draw();
  }

  /** Colour it anew. */
  paint() {
    this.#map?.paint();
  }

  #open() {
    const { open } = this.#parts.body;
    this.#element.classList.toggle("unfolded", open);
    this.#isOpening = open;
    this.#draw();
    if (open) this.#element.scrollIntoView({ block: "start" }); // it is the first now
  }

  /** @param {AbortSignal} signal */
  async #ask(signal) {
    const state = this.#store.get();
    const { seed, ...ask } = graphAsk(state);
    const node = state.selected ?? 0;
    const answer = await post("api/v1/jacobian", { ...ask, ...(seed === undefined || state.mode === "forward" ? {} : { seed }), node }, signal);
    this.#known = { trace: state.trace, node, answer };
  }

  #draw() {
    const { body, choice, note, equation, comparison, spare } = this.#parts;
    const report = this.#report;
    if (!report || this.#element.hidden || !body.open) return;
    const uses = usesOf(report);
    const use = uses[Math.min(this.#chosen, uses.length - 1)];
    if (!use) return;
    const size = sizeOf(report, use);
    choice.replaceChildren(...(uses.length > 1 ? uses.map((one, k) => {
      const made = button(`by ${one.name}`, () => this.#choose(k), { "aria-pressed": String(one === use) });
      return made;
    }) : []));
    spare.textContent = size.isMasked ? "mask" : "vector–Jacobian product";
    this.#reckon(report, use, size);
    const factor = this.#factorOf(use, size);
    this.#map = null;
    const shown = factor?.entries ? this.#shownOf(report, use, factor, size) : null;
    if (!shown) {
      equation.replaceChildren();
      comparison.replaceChildren();
      note.textContent = this.#whyNone(report, size);
      return;
    }
    const { element, map } = this.#way === "explicit" ? explicitOf(shown) : { element: spareOf(shown), map: null };
    equation.replaceChildren(element);
    this.#map = map;
    map?.paint();
    comparison.replaceChildren(comparisonOf(shown));
    note.textContent = shown.note;
    if (this.#isOpening) this.#element.scrollIntoView({ block: "start" });
    this.#isOpening = false;
  }

  /** @param {number} operand */
  #choose(operand) {
    this.#chosen = operand;
    this.#draw();
    this.#parts.choice.querySelectorAll("button")[operand]?.focus();
  }

  /** What the server says of a wire; asked for where it is not known yet. @param {Use} use @param {Size} size @returns {Factor | null} */
  #factorOf(use, size) {
    const state = this.#store.get();
    if (size.entries > LARGEST || this.#report?.value.kind !== "there" || isPredicting(state) || state.problem) return null;
    const known = this.#known;
    if (known === null || known.trace !== state.trace || known.node !== state.selected) void this.#asking.ensure();
    if (known === null || known.node !== state.selected) return null; // of other numbers it stays until the new ones are there
    return known.answer.factors.find(({ edge }) => edge === use.edge.id) ?? null;
  }

  /** @param {Report} report @param {Use} use @param {Factor} factor @param {Size} size */
  #shownOf(report, use, factor, size) {
    const turned = transposed(factor.entries ?? []);
    const blocks = blocksOf(turned, use.node.shape, report.node.shape);
    const isThere = use.arriving.kind === "there" && use.contribution.kind === "there" && !report.forward;
    return {
      turned,
      blocks,
      mask: size.isMasked && isDiagonal(turned) ? turned.map((line, k) => line[k] ?? 0) : null,
      product: isThere ? factor.product : null,
      name: use.edge.derivative.text,
      rule: use.edge.formula,
      note: noteOn(turned, blocks, size.batch > 1),
    };
  }

  /** @param {Report} report @param {Size} size */
  #whyNone(report, { rows, columns, entries }) {
    if (entries > LARGEST) return `Written out: ${sayMatrix(rows, columns)}. It is not; up to ${showCount(LARGEST)} entries it is written here.`;
    if (isPredicting(this.#store.get())) return "Hidden while you predict.";
    return report.value.kind === "there" ? "" : "Its numbers are not known yet.";
  }

  /** What it takes. @param {Report} report @param {Use} use @param {Size} size */
  #reckon(report, use, { rows, columns, n, batch, isMasked }) {
    const { takes } = this.#parts;
    this.#calculator.element.hidden = !isMasked;
    takes.hidden = isMasked;
    if (isMasked) return this.#calculator.show(report.node.glyph.length > 1 ? report.node.glyph : (report.node.op ?? ""), { n, batch });
    const trace = this.#store.get().trace;
    const read = use.edge.reads.flatMap((id) => trace?.nodes[id] ?? []);
    const kept = read.length ? `the ${showCount(read.reduce((sum, { shape }) => sum + countOf(shape), 0))} numbers of ${read.map((node) => node.symbol.text).join(" and ")}` : "no number that was kept";
    takes.textContent = `The Jacobian takes ${sayMatrix(rows, columns)} in float32; the vector–Jacobian product needs ${kept}.`;
  }
}

/**
 * How large a Jacobian is; `n` elements in each of `batch` samples.
 * @typedef {{ rows: number, columns: number, entries: number, n: number, batch: number, isMasked: boolean }} Size
 */

/** @param {Report} report @param {Use} use @returns {Size} */
function sizeOf({ trace, node }, use) {
  const [rows, columns] = [countOf(node.shape), countOf(use.node.shape)];
  const samples = batchOf(trace);
  const isBatch = samples !== null && samples.nodes.has(node.id) && samples.nodes.has(use.node.id);
  const batch = isBatch ? samples.size : 1;
  const isMasked = !use.edge.is_vjp && node.shape.join() === use.node.shape.join();
  return { rows, columns, entries: rows * columns, n: columns / batch, batch, isMasked };
}

/** The wires of a gate that have a Jacobian worth the name. @param {Report} report */
function usesOf({ node, operands }) {
  return operands.filter((use) => node.shape.length + use.node.shape.length > 0 && use.edge.contribution !== null);
}

/** @param {HTMLElement} calculator @param {(way: "explicit" | "spare") => void} choose */
function build(calculator, choose) {
  const ways = /** @type {const} */ (["explicit", "spare"]).map((way) => button(way === "explicit" ? "explicit Jacobian" : "mask", () => {
    for (const [k, one] of ways.entries()) one.setAttribute("aria-pressed", String((k === 0) === (way === "explicit")));
    choose(way);
  }, { "aria-pressed": String(way === "explicit") }));
  const [, spare = make("button", {})] = ways;
  const choice = make("span", { class: "jacobian-operands", role: "group", "aria-label": "By which operand" });
  const equation = make("div", { class: "jacobian-left" });
  const comparison = make("div", {});
  const note = make("p", { class: "quiet jacobian-note" });
  const takes = make("p", { class: "jacobian-takes" });
  const body = make("details", { class: "jacobian" },
    make("summary", {}, "The Jacobian"),
    make("div", { class: "jacobian-choice" }, make("span", { role: "group", "aria-label": "Multiply by" }, ...ways), choice),
    make("div", { class: "jacobian-shown" }, equation, make("div", { class: "jacobian-said" }, comparison, note, takes)),
    calculator);
  return { body, choice, equation, comparison, note, takes, spare };
}
