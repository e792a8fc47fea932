// Opens and closes single calls and gates in place: handles on the picture, a list for the keyboard,
// a motion from the old picture to the new one, and word that the outside is what it was.

import { button, make } from "../page/build.js";
import { elementsOf } from "./elements.js";
import { moveFrom, placesOf } from "./flip.js";
import { LARGE } from "./large.js";
import { dressParts } from "./frames_view.js";
import { motionIsWelcome } from "../page/reduced_motion.js";
import { giveBack } from "../page/stage.js";
import { belongs, outsideUnchanged, titleOf, toggled, unchangedSentence } from "../trace/parts.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Part} Part */

const MOST_LISTED = 300;
const READ = 6000; // ms that it is said that nothing outside has changed

/** What folds and opens. @type {readonly (keyof State)[]} */
const FOLDING = ["closed", "opened", "detail"];
/** What the numbers outside follow from. @type {readonly (keyof State)[]} */
const OUTSIDE = ["program", "values", "mode", "wrt", "seed", "output"];

/**
 * @param {HTMLElement} frame of the picture
 * @param {import("../page/store.js").Store} store
 * @param {import("./picture.js").Picture} picture
 * @param {HTMLDetailsElement} menu its list is made here
 * @param {HTMLElement} told where it is said that nothing outside has changed
 */
export function mountGroups(frame, store, picture, menu, told) {
  const list = document.createElement("div");
  list.className = "parts";
  menu.append(list);
  menu.dataset["menu"] = "";
  /** What was there before the last change of what is folded. @type {{ state: Readonly<State>, places: import("./flip.js").Places | null } | null} */
  let before = null;
  /** The picture that has its handles. @type {SVGSVGElement | null} */
  let dressed = null;

  /** @param {string | null | undefined} key with its kind */
  const partOf = (key) => store.get().trace?.parts.find((part) => `${part.kind} ${part.key}` === key);

  /** @param {Part | undefined} part */
  function toggle(part) {
    const { trace, problem, ...state } = store.get();
    if (part && trace && !problem) store.set({ ...toggled(state, trace, part) });
  }

  // -- the picture ----------------------------------------------------------------------------------

  /** Dress the picture once it shows the trace of the state, and let it start where it was. */
  function adopt() {
    const { trace } = store.get();
    const svg = picture.svg();
    if (!svg || !trace || svg === dressed) return;
    dressParts(svg, trace);
    dressed = svg;
    const places = before?.places;
    if (before) before = { ...before, places: null };
    if (places) moveFrom(frame, svg, trace, places, motionIsWelcome() && trace.nodes.length <= LARGE);
  }

  frame.addEventListener(
    "click",
    (event) => {
      const hit = /** @type {Element} */ (event.target).closest("[data-fold]");
      if (!hit) return;
      event.stopPropagation(); // a click on a gate shows it
      toggle(partOf(hit.getAttribute("data-fold")));
    },
    true,
  );

  // -- the list ---------------------------------------------------------------------------------------

  function fill() {
    const parts = store.get().trace?.parts ?? [];
    menu.hidden = parts.length === 0;
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.getAttribute("data-key");
    list.replaceChildren(...parts.slice(0, MOST_LISTED).map(entry));
    if (parts.length > MOST_LISTED) list.append(make("p", {}, `and ${parts.length - MOST_LISTED} more, on the picture`));
    if (!focused) return;
    const again = [...list.children].find((one) => one.getAttribute("data-key") === key);
    const next = again ?? list.firstElementChild ?? menu.querySelector("summary");
    if (next instanceof HTMLElement) next.focus();
  }

  /** @param {Part} part */
  function entry(part) {
    const made = button(titleOf(part), () => toggle(partOf(made.dataset["key"])), {
      "data-key": `${part.kind} ${part.key}`,
      "aria-pressed": String(part.open),
      title: part.open ? "open: press to close" : "closed: press to open",
    });
    for (const type of ["focus", "pointerenter"]) made.addEventListener(type, () => light(part));
    for (const type of ["blur", "pointerleave"]) made.addEventListener(type, () => light(null));
    return made;
  }

  /** Show which nodes a part is. @param {Part | null} part */
  function light(part) {
    const { trace } = store.get();
    const svg = picture.svg();
    for (const lit of frame.querySelectorAll(".cr-pointed")) lit.classList.remove("cr-pointed");
    if (!part || !trace || !svg) return;
    const drawn = elementsOf(svg);
    for (const node of trace.nodes) {
      if (belongs(part, node)) drawn.node(node.id)?.classList.add("cr-pointed");
    }
    const name = CSS.escape(`${part.kind} ${part.key}`);
    svg.querySelector(`[data-part="${name}"]`)?.classList.add("cr-pointed");
  }

  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    giveBack(menu.querySelector("summary"));
  });
  document.addEventListener("pointerdown", (event) => {
    const target = /** @type {Node} */ (event.target);
    if (!menu.contains(target) && !frame.contains(target)) menu.open = false;
  });

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let reading;

  /** @param {string} sentence */
  function tell(sentence) {
    clearTimeout(reading);
    if (told.textContent !== sentence) told.textContent = sentence;
    if (sentence) reading = setTimeout(() => tell(""), READ);
  }

  // -- what changes ---------------------------------------------------------------------------------

  store.subscribe((state, last) => {
    const svg = picture.svg();
    if (FOLDING.some((part) => !Object.is(state[part], last[part])) && last.trace) {
      const small = last.trace.nodes.length <= LARGE;
      const places = svg && small && svg === dressed ? placesOf(svg, last.trace) : null;
      before = { state: last, places };
    }
    if (state.trace === last.trace) {
      if (state.step !== last.step) tell("");
      return;
    }
    fill();
    const sentence = before && state.trace && isSameStory(before.state, state) ? unchangedSentence(state.trace) : "";
    if (before && !sentence) before.places = null; // another story: nothing in it was there before
    tell(sentence);
    if (before) before = { ...before, state: { ...before.state, trace: null } };
  });
  fill();
  adopt();
  picture.onSwap(adopt);

  return {
    /** Open what a node stands for; returns whether it stands for anything. @param {number} id */
    open(id) {
      const part = store.get().trace?.parts.find(({ node }) => node === id);
      toggle(part);
      return part !== undefined;
    },
    /** Open what a node is; or close the innermost part that it is in. @param {number} id */
    toggle(id) {
      const { trace } = store.get();
      const node = trace?.nodes[id];
      if (!trace || !node) return;
      const around = trace.parts.filter((part) => part.open && belongs(part, node));
      const innermost = around.toSorted((a, b) => b.group.length - a.group.length)[0];
      toggle(trace.parts.find((part) => part.node === id) ?? innermost);
    },
  };
}

/** @param {Readonly<State>} before @param {Readonly<State>} after */
function isSameStory(before, after) {
  if (!before.trace || !after.trace || OUTSIDE.some((part) => !Object.is(before[part], after[part]))) return false;
  return outsideUnchanged(before.trace, after.trace);
}
