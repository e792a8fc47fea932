// Writes the gates by name above the line of the story; the names in full when one points at them.

import { make } from "../page/build.js";
import { styled } from "../page/styled.js";
import { currentOf, rulerOf, shownOf } from "./ruler.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./ruler.js").Mark} Mark */

/** Room between two names, px. */
const APART = 14;
/** More names than this are elements only while they are shown: the browser lays out all that there are at every step. */
const MANY = 400;
/** In the hand there is room for one. */
const NARROW = "(max-width: 799px)";

/** @param {HTMLElement} track @param {Store} store */
export async function mountRuler(track, store) {
  await styled("notation");
  const ruler = make("div", { class: "ruler", "aria-hidden": "true" }); // the scrubber says where the story stands
  track.classList.add("ruled");
  track.append(ruler);
  const slider = track.querySelector("input");
  const view = new Ruler(ruler);
  store.watch(["trace", "step"], ({ trace, step }) => view.show(trace, step));
  new ResizeObserver(() => view.measure()).observe(track);
  slider?.addEventListener("pointermove", ({ clientX }) => (slider.title = view.nameAt(clientX)));
}

class Ruler {
  #element;
  /** @type {import("../trace/types.js").Trace | null} */
  #trace = null;
  /** @type {readonly Mark[]} */
  #marks = [];
  /** Those that are elements. @type {Map<number, HTMLElement>} */
  #names = new Map();
  #current = -1;
  /** Where each name would stand, px: measured once, since to ask costs a layout. @type {readonly { left: number, right: number }[]} */
  #places = [];
  #isNarrow = false;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
  }

  /** @param {import("../trace/types.js").Trace | null} trace @param {number} step */
  show(trace, step) {
    if (trace !== this.#trace) this.#write(trace);
    const current = currentOf(this.#marks, Math.min(step, trace?.steps.length ?? 0));
    if (current === this.#current) return;
    this.#current = current;
    this.#place();
  }

  /** @param {import("../trace/types.js").Trace | null} trace */
  #write(trace) {
    const before = this.#marks;
    this.#trace = trace;
    this.#marks = trace ? rulerOf(trace) : [];
    if (before.length === this.#marks.length && before.every(({ name, from, to }, k) => name === this.#marks[k]?.name && from === this.#marks[k]?.from && to === this.#marks[k]?.to)) return; // other numbers of the same gates
    this.#names.clear();
    this.#element.replaceChildren();
    if (this.#marks.length <= MANY) for (const k of this.#marks.keys()) this.#element.append(this.#name(k));
    this.measure();
  }

  /** @param {number} k */
  #name(k) {
    const mark = this.#marks[k];
    const before = this.#names.get(k);
    if (before) return before;
    const name = make("span", { "data-phase": mark?.phase ?? "forward" }, mark?.name ?? "");
    this.#names.set(k, name);
    return name;
  }

  /** How wide each name is. */
  #sizes() {
    if (this.#marks.length <= MANY) return this.#marks.map((_, k) => this.#name(k).offsetWidth);
    const probe = this.#element.appendChild(make("span", {}, "0"));
    const paper = make("canvas", {}).getContext("2d");
    if (paper) paper.font = getComputedStyle(probe).font;
    probe.remove();
    return this.#marks.map(({ name }) => paper?.measureText(name).width ?? 0);
  }

  /** How wide the names are, and the line. */
  measure() {
    const { clientWidth: width } = this.#element;
    this.#isNarrow = matchMedia(NARROW).matches;
    const sizes = this.#sizes();
    const count = Math.max(this.#trace?.steps.length ?? 0, 1);
    this.#places = this.#marks.map(({ from, to }, k) => {
      const half = (sizes[k] ?? 0) / 2;
      const middle = Math.min(Math.max(((from + to) / 2 / count) * width, half), Math.max(width - half, half));
      return { left: middle - half - APART / 2, right: middle + half + APART / 2 };
    });
    for (const k of this.#names.keys()) this.#stand(k);
    this.#place();
  }

  /** @param {number} k */
  #stand(k) {
    const { left, right } = this.#places[k] ?? { left: 0, right: 0 };
    this.#name(k).style.left = `${(left + right) / 2}px`;
  }

  /** Show as many names as have room; what speaks is one of them, within the line. */
  #place() {
    const shown = this.#isNarrow ? new Set([this.#current]) : shownOf(this.#places, this.#current);
    if (this.#marks.length > MANY) this.#keep(shown);
    for (const [k, name] of this.#names.entries()) {
      name.classList.toggle("away", !shown.has(k));
      name.classList.toggle("now", k === this.#current);
    }
  }

  /** Let those be elements that are shown. @param {ReadonlySet<number>} shown */
  #keep(shown) {
    for (const [k, name] of this.#names) {
      if (shown.has(k)) continue;
      name.remove();
      this.#names.delete(k);
    }
    for (const k of shown) {
      if (k < 0 || this.#names.has(k)) continue;
      this.#element.append(this.#name(k));
      this.#stand(k);
    }
  }

  /** @param {number} x in the window */
  nameAt(x) {
    const { left, width } = this.#element.getBoundingClientRect();
    const steps = this.#trace?.steps.length ?? 0;
    const at = Math.min(Math.max(((x - left) / Math.max(width, 1)) * steps, 0), steps);
    return this.#marks[currentOf(this.#marks, Math.max(at, 1e-6))]?.whole ?? "";
  }
}
