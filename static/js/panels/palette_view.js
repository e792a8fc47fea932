// The palette: a press, a drag or Enter puts a gate or a block into the program, onto the last result or onto
// the values that were chosen in the picture.

import { ProblemError, get, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { problemText } from "./dom.js";
import { DRAGGED, fits, insertAsk, ownFunctions, shownGroups, takenNames, toldOf } from "./palette.js";
import { makeCard } from "./palette_card_view.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./palette.js").Piece} Piece */
/** @typedef {import("./palette.js").Group} Group */
/** @typedef {{ frame: HTMLElement, area: HTMLTextAreaElement }} Page where pieces can be dropped: the picture, and the program */

const MOST_NAMES = 200;
/** How far a key leads among the pieces. @type {Readonly<Record<string, number>>} */
const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** @param {HTMLElement} element @param {Store} store @param {Page} page */
export function mountPalette(element, store, page) {
  const view = new PaletteView(element, store, page.frame);
  get("api/v1/palette").then(
    ({ groups }) => view.fill(groups),
    (error) => {
      if (!(error instanceof ProblemError)) throw error;
      view.tell(problemText(error.problem), true);
    },
  );
  view.follow();
  for (const place of [page.frame, page.area]) dropOn(place, view);
}

/** Let pieces be dropped somewhere: on a node of the picture that one takes it. @param {HTMLElement} place @param {PaletteView} view */
function dropOn(place, view) {
  place.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes(DRAGGED)) event.preventDefault();
  });
  place.addEventListener("drop", (event) => {
    const dragged = event.dataTransfer?.getData(DRAGGED);
    if (!dragged) return;
    event.preventDefault();
    const node = event.target instanceof Element ? event.target.closest("[data-node]")?.getAttribute("data-node") : null;
    view.drop(dragged, node ? Number(node) : null);
  });
}

class PaletteView {
  #store;
  #frame;
  #parts;
  #card = makeCard();
  /** @type {readonly Group[]} */
  #groups = [];
  /** The functions that stand on it, as a text to compare. */
  #own = "";
  /** Nodes of the trace that the next piece takes; none are the last result. @type {number[]} */
  #taken = [];
  /** What is to be taken once its trace is there, by its name. @type {string | null} */
  #next = null;
  /** Presses that are still to be done, one after another: each goes onto what the one before it made. @type {{ piece: Piece, taken: readonly number[] }[]} */
  #queue = [];
  #isBusy = false;
  #count = 0;

