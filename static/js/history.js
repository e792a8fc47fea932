// Undo and redo of what was written, of the numbers that were changed, and of what was folded.

import { LOST } from "./parts.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./store.js").Store} Store */

/** How far the program is opened. */
const FOLDING = /** @type {const} */ (["detail", "closed", "opened"]);
/** What an entry keeps. An output, a seed or a mode belongs to the program it was chosen for. */
const KEPT = /** @type {const} */ (["program", "values", ...FOLDING, "output", "seed", "mode", "wrt"]);

/** @typedef {Pick<State, typeof KEPT[number]>} Snapshot */

/**
 * @typedef {object} History
 * @property {readonly Snapshot[]} past oldest first
 * @property {Snapshot} present
 * @property {readonly Snapshot[]} future next first
 * @property {string | null} tag of the last change
 * @property {number} at when it was, in ms
 */

export const MOST = 200;
export const PAUSE = 800; // ms: changes of one kind that follow faster are one entry

/** @param {Readonly<State>} state @returns {Snapshot} */
function snapshot({ program, values, detail, closed, opened, output, seed, mode, wrt }) {
  return { program, values, detail, closed, opened, output, seed, mode, wrt };
}

/** @param {Snapshot} present @returns {History} */
export function emptyHistory(present) {
  return { past: [], present, future: [], tag: null, at: -Infinity };
}

/**
 * The history after a change. Changes with the same `gesture` are one entry however long they
 * take; without a gesture, changes of the same kind are one entry while they follow each other
 * quickly.
 * @param {History} history
 * @param {Snapshot} next
 * @param {string | null} gesture
 * @param {number} now ms
 * @returns {History}
 */
export function record(history, next, gesture, now) {
  const { past, present, future } = history;
  const kind = kindOf(present, next);
  if (kind === null) return { ...history, present: next };
  const tag = gesture ?? kind;
  const joins = tag === history.tag && tag !== "folding" && (gesture !== null || now - history.at < PAUSE);
  return {
    past: joins ? past : [...past, present].slice(-MOST),
    present: next,
    future: joins ? future : [],
    tag,
    at: now,
  };
}

/**
 * What kind of change it is; null when neither the program, a value nor the folding changed.
 * @param {Snapshot} before
 * @param {Snapshot} after
 */
function kindOf(before, after) {
  if (before.program !== after.program) return "program";
  const folded = FOLDING.some((part) => !Object.is(before[part], after[part]));
  if (folded) return after.closed === LOST ? null : "folding";
  if (Object.is(before.values, after.values)) return null;
  const names = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  const changed = [...names].filter((name) => !Object.is(before.values[name], after.values[name]));
  return changed.length ? `values ${changed.sort().join(" ")}` : null;
}

/** @param {History} history @returns {History} */
export function undo(history) {
  const { past, present, future } = history;
  const last = past.at(-1);
  if (!last) return history;
  return {
    past: past.slice(0, -1),
    present: restored(present, last),
    future: [present, ...future],
    tag: null,
    at: -Infinity,
  };
}

/** @param {History} history @returns {History} */
export function redo(history) {
  const { past, present, future } = history;
  const [next, ...rest] = future;
  if (!next) return history;
  return { past: [...past, present], present: restored(present, next), future: rest, tag: null, at: -Infinity };
}

/**
 * Another program brings back what was chosen for it; the same program keeps what is chosen now.
 * @param {Snapshot} from
 * @param {Snapshot} to
 * @returns {Snapshot}
 */
function restored(from, to) {
  const { values, detail, closed, opened } = to;
  return from.program === to.program ? { ...from, values, detail, closed, opened } : to;
}

/**
 * Keep a history of a store; returns how to undo, to redo, and to stop.
 * @param {Store} store
 */
export function mountHistory(store) {
  let history = emptyHistory(snapshot(store.get()));
  let restoring = false;
  const buttons = { undo: document.getElementById("undo"), redo: document.getElementById("redo") };

  function show() {
    if (buttons.undo instanceof HTMLButtonElement) buttons.undo.disabled = !history.past.length;
    if (buttons.redo instanceof HTMLButtonElement) buttons.redo.disabled = !history.future.length;
  }

  /** @param {(history: History) => History} step */
  function go(step) {
    const next = step(history);
    if (next === history) return;
    history = next;
    restoring = true;
    try {
      store.set(history.present);
    } finally {
      restoring = false;
    }
    show();
  }

  const forget = store.subscribe((state, before) => {
    if (restoring || KEPT.every((part) => Object.is(state[part], before[part]))) return;
    history = record(history, snapshot(state), state.gesture, performance.now());
    show();
  });

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
    if (isText(event.target)) return; // a text has an undo of its own
    const name = event.key.toLowerCase();
    if (name === "z") go(event.shiftKey ? redo : undo);
    else if (name === "y" && !event.shiftKey) go(redo);
    else return;
    event.preventDefault();
  }

  const back = () => go(undo);
  const again = () => go(redo);
  document.addEventListener("keydown", key);
  buttons.undo?.addEventListener("click", back);
  buttons.redo?.addEventListener("click", again);
  show();

  return {
    undo: back,
    redo: again,
    stop() {
      forget();
      document.removeEventListener("keydown", key);
      buttons.undo?.removeEventListener("click", back);
      buttons.redo?.removeEventListener("click", again);
    },
  };
}

/** @param {EventTarget | null} target */
function isText(target) {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return !["range", "checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}
