// Undo and redo. An entry is what one action changed, of the story and of whatever it changed with it,
// so that all of it comes back at once and nothing else does.

import { LOST } from "../trace/parts.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */

/** How far the program is opened. */
const FOLDING = /** @type {const} */ (["detail", "closed", "opened"]);
/** What is chosen for a story. */
const CHOSEN = /** @type {const} */ (["output", "seed", "mode", "wrt", "hidden"]);
/** A change of these is an entry. */
const STORY = /** @type {const} */ (["program", "values", ...FOLDING, ...CHOSEN]);
/** These belong to the entry of an action that changed them too, as an example or a link does. */
const ALONG = /** @type {const} */ (["example", "digits", "labels", "names", "theme", "palette", "by", "widths", "whatIf", "predicting", "batch", "sample", "drawing", "run"]);
const KEPT = [...STORY, ...ALONG];

/** @typedef {Pick<State, typeof STORY[number] | typeof ALONG[number] | "step">} Moment */
/** @typedef {Partial<Moment>} Change */

/**
 * @typedef {object} History
 * @property {readonly { before: Change, after: Change }[]} past oldest first
 * @property {readonly { before: Change, after: Change }[]} future next first
 * @property {string | null} tag of the last change
 * @property {number} at when it was, in ms
 */

export const MOST = 200;
const PAUSE = 800; // ms: changes of one kind that follow faster are one entry

/** @type {History} */
export const NO_HISTORY = Object.freeze({ past: [], future: [], tag: null, at: -Infinity });

/**
 * The history after a change. Changes with the same `gesture` are one entry however long they
 * take; without a gesture, changes of the same kind are one entry while they follow each other
 * quickly. One that comes out where it began is none: there would be nothing to undo.
 * @param {History} history
 * @param {Readonly<Moment>} before
 * @param {Readonly<Moment>} after
 * @param {string | null} gesture
 * @param {number} now ms
 * @returns {History}
 */
export function record(history, before, after, gesture, now) {
  const { past, future } = history;
  const kind = kindOf(before, after);
  if (kind === null) return history;
  const tag = gesture ?? kind;
  const last = past.at(-1);
  const soon = tag === history.tag && tag !== "folding" && tag !== "example" && (gesture !== null || now - history.at < PAUSE);
  if (kind === "lost" && !last) return history; // nobody chose it
  const joins = last && (soon || kind === "lost");
  const entry = entryOf(before, after, kind);
  if (!joins) return { past: [...past, entry].slice(-MOST), future: [], tag, at: now };
  const joined = { before: { ...entry.before, ...last.before }, after: { ...last.after, ...entry.after } };
  const rest = past.slice(0, -1);
  if (isNothing(joined)) return { past: rest, future, tag: null, at: now };
  return {
    past: [...rest, joined],
    future,
    tag: kind === "lost" ? history.tag : tag,
    at: now,
  };
}

/**
 * What kind of change it is; null when nothing of the story changed.
 * @param {Readonly<Moment>} before
 * @param {Readonly<Moment>} after
 */
function kindOf(before, after) {
  if (before.example !== after.example && after.example !== "") return "example";
  if (before.program !== after.program) return "program";
  const folded = FOLDING.some((part) => !Object.is(before[part], after[part]));
  if (folded) return after.closed === LOST ? "lost" : "folding";
  const chosen = CHOSEN.filter((part) => !Object.is(before[part], after[part]));
  if (chosen.length) return `chosen ${chosen.join(" ")}`;
  if (Object.is(before.values, after.values)) return null;
  const names = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  const changed = [...names].filter((name) => !Object.is(before.values[name], after.values[name]));
  return changed.length ? `values ${changed.sort().join(" ")}` : null;
}

/**
 * What differs. Where another picture is drawn the step is part of it: in the same picture the place
 * stays where it is.
 * @param {Readonly<Moment>} before @param {Readonly<Moment>} after @param {string} kind
 */