  /** @param {HTMLElement} element @param {Store} store @param {HTMLElement} frame */
  constructor(element, store, frame) {
    this.#store = store;
    this.#frame = frame;
    this.#parts = build();
    const { search, choose, pieces, bar } = this.#parts;
    element.append(bar, make("div", { class: "palette-sides" }, pieces, this.#card.element));
    search.addEventListener("input", () => this.#filter());
    search.addEventListener("keydown", (event) => this.#enter(event));
    choose.addEventListener("change", () => this.#choose(Number(choose.value)));
    pieces.addEventListener("keydown", (event) => this.#move(event));
  }

  follow() {
    const store = this.#store;
    store.watch(["panel", "selected"], ({ panel, selected }) => {
      if (panel === "palette" && selected !== null) this.#choose(selected);
      else this.#mark();
    });
    store.watch(["program"], ({ program }) => {
      const own = JSON.stringify(ownFunctions(program));
      if (own === this.#own) return;
      this.#own = own;
      this.#show();
    });
    store.watch(["trace"], ({ trace }) => {
      const named = this.#next === null ? undefined : trace?.nodes.findLast(({ name }) => name === this.#next);
      if (named) this.#next = null;
      this.#take(named ? [named.id] : []);
    });
    this.#frame.addEventListener("painted", () => this.#mark());
  }

  /** @param {readonly Group[]} groups */
  fill(groups) {
    this.#groups = groups;
    this.#show();
    const first = groups[1]?.items[0];
    if (first) this.#card.show(first);
  }

  /** Take a piece that was dropped, onto a node or onto what is taken. @param {string} dragged @param {number | null} node */
  drop(dragged, node) {
    const piece = this.#all().find(({ kind, name }) => `${kind} ${name}` === dragged);
    if (piece) this.#insert(piece, node === null ? this.#taken : [node]);
  }

  /** @param {string} text @param {boolean} [isWrong] */
  tell(text, isWrong = false) {
    const { told, problem } = this.#parts;
    told.textContent = isWrong ? "" : text;
    problem.textContent = isWrong ? text : "";
    problem.hidden = !isWrong;
  }

  /** @returns {Piece[]} */
  #all() {
    return shownGroups(this.#groups, ownFunctions(this.#store.get().program)).flatMap(({ items }) => items);
  }

  #show() {
    const groups = shownGroups(this.#groups, ownFunctions(this.#store.get().program));
    this.#parts.pieces.replaceChildren(
      ...groups.map(({ title, items }) => {
        const heading = make("h2", {}, title);
        return make("section", { "aria-label": title }, heading, make("div", { class: "palette-items" }, ...items.map((piece) => this.#button(piece, title))));
      }),
    );
    this.#filter();
  }

  /** @param {Piece} piece @param {string} group */
  #button(piece, group) {
    const made = button("", () => this.#insert(piece, this.#taken), { class: `piece piece-${piece.kind}`, "data-piece": `${piece.kind} ${piece.name}`, draggable: "true", tabindex: "-1", title: piece.summary });
    made.append(make("span", { class: "piece-glyph", "aria-hidden": "true" }, piece.glyph), make("span", {}, piece.title));
    for (const event of ["pointerenter", "focus"]) made.addEventListener(event, () => this.#card.show(piece));
    made.addEventListener("focus", () => this.#stop(made));
    made.addEventListener("dragstart", ({ dataTransfer }) => dataTransfer?.setData(DRAGGED, `${piece.kind} ${piece.name}`));
    made.dataset["words"] = String(group);
    return made;
  }

  /** The pieces that are seen. */
  #shown() {
    return [...this.#parts.pieces.querySelectorAll("button")].filter(({ hidden }) => !hidden);
  }

  /** The pieces are one stop of the Tab key. @param {HTMLElement | undefined} stop */
  #stop(stop) {
    for (const made of this.#parts.pieces.querySelectorAll("button")) made.tabIndex = made === stop ? 0 : -1;
  }

  #filter() {
    const { search, pieces, none } = this.#parts;
    const known = new Map(this.#all().map((piece) => [`${piece.kind} ${piece.name}`, piece]));
    for (const section of pieces.querySelectorAll("section")) {
      for (const made of section.querySelectorAll("button")) {
        const piece = known.get(made.dataset["piece"] ?? "");
        made.hidden = !piece || !fits(piece, search.value, made.dataset["words"] ?? "");
      }
      section.hidden = section.querySelector("button:not([hidden])") === null;
    }
    none.hidden = this.#groups.length === 0 || this.#shown().length > 0;
    this.#stop(this.#shown()[0]);
  }

  /** @param {KeyboardEvent} event */
  #enter(event) {
    const [first] = this.#shown();
    if (event.key === "Enter" && first && this.#parts.search.value.trim() !== "") {
      event.preventDefault();
      first.click();
    } else if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    }
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const by = MOVES[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const shown = this.#shown();
    const here = shown.findIndex((made) => made === document.activeElement);
    shown[Math.min(Math.max(here + by, 0), shown.length - 1)]?.focus();
  }

  // -- what is taken ----------------------------------------------------------------------------------

  /** Take a node too, or no more. @param {number} node */
  #choose(node) {
    if (this.#store.get().trace?.nodes[node] === undefined) return;
    this.#take(this.#taken.includes(node) ? this.#taken.filter((id) => id !== node) : [...this.#taken, node]);
    if (this.#store.get().selected !== null) this.#store.set({ selected: null, lit: null });
  }

  /** @param {number[]} nodes */
  #take(nodes) {
    const { trace } = this.#store.get();
    const { taken, choose, last } = this.#parts;
    this.#taken = nodes;
    const names = takenNames(trace, nodes);
    taken.replaceChildren(...names.map((name, k) => button(`${name} ✕`, () => this.#take(nodes.filter((_, at) => at !== k)), { class: "taken", "aria-label": `Do not take ${name}` })));
    last.hidden = nodes.length > 0;
    const named = (trace?.nodes ?? []).filter(({ name, group }) => name !== null && group.length === 0).slice(-MOST_NAMES);
    choose.replaceChildren(make("option", { value: "" }, nodes.length > 0 ? "and …" : "choose …"), ...named.map(({ id, name }) => make("option", { value: id }, name ?? "")));
    choose.disabled = named.length === 0;
    this.#mark();
  }

  /** Show in the picture what is taken. */
  #mark() {
    const isOpen = this.#store.get().panel === "palette";
    for (const marked of this.#frame.querySelectorAll(".cr-taken")) marked.classList.remove("cr-taken");
    for (const id of isOpen ? this.#taken : []) this.#frame.querySelector(`[data-node="${id}"]`)?.classList.add("cr-taken");
  }

  // -- what is put in ---------------------------------------------------------------------------------

  /** @param {Piece} piece @param {readonly number[]} taken */
  #insert(piece, taken) {
    this.#card.show(piece);
    this.#queue.push({ piece, taken });
    if (!this.#isBusy) void this.#run();
  }

  async #run() {
    this.#isBusy = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      try {
        this.#answered(next.piece, await post("api/v1/palette/insert", insertAsk(this.#store.get(), next.piece, next.taken)));
      } catch (error) {
        this.#queue = [];
        this.#failed(error);
      }
    }
    this.#isBusy = false;
  }

  /** @param {Piece} piece @param {import("../trace/types.js").Schemas["InsertAnswer"]} answer */
  #answered(piece, answer) {
    this.#next = piece.kind === "input" ? answer.name : null;
    this.#count += 1;
    this.#take([]);
    // One step to undo, however quickly pieces follow each other; the story opens at its end.
    this.#store.set({ program: answer.program, example: "", output: null, stand: Infinity, selected: null, gesture: `palette ${this.#count}` });
    this.#store.set({ gesture: null });
    this.tell(toldOf(piece, answer));
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof ProblemError)) {
      this.#isBusy = false;
      throw error;
    }
    this.tell(problemText(error.problem), true);
  }
}

function build() {
  const search = make("input", { type: "search", class: "palette-search", placeholder: "relu, pool, loss …", "aria-label": "Search the palette", autocomplete: "off", spellcheck: "false" });
  const last = make("span", {}, "the last result");
  const taken = make("span", { class: "palette-taken" });
  const choose = make("select", { "aria-label": "A value that the next piece takes", autocomplete: "off" });
  const told = make("p", { class: "panel-note palette-told", role: "status" });
  const problem = make("p", { class: "panel-problem", role: "alert", hidden: true });
  const none = make("p", { class: "panel-note", hidden: true }, "Nothing on the palette is called that.");
  const takes = make("span", { class: "palette-takes" }, "takes ", last, taken, choose);
  const bar = make("div", { class: "palette-bar" }, make("div", { class: "panel-row" }, search, takes, told), problem, none);
  const pieces = make("div", { class: "palette-pieces", role: "region", "aria-label": "Gates and blocks", tabindex: "-1" });
  return { search, last, taken, choose, told, problem, none, bar, pieces };
}
