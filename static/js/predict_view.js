// Predict mode: pick a wire, type its gradient, be told.

import { button, make } from "./build.js";
import { DIGITS } from "./numbers.js"; // what is right does not depend on how many are shown
import {
  answered,
  isPredicting,
  isSettled,
  nextOpen,
  parseGuess,
  playedKeys,
  questionsOf,
  revealed,
  scoreOf,
  sumKey,
  wireKey,
} from "./predict.js";
import { feedbackOn } from "./predict_hints.js";
import { nearestWire } from "./predict_pick.js";
import { forwardSteps } from "./timeline.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Trace} Trace */
/** @typedef {import("./predict.js").Question} Question */

const MARKS = { open: "✗", first: "✓", right: "✓", revealed: "○" };
const DRAG = 6; // px that a click may move

/**
 * @param {HTMLElement} element
 * @param {import("./store.js").Store} store
 * @param {HTMLElement} picture the frame whose wires are clicked
 */
export function mountPredict(element, store, picture) {
  const toggle = button("Predict", () => store.set({ predicting: !store.get().predicting }), {
    "aria-pressed": "false",
    title: "Hide the gradients and work them out",
  });
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
  const one = button("Reveal this one", () => reveal(false));
  const all = button("Reveal all", () => reveal(true));
  const over = button("Start over", startOver);
  const actions = make("div", { class: "predict-actions" }, score, one, all, over);
  const body = make("div", { class: "predict-body" }, form, status, actions);
  element.classList.add("predict");
  element.replaceChildren(toggle, note, body);

  /** The story before any gradient, with nothing answered. @param {Trace | null} trace @returns {Partial<State>} */
  function fresh(trace) {
    const start = { guesses: {}, asked: trace && nextOpen(trace, {}, null), playing: false };
    return trace ? { ...start, step: forwardSteps(trace) } : start;
  }

  function startOver() {
    guess.value = "";
    store.set(fresh(store.get().trace));
  }

  /** @returns {{ trace: Trace, question: Question } | null} */
  function current() {
    const { trace, asked } = store.get();
    const question = trace && questionsOf(trace).find(({ key }) => key === asked);
    return trace && question ? { trace, question } : null;
  }

  /** @param {string | null} key */
  function ask(key) {
    if (key === store.get().asked) return;
    guess.value = "";
    store.set({ asked: key });
  }

  /** @param {boolean} everything */
  function reveal(everything) {
    const { trace, guesses, asked } = store.get();
    if (!trace) return;
    const keys = everything ? questionsOf(trace).map(({ key }) => key) : asked === null ? [] : [asked];
    store.set({ guesses: revealed(guesses, keys) });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const now = current();
    if (!now) return;
    const { guesses } = store.get();
    const { key, truth } = now.question;
    if (truth === null || isSettled(guesses, key)) {
      ask(nextOpen(now.trace, guesses, key) ?? key);
      if (!guess.disabled) guess.focus();
    } else if (parseGuess(guess.value) === null) {
      status.className = "predict-status wrong";
      status.textContent = "Type a number, such as −4, 0.5 or 1/3.";
      guess.focus();
    } else {
      store.set({ guesses: answered(guesses, now.question, guess.value, DIGITS) });
      if (isSettled(store.get().guesses, key)) check.focus();
      else guess.select();
    }
  });
  wires.addEventListener("change", () => ask(wires.value));

  // -- what the state shows -------------------------------------------------------------------------

  store.watch(["predicting", "trace"], (state) => {
    const { trace, predicting } = state;
    toggle.setAttribute("aria-pressed", String(predicting));
    const questions = trace && isPredicting(state) ? questionsOf(trace) : [];
    picture.classList.toggle("predicting", isPredicting(state));
    body.hidden = questions.length === 0;
    note.textContent = predicting ? noteOn(trace, questions) : "";
    wires.replaceChildren(...questions.map(({ key, label }) => new Option(label, key)));
  });
  store.watch(["predicting", "trace", "guesses", "asked"], (state) => {
    const { trace, guesses, asked } = state;
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
    const said = question ? feedbackOn(trace, guesses, question, DIGITS) : { tone: "none", text: "" };
    status.className = `predict-status ${said.tone}`;
    if (status.textContent !== said.text) status.textContent = said.text;
    score.textContent = scoreText(scoreOf(trace, guesses));
  });

  // -- what the story does --------------------------------------------------------------------------

  /** @param {Readonly<State>} now @param {Readonly<State> | null} before */
  function follow(now, before) {
    const { trace, guesses, step } = now;
    if (!trace || !isPredicting(now)) return;
    if (!before || !isPredicting(before) || (trace !== before.trace && !isSame(trace, before.trace))) {
      // Not now: the others are still being told of what changed.
      queueMicrotask(() => store.set(fresh(store.get().trace)));
    } else if (step > before.step && trace === before.trace) {
      // A step that is played gives its wire away.
      const known = revealed(guesses, playedKeys(trace, step));
      if (known !== guesses) queueMicrotask(() => store.set({ guesses: known }));
    }
  }
  store.subscribe(follow);
  follow(store.get(), null);

  // -- the wires of the picture ---------------------------------------------------------------------

  /** @type {{ x: number, y: number } | null} */
  let pressed = null;
  picture.addEventListener("pointerdown", ({ clientX: x, clientY: y }) => {
    pressed = { x, y };
  });
  // Before anybody else hears of it: a click on a wire goes to its step otherwise, and tells.
  picture.addEventListener(
    "click",
    (event) => {
      if (!isPredicting(store.get())) return;
      if (pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > DRAG) return;
      const key = keyAt(picture, event);
      if (!pick(key)) return;
      event.stopPropagation();
      if (!guess.disabled) guess.focus({ preventScroll: true });
    },
    true,
  );
  picture.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !isPredicting(store.get())) return;
    const target = /** @type {Element} */ (event.target);
    const [edge, node] = [target.getAttribute("data-edge"), target.getAttribute("data-node")];
    if (!pick(edge ? wireKey(Number(edge)) : node ? sumKey(Number(node)) : null)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!guess.disabled) guess.focus();
  });

  /** @param {string | null} key @returns {boolean} whether it is a question */
  function pick(key) {
    const { trace } = store.get();
    if (!trace || !questionsOf(trace).some((question) => question.key === key)) return false;
    ask(key);
    return true;
  }

  /** Mark the wire that is asked about, in a picture that may be a new one. */
  function mark() {
    const state = store.get();
    for (const marked of picture.querySelectorAll("[data-asked]")) marked.removeAttribute("data-asked");
    if (!isPredicting(state) || state.asked === null) return;
    const kind = state.asked.startsWith("e") ? "edge" : "node";
    picture.querySelector(`[data-${kind}="${state.asked.slice(1)}"]`)?.setAttribute("data-asked", "");
  }
  store.watch(["asked", "predicting", "trace"], mark);
  new MutationObserver(mark).observe(picture, { childList: true });
}

