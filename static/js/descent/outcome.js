// What is to be said of a descent. Pure.

import { showExactly } from "../trace/numbers.js";

/** @typedef {import("./types.js").Run} Run */

const GROWN = 10; // times the first loss, after which it is plain where it goes

/** @param {Run} run @returns {"diverged" | "rested" | "climbing" | "moving"} */
export function outcomeOf({ diverged, rested, losses }) {
  if (diverged !== null) return "diverged";
  if (rested) return "rested";
  const [first, last] = [losses[0] ?? 0, losses.at(-1) ?? 0];
  const spread = Math.abs(first) + Math.abs(Math.min(...losses)) || 1;
  return last > first + GROWN * spread ? "climbing" : "moving";
}

/** `rests after 56`, in updates. @param {Run} run */
export function outcomeText(run) {
  const end = run.updates.at(-1) ?? 0;
  switch (outcomeOf(run)) {
    case "diverged": return `diverged at update ${run.diverged}`;
    case "rested": return `rests after ${end}`;
    case "climbing": return "diverges";
    case "moving": return "still moving";
  }
}

/** A loss in few digits, `2.8e+5`. @param {number} value */
export function shortNumber(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞").replace("-", "−");
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) return value.toExponential(1).replaceAll("-", "−").replace("e+", "e");
  return showExactly(Number(value.toPrecision(4)));
}
