// The settings that are rarely changed, section by section; which there are follows from the server's tables. Those of
// every day stand in the bar of settings.

import { make } from "../page/build.js";
import { SETTING_NAMES as NAMES } from "./setting_names.js";

/** @typedef {import("./types.js").Choices} Choices */
/** @typedef {import("./fields.js").Fields} Fields */

const DECAYS = [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

/**
 * @param {HTMLElement} element
 * @param {Fields} fields
 * @param {Choices} choices
 */
export function mountControls(element, fields, choices) {
  element.append(
    section(NAMES["dataset.name"], dataOptions(fields, choices)),
    section("Network", ...network(fields, choices)),
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
function network({ number, choice, whenShown }, { schemes }) {
  const gates = ["identity", "tanh", "sigmoid"].map((name) => ({ name, title: name }));
  const outputGate = choice(NAMES.output_activation, gates, (config) => config.output_activation, (output_activation) => ({ output_activation }));
  whenShown((config) => (outputGate.hidden = config.loss !== "regression"));
  return [
    outputGate,
    choice(NAMES["init.scheme"], schemes.map(({ name }) => ({ name, title: name })), ({ init }) => init.scheme, (scheme) => ({ init: { scheme } })),
    number(NAMES["init.seed"], ({ init }) => init.seed, (seed) => ({ init: { seed } }), { low: 0, step: 1 }),
  ];
}

/** The options of a rule by the names in the server's table. @param {import("./types.js").Config["optimizer"]} optimizer @returns {Record<string, number | null>} */
const numbersOf = ({ name: _, ...numbers }) => numbers;

/** @param {Fields} fields @param {Choices} choices */
function learning(fields, { optimizers, options }) {
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
    formula,
    make("p", { class: "small" }, "A batch size of 0 is all points at once."),
  ];
}

/** @param {Fields} fields */
function weightDecay({ number }) {
  return [
    number(NAMES["regularization.l1"], ({ regularization }) => regularization.l1, (l1) => ({ regularization: { l1 } }), { low: 0, list: DECAYS }),
    make("p", { class: "small" }, "Adds (L2/2)·Σw² + L1·Σ|w| to the loss: of weights, not of biases, and not divided by the batch size. AdamW takes η·L2 of the weights off them instead."),
  ];
}
