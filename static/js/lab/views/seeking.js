// Going back in the run: of a dragged cursor only the latest place is asked for, one at a time.

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */

const PATIENCE = 3000; // ms until the next is asked for though no answer came

/**
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountSeeking(store, actions) {
  /** @type {number | null} asked for, not there yet */
  let asked = null;
  /** @type {number | null} wanted after that */
  let wanted = null;
  let since = 0;

  function ask() {
    if (wanted === null || (asked !== null && performance.now() - since < PATIENCE)) return;
    asked = wanted;
    wanted = null;
    since = performance.now();
    actions.seek(asked);
  }

  store.subscribe((now, before) => {
    if (now.frame === before.frame || now.frame?.update !== asked) return;
    asked = null;
    ask();
  });

  /** @param {number} update */
  return (update) => {
    wanted = update;
    store.set({ cursor: update });
    ask();
  };
}
