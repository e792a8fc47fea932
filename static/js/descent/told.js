// The figures of the update that is shown, and a sentence of how it ends. Pure.

import { shortNumber, outcomeText } from "./outcome.js";
import { endOf, rowAt } from "./timeline.js";

/** @typedef {import("./types.js").State} State */

/** Of the first descent, which is named in a race. @param {Readonly<State>} state @param {(rule: string) => string} titleOf @returns {(readonly [name: string, text: string])[]} */
export function figuresOf({ runs, at, ground, starts }, titleOf) {
  const [run] = runs;
  if (!run || !ground) return [];
  const row = rowAt(run, at);
  const [x, y] = run.places[row] ?? [NaN, NaN];
  const name = (/** @type {0 | 1} */ axis) => ("name" in ground.axes[axis].choice ? ground.axes[axis].label : axis ? "up" : "across");
  const update = /** @type {const} */ (["update", `${Math.floor(at)} of ${endOf(runs)}`]);
  if (starts > 1) return [update, ["starts", String(runs.length)]];
  const named = runs.length > 1 ? [/** @type {const} */ (["", titleOf(run.rule)])] : [];
  const rate = run.rates[row] ?? NaN;
  const scheduled = run.rates.some((one) => one !== rate) ? [/** @type {const} */ (["η", shortNumber(rate)])] : [];
  return [update, ...named, ...scheduled, [name(0), shortNumber(x)], [name(1), shortNumber(y)], [ground.output, shortNumber(run.losses[row] ?? NaN)], ["|gradient|", shortNumber(run.sizes[row] ?? NaN)]];
}

/** For who does not see the chart. @param {Readonly<State>} state @param {(rule: string) => string} titleOf */
export function summaryOf({ runs, ground, at }, titleOf) {
  if (!runs.length || !ground) return "";
  const some = runs.slice(0, 8).map((run) => `${titleOf(run.rule)}: ${ground.output} ${shortNumber(run.losses[rowAt(run, at)] ?? NaN)}${at >= (run.updates.at(-1) ?? 0) ? `, ${outcomeText(run)}` : ""}`);
  return `Update ${Math.floor(at)} of ${endOf(runs)}. ${some.join("; ")}.`;
}
