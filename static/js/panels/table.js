// All nodes with their exact numbers, as far as they are computed.

import { make } from "../page/build.js";
import { toCsv } from "../trace/csv.js";
import { schedule } from "../trace/moment.js";
import { showInFull, showInTable } from "../trace/numbers.js";
import { FEW, rowsInView } from "./rows.js";
import { clicked, sizeOf, sorted } from "./sorting.js";
import { copyButton } from "./dom.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */

/** The numbers stand beside the name: where there is no room for all, what is scrolled to is the rest. */
const COLUMNS = /** @type {const} */ (["node", "value", "gradient", "gate", "shape", "id"]);

/** @typedef {{ row: HTMLTableRowElement, choose: HTMLButtonElement, cells: Record<typeof COLUMNS[number], HTMLElement> }} Row */

/**
 * Of a long table only the rows in view stand in the page: a step of a large program must not lay
 * out thousands. Up and down go from row to row; the rows together are one stop of the Tab key.
 * @param {HTMLElement} element
 * @param {import("../page/store.js").Store} store
 */
export function mountTable(element, store) {
  /** @type {Trace | null} */
  let drawn = null;
  /** @type {ReturnType<typeof schedule> | null} */
  let times = null;
  /** By node; one is made when it first comes into view. @type {Row[]} */
  const rows = [];
  /** The nodes from top to bottom. @type {readonly number[]} */
  let order = [];
  /** The node whose row the Tab key stops at. */
  let stop = 0;
  /** px of the rows scrolled away and in view; kept, so that a step need not measure. */
  let seen = { top: 0, height: 0 };

  const heads = COLUMNS.map((column) => {
    const button = make("button", { type: "button" }, column);
    button.addEventListener("click", () => {
      store.set({ tableSort: clicked(store.get().tableSort, column) });
    });
    return make("th", { scope: "col", class: column }, button);
  });
  const head = make("thead", {}, make("tr", { "aria-rowindex": 1 }, ...heads));
  const above = spacer();
  const body = make("tbody", {});
  const below = spacer();
  const copy = copyButton("Copy as CSV", () => (drawn ? toCsv(drawn) : ""));
  const note = make("p", { class: "panel-note", role: "status" });
  const caption = make("span", {}, "Blank is not computed yet; – is no gradient");
  const table = make("table", {}, make("caption", {}, caption), head, above, body, below);
  const frame = make("div", { class: "panel-scroll", tabindex: 0, role: "region", "aria-label": "Every node" }, table);
  element.append(make("div", { class: "panel-row" }, copy.button, copy.told, note), frame);

  /** @param {number} id */
  function rowOf(id) {
    const choose = make("button", { type: "button", class: "choose", title: "Inspect", tabindex: -1 });
    choose.addEventListener("click", () => store.set({ selected: id }));
    choose.addEventListener("focus", () => {
      stop = id;
      setStops();
    });
    const cells = {
      id: make("td", {}), node: choose, gate: make("td", {}), shape: make("td", {}),
      value: make("td", { class: "value" }), gradient: make("td", { class: "gradient" }),
    };
    const { value, gradient, gate, shape } = cells;
    const name = make("th", { scope: "row" }, choose);
    const row = make("tr", { "data-node": id }, name, value, gradient, gate, shape, cells.id);
    return { row, choose, cells };
  }

  /** @param {GraphNode} node @param {number} step */
  const hasValue = (node, step) => (times?.valued[node.id] ?? Infinity) <= step;

  /** Whether a gradient may be shown: it is complete, or it is certain that there is none. @param {GraphNode} node @param {Readonly<State>} state */
  function hasGradient(node, state) {
    if (drawn?.mode === "forward") return state.step > 0 && hasValue(node, state.step);
    if (state.predicting) return false;
    if (node.gradient === null) return state.step >= (drawn?.steps.length ?? 0);
    return (times?.complete[node.id] ?? Infinity) <= state.step;
  }

  /** @param {Readonly<State>} state */
  function draw(state) {
    const { trace, step, tableSort } = state;
    if (state.panel !== "table" || !trace) return;
    if (trace !== drawn) {
      drawn = trace;
      times = schedule(trace);
      table.classList.toggle("scalars", trace.nodes.every(({ shape }) => shape.length === 0));
    }
    const forward = trace.mode === "forward";
    order = sorted(trace.nodes, tableSort, (node) => {
      const derivative = forward ? node.tangent : node.gradient;
      switch (tableSort?.column) {
        case "node": return node.symbol.text;
        case "gate": return node.op ?? node.kind;
        case "shape": return node.shape.reduce((all, size) => all * size, 1);
        case "value": return hasValue(node, step) ? sizeOf(node.value) : null;
        case "gradient": return derivative !== null && hasGradient(node, state) ? sizeOf(derivative) : null;
        default: return node.id;
      }
    });
    if (!(stop < trace.nodes.length)) stop = 0;
    show(state);
    const derived = heads[COLUMNS.indexOf("gradient")]?.firstElementChild;
    if (derived instanceof HTMLElement) write(derived, forward ? "tangent" : "gradient");
    write(caption, `Blank is not computed yet; – is no ${forward ? "tangent" : "gradient"}`);
    for (const [k, column] of COLUMNS.entries()) {
      const direction = tableSort?.descending ? "descending" : "ascending";
      if (tableSort?.column === column) heads[k]?.setAttribute("aria-sort", direction);
      else heads[k]?.removeAttribute("aria-sort");
    }
    copy.button.disabled = state.predicting;
    write(note, state.predicting ? "Gradients are hidden while you predict them." : "");
  }

  /** Put the rows in view into the page and write them. @param {Readonly<State>} state */
  function show(state) {
    const { nodes, mode } = drawn ?? { nodes: [], mode: "reverse" };
    const [first, end] = rowsInView(order.length, seen.top, seen.height);
    const shown = order.slice(first, end).map((id) => (rows[id] ??= rowOf(id)));
    table.classList.toggle("long", order.length > FEW);
    table.setAttribute("aria-rowcount", String(order.length + 1));
    for (const [space, count] of /** @type {const} */ ([[above, first], [below, order.length - end]])) {
      space.style.setProperty("--rows", String(count));
      space.hidden = order.length <= FEW;
    }
    for (const [k, { row, cells }] of shown.entries()) {
      const node = nodes[order[first + k] ?? -1];
      if (!node) continue;
      row.setAttribute("aria-rowindex", String(first + k + 2));
      row.classList.toggle("chosen", node.id === state.selected);
      write(cells.id, String(node.id));
      write(cells.node, node.symbol.text);
      write(cells.gate, node.op ?? node.kind);
      write(cells.shape, node.shape.join("×"));
      for (const cell of [cells.value, cells.gradient]) cell.classList.toggle("array", node.shape.length > 0);
      number(cells.value, hasValue(node, state.step) ? node.value : "");
      const derivative = mode === "forward" ? node.tangent : node.gradient;
      number(cells.gradient, hasGradient(node, state) ? derivative : "");
    }
    arrange(shown.map(({ row }) => row));
    setStops();
  }

  /** Put the rows in order, and leave them alone where they are. @param {HTMLElement[]} wanted */
  function arrange(wanted) {
    if (wanted.length === body.childElementCount && wanted.every((row, k) => body.children[k] === row)) return;
    const before = document.activeElement;
    const held = before instanceof HTMLElement && body.contains(before) ? before : null;
    body.append(...wanted); // before others go: the frame must not scroll for want of height
    while (body.childElementCount > wanted.length) body.firstElementChild?.remove();
    if (held) (body.contains(held) ? held : frame).focus({ preventScroll: true });
  }

  /** One row that stands in the page is a stop of the Tab key. */
  function setStops() {
    const standing = [...body.children].map((row) => Number(row.getAttribute("data-node")));
    const one = standing.includes(stop) ? stop : standing[0];
    for (const id of standing) {
      const choose = rows[id]?.choose;
      if (choose) choose.tabIndex = id === one ? 0 : -1;
    }
  }

  body.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const to = order[order.indexOf(stop) + (event.key === "ArrowDown" ? 1 : -1)];
    if (to === undefined) return;
    if (!rows[to]?.row.isConnected) look(); // the keys came quicker than the event of the scrolling
    rows[to]?.choose.focus();
  });

  /** The frame scrolls, both ways: the head and the names stay. */
  function look() {
    if (order.length <= FEW) return;
    const { top } = frame.getBoundingClientRect();
    seen = { top: top - above.getBoundingClientRect().top, height: frame.clientHeight };
    show(store.get());
  }
  frame.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(frame);

  store.watch(["trace", "step", "tableSort", "panel", "predicting", "selected"], draw);
}

/** Stands for the rows that are not in the page. */
function spacer() {
  return make("tbody", { class: "spacer", "aria-hidden": "true" }, make("tr", {}, make("td", {})));
}

/** @param {HTMLElement} cell @param {string} text */
function write(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
}

/** A number, exact in its tooltip; nothing is a blank. @param {HTMLElement} cell @param {import("../trace/types.js").Nested | "" | null} value */
function number(cell, value) {
  const exact = value === "" ? "" : showInFull(value);
  if (cell.title === exact) return;
  cell.textContent = value === "" ? "" : showInTable(value);
  if (exact) cell.title = exact;
  else cell.removeAttribute("title");
}
