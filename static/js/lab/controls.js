// The settings that are rarely changed, section by section; which there are follows from the server's tables. Those of
// every day stand in the bar of settings.

import { button, make } from "../page/build.js";
import { decayText, layerChange, toggledFeature } from "./changes.js";
import { SETTING_NAMES as NAMES } from "./setting_names.js";

/** @typedef {import("./types.js").Choices} Choices */
/** @typedef {import("../page/fields.js").Fields<import("./types.js").Config>} Fields */

const DECAYS = [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

/**
 * @param {HTMLElement} element
 * @param {Fields} fields
 * @param {Choices} choices
 */
export function mountControls(element, fields, choices) {
  element.append(
    section(NAMES["dataset.name"], dataOptions(fields, choices)),
    section(NAMES.features, formulas(fields, choices)),
    section("Network", ...network(fields, choices), ...layerOptions(fields, choices)),
    section("Learning", ...learning(fields, choices)),
    section("Weight decay", ...weightDecay(fields)),
  );
}

/** @param {string} title @param {...(Node | string)} parts */
function section(title, ...parts) {
  return make("fieldset", {}, make("legend", {}, title), ...parts);
}

/** @param {Fields} fields @param {Choices} choices */
function dataOptions(fields, { datasets }) {
  const { number, whenShown } = fields;
  const told = make("p", { class: "small" });
  const samples = number(NAMES["dataset.samples"], ({ dataset }) => dataset.samples, (value) => ({ dataset: { samples: value } }), { low: 0, step: 1 });
  const classes = number(NAMES["dataset.classes"], ({ dataset }) => dataset.classes, (value) => ({ dataset: { classes: value } }), { low: 3, high: 5, step: 1, empty: "3" });
  const variant = make("div", {}, variants(fields));
  const curve = curveField(fields);
  whenShown((config) => {
    const row = datasets.find(({ name }) => name === config.dataset.name);
    told.textContent = row?.source === "points" ? "Your own points." : `${row?.help ?? ""}${row?.noise ? ` Noise: ${row.noise}` : ""}`;
    for (const [name, field] of Object.entries({ samples, classes, variant, function: curve })) {
      field.hidden = !row?.parameters.includes(name);
    }
  });
  return make(
    "div",
    { class: "fields" },
    samples,
    number(NAMES["dataset.seed"], ({ dataset }) => dataset.seed, (seed) => ({ dataset: { seed } }), { low: 0, step: 1 }),
    classes,
    variant,
    curve,
    told,
  );
}

/** @param {Fields} fields */
function variants({ choice }) {
  const rows = [{ name: "", title: "ConvNetJS" }, { name: "playground", title: "Playground" }];
  return choice(NAMES["dataset.variant"], rows, ({ dataset }) => (dataset.variant === "playground" ? "playground" : ""), (variant) => ({ dataset: { variant: variant || null } }));
}

/** @param {Fields} fields */
function curveField({ set, whenShown }) {
  const field = make("input", { type: "text", spellcheck: "false", autocomplete: "off" });
  field.addEventListener("change", () => set({ dataset: { function: field.value } }));
  whenShown((config) => {
    if (document.activeElement !== field) field.value = config.dataset.function ?? "";
  });
  return make("label", { class: "field wide" }, make("span", {}, NAMES["dataset.function"]), field);
}

/** @param {Fields} fields @param {Choices} choices */
/** Features that are typed: each a button that takes it away, and a field for another. @param {Fields} fields @param {Choices} choices */
function formulas({ now, set, whenShown }, { features: all }) {
  const own = make("span", { class: "features" });
  const field = make("input", { type: "text", placeholder: "x1**2 + x2", title: "A feature of your own, over x1 and x2", spellcheck: "false", autocomplete: "off", maxlength: 200 });
  field.addEventListener("change", () => {
    if (field.value.trim()) set({ features: [...(now()?.features ?? []), field.value.trim()] });
  });
  whenShown((config) => {
    const typed = config.features.filter((name) => !all.includes(name));
    if (typed.includes(field.value.trim())) field.value = "";
    own.replaceChildren(
      ...typed.map((name) => {
        const change = () => {
          const next = toggledFeature(all, now()?.features ?? [], name);
          if (next) set({ features: next });
        };
        return button(name, change, { "aria-pressed": "true", title: "Leave it out" });
      }),
    );
  });
  return make("div", {}, own, make("label", { class: "field" }, make("span", {}, "Formula"), field));
}

/** What a layer can have beside its units. @param {Fields} fields @param {Choices} choices */
function layerOptions({ now, number, tick, whenShown }, { layers: most }) {
  const rows = Array.from({ length: most }, (_, at) => {
    const dropout = number(`Dropout of layer ${at + 1}`, ({ layers }) => layers[at]?.dropout ?? 0, (value) => layerChange(now(), at, { dropout: value ?? 0 }), { low: 0, high: 0.95, step: 0.05 });
    const residual = tick(`Residual layer ${at + 1}`, ({ layers }) => layers[at]?.residual ?? false, (value) => layerChange(now(), at, { residual: value }));
    whenShown(({ layers }) => (dropout.hidden = residual.hidden = at >= layers.length));
    return [dropout, residual];
  });
  return rows.flat();
}

/** @param {Fields} fields @param {Choices} choices */
function network({ number, choice, whenShown }, { losses, schemes }) {
  const gates = ["identity", "tanh", "sigmoid"].map((name) => ({ name, title: name }));
  const outputGate = choice(NAMES.output_activation, gates, (config) => config.output_activation, (output_activation) => ({ output_activation }));
  whenShown((config) => (outputGate.hidden = !losses.find(({ name }) => name === config.loss)?.gated));
  return [
    outputGate,
    choice(NAMES["init.scheme"], schemes.map(({ name, drawn }) => ({ name, title: name, off: !drawn })), ({ init }) => init.scheme, (scheme) => ({ init: { scheme } })),
    number(NAMES["init.seed"], ({ init }) => init.seed, (seed) => ({ init: { seed } }), { low: 0, step: 1 }),
  ];
}

/** The options of a rule by the names in the server's table. @param {import("./types.js").Config["optimizer"]} optimizer @returns {Record<string, number | null>} */
const numbersOf = ({ name: _, schedule: _schedule, ...numbers }) => numbers;

/** How the rate follows the updates. @param {Fields} fields @param {Choices} choices */
function schedule({ number, choice, whenShown }, { schedules, schedule_options: options }) {
  const rowOf = (/** @type {string} */ name) => schedules.find((row) => row.name === name);
  const told = make("p", { class: "small" });
  whenShown(({ optimizer }) => (told.textContent = `Rate: ${rowOf(optimizer.schedule.name)?.help ?? ""}.`));
  const fields = Object.entries(options).map(([name, { low, high }]) => {
    const read = (/** @type {import("./types.js").Config} */ { optimizer }) => /** @type {Record<string, any>} */ (optimizer.schedule)[name] ?? null;
    const field = number(name, read, (value) => ({ optimizer: { schedule: { [name]: value } } }), { low, high });
    whenShown(({ optimizer }) => (field.hidden = !rowOf(optimizer.schedule.name)?.options.includes(name)));
    return field;
  });
  const names = schedules.map(({ name }) => ({ name, title: name }));
  return [choice(NAMES["optimizer.schedule.name"], names, ({ optimizer }) => optimizer.schedule.name, (name) => ({ optimizer: { schedule: { name } } })), ...fields, told];
}

/** @param {Fields} fields @param {Choices} choices */
function learning(fields, choices) {
  const { optimizers, options } = choices;
  const { number, whenShown } = fields;
  const rowOf = (/** @type {string} */ name) => optimizers.find((row) => row.name === name);
  const formula = make("p", { class: "small formula" });
  whenShown(({ optimizer }) => (formula.textContent = rowOf(optimizer.name)?.formula ?? ""));
  const ofSome = Object.entries(options)
    .filter(([name]) => name !== "learning_rate")
    .map(([name, { low, high, default: start }]) => {
      const field = number(name, ({ optimizer }) => numbersOf(optimizer)[name] ?? null, (value) => ({ optimizer: { [name]: value } }), start === null ? { low, high, empty: "its own" } : { low, high });
      whenShown(({ optimizer }) => (field.hidden = !rowOf(optimizer.name)?.options.includes(name)));
      return field;
    });
  return [
    ...ofSome,
    ...schedule(fields, choices),
    formula,
    make("p", { class: "small" }, "A batch size of 0 is all points at once."),
  ];
}

/** @param {Fields} fields */
function weightDecay({ number, choice, tick, whenShown }) {
  const forms = [{ name: "half", title: "(L2/2)·Σw²" }, { name: "whole", title: "L2·Σw²" }];
  const told = make("p", { class: "small" });
  whenShown(({ regularization: { half, per_batch } }) => (told.textContent = decayText(half, per_batch)));
  return [
    number(NAMES["regularization.l1"], ({ regularization }) => regularization.l1, (l1) => ({ regularization: { l1 } }), { low: 0, list: DECAYS }),
    choice(NAMES["regularization.half"], forms, ({ regularization }) => (regularization.half ? "half" : "whole"), (form) => ({ regularization: { half: form === "half" } })),
    tick(NAMES["regularization.per_batch"], ({ regularization }) => regularization.per_batch, (value) => ({ regularization: { per_batch: value } })),
    told,
  ];
}
