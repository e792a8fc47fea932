// The step card: what happens at this step, large enough for the last row. One sentence over four slots that
// never move; forward it is the gate's formula with its numbers in it.

import { make } from "../page/build.js";
import { digitsBeside } from "../trace/numbers.js";
import { answerTo } from "../predict/answer.js";
import { byOf, stageOf } from "../predict/press.js";
import { beforeClosing, endText, forwardText, pressText, shortText, startText, turnText, wireText } from "./card_texts.js";
import { breakFormulas } from "./breaking.js";
import { slotsOf } from "./slots.js";
import { shorten, slotParts } from "./slots_view.js";
import { forwardSteps, pressOf, sweptSteps } from "../trace/timeline.js";
import { workedOf } from "./worked_view.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Step} Step */
/** @typedef {import("../page/store.js").Store} Store */

/** How an update is told: in a sentence, and in the slots below it. @typedef {{ told: (state: Readonly<State>) => Told, parts: (state: Readonly<State>) => Node[] }} Updates */
/** What is written over the slots, with what only is heard where that says it otherwise. @typedef {{ seen: string, heard: string, closing: string }} Told */

/**
 * What is done for its texts to fit, one after another: formulas on lines of their own, and what they repeat left away;
 * in the hand formulas broken, each over what it makes; short vectors as their shapes. At each the symbols are set smaller
 * first, which are less than the numbers, then all of it, down to `least`; in the hand only at last.
 * @type {readonly { isBrief: boolean, isSplit: boolean, isShort: boolean, least: number, symbols: readonly number[] }[]}
 */
const FITTINGS = [
  { isBrief: false, isSplit: false, isShort: false, least: 1, symbols: [1, 0.85] },
  { isBrief: true, isSplit: false, isShort: false, least: 0.84, symbols: [1, 0.85] },
  { isBrief: true, isSplit: true, isShort: false, least: 0.84, symbols: [1, 0.85] },
  { isBrief: true, isSplit: true, isShort: true, least: 0.6, symbols: [1, 0.85, 0.7, 0.55] },
];
const SMALLER = 0.04;
/** On a card of so few px a sentence has so few characters. */
const [NARROW, SHORT] = [600, 80];
/** What is said at the end stands on the sentence's own line if it has fewer characters. */
const ONE_LINE = 40;
/** Only a step that one stays at so long is spoken, ms: not those that are run past. */
const STAYED = 150;

class StepCard {
  #element;
  #store;
  #frame;
  /** Whether the reader has not pressed anything yet. */
  #isFirst = true;
  #sentence = make("p", { class: "sentence", "aria-hidden": "true" });
  #told = make("div", {});
  #heard = make("p", { class: "heard", "aria-live": "polite" });
  /** What stands below the sentence. @type {() => Node[]} */
  #parts = () => [];
  #kind = "";
  /** Tells the update, once a story goes so far. @type {Updates | null} */
  #updates = null;
  /** Checks dimensions, once shapes are wanted. @type {(state: Readonly<State>) => Node[]} */
  #checks = () => [];
  /** Whether vectors are written as their shapes. */
  #isShort = false;
  /** Whether formulas are broken. */
  #isSplit = false;
  /** px; asked in the middle of a step it would have the page laid out. */
  #width;
  /** What stands below the sentence is of an earlier step. */
  #isLate = false;
  /** So is the sentence. */
  #isUnwritten = false;
  #pending = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking;
  /** Whether something of the card has lit a wire. */
  #isLighting = false;
  /** What is lit: to look for it among thousands of gates would cost time at every step. @type {Element[]} */
  #lit = [];

