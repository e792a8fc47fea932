// What is chosen less often: how the learning rate goes on, the rates of single rules, noise and mini-batches.

import { make } from "../page/build.js";
import { Fields } from "../page/fields.js";
import { batchesText, OPTIONS, variesText } from "./varying.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").DescentStore} DescentStore */

const MOST = 100_000;
const SCHEDULING = /** @type {const} */ ([
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
  const scheduling = SCHEDULING.map(([name, text, limits]) => {
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
  const options = OPTIONS.map(({ name, title, high }) => {
    const first = rules.find((rule) => rule.options[name] !== undefined)?.options[name] ?? 0;
    const field = number(title, (state) => state.options[name] ?? first, (value) => ({ options: changed(store.get().options, name, value === first ? null : value) }), { low: 0, high });
    fields.whenShown(({ rules: ticked }) => (field.hidden = !rules.some((rule) => ticked.includes(rule.name) && rule.options[name] !== undefined)));
    return field;
  });
  const rows = make("p", { class: "small" });
  const summary = make("summary", {});
  const box = make("details", { class: "varying" }, summary,
    choice("Schedule", names, ({ schedule }) => schedule.name, (name) => ({ schedule: { ...store.get().schedule, name } })), ...scheduling, told,
    number("Noise σ", ({ noise }) => noise, (noise) => ({ noise }), { low: 0, high: 1e6 }),
    number("Mini-batch", ({ batch }) => batch || null, (batch) => ({ batch: batch ?? 0 }), { low: 1, high: 1e6, step: 1, empty: "all rows" }), rows,
    number("Seed", ({ seed }) => seed, (seed) => ({ seed }), { low: 0, high: 4294967295, step: 1 }),
    ...options, ...own,
  );
  element.append(box);
  store.watch(["runs"], ({ runs: [run] }) => (rows.textContent = batchesText(run?.batches ?? null)));
  let before = "";
  store.watch(["schedule", "rates", "options", "rules", "starts", "noise", "batch", "seed"], (state) => {
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

/** Numbers by name with another one, or without it. @param {Readonly<Record<string, number>>} numbers @param {string} name @param {number | null} value */
function changed(numbers, name, value) {
  const { [name]: _, ...others } = numbers;
  return value === null ? others : { ...others, [name]: value };
}
