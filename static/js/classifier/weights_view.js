// What learns, number by number: the value, its gradient below it, what the next step makes of it, and two triangles
// that nudge it.

import { button, make } from "../page/build.js";
import { arithmetic } from "../updates/arithmetic.js";
import { showCell, showExactly } from "../trace/numbers.js";
import { edited, numberAt, withNumber } from "./edit.js";
import { keyed } from "./keyed.js";
import { editable, fillNumber } from "./numbers_view.js";
import { className, divergedText, DONE, featureName, isDone, nounOf } from "./told.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */
/** @typedef {import("./edit.js").Place} Place */

const NUDGES = [1, 0.1, 0.01, 0.0001];
/** Decimals where there are few columns, and where there are more. */
const DIGITS = [3, 2];
const FEW = 2;
const NOISE = 1e-12;

/** @param {HTMLElement} element @param {ClassifierStore} store @param {ReturnType<typeof import("./runs.js").makeRuns>} runs */
export function mountWeights(element, store, runs) {
  const size = make("select", { autocomplete: "off", "aria-label": "Size of a nudge" }, ...NUDGES.map((one) => make("option", { value: one, selected: one === 0.1 }, String(one))));
  const [table, told, nudged] = [make("div", { class: "weights-place" }), make("p", { class: "update-told", role: "status" }), make("p", { class: "nudge-told", role: "status" })];
  element.append(table, mountApply(store, runs), told, make("div", { class: "nudge-row" }, make("label", {}, "▲▼ nudge by ", size), nudged));
  const nudge = (/** @type {Place} */ place, /** @type {string} */ name, /** @type {1 | -1} */ way) => store.set(nudgedBy(store.get(), place, name, way * Number(size.value)));
  const show = keyed(({ classes, moment, scores, labels, mode, features }) => [classes, moment?.weights?.length, moment?.weights?.[0]?.length, moment?.biases !== null, scores !== null, labels.length, mode, features], (state) => buildTable(table, state, nudge));
  store.watch(["moment", "next", "rule", "rate", "classes"], show);
  store.watch(["moment", "diverged", "made"], ({ moment, diverged, made }) => {
    const isEnd = diverged !== null && diverged.update <= made + 1;
    told.textContent = isEnd ? divergedText(diverged) : moment?.update === made && isDone(moment) ? DONE : "";
    element.classList.toggle("done", told.textContent === DONE);
  });
  store.watch(["nudged"], ({ nudged: now }) => (nudged.textContent = now ? nudgeText(now) : ""));
}

/** @param {ClassifierStore} store @param {ReturnType<typeof import("./runs.js").makeRuns>} runs */
function mountApply(store, runs) {
  const count = make("input", { type: "number", min: 1, max: 5000, value: 10, autocomplete: "off", "aria-label": "How many updates" });
  const [apply, some, back] = [
    button("Apply step", runs.step, { class: "apply-step", title: "Apply one update (u)" }),
    button("Run", () => runs.on(Math.min(Math.max(Math.round(count.valueAsNumber) || 1, 1), 5000))),
    button("Undo step", runs.back, { title: "Take one update back (U)" }),
  ];
  const random = button("Random weights", () => store.set(edited(store.get(), randomWeights(store.get()))), { title: "Begin anew from weights of about 1" });
  store.watch(["scores"], ({ scores }) => (random.hidden = scores !== null));
  const loss = make("p", { class: "apply-loss" });
  store.watch(["moment", "next", "made"], ({ moment, next, made }) => {
    back.disabled = made === 0;
    const isHere = moment?.update === made;
    apply.disabled = !isHere || !next;
    loss.textContent = isHere && next && moment ? `loss ${showExactly(moment.loss)} → ${showExactly(next.loss)}` : "";
  });
  return make("div", { class: "apply-row" }, apply, make("span", { class: "learn-some" }, some, count), back, random, loss);
}

/** Other weights, and no biases. @param {Readonly<State>} state @param {() => number} [chance] from 0 to 1 @returns {Partial<import("./types.js").Chosen>} */
export function randomWeights({ weights, biases }, chance = Math.random) {
  const about = () => Number((2 * (chance() + chance() + chance()) - 3).toFixed(2)); // of variance 1
  return { weights: weights?.map((row) => row.map(about)) ?? null, biases: biases?.map(() => 0) ?? null };
}

/** The places of what learns, row by row, and what rows and columns are called. @param {Readonly<State>} state */
function gridOf(state) {
  const { classes, moment, scores, labels } = state;
  if (scores) {
    const columns = moment?.scores[0]?.length ?? 0;
    return { corner: "s", heads: Array.from({ length: columns }, (_, k) => className(classes, k)), rows: labels.map((label, row) => ({ name: `${nounOf(state)} ${row + 1} (${className(classes, label)})`, places: Array.from({ length: columns }, (_, column) => /** @type {Place} */ ({ table: "scores", row, column })) })) };
  }
  const columns = moment?.weights?.[0]?.length ?? 0;
  const hasBias = moment?.biases !== null;
  const heads = [...Array.from({ length: columns }, (_, k) => featureName(state, k)), ...(hasBias ? ["bias"] : [])];
  const rows = (moment?.weights ?? []).map((_, row) => ({
    name: className(classes, row),
    places: /** @type {Place[]} */ ([...Array.from({ length: columns }, (__, column) => ({ table: "weights", row, column })), ...(hasBias ? [{ table: "biases", row, column: 0 }] : [])]),
  }));
  return { corner: hasBias ? "W, b" : "W", heads, rows };
}

