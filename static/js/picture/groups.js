// Opens and closes single calls and gates in place: handles on the picture, a list for the keyboard,
// a motion from the old picture to the new one, and word that the outside is what it was.

import { elementsOf } from "./elements.js";
import { moveFrom, placesOf } from "./flip.js";
import { LARGE } from "./large.js";
import { dressParts } from "./frames_view.js";
import { PartsList } from "./parts_list.js";
import { motionIsWelcome } from "../page/reduced_motion.js";
import { belongs, keyOf, outsideUnchanged, toggled, unchangedSentence } from "../trace/parts.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Part} Part */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./picture.js").Picture} Picture */

const READ = 6000; // ms that it is said that nothing outside has changed

/** What folds and opens. @type {readonly (keyof State)[]} */
const FOLDING = ["closed", "opened", "detail"];
/** What the numbers outside follow from. @type {readonly (keyof State)[]} */
const OUTSIDE = ["values", "mode", "wrt", "seed", "output"];

/**
 * @param {HTMLElement} frame of the picture
 * @param {Store} store
 * @param {Picture} picture
 * @param {HTMLDetailsElement} menu its list is made here
 * @param {HTMLElement} told where it is said that nothing outside has changed
 */
export function mountGroups(frame, store, picture, menu, told) {
  const groups = new Groups(frame, store, picture, told);
  const list = new PartsList(menu, frame, { press: (key) => groups.press(key), point: (part) => groups.light(part) });
  /** @type {readonly Part[] | null} */
  let shown = null;
  store.watch(["trace"], ({ trace }) => {
    const parts = trace?.parts ?? [];
    if (parts !== shown) list.show(parts); // other numbers leave them
    shown = parts;
  });
  return {
    /** @param {number} id */
    open: (id) => groups.open(id),
    /** @param {number} id */
    toggle: (id) => groups.toggle(id),
  };
}

class Groups {
  #frame;
  #store;
  #picture;
  #tell;
  /**
   * What was there before the last change of what is folded.
   * @type {{ state: Readonly<State>, places: import("./flip.js").Places | null } | null}
   */
  #before = null;
  /** The picture that has its handles. @type {SVGSVGElement | null} */
  #dressed = null;

  /** @param {HTMLElement} frame @param {Store} store @param {Picture} picture @param {HTMLElement} told */
  constructor(frame, store, picture, told) {
    this.#frame = frame;
    this.#store = store;
    this.#picture = picture;
    this.#tell = passing(told);
    frame.addEventListener("click", (event) => this.#click(event), true);
    store.subscribe((state, last) => this.#heed(state, last));
    this.#adopt();
    picture.onSwap(() => this.#adopt());
    picture.onShown(() => {
      const { trace } = this.#store.get();
      const svg = picture.svg();
      if (svg && trace && svg === this.#dressed) dressParts(svg, trace);
    });
  }

  // -- what the reader does -------------------------------------------------------------------------

  /** Open a closed part, or close an open one. @param {string | null | undefined} key */
  press(key) {
    this.#press(this.#store.get().trace?.parts.find((part) => keyOf(part) === key));
  }

  /** Open what a node stands for; returns whether it stands for anything. @param {number} id */
  open(id) {
    const part = this.#store.get().trace?.parts.find(({ node }) => node === id);
    this.#press(part);
    return part !== undefined;
  }

  /** Open what a node is; or close the innermost part that it is in. @param {number} id */
  toggle(id) {
    const { trace } = this.#store.get();
    const node = trace?.nodes[id];
    if (!trace || !node) return;
    const around = trace.parts.filter((part) => part.open && belongs(part, node));
    const innermost = around.toSorted((a, b) => b.group.length - a.group.length)[0];
    this.#press(trace.parts.find((part) => part.node === id) ?? innermost);
  }

  /** Show which nodes a part is. @param {Part | null} part */
  light(part) {
    const { trace } = this.#store.get();
    const svg = this.#picture.svg();
    for (const lit of this.#frame.querySelectorAll(".cr-pointed")) lit.classList.remove("cr-pointed");
    if (!part || !trace || !svg) return;
    const drawn = elementsOf(svg);
    for (const node of trace.nodes) {
      if (belongs(part, node)) drawn.node(node.id)?.classList.add("cr-pointed");
    }
    svg.querySelector(`[data-part="${CSS.escape(keyOf(part))}"]`)?.classList.add("cr-pointed");
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const hit = /** @type {Element} */ (event.target).closest("[data-fold]");
    if (!hit) return;
    event.stopPropagation(); // a click on a gate shows it
    this.press(hit.getAttribute("data-fold"));
  }

  /** @param {Part | undefined} part */
  #press(part) {
    const { trace, problem, ...state } = this.#store.get();
    if (part && trace && !problem) this.#store.set({ ...toggled(state, trace, part) });
  }

  // -- what follows ---------------------------------------------------------------------------------

  /** @param {Readonly<State>} state @param {Readonly<State>} last */
  #heed(state, last) {
    if (FOLDING.some((part) => !Object.is(state[part], last[part])) && last.trace) {
      this.#before = { state: last, places: this.#placesNow(last.trace) };
    }
    if (state.trace !== last.trace) this.#compare(state);
    else if (state.step !== last.step) this.#tell("");
  }

  /** Where everything stands, if it is to move from there. @param {Trace} trace of the picture */
  #placesNow(trace) {
    const svg = this.#picture.svg();
    return svg && svg === this.#dressed && trace.nodes.length <= LARGE ? placesOf(svg, trace) : null;
  }

  /** Say whether the outside is what it was before something was folded. @param {Readonly<State>} state with a new trace */
  #compare(state) {
    const before = this.#before;
    const sentence = before && state.trace && isSameStory(before.state, state) ? unchangedSentence(state.trace) : "";
    this.#tell(sentence);
    if (!before) return;
    const isOneText = before.state.program === state.program; // things are known by their places in it
    const places = sentence && isOneText ? before.places : null; // in another story nothing was there before
    this.#before = { state: { ...before.state, trace: null }, places };
  }

  /** Dress the picture once it shows the trace of the state, and let it start where it was. */
  #adopt() {
    const { trace } = this.#store.get();
    const svg = this.#picture.svg();
    if (!svg || !trace || svg === this.#dressed) return;
    dressParts(svg, trace);
    this.#dressed = svg;
    const places = this.#before?.places;
    if (this.#before) this.#before = { ...this.#before, places: null };
    if (places) moveFrom(this.#frame, svg, trace, places, motionIsWelcome() && trace.nodes.length <= LARGE);
  }
}

/** Writes a sentence that goes again once it can have been read. @param {HTMLElement} element */
function passing(element) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let reading;
  /** @param {string} sentence */
  return function tell(sentence) {
    clearTimeout(reading);
    if (element.textContent !== sentence) element.textContent = sentence;
    if (sentence) reading = setTimeout(() => tell(""), READ);
  };
}

/** @param {Readonly<State>} before @param {Readonly<State>} after */
function isSameStory(before, after) {
  const { regrouped } = after;
  const isRegrouped = regrouped !== null && [before.program, after.program].every((one) => one === regrouped.from || one === regrouped.to);
  if (before.program !== after.program && !isRegrouped) return false;
  if (!before.trace || !after.trace || OUTSIDE.some((part) => !Object.is(before[part], after[part]))) return false;
  return outsideUnchanged(before.trace, after.trace);
}
