// What is known of a run's past: every update at first, then ever fewer, as the server records them.

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Recorded} Recorded */

/** How far apart records are from an update on: 1 up to 512, then 256 of them an octave. @param {number} update */
export const spacing = (update) => 2 ** Math.max(0, Math.floor(Math.log2(update || 1)) - 8);

/** As many digits as a number of 32 bits has; what is not a number is missing. @param {number | undefined} value */
const read = (value) => (value === undefined || Number.isNaN(value) ? null : Number(value.toPrecision(7)));

/** What a frame tells of the updates since the last one. @param {Pick<Frame, "arrays">} frame @returns {Recorded[]} */
export function toldBy({ arrays: { recorded_at: at, recorded } }) {
  if (!at || !recorded) return [];
  const numbers = recorded.shape[1] ?? 0; // the epoch, two losses, two accuracies, the mean error, a norm a layer
  return Array.from(at.data, (update, row) => {
    const [epoch, train_loss = null, test_loss = null, train_accuracy = null, test_accuracy = null, mean_error = null, ...norms] =
      Array.from(recorded.data.subarray(row * numbers, (row + 1) * numbers), read);
    return { update, epoch: epoch ?? 0, train_loss, test_loss, train_accuracy, test_accuracy, mean_error, norms: norms.filter((norm) => norm !== null) };
  });
}

/** The moment of a frame. @param {Frame} frame @returns {Recorded} */
function momentOf({ update, epoch, train_loss, test_loss, train_accuracy, test_accuracy }) {
  return { update, epoch, train_loss, test_loss, train_accuracy, test_accuracy };
}

/**
 * The curve with what a frame tells in its places, cut where the run was changed.
 * @param {readonly Recorded[]} curve @param {Frame} frame
 * @returns {readonly Recorded[]}
 */
export function grown(curve, frame) {
  const { last } = frame.history;
  const rows = new Map((frame.update >= last ? [momentOf(frame)] : []).map((row) => [row.update, row]));
  for (const row of toldBy(frame)) rows.set(row.update, row);
  const end = curve.at(-1)?.update ?? -1;
  if (!rows.size) return end > last ? curve.filter(({ update }) => update <= last) : curve;
  const told = [...rows.values()].sort((one, other) => one.update - other.update);
  const isLater = (told[0]?.update ?? 0) > end;
  const kept = isLater ? [...curve] : curve.filter(({ update }) => update <= last && !rows.has(update));
  if (!isLater && told.some(({ update }) => update < (kept.at(-1)?.update ?? -1))) return [...kept, ...told].sort((one, other) => one.update - other.update);
  for (const row of told) append(kept, row);
  return kept;
}

/** Add the newest record; the one before it goes where those around it are near enough. @param {Recorded[]} curve @param {Recorded} row */
function append(curve, row) {
  const before = curve.at(-2);
  if (before && row.update - before.update <= spacing(before.update)) curve.pop();
  curve.push(row);
}
