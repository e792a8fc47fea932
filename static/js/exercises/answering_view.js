// What a question is answered with: a field, a choice, several choices, or an order.

import { button, make } from "../page/build.js";
import { makeOrdering } from "./ordering_view.js";
import { chosenOf, isMenu } from "./sheet.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {(text: string) => void} Told */

/** What stands in an empty field. @type {Readonly<Partial<Record<Question["form"], string>>>} */
const EMPTY = Object.freeze({ number: "a number", array: "[1, 2]", shape: "(2, 3)", line: "an expression" });

/**
 * The control of a question; what is told is the answer as a text.
 * @param {Question} question @param {string} id of the control @param {string} answer @param {Told} tell
 * @returns {HTMLElement}
 */
export function makeAnswering(question, id, answer, tell) {
  if (question.form === "order") return ordering(question, answer, tell);
  if (question.form === "choices") return several(question, id, answer, tell);
  if (isMenu(question)) return menu(question, id, answer, tell);
  if (question.form === "choice") return radios(question, id, answer, tell);
  const field = make("input", {
    type: "text", id, autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "next", value: answer,
    placeholder: EMPTY[question.form] ?? "", class: question.form === "line" ? "wide" : null,
  });
  field.addEventListener("input", () => tell(field.value));
  return field;
}

/** @param {Question} question @param {string} id @param {string} answer @param {Told} tell */
function menu({ options }, id, answer, tell) {
  const [chosen] = chosenOf(answer, options);
  const select = make("select", { id, autocomplete: "off" }, make("option", { value: "" }, "choose…"), ...options.map((one) => make("option", { value: one, selected: one === chosen }, one)));
  select.addEventListener("change", () => tell(select.value));
  return select;
}

/** @param {Question} question @param {string} id @param {string} answer @param {Told} tell */
function radios({ options }, id, answer, tell) {
  const [chosen] = options.includes(answer) ? [answer] : chosenOf(answer, options);
  const areLines = options.some((one) => one.includes(" = "));
  return make("div", { class: `answer-choices${areLines ? " are-lines" : ""}` }, ...options.map((one) => {
    const choice = make("input", { type: "radio", name: id, value: one, autocomplete: "off", checked: one === chosen });
    choice.addEventListener("change", () => tell(one));
    return make("label", {}, choice, make("code", {}, one));
  }));
}

/** @param {Question} question @param {string} id @param {string} answer @param {Told} tell */
function several({ options }, id, answer, tell) {
  const chosen = new Set(chosenOf(answer, options));
  const boxes = options.map((one) => make("input", { type: "checkbox", name: id, value: one, autocomplete: "off", checked: chosen.has(one) }));
  for (const box of boxes) {
    box.addEventListener("change", () => {
      for (const other of boxes) if (box.checked && (box.value === "none") !== (other.value === "none")) other.checked = false;
      tell(boxes.filter(({ checked }) => checked).map(({ value }) => value).join(", "));
    });
  }
  return make("div", { class: "answer-choices" }, ...boxes.map((box) => make("label", {}, box, make("code", {}, box.value))));
}

/** @param {Question} question @param {string} answer @param {Told} tell */
function ordering({ options, asks }, answer, tell) {
  const given = chosenOf(answer, options);
  const { element, order } = makeOrdering([...given, ...options.filter((one) => !given.includes(one))], asks, (changed) => tell(changed.join(", ")));
  return make("div", { class: "answer-order" }, element, button("Check this order", () => tell(order().join(", "))));
}
