// The ghosts of a number that is changed by hand: nothing of them is loaded before the first one is.

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {{ touch: (before: Readonly<State>) => void }} Ghosts */

/** @param {import("../page/store.js").Store} store @param {() => Promise<Ghosts>} load */
export function whatIfLater(store, load) {
  /** @type {Promise<Ghosts> | null} */
  let loading = null;
  store.subscribe((now, before) => {
    if (now.touched === before.touched || !now.whatIf) return;
    (loading ??= load()).then((ghosts) => ghosts.touch(before), () => {});
  });
}
