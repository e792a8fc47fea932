// Undo and redo of what is chosen: settings, numbers, updates. Changes of one gesture are one entry. Pure but for the store.

import { RUN } from "./edit.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

const KEPT = /** @type {const} */ ([...RUN, "made", "origin", "preset", "mode", "images"]);
/** What comes back with them: the numbers that the server said, so that they are on the page at once. */
const ALONG = /** @type {const} */ (["moment", "next", "curve", "far", "diverged"]);
/** @typedef {Pick<State, typeof KEPT[number] | typeof ALONG[number]>} Kept */

const MOST = 200;
const PAUSE = 800; // ms: changes of the same parts that follow faster are one entry

/** @param {Readonly<State>} state @returns {Kept} */
const keptIn = (state) => /** @type {Kept} */ (Object.fromEntries([...KEPT, ...ALONG].map((name) => [name, state[name]])));

/** What differs between two states, by name. @param {Readonly<State>} now @param {Readonly<State>} before */
const changed = (now, before) => KEPT.filter((name) => !Object.is(now[name], before[name]));

/**
 * Whether a change goes on with the entry before it.
 * @param {{ tag: string, at: number }} last @param {string} tag @param {boolean} isGesture @param {number} now ms
 */
export const joins = (last, tag, isGesture, now) => tag === last.tag && (isGesture || now - last.at < PAUSE);

/** @param {ClassifierStore} store @param {() => number} [clock] ms */
export function makeHistory(store, clock = () => performance.now()) {
  /** @type {Kept[]} */
  let past = [];
  /** @type {Kept[]} */
  let future = [];
  let last = { tag: "", at: -Infinity };
  let isBusy = false;
  store.subscribe((now, before) => {
    const names = changed(now, before);
    if (isBusy || !names.length) return;
    const isUpdate = names.every((name) => name === "made");
    const tag = now.gesture ?? (isUpdate && now.playing ? "playing" : names.join(" "));
    const at = clock();
    const isJoined = !(isUpdate && !now.playing) && joins(last, tag, now.gesture !== null || tag === "playing", at);
    last = { tag, at };
    if (isJoined) return;
    past = [...past, keptIn(before)].slice(-MOST);
    future = [];
  });
  /** @param {Kept | undefined} to @param {Kept[]} others */
  function turn(to, others) {
    if (!to) return;
    others.push(keptIn(store.get()));
    isBusy = true;
    store.set({ ...to, playing: false, nudged: null });
    isBusy = false;
    last = { tag: "", at: -Infinity };
  }
  return {
    undo: () => turn(past.pop(), future),
    redo: () => turn(future.pop(), past),
    forget() {
      [past, future, last] = [[], [], { tag: "", at: -Infinity }];
    },
  };
}
