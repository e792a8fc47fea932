// The sweep on the page: what is varied, the planes at the end side by side, and the results over the value.

import { ProblemError, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { showNumber } from "../trace/numbers.js";
import { readValues, sweepsOf, updatesOf, withValue } from "./sweep.js";
import { sweepChart } from "./sweep_chart.js";
import { drawEnd } from "./sweep_plane.js";

/** @typedef {import("./types.js").Config} Config */
/** @typedef {import("./sweep.js").End} End */
/** @typedef {{ value: number, config: Config, updates: number, answer: import("./sweep_plane.js").Answer }} Trained */

const EPOCHS = 50;
const CELLS = 40;

/**
 * @param {HTMLElement} menu where it is offered
 * @param {import("./types.js").LabStore} store of the run whose configuration is varied
 * @param {(config: Config, updates: number) => void} open one of the results as the run
 */
export function mountSweep(menu, store, open) {
  /** @type {ReturnType<typeof mountDialog> | null} */
  let parts = null;
  menu.append(button("Sweep a setting …", show, { title: "One setting over 3 to 8 values: the planes side by side, and the results over the value" }));

  function show() {
    const { config } = store.get();
    if (!config) return;
    parts ??= mountDialog(store, open);
    parts.offer(sweepsOf(config));
    document.body.append(parts.dialog);
    parts.dialog.showModal();
  }
}

/** @param {import("./types.js").LabStore} store @param {(config: Config, updates: number) => void} open */
function mountDialog(store, open) {
  const parts = build();
  const { dialog, setting, values: typed } = parts;
  /** What is trained now. @type {AbortController | null} */
  let going = null;
  /** @type {import("./sweep.js").Sweep[]} */
  let sweeps = [];
  const chosen = () => sweeps[setting.selectedIndex];
  const propose = () => (typed.value = chosen()?.values.join(", ") ?? "");

  async function run() {
    if (going) {
      going.abort();
      return;
    }
    const [sweep, { config, data }] = [chosen(), store.get()];
    const { values, problem } = readValues(typed.value, sweep?.whole);
    parts.told.textContent = problem;
    if (!sweep || !config || problem) return;
    const epochs = Math.round(parts.epochs.valueAsNumber) || EPOCHS;
    const points = (data?.test ?? []).filter((one) => !one).length;
    going = new AbortController();
    parts.start.textContent = "Stop";
    try {
      await trainAll(parts, { config, sweep, values, epochs, points, signal: going.signal, pick });
    } finally {
      going = null;
      parts.start.textContent = "Start";
    }
  }

  /** @param {Trained} one */
  function pick({ config, updates }) {
    dialog.close();
    open(config, updates);
  }

  setting.addEventListener("change", propose);
  parts.form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  dialog.addEventListener("close", () => {
    going?.abort();
    dialog.remove(); // what is in it is kept until it is opened again
  });
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // the keys of the run are not for here

  return {
    dialog,
    /** @param {import("./sweep.js").Sweep[]} found */
    offer(found) {
      const before = setting.value;
      sweeps = found;
      setting.replaceChildren(...sweeps.map(({ path, title }) => make("option", { value: path }, title)));
      setting.selectedIndex = Math.max(0, sweeps.findIndex(({ path }) => path === before));
      if (setting.value !== before) propose();
    },
  };
}

/**
 * One after another, so that a class does not train a whole sweep each at once.
 * @param {ReturnType<typeof build>} parts
 * @param {{ config: Config, sweep: import("./sweep.js").Sweep, values: readonly number[], epochs: number, points: number, signal: AbortSignal, pick: (one: Trained) => void }} what
 */
async function trainAll(parts, { config, sweep, values, epochs, points, signal, pick }) {
  /** @type {{ value: number, end: End | null }[]} */
  const ends = values.map((value) => ({ value, end: null }));
  const tiles = values.map((value) => tileOf(sweep.title, String(value)));
  parts.tiles.style.setProperty("--count", String(values.length));
  parts.tiles.replaceChildren(...tiles.map(({ root }) => root));
  parts.charts.replaceChildren();
  for (const [k, value] of values.entries()) {
    parts.told.textContent = `Training ${k + 1} of ${values.length} …`;
    const changed = withValue(config, sweep.path, value);
    const updates = updatesOf(changed, points, epochs);
    try {
      const answer = /** @type {import("./sweep_plane.js").Answer} */ (await post("api/v1/train", { config: changed, updates, record_every: updates, grid: { size: CELLS } }, signal));
      const end = answer.diverged ? null : (answer.history.at(-1) ?? null);
      ends[k] = { value, end: /** @type {End | null} */ (end) };
      tiles[k]?.show(answer, ends[k]?.end ?? null, () => pick({ value, config: changed, updates, answer }));
    } catch (error) {
      if (signal.aborted) return void (parts.told.textContent = `Stopped after ${k} of ${values.length}.`);
      tiles[k]?.fail(error instanceof ProblemError ? error.problem.detail : String(error));
    }
    parts.charts.replaceChildren(...sweepChart(ends, sweep.title, parts.charts));
  }
  parts.told.textContent = `${epochs} epochs each. Click a plane to go on with that run.`;
}

/** The words of an end. @param {End | null} end */
function endTexts(end) {
  if (!end) return ["diverged"];
  const share = (/** @type {number} */ value) => `${(100 * value).toFixed(0)} %`;
  return [
    `loss ${showNumber(end.train_loss ?? NaN, 3)}`,
    ...(end.train_accuracy === null ? [] : [share(end.train_accuracy)]),
    ...(end.test_accuracy === null ? (end.test_loss === null ? [] : [`test ${showNumber(end.test_loss, 3)}`]) : [`test ${share(end.test_accuracy)}`]),
  ];
}

/** The place of one run. @param {string} title of the setting @param {string} value */
function tileOf(title, value) {
  const canvas = make("canvas", { "aria-hidden": "true" });
  const told = make("span", { class: "sweep-end" });
  const root = button("", () => open?.(), { class: "sweep-tile", title: "Open it as the run" });
  root.disabled = true;
  root.append(make("b", {}, make("span", { class: "heard" }, `${title} `), value), canvas, told);
  /** @type {(() => void) | null} */
  let open = null;
  return {
    root,
    /** @param {import("./sweep_plane.js").Answer} answer @param {End | null} end @param {() => void} act */
    show(answer, end, act) {
      open = act;
      root.disabled = false;
      told.replaceChildren(...endTexts(end).map((text) => make("span", {}, text)));
      drawEnd(canvas, answer);
    },
    /** @param {string} why */
    fail: (why) => (told.textContent = why),
  };
}

function build() {
  const setting = make("select", { autocomplete: "off" });
  const values = make("input", { type: "text", size: 28, autocomplete: "off", spellcheck: "false" });
  const epochs = make("input", { type: "number", min: 1, max: 100000, step: 1, value: EPOCHS, autocomplete: "off" });
  const start = make("button", { type: "submit", class: "sweep-start" }, "Start");
  const labelled = (/** @type {string} */ text, /** @type {HTMLElement} */ field) => make("label", { class: "field" }, make("span", {}, text), field);
  const form = make("form", { class: "sweep-form" }, labelled("Setting", setting), labelled("Values", values), labelled("Epochs", epochs), start);
  const told = make("p", { class: "sweep-told", role: "status" }, "Trains the run once for each value, three to eight of them, from the same first weights: press Start. A click on a plane takes that run over.");
  const tiles = make("div", { class: "sweep-tiles", role: "group", "aria-label": "Results" });
  const charts = make("div", { class: "sweep-charts" });
  const close = make("form", { method: "dialog" }, make("button", { class: "square", "aria-label": "Close" }, "✕"));
  const head = make("header", { class: "sweep-head" }, make("h2", { id: "sweep-title" }, "Sweep"), form, close);
  const dialog = make("dialog", { class: "sweep", "aria-labelledby": "sweep-title" }, head, told, tiles, charts);
  return { dialog, form, setting, values, epochs, start, told, tiles, charts };
}