/** The question under a click. @param {HTMLElement} picture @param {MouseEvent} event */
function keyAt(picture, event) {
  const target = /** @type {Element} */ (event.target);
  const node = target.closest("[data-node]");
  if (node && target.closest('[data-slot="total"]')) return sumKey(Number(node.getAttribute("data-node")));
  if (node) return null;
  const edge = target.closest("[data-edge]") ?? nearestWire(picture, event.clientX, event.clientY);
  return edge ? wireKey(Number(edge.getAttribute("data-edge"))) : null;
}

/** Whether two traces ask the same. @param {Trace} trace @param {Trace | null} before */
function isSame(trace, before) {
  if (!before) return false;
  const [a, b] = [questionsOf(trace), questionsOf(before)];
  return a.length === b.length && a.every(({ key, truth, label }, k) => {
    const other = b[k];
    return other?.key === key && Object.is(other.truth, truth) && other.label === label;
  });
}

/** @param {Trace | null} trace @param {readonly Question[]} questions */
function noteOn(trace, questions) {
  if (!trace) return "";
  if (trace.mode === "forward") return "Predict asks for gradients: choose reverse mode.";
  if (questions.length === 0) return "No gradient flows in this graph.";
  const arrays = questions.filter(({ truth }) => truth === null).length;
  if (arrays === 0) return "";
  const which = arrays === questions.length ? "Every wire carries" : `${arrays} of the wires carry`;
  return `${which} an array, which can only be revealed. Open the graph as scalars to predict each number.`;
}

/** @param {Question | undefined} question */
function textOf(question) {
  if (!question) return "";
  return question.truth === null ? `${question.text} It is an array: reveal it.` : question.text;
}

/** @param {ReturnType<typeof scoreOf>} score */
function scoreText({ first, right, revealed: given, open, total }) {
  if (total === 0) return "";
  const left = open === 0 ? `All ${total} done` : `${open} of ${total} to go`;
  return `${left}: ${first} right first time, ${right} right, ${given} revealed`;
}
