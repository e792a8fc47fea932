// What can be chosen at a gate: ways as radio buttons, or as a list where they are many, and numbers as fields.

import { button, make } from "../page/build.js";
import { showExactly } from "../trace/numbers.js";
import { typed } from "./card.js";

/** @typedef {import("./card.js").Switch} Switch */
/** @typedef {import("./classes.js").Choosing} Choosing */

/** More ways than this are a list. */
const MOST_BUTTONS = 4;

/**
 * @typedef {object} Act
 * @property {(choice: import("./card.js").Choice) => void} write into the program
 * @property {(input: string, number: number) => void} give another value to an input
 */

/** @param {Switch} switched @param {Act} act */
export function switchOf(switched, act) {
  const { label, help, choices, dial } = switched;
  if (dial) return row(label, help, ...dialOf(switched, dial, act));
  if (choices.length > MOST_BUTTONS) return row(label, help, listOf(switched, act));
  return row(label, help, radios(label, choices.map((one) => one.label), choices.findIndex(({ chosen }) => chosen), (k) => act.write({ name: switched.name, way: choices[k]?.label }), switched.name));
}

/** The class of each row of a target. @param {Choosing} choosing @param {(row: number, to: number) => void} choose */
export function classesOf(choosing, choose) {
  const { name, classes, chosen, way } = choosing;
  const labels = Array.from({ length: classes }, (_, k) => String(k));
  const help = way === "onehot" ? "Choose a class: the 1 goes there." : "Choose what is true.";
  return row(`True class, ${name}`, help, ...chosen.map((one, k) =>
    radios(chosen.length > 1 ? `${name}, row ${k}` : name, labels, one, (to) => choose(k, to), `class ${name} ${k}`)));
}

/** @param {string} label @param {string} help @param {...Node} controls */
function row(label, help, ...controls) {
  return make("div", { class: "card-switch", role: "group", "aria-label": label }, make("span", { class: "card-label" }, label), ...controls, make("span", { class: "card-help" }, help));
}

/** @param {string} label @param {readonly string[]} labels @param {number} chosen @param {(k: number) => void} choose @param {string} key */
function radios(label, labels, chosen, choose, key) {
  const options = labels.map((text, k) => {
    const input = make("input", { type: "radio", name: `card ${key}`, value: k, checked: k === chosen, "data-key": `${key}:${k}` });
    input.addEventListener("change", () => choose(k));
    return make("label", { class: "card-option" }, input, make("span", {}, text));
  });
  return make("span", { class: "card-options", role: "radiogroup", "aria-label": label }, ...options);
}

/** @param {Switch} switched @param {Act} act */
function listOf({ name, label, choices }, act) {
  const options = choices.map((one, k) => make("option", { value: k, selected: one.chosen }, one.label));
  const list = make("select", { "aria-label": label, "data-key": name }, ...options);
  list.addEventListener("change", () => act.write({ name, way: choices[Number(list.value)]?.label }));
  return list;
}

/** @param {Switch} switched @param {NonNullable<Switch["dial"]>} dial @param {Act} act */
function dialOf({ name, label }, { value, input, least, marks }, act) {
  /** @param {number} number */
  function set(number) {
    if (number === Number(value)) return;
    if (input === null) act.write({ name, number: String(number) });
    else act.give(input, number);
  }
  const field = make("input", { type: "text", inputmode: "decimal", class: "card-number", "aria-label": label, value: String(value), "data-key": name });
  field.addEventListener("keydown", (event) => event.stopPropagation()); // the page's own keys are not for a field
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"));
  field.addEventListener("change", () => {
    const number = typed(field.value, least);
    if (number === null) return field.setAttribute("aria-invalid", "true");
    field.defaultValue = field.value; // nobody types any more
    set(number);
  });
  const usual = marks.map((mark) => button(showExactly(mark), () => set(mark), { class: "card-mark", "data-key": `${name}=${mark}`, "aria-pressed": String(mark === Number(value)) }));
  return [field, ...usual];
}
