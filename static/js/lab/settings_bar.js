// The settings of every day, in one row that is always in reach: the data, how it is learnt, how hard it is.

import { button, make } from "../page/build.js";
import { mountMenu } from "../page/menu.js";
import { dataSetChange, lossChange } from "./changes.js";
import { SETTING_NAMES as NAMES } from "./setting_names.js";
import { rowOfPoints, thumbnailIn } from "./thumbnail.js";

/** @typedef {import("./types.js").Choices} Choices */
/** @typedef {import("../page/fields.js").Fields<import("./types.js").Config>} Fields */

const RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const DECAYS = [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const BATCHES = [1, 2, 5, 10, 15, 20, 30, 50, 100, 0];
const NOISES = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1];
const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/**
 * @param {HTMLElement} element
 * @param {Fields} fields
 * @param {Choices} choices
 * @param {{ regenerate: () => void, own: () => void }} act
 * @returns {HTMLButtonElement} the button of the drawer with the others
 */
export function mountSettingsBar(element, fields, choices, { regenerate, own }) {
  const more = button("All settings", () => {}, { title: "Rare settings, own data, the configuration as text (t)", "aria-expanded": "false", "aria-controls": "controls" });
  element.replaceChildren(
    dataMenu(fields, choices, own),
    button("↻", regenerate, { class: "square", "aria-label": "Regenerate the data", title: "Regenerate: the same kind of data, thrown anew" }),
    ...everyday(fields, choices),
    more,
  );
  return more;
}

/** @param {Fields} fields @param {Choices} choices */
function everyday(fields, { optimizers, losses, datasets }) {
  const { choice, whenShown } = fields;
  const rowOf = (/** @type {string} */ name) => optimizers.find((row) => row.name === name);
  const rule = choice(NAMES["optimizer.name"], optimizers, ({ optimizer }) => optimizer.name, (name) => {
    const rate = rowOf(name)?.rate;
    return { optimizer: { name, ...(rate ? { learning_rate: rate } : {}) } };
  });
  const noise = fields.slider(NAMES["dataset.noise"], ({ dataset }) => dataset.noise, (value) => ({ dataset: { noise: value } }), NOISES, { low: 0, high: 5, step: 0.05 });
  const loss = choice(NAMES.loss, losses, (config) => config.loss, lossChange);
  loss.classList.add("wide"); // so that its names are read in full
  whenShown(({ dataset }) => {
    const takes = datasets.find(({ name }) => name === dataset.name)?.parameters.includes("noise") ?? true;
    for (const input of noise.querySelectorAll("input")) input.disabled = !takes;
  });
  return [
    fields.slider(NAMES["optimizer.learning_rate"], ({ optimizer }) => optimizer.learning_rate, (value) => ({ optimizer: { learning_rate: value } }), RATES, { low: 0, list: RATES }),
    rule,
    fields.slider(NAMES.batch_size, (config) => config.batch_size, (batch_size) => ({ batch_size }), BATCHES, { low: 0, step: 1 }),
    fields.slider(NAMES["regularization.l2"], ({ regularization }) => regularization.l2, (l2) => ({ regularization: { l2 } }), DECAYS, { low: 0, list: DECAYS }),
    loss,
    noise,
    fields.slider(NAMES["dataset.test_fraction"], ({ dataset }) => dataset.test_fraction, (value) => ({ dataset: { test_fraction: value } }), SHARES, { low: 0, high: 0.9, step: 0.1 }),
  ];
}

/** The data sets as small pictures, in a menu that says which is chosen. @param {Fields} fields @param {Choices} choices @param {() => void} own */
function dataMenu({ now, set, whenShown }, { datasets, losses }, own) {
  const shown = make("canvas", { width: 44, height: 44, "aria-hidden": "true" });
  const name = make("span", { class: "data-name" });
  const summary = make("summary", { title: "Choose the data" }, make("span", { class: "data-shown" }, shown), make("span", {}, make("small", {}, "Data"), name));
  const list = make("div", { class: "data-sets" });
  const menu = make("details", { class: "data-menu" }, summary, list);
  const { close } = mountMenu(menu);
  /** What is drawn when the menu is opened. @type {(() => void)[]} */
  const pictures = [];
  menu.addEventListener("toggle", () => {
    for (const draw of pictures.splice(0)) draw();
  });
  list.append(...datasets.filter(({ source }) => source !== "points").map((row) => {
    const canvas = make("canvas", { width: 44, height: 44, "aria-hidden": "true" });
    pictures.push(() => thumbnailIn(canvas).show(row));
    const one = button("", () => {
      set(dataSetChange(row, now(), losses));
      close(true);
    }, { class: "data-set", title: row.help, "aria-label": row.title });
    one.append(canvas, make("span", {}, row.title));
    whenShown((config) => one.setAttribute("aria-pressed", String(config.dataset.name === row.name)));
    return one;
  }));
  const mine = button("", () => {
    close(true);
    own();
  }, { class: "data-set", title: "Paste a table or open a file; a click on the plane adds points to any data", "aria-label": "Your own data" });
  mine.append(make("span", { class: "data-sign", "aria-hidden": "true" }, "+"), make("span", {}, "Your own…"));
  whenShown(({ dataset }) => mine.setAttribute("aria-pressed", String(datasets.some(({ name, source }) => source === "points" && name === dataset.name))));
  list.append(mine);
  const picture = thumbnailIn(shown);
  whenShown(({ dataset }) => {
    const row = datasets.find((one) => one.name === dataset.name);
    name.textContent = row?.title ?? dataset.name;
    if (row) picture.show(row.source === "points" ? rowOfPoints(dataset.points ?? []) : row);
  });
  return menu;
}
