// What is chosen less often: how the learning rate goes on, the rates of single rules, noise and mini-batches.

import { make } from "../page/build.js";
import { Fields } from "../page/fields.js";
import { batchesText, variesText } from "./varying.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").DescentStore} DescentStore */

const MOST = 100_000;
const OPTIONS = /** @type {const} */ ([
  ["period", "Period", { low: 1, high: MOST, step: 1 }],
  ["factor", "Factor", { low: 0, high: 1 }],
  ["warmup", "Warm-up", { low: 1, high: MOST, step: 1 }],
]);

/** @param {HTMLElement} element @param {DescentStore} store @param {import("./types.js").Choices} choices */
export function mountVarying(element, store, { rules, schedules }) {
  const fields = new Fields(element, () => store.get(), (change) => store.set(change));
  const { choice, number } = fields;
  const told = make("p", { class: "small" });
  const rowOf = (/** @type {string} */ name) => schedules.find((row) => row.name === name);
  const names = schedules.map(({ name }) => ({ name, title: name }));
  const options = OPTIONS.map(([name, text, limits]) => {
    const field = number(text, ({ schedule }) => schedule[name], (value) => ({ schedule: { ...store.get().schedule, [name]: value } }), limits);
    fields.whenShown(({ schedule }) => (field.hidden = !rowOf(schedule.name)?.options.includes(name)));
    return field;
  });
  fields.whenShown(({ schedule }) => (told.textContent = `Rate: ${rowOf(schedule.name)?.help ?? ""}.`));
  const own = rules.map(({ name, title }) => {
    const field = number(`η of ${title}`, ({ rates }) => rates[name] ?? null, (value) => ({ rates: changed(store.get().rates, name, value) }), { low: 0, high: 1e6, empty: "common" });
    fields.whenShown(({ rules: ticked, starts }) => (field.hidden = starts > 1 || ticked.length < 2 || !ticked.includes(name)));
    return field;
  });
  const rows = make("p", { class: "small" });
  const summary = make("summary", {});
  const box = make("details", { class: "varying" }, summary,
    choice("Schedule", names, ({ schedule }) => schedule.name, (name) => ({ schedule: { ...store.get().schedule, name } })), ...options, told, ...own,
    number("Noise σ", ({ noise }) => noise, (noise) => ({ noise }), { low: 0, high: 1e6 }),
    number("Mini-batch", ({ batch }) => batch || null, (batch) => ({ batch: batch ?? 0 }), { low: 1, high: 1e6, step: 1, empty: "all rows" }), rows,
    number("Seed", ({ seed }) => seed, (seed) => ({ seed }), { low: 0, high: 4294967295, step: 1 }),
  );
  element.append(box);
  store.watch(["runs"], ({ runs: [run] }) => (rows.textContent = batchesText(run?.batches ?? null)));
  let before = "";
  store.watch(["schedule", "rates", "rules", "starts", "noise", "batch", "seed"], (state) => {
    fields.show(state);
    const text = variesText(state);
    summary.textContent = text || "Noise, schedule, rates";
    if (text && !before) box.open = true; // a link, or another example, has something to show here
    before = text;
  });
  store.watch(["preset"], (state) => {
    if (!variesText(state)) box.open = false;
  });
}

/** The rates with another one of a rule, or without one. @param {Readonly<Record<string, number>>} rates @param {string} rule @param {number | null} value */
function changed(rates, rule, value) {
  const { [rule]: _, ...others } = rates;
  return value === null ? others : { ...others, [rule]: value };
}
