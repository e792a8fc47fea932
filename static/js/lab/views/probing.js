// Asks the server what the network computes under the pointer, or else of the pinned point: one question at a time, asked again
// when the pointer or the network has moved on.

import { queryOf } from "./shown.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */

const PATIENCE = 1000; // ms until a lost answer is asked for again

/**
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountProbing(store, actions) {
  let askedAt = -Infinity;
  let stale = false;

  store.subscribe((now, before) => {
    if (now.probed !== before.probed) askedAt = -Infinity;
    if (now.pointer !== before.pointer || now.frame !== before.frame || queryOf(now) !== queryOf(before)) stale = true;
    const place = now.pointer ?? queryOf(now);
    if (!stale || !place || !now.network) return;
    if (performance.now() - askedAt < PATIENCE) return;
    stale = false;
    askedAt = performance.now();
    actions.probe(place[0], place[1]);
  });
}
