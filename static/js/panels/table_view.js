// All nodes with their exact numbers, as far as they are computed.

import { button, make } from "../page/build.js";
import { toCsv } from "../trace/csv.js";
import { showInFull, showInTable } from "../trace/numbers.js";
import { copyButton } from "./dom.js";
import { FEW, rowsInView } from "./rows.js";
import { clicked } from "./sorting.js";
import { derivativeAt, storyOf, valueAt } from "../trace/known.js";
import { COLUMNS, orderAt } from "./table.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").GraphNode} GraphNode */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/known.js").Story} Story */
/** @typedef {typeof COLUMNS[number]} Column */
/** @typedef {{ row: HTMLTableRowElement, choose: HTMLButtonElement, cells: Record<Column, HTMLElement> }} Row */

/** @param {HTMLElement} element @param {Store} store */
export function mountTable(element, store) {
  const table = new NodeTable(store);
  element.append(...table.elements);
  table.follow();
}

/**
 * Of a long table only the rows in view stand in the page: a step of a large program must not lay
 * out thousands. Up and down go from row to row; the rows together are one stop of the Tab key.
 */
class NodeTable {
  #store;
  #parts;
  /** What is drawn. @type {Story | null} */
  #story = null;
  /** By node; one is made when it first comes into view. @type {Row[]} */
  #rows = [];
  /** The nodes from top to bottom. @type {readonly number[]} */
  #order = [];
  /** The node whose row the Tab key stops at. */
  #stop = 0;
  /** px of the rows scrolled away and in view; kept, so that a step need not measure. */
  #seen = { top: 0, height: 0 };

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    this.#parts = build({
      sortBy: (column) => store.set({ tableSort: clicked(store.get().tableSort, column) }),
      csv: () => (this.#story ? toCsv(this.#story.trace) : ""),
    });
    const { body, frame } = this.#parts;
    body.addEventListener("keydown", (event) => this.#press(event));
    frame.addEventListener("scroll", () => this.#look(), { passive: true });
  }

  get elements() {
    return this.#parts.all;
  }

  /** Keep what is shown up to date, once it stands in the page. */
  follow() {
    new ResizeObserver(() => this.#look()).observe(this.#parts.frame);
    this.#store.watch(["trace", "step", "tableSort", "panel", "predicting", "selected"], (state) => this.#draw(state));
  }

  /** @param {Readonly<State>} state */
  #draw(state) {
    const { trace, tableSort } = state;
    this.#parts.copy.button.disabled = trace === null;
    if (state.panel !== "table" || !trace) return;
    if (trace !== this.#story?.trace) {
      this.#story = storyOf(trace);
      this.#parts.table.classList.toggle("scalars", trace.nodes.every(({ shape }) => shape.length === 0));
    }
    this.#order = orderAt(this.#story, tableSort, state);
    if (!(this.#stop < trace.nodes.length)) this.#stop = 0;
    this.#show(this.#story, state);
    writeHead(this.#parts, trace.mode === "forward" ? "tangent" : "gradient", tableSort);
    this.#parts.copy.button.disabled = state.predicting;
    write(this.#parts.note, state.predicting ? "Gradients are hidden while you predict them." : "");
  }

  /** Put the rows in view into the page and write them. @param {Story} story @param {Readonly<State>} state */
  #show(story, state) {
    const count = this.#order.length;
    const [first, end] = rowsInView(count, this.#seen.top, this.#seen.height);
    const shown = this.#order.slice(first, end).map((id) => (this.#rows[id] ??= this.#rowOf(id)));
    writeLength(this.#parts, count, first, end);
    for (const [k, row] of shown.entries()) {
      const node = story.trace.nodes[this.#order[first + k] ?? -1];
      if (!node) continue;
      row.row.setAttribute("aria-rowindex", String(first + k + 2));
      writeRow(row, story, node, state);
    }
    arrange(this.#parts, shown.map(({ row }) => row));
    this.#setStops();
  }

  /** @param {number} id */
  #rowOf(id) {
    const made = makeRow(id);
    made.choose.addEventListener("click", () => this.#store.set({ selected: id, panel: "inspect" }));
    made.choose.addEventListener("focus", () => {
      this.#stop = id;
      this.#setStops();
    });
    return made;
  }

  /** One row that stands in the page is a stop of the Tab key. */
  #setStops() {
    const standing = [...this.#parts.body.children].map((row) => Number(row.getAttribute("data-node")));
    const one = standing.includes(this.#stop) ? this.#stop : standing[0];
    for (const id of standing) {
      const choose = this.#rows[id]?.choose;
      if (choose) choose.tabIndex = id === one ? 0 : -1;
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const to = this.#order[this.#order.indexOf(this.#stop) + (event.key === "ArrowDown" ? 1 : -1)];
    if (to === undefined) return;
    if (!this.#rows[to]?.row.isConnected) this.#look(); // the keys came quicker than the event of the scrolling
    this.#rows[to]?.choose.focus();
  }

  /** The frame scrolls, both ways: the head and the names stay. */
  #look() {
    if (!this.#story || this.#order.length <= FEW) return;
    const { frame, above } = this.#parts;
    const { top } = frame.getBoundingClientRect();
    this.#seen = { top: top - above.getBoundingClientRect().top, height: frame.clientHeight };
    this.#show(this.#story, this.#store.get());
  }
}

/** @typedef {ReturnType<typeof build>} Parts */

/** @param {{ sortBy: (column: Column) => void, csv: () => string }} act */
function build({ sortBy, csv }) {
  const heads = COLUMNS.map((column) => {
    const name = button(column, () => sortBy(column));
    return { column, name, cell: make("th", { scope: "col", class: column }, name) };
  });
  const head = make("thead", {}, make("tr", { "aria-rowindex": 1 }, ...heads.map(({ cell }) => cell)));
  const above = spacer();
  const body = make("tbody", {});
  const below = spacer();
  const copy = copyButton("Copy as CSV", csv);
  const note = make("p", { class: "panel-note", role: "status" });
  const caption = make("span", {}, "Blank is not computed yet; – is no gradient");
  const table = make("table", {}, make("caption", {}, caption), head, above, body, below);
  const frame = make("div", { class: "panel-scroll", tabindex: 0, role: "region", "aria-label": "Every node" }, table);
  const all = [make("div", { class: "panel-row" }, copy.button, copy.told, note), frame];
  return { heads, above, body, below, copy, note, caption, table, frame, all };
}

/** Stands for the rows that are not in the page. */
function spacer() {
  return make("tbody", { class: "spacer", "aria-hidden": "true" }, make("tr", {}, make("td", {})));
}

/** @param {number} id @returns {Row} */
function makeRow(id) {
  const choose = make("button", { type: "button", class: "choose", title: "Inspect", tabindex: -1 });
  const cells = {
    id: make("td", {}), node: choose, gate: make("td", {}), shape: make("td", {}),
    value: make("td", { class: "value" }), gradient: make("td", { class: "gradient" }),
  };
  const { value, gradient, gate, shape } = cells;
  const name = make("th", { scope: "row" }, choose);
  return { row: make("tr", { "data-node": id }, name, value, gradient, gate, shape, cells.id), choose, cells };
}

/**
 * What the derivatives are called, and which column it is sorted by.
 * @param {Parts} parts @param {string} derivative @param {import("./sorting.js").Sort | null} sort
 */
function writeHead({ heads, caption }, derivative, sort) {
  write(caption, `Blank is not computed yet; – is no ${derivative}`);
  for (const { column, name, cell } of heads) {
    if (column === "gradient") write(name, derivative);
    if (sort?.column === column) cell.setAttribute("aria-sort", sort.descending ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
}

/**
 * How long the table is, with the rows that do not stand in the page.
 * @param {Parts} parts @param {number} count of all rows @param {number} first in the page @param {number} end
 */
function writeLength({ table, above, below }, count, first, end) {
  table.classList.toggle("long", count > FEW);
  table.setAttribute("aria-rowcount", String(count + 1));
  for (const [space, rows] of /** @type {const} */ ([[above, first], [below, count - end]])) {
    space.style.setProperty("--rows", String(rows));
    space.hidden = count <= FEW;
  }
}

/** @param {Row} row @param {Story} story @param {GraphNode} node @param {Readonly<State>} state */
function writeRow({ row, cells }, story, node, state) {
  row.classList.toggle("chosen", node.id === state.selected);
  write(cells.id, String(node.id));
  write(cells.node, node.symbol.text);
  write(cells.gate, node.op ?? node.kind);
  write(cells.shape, node.shape.join("×"));
  for (const cell of [cells.value, cells.gradient]) cell.classList.toggle("array", node.shape.length > 0);
  writeNumber(cells.value, valueAt(story, node, state.step));
  writeNumber(cells.gradient, derivativeAt(story, node, state));
}

/** Put the rows in order, and leave them alone where they are. @param {Parts} parts @param {HTMLElement[]} wanted */
function arrange({ body, frame }, wanted) {
  if (wanted.length === body.childElementCount && wanted.every((row, k) => body.children[k] === row)) return;
  const before = document.activeElement;
  const held = before instanceof HTMLElement && body.contains(before) ? before : null;
  body.append(...wanted); // before others go: the frame must not scroll for want of height
  while (body.childElementCount > wanted.length) body.firstElementChild?.remove();
  if (held) (body.contains(held) ? held : frame).focus({ preventScroll: true });
}

/** @param {HTMLElement} cell @param {string} text */
function write(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
}

/** A number, exact in its tooltip; nothing is a blank. @param {HTMLElement} cell @param {import("../trace/known.js").Shown | null} value */
function writeNumber(cell, value) {
  const exact = value === "" ? "" : showInFull(value);
  if (cell.title === exact) return;
  cell.textContent = value === "" ? "" : showInTable(value);
  if (exact) cell.title = exact;
  else cell.removeAttribute("title");
}