/** @param {HTMLElement} element @param {Readonly<State>} state @param {(place: Place, name: string, way: 1 | -1) => void} nudge */
function buildTable(element, state, nudge) {
  const { corner, heads, rows } = gridOf(state);
  const cells = rows.flatMap(({ name, places }) => places.map((place, k) => {
    const called = `${name}, ${heads[k]}`;
    const [value, gradient, sum] = [editable(place, called, "value"), make("i", { class: "gradient" }), make("span", { class: "sum" })];
    const [up, down] = [button("▲", () => nudge(place, called, 1), { class: "nudge", "aria-label": `nudge ${called} up` }), button("▼", () => nudge(place, called, -1), { class: "nudge", "aria-label": `nudge ${called} down` })];
    const cell = make("td", {}, make("span", { class: "nudged" }, value, make("span", { class: "nudges" }, up, down)), gradient, sum);
    return { place, value, gradient, sum, cell };
  }));
  let next = 0;
  const body = rows.map(({ name, places }) => make("tr", {}, make("th", { scope: "row" }, name), ...places.map(() => cells[next++]?.cell ?? "")));
  const columns = heads.map((head) => make("th", { scope: "col" }, head));
  element.replaceChildren(make("table", { class: "weights-table" },
    make("caption", { class: "heard" }, "What learns: value, gradient, next step"),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, corner), ...columns)), make("tbody", {}, ...body)));
  return (/** @type {Readonly<State>} */ now) => {
    for (const cell of cells) fillCell(now, cell, DIGITS[heads.length > FEW ? 1 : 0] ?? 2);
  };
}

/** What rounding has left of a zero is told from a zero, in as few letters. @param {import("../trace/types.js").Scalar} value @param {number} digits */
const nearly = (value, digits) => (Number(value) !== 0 && Math.abs(Number(value)) < NOISE ? "≈ 0" : showCell(value, digits));

/** @param {Readonly<State>} state @param {{ place: Place, value: HTMLElement, gradient: HTMLElement, sum: HTMLElement }} cell @param {number} digits */
function fillCell({ moment, next, rule, rate }, { place, value, gradient, sum }, digits) {
  const now = learnedAt(moment, place);
  const slope = slopeAt(moment, place);
  fillNumber(value, now, nearly, digits);
  fillNumber(gradient, slope, nearly, digits);
  const after = next && moment && next.update === moment.update + 1 ? learnedAt(next, place) : null;
  sum.textContent = after === null ? "" : arithmetic({ rule, rate }, now, slope, after, digits).replace(" · ", "·");
}

/** @param {Moment | null} moment @param {Place} place */
function learnedAt(moment, { table, row, column }) {
  if (table === "biases") return Number(moment?.biases?.[row]);
  return Number((table === "scores" ? moment?.scores : moment?.weights)?.[row]?.[column]);
}

/** @param {Moment | null} moment @param {Place} place */
function slopeAt(moment, { table, row, column }) {
  if (table === "biases") return Number(moment?.bias_gradients?.[row]);
  return Number((table === "scores" ? moment?.score_gradients : moment?.weight_gradients)?.[row]?.[column]);
}

/** What a nudge changes; what it does to the loss is known once the server has answered. @param {Readonly<State>} state @param {Place} place @param {string} name @param {number} by @returns {Partial<State>} */
export function nudgedBy(state, place, name, by) {
  const from = numberAt(state, place);
  const to = Number((from + by).toPrecision(12));
  const nudged = { name, from, to, before: Number(state.moment?.loss), after: null, slope: slopeAt(state.moment, place) };
  return { ...edited(state, withNumber(state, place, to)), nudged };
}

/** `bird, pixel 1: −2 → −1.9; loss 2 → 1.7, by −0.3; gradient · h = −0.3`. @param {import("./types.js").Nudged} nudged */
export function nudgeText({ name, from, to, before, after, slope }) {
  const show = (/** @type {number} */ value) => showExactly(value, 5);
  const moved = `${name}: ${show(from)} → ${show(to)}`;
  if (after === null) return moved;
  const h = Number((to - from).toPrecision(6));
  return `${moved}; loss ${show(before)} → ${show(after)}, a change of ${show(Number((after - before).toPrecision(6)))}; gradient · h = ${show(slope)} · ${h < 0 ? `(${show(h)})` : show(h)} = ${show(Number((slope * h).toPrecision(6)))}`;
}
