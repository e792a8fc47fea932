// How long a lecture has gone on. Pure.

/** `since` is when it was last started, null while it rests; `before` is what had passed until then, both ms. @typedef {{ since: number | null, before: number }} Timer */

/** @type {Timer} */
export const RESTING = Object.freeze({ since: null, before: 0 });

/** @param {Timer} timer @param {number} now ms */
export const passed = ({ since, before }, now) => before + (since === null ? 0 : Math.max(0, now - since));

/** Started where it rests, else halted. @param {Timer} timer @param {number} now ms @returns {Timer} */
export const toggled = (timer, now) => (timer.since === null ? { ...timer, since: now } : { since: null, before: passed(timer, now) });

/** `4:05`, `1:02:03`. @param {number} ms */
export function durationText(ms) {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** A timer that was written down; one at rest where it cannot be read. @param {string | null} text @returns {Timer} */
export function readTimer(text) {
  try {
    const { since, before } = JSON.parse(text ?? "null");
    if ((since === null || Number.isFinite(since)) && Number.isFinite(before)) return { since, before };
  } catch {
    return RESTING;
  }
  return RESTING;
}