function entryOf(before, after, kind) {
  /** @type {readonly (keyof Moment)[]} */
  const step = /^(values|lost)/.test(kind) ? [] : ["step"];
  const parts = [...KEPT.filter((part) => !Object.is(before[part], after[part])), ...step];
  /** @param {Readonly<Moment>} moment @returns {Change} */
  const of = (moment) => Object.fromEntries(parts.map((part) => [part, moment[part]]));
  return { before: of(before), after: of(after) };
}

/** Whether all comes out as it was, but for the place. @param {{ before: Change, after: Change }} entry */
function isNothing({ before, after }) {
  return KEPT.every((part) => JSON.stringify(before[part]) === JSON.stringify(after[part]));
}

/**
 * One entry back: the history then, and what is to be set; null where there is none. `step` is where
 * the story stands, to come back to.
 * @param {History} history @param {number} step
 */
export function undo({ past, future }, step) {
  const last = past.at(-1);
  if (!last) return null;
  const entry = standing(last, "after", step);
  return { history: { ...NO_HISTORY, past: past.slice(0, -1), future: [entry, ...future] }, change: last.before };
}

/** One entry on again. @param {History} history @param {number} step */
export function redo({ past, future }, step) {
  const [next, ...rest] = future;
  if (!next) return null;
  return { history: { ...NO_HISTORY, past: [...past, standing(next, "before", step)], future: rest }, change: next.after };
}

/** @param {{ before: Change, after: Change }} entry @param {"before" | "after"} side @param {number} step */
function standing(entry, side, step) {
  return "step" in entry[side] ? { ...entry, [side]: { ...entry[side], step } } : entry;
}

/**
 * Keep a history of a store; returns it, how to undo and to redo, and how to be told of it.
 * @param {Store} store
 * @param {History} [before] what could be undone before the page was loaded again
 */
export function mountHistory(store, before = NO_HISTORY) {
  let history = before;
  let restoring = false;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const tell = () => listeners.forEach((listener) => listener());

  /** @param {typeof undo} move */
  function go(move) {
    const { step: here } = store.get();
    const moved = move(history, here);
    if (!moved) return;
    history = moved.history;
    const { step, ...change } = moved.change;
    const other = "program" in change ? { selected: null, lit: null, playing: false } : {};
    const isDrawn = STORY.some((part) => part in change && part !== "hidden");
    const place = isDrawn ? { stand: step ?? null } : step === undefined ? {} : { step };
    restoring = true;
    try {
      store.set({ ...change, ...other, gesture: null, ...place });
    } finally {
      restoring = false;
    }
    tell();
  }

  store.subscribe((state, was) => {
    if (restoring) return;
    history = record(history, was, state, state.gesture, performance.now());
    tell();
  });

  return {
    get: () => history,
    undo: () => go(undo),
    redo: () => go(redo),
    /** Be told now, and whenever there may be more or less to undo and to redo. @param {() => void} listener */
    watch(listener) {
      listeners.add(listener);
      listener();
    },
  };
}

/**
 * Undoing as actions of the page.
 * @param {() => ReturnType<typeof mountHistory> | null} past nothing until there is something to go back to
 */
export function historyActions(past) {
  const here = /** @type {const} */ (true);
  /** @param {"undo" | "redo"} move */
  const go = (move) => {
    const known = past();
    known?.[move]();
    return known !== null;
  };
  /** @param {"past" | "future"} side */
  const has = (side) => (past()?.get()[side].length ?? 0) > 0;
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    undo: {
      here,
      keys: ["Ctrl+z"],
      shown: "Ctrl+Z",
      label: "Undo",
      help: "undo, with Shift redo",
      allowed: () => has("past"),
      act: () => go("undo"),
    },
    redo: {
      here,
      keys: ["Ctrl+Shift+z", "Ctrl+y"],
      shown: "Ctrl+Shift+Z",
      label: "Redo",
      toldBy: "undo",
      allowed: () => has("future"),
      act: () => go("redo"),
    },
  };
  return actions;
}
