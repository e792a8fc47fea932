// The curves in words: what was recorded at an update, and a summary for those who cannot see them.

import { showExactly } from "../../trace/numbers.js";
import { updateName } from "./shown.js";

/** @typedef {import("../types.js").Recorded} Recorded */

/** @param {Recorded} entry */
export function inWords({ update, epoch, train_loss, test_loss, train_accuracy, test_accuracy, mean_error }) {
  /** @param {string} name @param {number | null} train @param {number | null} test @param {(value: number) => string} show */
  const pair = (name, train, test, show) =>
    typeof train === "number" ? [`${name} ${show(train)}${typeof test === "number" ? ` (test ${show(test)})` : ""}`] : [];
  return [
    `${updateName(update)}, epoch ${showExactly(epoch, 1)}`,
    ...pair("loss", train_loss, test_loss, (value) => showExactly(value)),
    ...(typeof mean_error === "number" ? [`mean error ${showExactly(mean_error)}`] : []),
    ...pair("accuracy", train_accuracy, test_accuracy, (value) => `${(100 * value).toFixed(1)} %`),
  ].join(", ");
}

/** The gradient of every layer in words. @param {Recorded} entry */
export function normsInWords({ update, norms = [] }) {
  const layers = norms.map((norm, k) => `${k === norms.length - 1 ? "output" : `layer ${k + 1}`} ${showExactly(norm)}`);
  return `${updateName(update)}, gradient norms: ${layers.join(", ")}`;
}

/**
 * What is read at a place.
 * @param {Recorded | null} entry @param {import("./curve_marks.js").Mark | undefined} mark near it @param {(entry: Recorded) => string} words
 */
export function readoutText(entry, mark, words) {
  if (!entry) return "";
  return `${words(entry)}${mark ? ` — changed at ${updateName(mark.update)}: ${mark.text}` : ""}`;
}

/** @param {readonly Recorded[]} curve */
export function summaryText(curve) {
  const end = curve.at(-1);
  return end ? `Curves over ${curve.length} record${curve.length === 1 ? "" : "s"}; ${inWords(end)}` : "Loss and accuracy: nothing recorded yet";
}
