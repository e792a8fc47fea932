// The configuration as controls. Each shows what is in force and asks for what it is changed to; which
// there are follows from the server's tables.

import { button, make } from "../build.js";
import { showThumbnail } from "./thumbnail.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */
/** @typedef {import("./types.js").Choices} Choices */
/** @typedef {import("./types.js").Config} Config */

const PAUSE = 250; // ms after the last key in a field until it counts
const RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const DECAYS = [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 * @param {Choices} choices
 */
export function mountControls(element, store, actions, choices) {
  /** What shows a configuration, called with each new one. @type {((config: Config) => void)[]} */
  const shows = [];
  const set = actions.setConfig;

  /**
   * A number with a label. @param {string} text @param {(config: Config) => number | null} read
   * @param {(value: number | null) => object} write @param {{ low?: number, high?: number, step?: number | string, list?: number[], empty?: string }} [how]
   */
  function number(text, read, write, { low, high, step = "any", list, empty } = {}) {
    const field = make("input", { type: "number", min: low ?? null, max: high ?? null, step, placeholder: empty ?? null, autocomplete: "off" });
    if (list) field.setAttribute("list", listOf(list));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let waiting;
    const send = () => {
      clearTimeout(waiting);
      const value = field.value === "" && empty ? null : field.valueAsNumber;
      const config = store.get().config;
      if (Number.isNaN(value) || !config || value === read(config)) return;
      set(write(value));
    };
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(send, PAUSE);
    });
    field.addEventListener("change", send);
    // What was refused stays as long as it is typed in; then the field says again what is in force.
    field.addEventListener("blur", () => {
      const value = store.get().config && read(/** @type {Config} */ (store.get().config));
      if (value !== undefined) field.value = value === null ? "" : String(value);
    });
    shows.push((config) => {
      const value = read(config);
      if (document.activeElement !== field) field.value = value === null ? "" : String(value);
    });
    return make("label", { class: "field" }, make("span", {}, text), field);
  }

  /** @type {Map<string, string>} */
  const lists = new Map();
  /** @param {number[]} values */
  function listOf(values) {
    const key = values.join(",");
    const id = lists.get(key) ?? `values-${lists.size}`;
    if (!lists.has(key)) {
      lists.set(key, id);
      element.append(make("datalist", { id }, ...values.map((value) => make("option", { value }))));
    }
    return id;
  }

  /**
   * @param {string} text @param {readonly { name: string, title: string }[]} rows
   * @param {(config: Config) => string} read @param {(value: string) => object} write
   */
  function choice(text, rows, read, write) {
    const field = make("select", { autocomplete: "off" }, ...rows.map(({ name, title }) => make("option", { value: name }, title)));
    field.addEventListener("change", () => set(write(field.value)));
    shows.push((config) => (field.value = read(config)));
    return make("label", { class: "field" }, make("span", {}, text), field);
  }

  /** @param {string} title @param {...(Node | string)} parts */
  const section = (title, ...parts) => make("fieldset", {}, make("legend", {}, title), ...parts);

  element.append(
    section("Data", dataSets(), dataOptions()),
    section("Features", features()),
    section(
      "Network",
      choice("Loss", choices.losses, (config) => config.loss, (loss) => lossChange(loss)),
      outputGate(),
      choice("First weights", choices.schemes.map(({ name }) => ({ name, title: name })), ({ init }) => init.scheme, (scheme) => ({ init: { scheme } })),
      number("Seed", ({ init }) => init.seed, (seed) => ({ init: { seed } }), { low: 0, step: 1 }),
    ),
    section("Learning", ...learning()),
    section(
      "Weight decay",
      number("L2", ({ regularization }) => regularization.l2, (l2) => ({ regularization: { l2 } }), { low: 0, list: DECAYS }),
      number("L1", ({ regularization }) => regularization.l1, (l1) => ({ regularization: { l1 } }), { low: 0, list: DECAYS }),
      make("p", { class: "small" }, "Adds (L2/2)·Σw² + L1·Σ|w| to the loss: of weights, not of biases, and not divided by the batch size."),
    ),
  );
  store.watch(["config"], ({ config }) => {
    if (config) for (const show of shows) show(config);
  });

  function dataSets() {
    const buttons = choices.datasets
      .filter(({ name }) => name !== "custom")
      .map((row) => {
        const canvas = make("canvas", { width: 44, height: 44, "aria-hidden": "true" });
        queueMicrotask(() => showThumbnail(canvas, row));
        const one = button("", () => set(chosen(row)), { class: "data-set", title: `${row.title}: ${row.help}`, "aria-label": row.title });
        one.append(canvas);
        shows.push((config) => one.setAttribute("aria-pressed", String(config.dataset.name === row.name)));
        return one;
      });
    return make("div", { class: "data-sets" }, ...buttons);
  }

  /** What choosing a data set asks for. @param {Choices["datasets"][number]} row */
  function chosen(row) {
    const config = store.get().config;
    const { samples, noise } = config?.dataset ?? { samples: 200, noise: 0.1 };
    const kept = config?.dataset.name === row.name ? samples : row.samples;
    const dataset = { name: row.name, samples: kept, noise, points: null, classes: null, variant: null, function: row.name === "curve" ? "x1**3 - x1" : null };
    const isLoss = choices.losses.find(({ name }) => name === config?.loss)?.classifies;
    return row.classes === 0 && isLoss ? { dataset, loss: "regression" } : row.classes && !isLoss ? { dataset, loss: "softmax", output_activation: "identity" } : { dataset };
  }

  function dataOptions() {
    const of = (/** @type {Config} */ config) => choices.datasets.find(({ name }) => name === config.dataset.name);
    const told = make("p", { class: "small" });
    const samples = number("Points", ({ dataset }) => dataset.samples, (value) => ({ dataset: { samples: value } }), { low: 0, step: 1 });
    const noise = number("Noise", ({ dataset }) => dataset.noise, (value) => ({ dataset: { noise: value } }), { low: 0, high: 5, step: 0.05 });
    const classes = number("Classes", ({ dataset }) => dataset.classes, (value) => ({ dataset: { classes: value } }), { low: 3, high: 5, step: 1, empty: "3" });
    const variants = make("div", {});
    const curve = make("input", { type: "text", spellcheck: "false", autocomplete: "off" });
    const curveLabel = make("label", { class: "field wide" }, make("span", {}, "f(x1)"), curve);
    curve.addEventListener("change", () => set({ dataset: { function: curve.value } }));
    const form = choice("Form", [{ name: "", title: "ConvNetJS" }, { name: "playground", title: "Playground" }], ({ dataset }) => (dataset.variant === "playground" ? "playground" : ""), (variant) => ({ dataset: { variant: variant || null } }));
    variants.append(form);
    shows.push((config) => {
      const row = of(config);
      told.textContent = config.dataset.name === "custom" ? "Your own points." : `${row?.help ?? ""}${row?.noise ? ` Noise: ${row.noise}` : ""}`;
      for (const [name, field] of Object.entries({ samples, noise, classes, variant: variants, function: curveLabel })) {
        field.hidden = !row?.parameters.includes(name);
      }
      if (document.activeElement !== curve) curve.value = config.dataset.function ?? "";
    });
    return make(
      "div",
      { class: "fields" },
      samples,
      noise,
      number("Seed", ({ dataset }) => dataset.seed, (seed) => ({ dataset: { seed } }), { low: 0, step: 1 }),
      number("Test share", ({ dataset }) => dataset.test_fraction, (value) => ({ dataset: { test_fraction: value } }), { low: 0, high: 0.9, step: 0.1 }),
      classes,
      variants,
      curveLabel,
      told,
    );
  }

  function features() {
    const buttons = choices.features.map((name) => {
      const one = button(name.replace("^2", "²").replace("*", "·"), () => {
        const now = store.get().config?.features ?? [];
        const next = choices.features.filter((other) => (other === name ? !now.includes(name) : now.includes(other)));
        if (next.length) set({ features: next });
      });
      shows.push((config) => one.setAttribute("aria-pressed", String(config.features.includes(name))));
      return one;
    });
    return make("div", { class: "features" }, ...buttons);
  }

  /** @param {string} loss */
  function lossChange(loss) {
    return loss === "regression" ? { loss } : { loss, output_activation: "identity" };
  }

  function outputGate() {
    const gates = ["identity", "tanh", "sigmoid"].map((name) => ({ name, title: name }));
    const field = choice("Output gate", gates, (config) => config.output_activation, (output_activation) => ({ output_activation }));
    shows.push((config) => (field.hidden = config.loss !== "regression"));
    return field;
  }

  function learning() {
    const formula = make("p", { class: "small formula" });
    const rule = choice("Optimiser", choices.optimizers, ({ optimizer }) => optimizer.name, (name) => {
      const rate = choices.optimizers.find((row) => row.name === name)?.rate;
      return { optimizer: { name, ...(rate ? { learning_rate: rate } : {}) } };
    });
    const options = Object.entries(choices.options)
      .filter(([name]) => name !== "learning_rate")
      .map(([name, { low, high, default: start }]) => {
        const field = number(name, ({ optimizer }) => optimizer[name] ?? null, (value) => ({ optimizer: { [name]: value } }), start === null ? { low, high, empty: "its own" } : { low, high });
        shows.push((config) => {
          const row = choices.optimizers.find((one) => one.name === config.optimizer.name);
          field.hidden = !row?.options.includes(name);
        });
        return field;
      });
    shows.push((config) => (formula.textContent = choices.optimizers.find(({ name }) => name === config.optimizer.name)?.formula ?? ""));
    return [
      rule,
      number("Learning rate", ({ optimizer }) => optimizer.learning_rate, (value) => ({ optimizer: { learning_rate: value } }), { low: 0, list: RATES }),
      ...options,
      number("Batch size", (config) => config.batch_size, (batch_size) => ({ batch_size }), { low: 0, step: 1 }),
      formula,
      make("p", { class: "small" }, "A batch size of 0 is all points at once."),
    ];
  }
}
