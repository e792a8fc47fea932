// Opens and closes single calls and gates in place: handles on the picture, a list for the keyboard,
// a motion from the old picture to the new one, and word that the outside is what it was.

import { button, make } from "./build.js";
import { MOVING_NODES, moveFrom, placesOf } from "./flip.js";
import { dressParts } from "./frames.js";
import { motionIsWelcome } from "./motion.js";
import { belongs, outsideUnchanged, titleOf, toggled, unchangedSentence } from "./parts.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Part} Part */

const MOST_LISTED = 300;

/** What folds and opens. @type {readonly (keyof State)[]} */
const FOLDING = ["closed", "opened", "detail"];
/** What the numbers outside follow from. @type {readonly (keyof State)[]} */
const OUTSIDE = ["program", "values", "mode", "wrt", "seed", "output"];

/**
 * @param {HTMLElement} frame of the picture
 * @param {import("./store.js").Store} store
 * @param {import("./picture.js").Picture} picture
 * @param {HTMLDetailsElement} menu its list is made here
 * @param {HTMLElement} told where it is said that nothing outside has changed
 */
export function mountGroups(frame, store, picture, menu, told) {
  const list = document.createElement("div");
  list.className = "parts";
  menu.append(list);
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
    if (places) moveFrom(frame, svg, trace, places, motionIsWelcome() && trace.nodes.length <= MOVING_NODES);
  }

  frame.addEventListener(
    "click",
    (event) => {
      const hit = /** @type {Element} */ (event.target).closest("[data-fold]");
      if (!hit) return;
      event.stopPropagation(); // a click on a gate jumps to its step
      toggle(partOf(hit.getAttribute("data-fold")));
    },
    true,
  );
  frame.addEventListener("dblclick", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("[data-fold], [data-scrub], input")) return;
    const id = Number(target.closest("[data-node]")?.getAttribute("data-node") ?? NaN);
    toggle(store.get().trace?.parts.find((part) => part.node === id));
  });

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
    for (const lit of frame.querySelectorAll(".cr-pointed")) lit.classList.remove("cr-pointed");
    if (!part || !trace) return;
    for (const node of trace.nodes) {
      if (belongs(part, node)) frame.querySelector(`[data-node="${node.id}"]`)?.classList.add("cr-pointed");
    }
    const name = CSS.escape(`${part.kind} ${part.key}`);
    frame.querySelector(`[data-part="${name}"]`)?.classList.add("cr-pointed");
  }

  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    const target = /** @type {Node} */ (event.target);
    if (!menu.contains(target) && !frame.contains(target)) menu.open = false;
  });

  // -- what changes ---------------------------------------------------------------------------------

  store.subscribe((state, last) => {
    const svg = picture.svg();
    if (FOLDING.some((part) => !Object.is(state[part], last[part])) && last.trace) {
      const small = last.trace.nodes.length <= MOVING_NODES;
      const places = svg && small && svg === dressed ? placesOf(svg, last.trace) : null;
      before = { state: last, places };
    }
    if (state.trace === last.trace) return;
    fill();
    const sentence = before && state.trace && isSameStory(before.state, state) ? unchangedSentence(state.trace) : "";
    if (before && !sentence) before.places = null; // another story: nothing in it was there before
    told.textContent = sentence;
    if (before) before = { ...before, state: { ...before.state, trace: null } };
    queueMicrotask(adopt); // once the picture is painted, and scrolled to where it is now
  });
  fill();
  adopt();

  return {
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
