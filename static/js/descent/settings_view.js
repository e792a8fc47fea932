// The settings of every day: the rules that race, the learning rate, the updates, the starts; above the landscape the
// axes and where it starts; below the program what learns.

import { button, make } from "../page/build.js";
import { Fields } from "../page/fields.js";
import { onAppearance } from "../page/palette.js";
import { elements, isSameAxis, labelOf, originOf } from "./ground.js";
import { lookImage, lookOf } from "./looks.js";
import { pageColours } from "./page_colours.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").DescentStore} DescentStore */
/** @typedef {import("./types.js").AxisChoice} AxisChoice */

/** From crawling to divergence, three a decade. */
const RATES = Object.freeze([-4, -3, -2, -1, 0].flatMap((power) => [1, 1.5, 2, 3, 5, 7].map((digit) => Number(`${digit}e${power}`))).concat(10));
const UPDATES = { low: 1, high: 100_000, step: 1 };
const STARTS = Object.freeze([["1", "one"], ["10", "10 random"], ["40", "40 random"], ["100", "100 random"]]);
/** @type {readonly AxisChoice[]} */
const PRINCIPAL = Object.freeze([{ direction: "principal", seed: 1 }, { direction: "principal", seed: 2 }]);
const MOST_ELEMENTS = 200; // in a list to choose from

/** Ticked, after those that are, or not ticked any more; never none. @param {readonly string[]} rules @param {string} name */
export function toggled(rules, name) {
  if (!rules.includes(name)) return [...rules, name];
  return rules.length > 1 ? rules.filter((one) => one !== name) : rules;
}

/**
 * @param {HTMLElement} element @param {DescentStore} store @param {import("./types.js").Choices} choices
 */
export function mountSettings(element, store, { rules: all }) {
  const chips = all.map(({ name, title, formula }) => {
    const chip = button("", () => {
      const { rules, starts } = store.get();
      store.set({ rules: starts > 1 ? [name] : toggled(rules, name) });
    }, { class: "rule-chip", "data-rule": name, title: formula });
    chip.append(make("span", { class: "rule-look-place" }), title);
    return chip;
  });
  const dress = () => {
    const colours = pageColours(element);
    for (const chip of chips) {
      const rule = chip.dataset["rule"] ?? "";
      chip.firstElementChild?.replaceChildren(lookImage(lookOf(rule), colours.rules(rule), colours.paper));
    }
  };
  const fields = new Fields(element, () => store.get(), (change) => store.set(change));
  const starts = fields.choice("Starts", STARTS.map(([name = "", title = ""]) => ({ name, title })), (state) => String(state.starts), (value) => ({ starts: Number(value), at: 0, ...(value === "1" ? {} : { rules: store.get().rules.slice(0, 1) }) }));
  element.replaceChildren(
    make("div", { class: "rule-chips", role: "group", "aria-label": "Update rules" }, ...chips),
    fields.slider("Learning rate", ({ rate }) => rate, (rate) => ({ rate }), RATES, { low: 0, high: 1e6 }),
    fields.number("Updates", ({ updates }) => updates, (updates) => ({ updates }), UPDATES),
    starts,
  );
  dress();
  onAppearance(element, dress);
  store.watch(["rules", "rate", "updates", "starts"], (state) => {
    fields.show(state);
    for (const chip of chips) chip.setAttribute("aria-pressed", String((state.starts > 1 ? state.rules.slice(0, 1) : state.rules).includes(chip.dataset["rule"] ?? "")));
  });
}

/**
 * The axes, the start, and the way of looking.
 * @param {HTMLElement} element @param {DescentStore} store
 * @param {{ zoom: (factor: number) => void, fit: () => void }} act
 */
