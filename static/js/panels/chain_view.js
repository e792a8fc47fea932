// How the gradient of one value is made: the chain from the output to it, opened one factor a press.

import { ProblemError, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { latest } from "../page/latest.js";
import { isDialogOpen, isTyping } from "../page/stage.js";
import { isPredicting } from "../predict/predict.js";
import { graphAsk } from "../trace/ask.js";
import { calledIn, chainAsk, countText, heardOf, layersOf, nextOf, norms, travelled, wayOf, wireOf } from "./chain.js";
import { factorRow, forwardRows } from "./chain_rows.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./chain.js").ChainAnswer} ChainAnswer */
/** @typedef {ReturnType<typeof build>} Parts */

/** What a clicker and the arrows send: one factor more, or one less. @type {Readonly<Record<string, number>>} */
const MOVES = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };
/** The answer is of these. @type {(keyof import("../trace/types.js").State)[]} */
const ASKED = ["trace", "derived", "learners", "names"];
/** Of the size of a formula; one at this size is still read from a chair. */
const SMALLEST = 0.8;
/** More than any chain has. */
const MOST_FACTORS = 10_000;
const HIDDEN = "Hidden while you predict the gradients.";

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @param {HTMLElement} frame of the picture, in which the way is lit
 * @param {Pick<import("../picture/picture.js").Picture, "follow">} picture
 */
export function mountChain(element, store, frame, picture) {
  const panel = new ChainPanel(element, store, frame, picture);
  store.watch(["panel", "predicting", "asked", "guesses", ...ASKED], () => panel.ask());
  store.watch(["digits", "factors"], () => panel.show());
  store.watch(["lit"], () => panel.showLit());
  frame.addEventListener("painted", () => panel.markWay());
  document.addEventListener("keydown", (event) => panel.hear(event), { capture: true });
}

class ChainPanel {
  #element;
  #store;
  #frame;
  #picture;
  #parts;
  #asking;
  /** @type {ChainAnswer | null} */
  #chain = null;
  /** What is marked in the picture. @type {{ chain: ChainAnswer | null, opened: number, count: number }} */
  #marked = { chain: null, opened: 0, count: 0 };
  /** Whether a clicker opens factors wherever the focus is. */
  #clicked = false;

