// The table of the scores: a row for each image, a column for each class; the true class and the highest score are
// marked. As the stage of the scores it says how each is made, as that of the loss what each costs.

import { make } from "../page/build.js";
import { showCell, showExactly } from "../trace/numbers.js";
import { editable, fillNumber } from "./numbers_view.js";
import { keyed } from "./keyed.js";
import { className, nounOf, scoreSum, sumOf, termOf } from "./told.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */
/** @typedef {"scores" | "loss"} Kind */
/** @typedef {{ cell: HTMLElement, score: HTMLElement, note: HTMLElement, marks: HTMLElement, gradient: HTMLElement }} Cell */

/** With more rows, each is a line, and the terms of one are written below. */
const WRITTEN_OUT = 3;
const FEW = 4; // numbers of an image whose score is written out

/** @param {HTMLElement} element @param {ClassifierStore} store @param {Kind} kind */
export function mountScoreTable(element, store, kind) {
  const show = keyed(({ labels, classes, loss, scores, data, mode, features }) => [labels, classes, loss, scores !== null, data?.[0]?.length, mode, features, moments(store.get())], (state) => build(element, store, kind, state));
  store.watch(["moment", "classes", "labels", "loss", "picked", "mode"], show);
}

/** Two decimals and no more. @param {import("../trace/types.js").Scalar} value */
const narrow = (value) => showCell(Math.abs(Number(value)) < 1e4 ? Number(Number(value).toFixed(2)) : value, 2, 1);

/** How many scores there are. @param {Readonly<State>} state */
const moments = ({ moment }) => [moment?.scores.length, moment?.scores[0]?.length];

/** @param {HTMLElement} element @param {ClassifierStore} store @param {Kind} kind @param {Readonly<State>} state */
function build(element, store, kind, state) {
  const { labels, classes, scores, moment } = state;
  const count = moment?.scores[0]?.length ?? 0;
  const isShort = labels.length > WRITTEN_OUT;
  const noun = nounOf(state);
  const cells = labels.map((_, row) => Array.from({ length: count }, (__, column) => makeCell(scores !== null, row, column, className(classes, column), noun)));
  const losses = labels.map(() => make("td", { class: "row-loss" }));
  const heads = labels.map((label, row) => {
    const name = make("button", { type: "button", class: "row-name", "aria-label": `${noun} ${row + 1}` }, isShort ? String(row + 1) : `${noun} ${row + 1}`);
    name.addEventListener("click", () => store.set({ picked: row }));
    return make("th", { scope: "row" }, name, make("small", {}, className(classes, label)));
  });
  const table = make("table", { class: `score-table for-${kind}${isShort ? " short" : ""}` },
    make("caption", { class: "heard" }, kind === "loss" ? "Scores, and what each class costs" : "Scores"),
    make("thead", {}, make("tr", {}, make("td", {}), ...Array.from({ length: count }, (_, k) => make("th", { scope: "col" }, className(classes, k))), ...(kind === "loss" ? [make("th", { scope: "col" }, "loss")] : []))),
    make("tbody", {}, ...labels.map((_, row) => make("tr", {}, heads[row] ?? "", ...(cells[row] ?? []).map(({ cell }) => cell), ...(kind === "loss" ? [losses[row] ?? ""] : [])))));
  const picked = make("div", { class: "picked-terms", "aria-live": "polite" });
  element.replaceChildren(make("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Scores" }, table), picked);
  return (/** @type {Readonly<State>} */ now) => {
    const { moment: found } = now;
    if (!found) return;
    cells.forEach((line, row) => line.forEach((cell, column) => fill(cell, now, found, kind, row, column, isShort)));
    losses.forEach((place, row) => (place.textContent = isShort ? narrow(found.losses[row] ?? NaN) : sumOf(now.loss, found, row, now.labels[row] ?? 0)));
    heads.forEach((head, row) => head.firstElementChild?.setAttribute("aria-pressed", String(isShort && row === now.picked)));
    picked.replaceChildren(...(isShort ? termsBelow(now, found, kind) : []));
  };
}

