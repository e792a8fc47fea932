// Predict mode: pick a wire, type its gradient, be told.

import { make } from "../page/build.js";
import { typedNumber } from "../page/typed.js";
import { DIGITS } from "../trace/numbers.js"; // what is right does not depend on how many are shown
import { mountClicks } from "./clicks.js";
import { noteOn, scoreText, textOf } from "./exercise.js";
import { startedOver } from "./following.js";
import { feedbackOn } from "./hints.js";
import { answered, isPredicting, isSettled, nextOpen, questionsOf, revealed, scoreOf } from "./predict.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {ReturnType<typeof build>} Parts */

const MARKS = { open: "✗", first: "✓", right: "✓", revealed: "○" };

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @param {HTMLElement} picture the frame whose wires are clicked
 * @param {{ onSwap: (listener: () => void) => void }} swaps
 */
export function mountPredict(element, store, picture, { onSwap }) {
  const parts = build();
  element.classList.add("predict");
  element.replaceChildren(parts.note, parts.body);
  mountButtons(parts, store);

  store.watch(["predicting", "trace"], (state) => {
    showQuestions(parts, state);
    element.hidden = !state.predicting;
    picture.classList.toggle("predicting", isPredicting(state));
  });
  store.watch(["predicting", "trace", "guesses", "asked", "step"], (state) => showAnswers(parts, state));

  store.watch(["asked", "predicting"], () => {
    parts.guess.value = "";
  });
  mountClicks(picture, store, (key) => pick(store, key), (options) => focusGuess(parts, options));
  const mark = () => markAsked(picture, store.get());
  store.watch(["asked", "predicting", "trace"], mark);
  onSwap(mark);
}

function build() {
  const note = make("p", { class: "predict-note" });
  const wires = make("select", { id: "predict-wire" });
  const text = make("p", { class: "predict-text", id: "predict-text" });
  const guess = make("input", {
    id: "predict-guess",
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 60,
    "aria-describedby": "predict-text",
  });
  const check = make("button", { type: "submit" }, "Check");
  const wireLabel = make("label", { for: "predict-wire" }, "Wire");
  const guessLabel = make("label", { for: "predict-guess" }, "Its gradient");
  const form = make("form", { class: "predict-form" }, wireLabel, wires, text, guessLabel, guess, check);
  const status = make("p", { class: "predict-status", role: "status" });
  const score = make("p", { class: "predict-score" });
  const one = make("button", { type: "button" }, "Reveal this one");
  const all = make("button", { type: "button" }, "Reveal all");
  const over = make("button", { type: "button" }, "Start over");
  const actions = make("div", { class: "predict-actions" }, score, one, all, over);
  const body = make("div", { class: "predict-body" }, form, status, actions);
  return { note, wires, text, guess, check, form, status, score, body, one, all, over };
}

/** @param {Parts} parts @param {Store} store */
function mountButtons(parts, store) {
  parts.one.addEventListener("click", () => {
    const { asked } = store.get();
    reveal(store, asked === null ? [] : [asked]);
  });
  parts.all.addEventListener("click", () => {
    const { trace } = store.get();
    reveal(store, trace ? questionsOf(trace).map(({ key }) => key) : []);
  });
  parts.over.addEventListener("click", () => startOver(parts, store));
  parts.wires.addEventListener("change", () => store.set({ asked: parts.wires.value }));
  parts.form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(parts, store);
  });
}

/** Check what was typed, or go on where the question is settled. @param {Parts} parts @param {Store} store */
function submit(parts, store) {
  const { guess, status, check } = parts;
  const { trace, asked, guesses } = store.get();
  const question = trace && questionsOf(trace).find(({ key }) => key === asked);
  if (!trace || !question) return;
  const { key, truth } = question;
  if (truth === null || isSettled(guesses, key)) {
    store.set({ asked: nextOpen(trace, guesses, key) ?? key });
    focusGuess(parts);
  } else if (typedNumber(guess.value) === null) {
    status.className = "predict-status wrong";
    status.textContent = "Type a number, such as −4, 0.5 or 1/3.";
    guess.focus();
  } else {
    store.set({ guesses: answered(guesses, question, guess.value, DIGITS) });
    if (isSettled(store.get().guesses, key)) check.focus();
    else guess.select();
  }
}

/** @param {Store} store @param {string | null} key @returns {boolean} whether it is a question */
function pick(store, key) {
  const { trace } = store.get();
  if (!trace || !questionsOf(trace).some((question) => question.key === key)) return false;
  store.set({ asked: key });
  return true;
}

/** @param {Store} store @param {readonly string[]} keys */
function reveal(store, keys) {
  store.set({ guesses: revealed(store.get().guesses, keys) });
}

/** @param {Parts} parts @param {Store} store */
function startOver({ guess }, store) {
  guess.value = "";
  store.set(startedOver(store.get()));
}

/** @param {Parts} parts @param {FocusOptions} [options] */
function focusGuess({ guess }, options) {
  if (!guess.disabled) guess.focus(options);
}

/** @param {Parts} parts @param {Readonly<State>} state */
function showQuestions({ body, note, wires }, state) {
  const { trace, predicting } = state;
  const questions = trace && isPredicting(state) ? questionsOf(trace) : [];
  body.hidden = questions.length === 0;
  note.textContent = predicting ? noteOn(trace, questions) : "";
  wires.replaceChildren(...questions.map(({ key, label }) => new Option(label, key)));
}

/** @param {Parts} parts @param {Readonly<State>} state */
function showAnswers({ wires, text, guess, check, one, all, status, score }, state) {
  const { trace, guesses, asked, step } = state;
  if (!trace || !isPredicting(state)) return;
  const questions = questionsOf(trace);
  for (const [index, { key, label }] of questions.entries()) {
    const option = wires.options[index];
    const status = guesses[key]?.status;
    const shown = status ? `${MARKS[status]} ${label}` : label;
    if (option && option.text !== shown) option.text = shown;
  }
  wires.value = asked ?? "";
  const question = questions.find(({ key }) => key === asked);
  const settled = !question || isSettled(guesses, question.key);
  text.textContent = textOf(question);
  guess.disabled = settled || question?.truth === null;
  check.textContent = guess.disabled ? "Next wire" : "Check";
  check.disabled = guess.disabled && nextOpen(trace, guesses, asked) === null;
  one.disabled = settled;
  all.disabled = questions.every(({ key }) => isSettled(guesses, key));
  // What was given up at this step the card tells, a press each.
  const told = question && question.step === step && guesses[question.key]?.status === "revealed";
  const said = question && !told ? feedbackOn(trace, guesses, question, DIGITS) : { tone: "none", text: "" };
  status.className = `predict-status ${said.tone}`;
  if (status.textContent !== said.text) status.textContent = said.text;
  score.textContent = scoreText(scoreOf(trace, guesses));
}

/** Mark the wire that is asked about, in a picture that may be a new one. @param {HTMLElement} picture @param {Readonly<State>} state */
function markAsked(picture, state) {
  for (const marked of picture.querySelectorAll("[data-asked]")) marked.removeAttribute("data-asked");
  if (!isPredicting(state) || state.asked === null) return;
  const kind = state.asked.startsWith("e") ? "edge" : "node";
  picture.querySelector(`[data-${kind}="${state.asked.slice(1)}"]`)?.setAttribute("data-asked", "");
}
