// All nodes with their exact numbers, as far as they are computed.

import { make } from "../build.js";
import { toCsv } from "../csv.js";
import { schedule } from "../moment.js";
import { showInFull } from "../numbers.js";
import { clicked, sizeOf, sorted } from "../sorting.js";
import { copyButton } from "./dom.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Trace} Trace */
/** @typedef {import("../types.js").GraphNode} GraphNode */

const COLUMNS = /** @type {const} */ (["id", "node", "gate", "shape", "value", "gradient"]);

/** More rows than the browser lays out anew within a frame: they follow when the stepping rests. */
const MANY = 500;
const PAUSE = 150; // ms without a step

/**
 * @param {HTMLElement} element
 * @param {import("../store.js").Store} store
 */
export function mountTable(element, store) {
  /** @type {Trace | null} */
  let drawn = null;
  /** @type {ReturnType<typeof schedule> | null} */
  let times = null;
  /** @type {{ row: HTMLTableRowElement, value: HTMLElement, gradient: HTMLElement }[]} */
  let rows = [];

  const heads = COLUMNS.map((column) => {
    const button = make("button", { type: "button" }, column);
    button.addEventListener("click", () => {
      store.set({ tableSort: clicked(store.get().tableSort, column) });
    });
    return make("th", { scope: "col", class: column }, button);
  });
  const body = make("tbody", {});
  const copy = copyButton("Copy as CSV", () => (drawn ? toCsv(drawn) : ""));
  const note = make("p", { class: "panel-note", role: "status" });
  const caption = make("caption", {}, "Blank is not computed yet; – is no gradient");
  element.append(
    make("div", { class: "panel-row" }, copy.button, copy.told, note),
    make(
      "div",
      { class: "panel-scroll", tabindex: 0, role: "region", "aria-label": "Every node" },
      make("table", {}, caption, make("thead", {}, make("tr", {}, ...heads)), body),
    ),
  );

  /** @param {Trace} trace */
  function fill(trace) {
    drawn = trace;
    times = schedule(trace);
    const word = trace.mode === "forward" ? "tangent" : "gradient";
    const last = heads.at(-1)?.firstElementChild;
    if (last) last.textContent = word;
    rows = trace.nodes.map((node) => {
      const label = node.name ?? `v${node.id}`;
      const choose = make("button", { type: "button", class: "choose", title: "Inspect" }, label);
      choose.addEventListener("click", () => store.set({ selected: node.id }));
      const kind = node.shape.length ? " array" : "";
      const value = make("td", { class: `value${kind}` });
      const gradient = make("td", { class: `gradient${kind}` });
      const row = make(
        "tr",
        { "data-node": node.id },
        make("td", {}, String(node.id)),
        make("th", { scope: "row" }, choose),
        make("td", {}, node.op ?? node.kind),
        make("td", {}, node.shape.join("×")),
        value,
        gradient,
      );
      return { row, value, gradient };
    });
  }

  /** @param {GraphNode} node @param {number} step */
  const hasValue = (node, step) => (times?.valued[node.id] ?? Infinity) <= step;

  /** Whether a gradient may be shown: it is complete, or it is certain that there is none. @param {GraphNode} node @param {Readonly<State>} state */
  function hasGradient(node, state) {
    if (drawn?.mode === "forward") return hasValue(node, state.step);
    if (state.predicting) return false;
    if (node.gradient === null) return state.step >= (drawn?.steps.length ?? 0);
    return (times?.complete[node.id] ?? Infinity) <= state.step;
  }

  /** @param {Readonly<State>} state */
  function draw(state) {
    const { trace, step, tableSort, selected } = state;
    if (state.panel !== "table" || !trace) return;
    if (trace !== drawn) fill(trace);
    const forward = trace.mode === "forward";
    for (const node of trace.nodes) {
      const cells = rows[node.id];
      if (!cells) continue;
      write(cells.value, hasValue(node, step) ? showInFull(node.value) : "");
      write(cells.gradient, hasGradient(node, state) ? showInFull(forward ? node.tangent : node.gradient) : "");
      cells.row.classList.toggle("chosen", node.id === selected);
    }
    const order = sorted(trace.nodes, tableSort, (node) => {
      const derivative = forward ? node.tangent : node.gradient;
      switch (tableSort?.column) {
        case "node": return node.name ?? `v${node.id}`;
        case "gate": return node.op ?? node.kind;
        case "shape": return node.shape.reduce((all, size) => all * size, 1);
        case "value": return hasValue(node, step) ? sizeOf(node.value) : null;
        case "gradient": return derivative !== null && hasGradient(node, state) ? sizeOf(derivative) : null;
        default: return node.id;
      }
    });
    arrange(order);
    for (const [k, column] of COLUMNS.entries()) {
      const direction = tableSort?.descending ? "descending" : "ascending";
      if (tableSort?.column === column) heads[k]?.setAttribute("aria-sort", direction);
      else heads[k]?.removeAttribute("aria-sort");
    }
    copy.button.disabled = state.predicting;
    write(note, state.predicting ? "Gradients are hidden while you predict them." : "");
  }

  /** Put the rows in order, and leave them alone where they are. @param {readonly number[]} order */
  function arrange(order) {
    const stands = order.every((id, k) => body.children[k] === rows[id]?.row);
    if (stands && body.childElementCount === order.length) return;
    const before = document.activeElement;
    body.replaceChildren(...order.flatMap((id) => rows[id]?.row ?? []));
    if (before instanceof HTMLElement && body.contains(before)) before.focus({ preventScroll: true });
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  store.watch(["trace", "tableSort", "panel", "predicting", "selected"], draw);
  store.subscribe((now, before) => {
    if (now.step === before.step || now.trace !== before.trace) return;
    clearTimeout(waiting);
    if (rows.length <= MANY) draw(now);
    else waiting = setTimeout(() => draw(store.get()), PAUSE);
  });
}

/** @param {HTMLElement} cell @param {string} text */
function write(cell, text) {
  if (cell.textContent === text) return;
  cell.textContent = text;
  if (text) cell.title = text;
  else cell.removeAttribute("title");
}