/** @param {boolean} isGiven @param {number} row @param {number} column @param {string} name @param {string} noun @returns {Cell} */
function makeCell(isGiven, row, column, name, noun) {
  const label = `score of ${name}, ${noun} ${row + 1}`;
  const score = isGiven ? editable({ table: "scores", row, column }, label, "score") : make("span", { class: "score" });
  const [note, marks, gradient] = [make("span", { class: "note" }), make("span", { class: "marks" }), make("i", { class: "gradient", title: "gradient of the loss by this score" })];
  return { cell: make("td", {}, score, gradient, marks, note), score, note, marks, gradient };
}

/**
 * @param {Cell} parts @param {Readonly<State>} state @param {import("./types.js").Moment} moment @param {Kind} kind
 * @param {number} row @param {number} column @param {boolean} isShort
 */
function fill({ cell, score, note, marks, gradient }, state, moment, kind, row, column, isShort) {
  const { labels, loss, margin, data, scores } = state;
  const label = labels[row] ?? 0;
  const [isTrue, isHighest, isActive] = [column === label, moment.predicted[row] === column, kind === "loss" && moment.active[row]?.[column] === true];
  const write = isShort ? narrow : showExactly; // in a narrow table the columns stand still while it plays
  fillNumber(score, moment.scores[row]?.[column] ?? NaN, write);
  fillNumber(gradient, moment.score_gradients[row]?.[column] ?? NaN, write);
  gradient.hidden = isShort && kind === "loss"; // there is no room
  cell.classList.toggle("true", isTrue);
  cell.classList.toggle("highest", isHighest);
  cell.classList.toggle("active", isActive);
  const words = [...(isTrue ? ["true"] : []), ...(isHighest ? ["highest"] : []), ...(isActive ? ["pays"] : [])];
  marks.textContent = isShort ? words.map((word) => SIGNS[/** @type {keyof typeof SIGNS} */ (word)]).join("") : words.join(", ");
  marks.title = words.join(", ");
  const { sum, value } = termOf(loss, moment, row, column, label, margin);
  if (kind === "loss") note.textContent = isShort ? value && narrow(moment.terms[row]?.[column] ?? NaN) : sum && `${sum} = ${value}`;
  else note.textContent = !isShort && !scores && (data?.[row]?.length ?? 0) <= FEW ? scoreSum(moment.weights?.[column] ?? [], data?.[row] ?? [], moment.biases?.[column] ?? null) : "";
}

const SIGNS = { true: "●", highest: "▲", pays: "!" };

/** What the row that is picked costs, or how its scores are made. @param {Readonly<State>} state @param {import("./types.js").Moment} moment @param {Kind} kind */
function termsBelow(state, moment, kind) {
  const { labels, classes, loss, margin, picked, data } = state;
  const row = Math.min(picked, labels.length - 1);
  const label = labels[row] ?? 0;
  const lines = (moment.scores[row] ?? []).map((score, k) => {
    if (kind === "scores") return make("p", {}, make("b", {}, className(classes, k)), ` ${scoreSum(moment.weights?.[k] ?? [], data?.[row] ?? [], moment.biases?.[k] ?? null)} = `, make("b", { class: "score" }, showExactly(score, 2)));
    const { sum, value } = termOf(loss, moment, row, k, label, margin);
    const isActive = moment.active[row]?.[k] === true;
    return sum ? make("p", { class: isActive ? "active" : null }, make("b", {}, className(classes, k)), ` ${sum} = ${value}${isActive ? " pays" : ""}`) : "";
  });
  const name = `${nounOf(state)} ${row + 1}, ${className(classes, label)}`;
  const end = kind === "loss" ? [make("p", {}, make("b", {}, "loss"), ` ${sumOf(loss, moment, row, label)}`)] : [];
  return [make("p", { class: "picked-name" }, name, make("small", {}, `● true ▲ highest${kind === "loss" ? " ! pays" : ""}`)), ...lines, ...end];
}
