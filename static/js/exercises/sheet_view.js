// The sheet: a card for each question with what it is answered with, and beside it what is said of the answer.

import { make } from "../page/build.js";
import { makeAnswering } from "./answering_view.js";
import { answered, heardOf, marksByKey } from "./sheet.js";
import { isRight, saidOf } from "./signs.js";

/** @typedef {import("./types.js").ExerciseStore} ExerciseStore */
/** @typedef {import("./types.js").Question} Question */

const ALONE = new Set(["number", "array", "shape", "line"]); // one field, which a label names

/**
 * @param {HTMLOListElement} list @param {HTMLElement} heard @param {ExerciseStore} store
 * @returns what moves the focus by so many questions
 */
export function mountSheet(list, heard, store) {
  /** @type {Map<string, { card: HTMLElement, mark: HTMLElement }>} */
  const cards = new Map();
  /** @type {Map<string, string>} */
  const told = new Map();

  /** What is settled is heard: an answer that is right, or one that the focus has left. */
  function announce() {
    const { marks, sheet, marked, answers } = store.get();
    if (!sheet || marked !== answers) return;
    const said = sheet.questions.flatMap(({ key }, k) => {
      const mark = marksByKey(marks).get(key);
      const here = cards.get(key)?.card.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement && document.activeElement.type === "text";
      if (!mark || (here && !isRight(mark)) || told.get(key) === mark.status + mark.reason) return [];
      told.set(key, mark.status + mark.reason);
      return mark.status === "missing" ? [] : [heardOf(mark, k + 1)];
    });
    if (said.length > 0) heard.textContent = said.join(" ");
  }

  function showMarks() {
    const found = marksByKey(store.get().marks);
    for (const [key, parts] of cards) showMark(parts, found.get(key), key === store.get().at);
    announce();
  }

  /** @param {number} by @returns {boolean} whether there is another */
  function go(by) {
    const { sheet, at } = store.get();
    const keys = sheet?.questions.map(({ key }) => key) ?? [];
    const here = keys.indexOf(at);
    const next = keys[here < 0 ? (by > 0 ? 0 : keys.length - 1) : here + by];
    const card = next === undefined ? null : cards.get(next)?.card;
    const control = card?.querySelector("input:checked, input, select, button");
    if (!(control instanceof HTMLElement)) return false;
    control.focus();
    card?.scrollIntoView({ block: "nearest" });
    return true;
  }

  store.watch(["sheet"], ({ sheet }) => {
    cards.clear();
    told.clear();
    const made = sheet?.questions.map((question, k) => makeCard(question, k, store, { settled: announce, next: () => go(1) })) ?? [];
    for (const one of made) cards.set(one.key, one);
    const hadFocus = list.contains(document.activeElement);
    list.replaceChildren(...made.map(({ card }) => card));
    list.tabIndex = made.length > 0 ? 0 : -1; // it may scroll
    if (hadFocus) list.focus();
    showMarks();
  });
  store.watch(["marks"], showMarks);
  store.watch(["at"], ({ at }) => {
    for (const [key, { card }] of cards) card.classList.toggle("is-at", key === at);
  });
  return go;
}

/** @param {{ card: HTMLElement, mark: HTMLElement }} parts of a question @param {import("./types.js").Mark | undefined} now @param {boolean} isAt whether one is at it */
function showMark({ card, mark }, now, isAt) {
  const { sign, word } = now ? saidOf(now) : { sign: "", word: "" };
  card.dataset["status"] = now?.status ?? "missing";
  mark.replaceChildren(...(sign ? [make("b", { "aria-hidden": "true" }, sign), ` ${now?.reason || word}`] : []));
  if (sign && now?.reason) mark.prepend(make("span", { class: "heard" }, `${word}: `));
  if (sign && isAt) mark.scrollIntoView({ block: "nearest" });
}

/**
 * @param {Question} question @param {number} k @param {ExerciseStore} store
 * @param {{ settled: () => void, next: () => void }} acts
 */
function makeCard(question, k, store, acts) {
  const { key, asks, shown, form, options } = question;
  const id = `answer-${k}`;
  const mark = make("p", { class: "question-mark", id: `${id}-mark` });
  /** @param {string} text */
  const tell = (text) => store.set({ answers: answered(store.get().answers, key, text) });
  const control = makeAnswering(question, id, store.get().answers[key] ?? "", tell);
  const isAlone = ALONE.has(form) || control instanceof HTMLSelectElement;
  if (isAlone) control.setAttribute("aria-describedby", shown ? `${id}-shown ${mark.id}` : mark.id);
  else for (const [name, value] of [["role", form === "choice" ? "radiogroup" : "group"], ["aria-labelledby", `${id}-asks`], ["aria-describedby", mark.id]]) control.setAttribute(name ?? "", value ?? "");
  const isListed = options.join("\n") === shown; // the choices are all that it would say
  const title = make(isAlone ? "label" : "span", { class: "question-asks", ...(isAlone ? { for: id } : { id: `${id}-asks` }) }, make("b", {}, `${k + 1} `), asks);
  const card = make("li", { class: "question", "data-form": form }, title, ...(shown && !isListed ? [make("p", { class: "question-shown", id: `${id}-shown` }, shown)] : []), control, mark);
  card.addEventListener("focusin", () => store.set({ at: key }));
  card.addEventListener("pointerdown", () => store.set({ at: key }));
  card.addEventListener("focusout", acts.settled);
  if (form !== "order") control.addEventListener("keydown", ({ key: pressed, isComposing, target }) => pressed === "Enter" && !isComposing && target instanceof HTMLInputElement && acts.next());
  return { key, card, mark };
}