  /** @param {HTMLElement} element @param {Store} store @param {HTMLElement} frame of the picture */
  constructor(element, store, frame) {
    this.#element = element;
    this.#store = store;
    this.#frame = frame;
    this.#width = element.clientWidth;
    element.classList.add("step-card");
    element.replaceChildren(this.#sentence, this.#told, this.#heard);
    this.#listen(element);
    this.#listen(frame);
    store.subscribe((now, before) => {
      if (now.trace && now.trace === before.trace && now.step !== before.step) this.#isFirst = false;
    });
    store.watch(["trace", "step", "by", "predicting", "digits", "guesses", "asked", "why", "next", "shapes"], (state) => this.#draw(state));
    store.watch(["lit"], ({ lit }) => this.#light(lit));
    store.watch(["gesture"], () => this.#ask());
    new ResizeObserver(() => {
      this.#width = element.clientWidth;
      this.#ask();
    }).observe(element);
  }

  /** Know how an update is told. @param {Updates} updates */
  learn(updates) {
    this.#updates = updates;
    this.#draw(this.#store.get());
  }

  /** Know how dimensions are checked. @param {(state: Readonly<State>) => Node[]} checks */
  check(checks) {
    this.#checks = checks;
    this.#draw(this.#store.get());
  }

  /** What is said of a moment of the story, whole. @param {Readonly<State>} state */
  saying(state) {
    const { trace, step } = state;
    if (!trace) return "";
    const { heard, closing } = this.#textOf(state, trace, trace.steps[step - 1]);
    return closing ? `${heard}. ${closing}` : heard;
  }

  /** @param {Readonly<State>} state */
  #draw(state) {
    this.#isUnwritten = state.gesture !== null; // a number is dragged, and those on the picture come first
    if (!this.#isUnwritten) this.#write(state);
    this.#isLate = true;
    cancelAnimationFrame(this.#pending);
    this.#pending = requestAnimationFrame(() => {
      this.#pending = requestAnimationFrame(this.#settle);
    });
  }

  /** Say what is told, and know what stands below it. @param {Readonly<State>} state */
  #write(state) {
    const { trace, step, digits } = state;
    const played = trace?.steps[step - 1];
    const { stage } = stageOf(state);
    const { dataset } = this.#element;
    dataset["phase"] = played?.phase ?? "start";
    dataset["told"] = stage;
    this.#say(trace ? this.#textOf(state, trace, played) : { seen: "", heard: "", closing: "" });
    const written = () => (played?.phase === "update" ? (this.#updates?.parts(state) ?? []) : trace ? partsOf(trace, state, digitsBeside(digits)) : []);
    const isChecked = state.shapes && stage === "explain" && this.#checks(state).length > 0;
    this.#parts = isChecked ? () => this.#checks(state) : stage === "explain" ? written : () => [];
    this.#kind = isChecked ? "checks" : trace && played && stage === "explain" ? (isWorkedOut(trace, played) ? "worked" : "slots") : "";
    if (this.#isLighting) this.#store.set({ lit: null });
  }

  /**
   * What stands below the sentence comes a frame later than the picture moves, and not at all for a step that the next
   * frame has left already: its formulas take as long to be laid out as all of the picture.
   */
  #settle = () => {
    this.#pending = 0;
    if (this.#isUnwritten) this.#write(this.#store.get());
    this.#isUnwritten = false;
    if (this.#isLate) {
      this.#tell(false, false);
      this.#light(this.#store.get().lit);
    }
    if (this.#store.get().gesture === null) this.#fit();
  };

  /** @param {Readonly<State>} state @param {Trace} trace @param {Step | undefined} played @returns {Told} */
  #textOf(state, trace, played) {
    const { step } = state;
    const digits = digitsBeside(state.digits);
    const only = (/** @type {string} */ text) => ({ seen: text, heard: text, closing: "" });
    if (!played) return only(startText(trace, { isFirst: this.#isFirst, isTouch: matchMedia("(hover: none)").matches }));
    const { stage, question } = stageOf(state);
    if (question && stage !== "explain") return only(stage === "reveal" ? answerTo(trace, question, digits) : question.text);
    if (played.phase === "update") return this.#updates?.told(state) ?? only(played.sentence);
    if (isWorkedOut(trace, played)) return { ...only(played.sentence), seen: forwardText(trace, played.node) };
    if (played.phase === "backward" && played.edge === null && step === forwardSteps(trace) + 1) return only(turnText(trace, played.node, digits));
    const press = pressOf(trace, step, byOf(state));
    const closing = step === sweptSteps(trace) ? endText(trace, digits) : "";
    if (!press) return only(played.sentence);
    if (question?.kind === "wire") return only(wireText(trace, press, digits));
    const isNarrow = this.#width < NARROW;
    const seen = (closing.length < ONE_LINE && !isNarrow && beforeClosing(trace, press, digits, step, closing)) || shortText(trace, press, digits, step, isNarrow ? SHORT : undefined);
    return { seen, heard: pressText(trace, press, digits, step), closing };
  }

  /** @param {Told} told */
  #say({ seen, heard, closing }) {
    this.#sentence.replaceChildren(seen, ...(closing ? [". ", make("span", { class: "closing" }, closing.replaceAll(" = ", "\u00a0=\u00a0"))] : []));
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      const text = closing ? `${heard}. ${closing}` : heard;
      if (this.#heard.textContent !== text) this.#heard.textContent = text;
    }, STAYED);
  }

  /** What points at a number or at its wire lights both. @param {HTMLElement} place */
  #listen(place) {
    const edgeOf = (/** @type {Event} */ { target }) => {
      const id = target instanceof Element ? target.closest("[data-edge]")?.getAttribute("data-edge") : null;
      return typeof id === "string" && this.#element.querySelector(`[data-edge="${Number(id)}"]`) ? Number(id) : null;
    };
    const light = (/** @type {Event} */ event) => {
      const edge = edgeOf(event);
      if (edge !== null) {
        this.#isLighting = true;
        this.#store.set({ lit: edge });
      } else if (this.#isLighting) this.#dim();
    };
    place.addEventListener("pointerover", light);
    place.addEventListener("pointerleave", () => this.#isLighting && this.#dim());
    if (place !== this.#element) return;
    place.addEventListener("focusin", light);
    place.addEventListener("focusout", () => this.#isLighting && this.#dim());
  }

  #dim() {
    this.#isLighting = false;
    this.#store.set({ lit: null });
  }

  /** The numbers of the card and those of the wire in the picture. @param {number | null} lit */
  #light(lit) {
    for (const one of this.#lit) one.classList.remove("card-lit");
    this.#lit = lit === null ? [] : [this.#told, this.#frame].flatMap((place) => [...place.querySelectorAll(`[data-edge="${lit}"]`)]);
    for (const one of this.#lit) one.classList.add("card-lit");
  }

  /**
   * Fit again when there is more or less room, but not while a number is dragged: fitting lays the page out, and the
   * numbers on the picture come first.
   */
  #ask() {
    if (this.#store.get().gesture !== null) return;
    this.#pending ||= requestAnimationFrame(this.#settle);
  }

  /** @param {boolean} isShort @param {boolean} isSplit */
  #tell(isShort, isSplit) {
    this.#isLate = false;
    this.#isShort = isShort;
    this.#isSplit = isSplit;
    this.#told.className = this.#kind;
    this.#told.replaceChildren(...this.#parts());
    if (isShort) shorten(this.#told);
    if (isSplit) breakFormulas(this.#told);
  }

  /** Do what is needed for the texts to fit: the card has a fixed height, so that the picture above it never moves. */
  #fit() {
    const isNarrow = this.#element.clientWidth < NARROW;
    for (const { isBrief, isSplit, isShort, least, symbols } of FITTINGS) {
      if (isSplit && !isShort && !isNarrow) continue; // at a desk nothing is split
      this.#element.classList.toggle("brief", isBrief);
      this.#element.classList.toggle("split", isSplit && isNarrow);
      if (isShort !== this.#isShort || (isSplit && isNarrow) !== this.#isSplit) this.#tell(isShort, isSplit && isNarrow);
      const smallest = isNarrow && !isSplit ? 1 : least;
      for (let texts = 1; texts > smallest - SMALLER / 2; texts -= SMALLER) {
        if (symbols.some((share) => this.#fits(texts, share))) return;
      }
    }
  }

  /** Whether the texts fit that are so large. @param {number} texts @param {number} symbols */
  #fits(texts, symbols) {
    const card = this.#element;
    card.style.setProperty("--fit", texts.toFixed(2));
    card.style.setProperty("--fit-symbols", symbols.toFixed(2));
    return card.scrollHeight <= card.clientHeight && card.scrollWidth <= card.clientWidth;
  }
}

/** Whether a step is shown by a formula with its numbers. @param {Trace} trace @param {Step} played */
function isWorkedOut(trace, played) {
  return trace.mode === "reverse" && played.phase === "forward";
}

/** The whole sum at a fork is a question of its own, which comes next. @param {import("./slots.js").Row} row */
function beforeTheSum(row) {
  return row.sum?.isComplete ? { ...row, sum: null } : row;
}

/** @param {Trace} trace @param {Readonly<State>} state @param {number} digits @returns {Node[]} */
function partsOf(trace, state, digits) {
  const { step } = state;
  const played = trace.steps[step - 1];
  if (!played) return [];
  if (isWorkedOut(trace, played)) return workedOf(trace, played.node, digits);
  const press = pressOf(trace, step, byOf(state));
  const slots = press && slotsOf(trace, press, digits, step);
  if (!slots) return [];
  const isWire = stageOf(state).question?.kind === "wire";
  return slotParts(isWire ? { ...slots, rows: slots.rows.map(beforeTheSum) } : slots);
}

/** @param {HTMLElement} element @param {Store} store @param {HTMLElement} frame of the picture, whose wires the numbers are tied to */
export const mountStepCard = (element, store, frame) => new StepCard(element, store, frame);