export function mountAxes(element, store, { zoom, fit }) {
  const axis = (/** @type {0 | 1} */ which) => {
    const chooser = make("select", { autocomplete: "off", "aria-label": which ? "Axis up" : "Axis across" });
    const from = make("input", { type: "number", step: "any", autocomplete: "off", "aria-label": which ? "Start, up" : "Start, across" });
    chooser.addEventListener("change", () => choose(store, which, JSON.parse(chooser.value)));
    from.addEventListener("change", () => {
      const { ground, start } = store.get();
      if (!ground || Number.isNaN(from.valueAsNumber)) return;
      const [x, y] = start ?? originOf(ground);
      store.set({ start: which ? [x, from.valueAsNumber] : [from.valueAsNumber, y], starts: 1 });
    });
    store.watch(["ground", "start"], ({ ground, start }) => {
      if (!ground) return;
      offer(chooser, ground, which);
      if (document.activeElement !== from) from.value = String(Number((start ?? originOf(ground))[which].toPrecision("name" in ground.axes[which].choice ? 6 : 3)));
    });
    return make("span", { class: "axis" }, make("i", { "aria-hidden": "true" }, which ? "↑" : "→"), chooser, make("small", {}, "from"), from);
  };
  element.append(axis(0), axis(1), make("span", { class: "map-zoom" },
    button("Fit", fit, { title: "The landscape as it was at first (0)" }),
    button("−", () => zoom(1 / 1.5), { class: "square", "aria-label": "Zoom out", title: "Zoom out" }),
    button("+", () => zoom(1.5), { class: "square", "aria-label": "Zoom in", title: "Zoom in" }),
  ));
}

/** The axis is another: the ranges are chosen anew. @param {DescentStore} store @param {0 | 1} which @param {AxisChoice} choice */
function choose(store, which, choice) {
  const { ground } = store.get();
  if (!ground) return;
  const [x, y] = [ground.axes[0].choice, ground.axes[1].choice];
  const other = which ? x : y;
  // to choose what the other axis has swaps the two
  const axes = /** @type {[AxisChoice, AxisChoice]} */ (isSameAxis(choice, other) ? [y, x] : which ? [x, choice] : [choice, y]);
  store.set({ axes, ranges: null, start: null, at: 0, survey: null, runs: [] });
}

/** @param {HTMLSelectElement} chooser @param {import("./types.js").Ground} ground @param {0 | 1} which */
function offer(chooser, { leaves, axes }, which) {
  const mine = axes[which].choice;
  const seed = "direction" in mine && mine.direction === "random" ? mine.seed : which + 1;
  /** @type {AxisChoice[]} */
  const rows = [...elements(leaves, MOST_ELEMENTS), { direction: "gradient", seed: 1 }, { direction: "random", seed }, ...PRINCIPAL];
  if (!rows.some((row) => isSameAxis(row, mine))) rows.unshift(mine);
  chooser.replaceChildren(...rows.map((row) => make("option", { value: JSON.stringify(row) }, labelOf(row))));
  chooser.value = JSON.stringify(rows.find((row) => isSameAxis(row, mine)) ?? rows[0]);
}

/** What learns. @param {HTMLElement} element @param {DescentStore} store */
export function mountLearning(element, store) {
  const tick = make("input", { type: "checkbox", autocomplete: "off" });
  const told = make("p", { class: "learning-told" });
  tick.addEventListener("change", () => store.set({ whole: tick.checked }));
  element.append(make("label", {}, tick, " All learn"), told);
  store.watch(["ground", "whole"], ({ ground, whole }) => {
    const isDirection = ground?.axes.some(({ choice }) => "direction" in choice) ?? false;
    tick.checked = whole || isDirection;
    tick.disabled = isDirection;
    if (!ground) return;
    const count = ground.leaves.filter(({ name }) => ground.learns.includes(name)).reduce((sum, { values }) => sum + values.length, 0);
    told.textContent = ground.isShadow ? `${count} numbers learn. The trail is the shadow of their path on the two axes.` : `${ground.axes.map(({ label }) => label).join(" and ")} learn; all else stays.`;
  });
}