  /** @param {HTMLElement} element @param {Store} store @param {HTMLElement} frame @param {Pick<import("../picture/picture.js").Picture, "follow">} picture */
  constructor(element, store, frame, picture) {
    this.#picture = picture;
    this.#element = element;
    this.#store = store;
    this.#frame = frame;
    this.#parts = build({
      next: () => this.move(1), back: () => this.move(-1), all: () => this.move(Infinity), clicker: () => this.#toggle(),
    });
    element.append(...this.#parts.all);
    const { select, sheet } = this.#parts;
    select.addEventListener("change", () => store.set({ derived: select.value, factors: 0, lit: null }));
    for (const event of ["pointerover", "focusin"]) sheet.addEventListener(event, ({ target }) => this.#point(target));
    for (const event of ["pointerleave", "focusout"]) sheet.addEventListener(event, () => store.set({ lit: null }));
    this.#asking = latest(0, (signal) => this.#fetch(signal), (chain) => this.#take(chain), (error) => this.#fail(error));
  }

  /** How many factors are open. */
  get #opened() {
    return Math.min(this.#store.get().factors, this.#chain?.links.length ?? 0);
  }

  /** Whether it is seen, and what it tells is no answer to a question. */
  #isShown() {
    const state = this.#store.get();
    return state.panel === "derive" && !isPredicting(state) && state.trace !== null;
  }

  ask() {
    const hidden = !this.#isShown();
    this.#element.closest(".graph-page")?.classList.toggle("deriving", !hidden);
    for (const part of this.#parts.all) part.hidden = hidden && part !== this.#parts.note;
    if (hidden) {
      this.#asking.stop();
      this.#parts.note.textContent = isPredicting(this.#store.get()) ? HIDDEN : "";
      this.markWay();
    } else void this.#asking.now();
  }

  /** @param {AbortSignal} signal */
  #fetch(signal) {
    const state = this.#store.get();
    const { seed, ...ask } = graphAsk(state);
    const seeded = seed === undefined || state.mode === "forward" ? {} : { seed };
    return post("api/v1/chain", { ...ask, ...seeded, ...chainAsk(state) }, signal);
  }

  /** @param {ChainAnswer} chain */
  #take(chain) {
    this.#chain = chain;
    const { factors } = this.#store.get();
    if (factors > chain.links.length) this.#store.set({ factors: chain.links.length });
    this.#parts.note.textContent = chain.is_whole ? "" : `The first ${chain.links.length} factors.`;
    this.show();
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!(error instanceof ProblemError)) throw error;
    if (this.#store.get().derived !== null && error.problem.type?.endsWith("/invalid-option")) {
      this.#store.set({ derived: null }); // another program has no such name
      return;
    }
    this.#chain = null;
    this.#parts.note.textContent = error.problem.detail;
    this.#parts.rows.replaceChildren();
    this.markWay();
  }

  /** Open so many factors more, and light the last one's wire. @param {number} by @returns {boolean} whether there was one */
  move(by) {
    const chain = this.#chain;
    if (!chain) return false;
    const { derived, factors } = this.#store.get();
    if (derived !== null && derived !== chain.of) { // the chain that is asked for has not come: its length is not known
      this.#store.set({ factors: Math.max(0, Math.min(MOST_FACTORS, factors + by)) });
      return true;
    }
    const opened = Math.max(0, Math.min(chain.links.length, this.#opened + by));
    if (opened === this.#opened) return false;
    this.#store.set({ factors: opened });
    this.#parts.heard.textContent = heardOf(chain.links[opened - 1]);
    this.#store.set({ lit: wireOf(chain.links, opened - 1) });
    const gate = this.#frame.querySelector(`[data-node="${chain.links[opened - 1]?.node}"]`);
    if (gate) this.#picture.follow(gate);
    this.#parts.rows.lastElementChild?.scrollIntoView({ block: "nearest" });
    return true;
  }

  #toggle() {
    this.#clicked = !this.#clicked;
    this.#parts.clicker.setAttribute("aria-pressed", String(this.#clicked));
  }

  /** A clicker is the panel's while the focus is in it, or where it was given to it; at an end it is the story's again. @param {KeyboardEvent} event */
  hear(event) {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    const by = MOVES[key];
    if (by === undefined || altKey || ctrlKey || metaKey || !this.#isShown() || isDialogOpen() || isTyping(target)) return;
    const inside = target instanceof Node && this.#element.contains(target);
    const elsewhere = target instanceof Element && target.closest("select, [type=range], [role=tablist], [role=grid]") !== null;
    if (elsewhere || !(inside || this.#clicked) || !this.move(by)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  show() {
    const chain = this.#chain;
    if (!chain) return;
    const { digits, learners, trace } = this.#store.get();
    const { select, layers, rows, forward, next, back, everything, count } = this.#parts;
    fillChoices(select, chain);
    const found = layersOf(chain, trace?.update?.parameters ?? learners);
    const own = chain.targets.find(({ name }) => name === chain.of)?.layer;
    layers.hidden = found.length < 2;
    layers.replaceChildren("Layer", ...found.map(({ layer, names, first }) => button(String(layer),
      () => this.#store.set({ derived: first, factors: 0, lit: null }), { "aria-pressed": String(layer === own), "aria-label": `Layer ${layer}: ${names.join(", ")}`, title: names.join(", ") })));
    forward.replaceChildren(...forwardRows(chain));
    const links = chain.links.slice(0, this.#opened);
    rows.replaceChildren(...links.map((link, index) => factorRow(link, index, digits, (name) => calledIn(chain, name))));
    next.textContent = nextOf(chain, this.#opened);
    next.disabled = everything.disabled = this.#opened >= chain.links.length;
    back.disabled = this.#opened === 0;
    count.textContent = countText(chain);
    this.#showNorms(chain);
    for (const formula of rows.querySelectorAll(".chain-formula")) fitted(formula);
    this.markWay();
  }

  /** @param {ChainAnswer} chain */
  #showNorms(chain) {
    const { bars, norm } = this.#parts;
    const opened = this.#opened;
    bars.replaceChildren(...norms(chain.links).map(({ share }, index) =>
      make("span", { class: index < opened ? "chain-bar" : "chain-bar unopened", style: `--share: ${index < opened ? share : 0}` })));
    norm.textContent = opened
      ? travelled(chain.links.slice(0, opened), this.#store.get().digits)
      : `${chain.links.length} ${chain.links.length === 1 ? "factor" : "factors"} from ${chain.output ?? "the output"} to ${calledIn(chain, chain.of)}`;
  }

  /** The way in the picture: what is opened, and what is still to come. Drawn anew only where it is not there any more. */
  markWay() {
    const chain = this.#isShown() ? this.#chain : null;
    const marked = this.#frame.getElementsByClassName("chain-way");
    if (chain === this.#marked.chain && this.#opened === this.#marked.opened && marked.length === this.#marked.count) return;
    for (const one of [...marked]) one.classList.remove("chain-way", "chain-gone");
    for (const [count, looks] of chain ? /** @type {const} */ ([[Infinity, "chain-way"], [this.#opened, "chain-gone"]]) : []) {
      const { edges, nodes } = wayOf(chain ?? { links: [] }, count);
      for (const place of [...edges.map((id) => `[data-edge="${id}"]`), ...nodes.map((id) => `[data-node="${id}"]`)]) {
        this.#frame.querySelector(place)?.classList.add(looks);
      }
    }
    this.#marked = { chain, opened: this.#opened, count: marked.length };
  }

  /** Light the wire of the factor under the pointer, or in focus. @param {EventTarget | null} target */
  #point(target) {
    if (!(target instanceof Element) || !this.#chain) return;
    const factor = /factor-(\d+)/.exec(target.closest('[class^="factor-"]')?.getAttribute("class") ?? "")?.[1];
    const index = factor ?? target.closest("[data-link]")?.getAttribute("data-link");
    if (index !== undefined && index !== null) this.#store.set({ lit: wireOf(this.#chain.links, Number(index)) });
  }

  showLit() {
    const { lit } = this.#store.get();
    for (const row of this.#parts.rows.children) {
      const index = Number(row.getAttribute("data-link"));
      row.classList.toggle("lit", lit !== null && this.#chain !== null && wireOf(this.#chain.links, index) === lit);
    }
  }
}

/** @param {{ next: () => unknown, back: () => unknown, all: () => unknown, clicker: () => unknown }} acts */
function build(acts) {
  const select = make("select", { id: "chain-of" });
  const layers = make("div", { class: "choice chain-layers", role: "group", "aria-label": "Layer" });
  const next = button("Next factor", acts.next, { class: "chain-next" });
  const back = button("Back", acts.back);
  const everything = button("All", acts.all, { title: "Open all factors at once" });
  const clicker = button("Clicker", acts.clicker, { "aria-pressed": "false", title: "A clicker and the arrow keys open factors, wherever the focus is" });
  const count = make("p", { class: "chain-count" });
  const bars = make("div", { class: "chain-bars", "aria-hidden": "true" });
  const norm = make("p", { class: "chain-norm" });
  const heard = make("p", { class: "heard", role: "status" });
  const note = make("p", { class: "panel-note" });
  const forward = make("div", { class: "chain-forwards" });
  const rows = make("ol", { class: "chain-rows" });
  const sheet = make("div", { class: "panel-scroll chain-sheet", tabindex: 0, role: "region", "aria-label": "Factors" }, forward, rows);
  const choose = make("div", { class: "panel-row" }, make("label", { for: "chain-of" }, "Gradient of"), select, layers);
  const press = make("div", { class: "panel-row chain-press" }, next, back, everything, clicker);
  const side = make("div", { class: "chain-side" }, choose, press, bars);
  const told = make("div", { class: "chain-told" }, norm, count, heard);
  return { select, layers, next, back, everything, clicker, count, heard, bars, norm, note, forward, rows, sheet, all: [side, told, sheet, note] };
}

/** A formula that is wider than its row is written smaller, and from some width on scrolls. @param {Element} formula */
function fitted(formula) {
  const wide = Math.max(0, ...[...formula.children].map((part) => part.getBoundingClientRect().width));
  const share = formula.clientWidth / wide;
  if (formula instanceof HTMLElement && share < 1) formula.style.setProperty("--fit", String(Math.max(SMALLEST, share * 0.98)));
}

/** What can be chosen: inputs by how far they are, then what has a name between. @param {HTMLSelectElement} select @param {ChainAnswer} chain */
function fillChoices(select, { targets, of }) {
  const wanted = targets.map(({ name, kind }) => `${kind} ${name}`).join();
  if (select.dataset["of"] !== wanted) {
    select.dataset["of"] = wanted;
    const group = (/** @type {string} */ label, /** @type {string} */ kind) => {
      const names = targets.filter((one) => one.kind === kind).map(({ name, symbol }) => new Option(symbol.text, name));
      return names.length ? [make("optgroup", { label }, ...names)] : [];
    };
    select.replaceChildren(...group("Inputs", "input"), ...group("Between", "gate"));
  }
  select.value = of;
}
