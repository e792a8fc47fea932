// Loss and accuracy as the training goes, and the cursor that takes the whole page back in its history.

import { make } from "../../page/build.js";
import { onAppearance } from "../../page/palette.js";
import { cleared, soon, textScale } from "./canvas.js";
import { readColours } from "./colours.js";
import { markNear, marksAfter } from "./curve_marks.js";
import { recordedAt } from "./curve_series.js";
import { inWords, readoutText, summaryText } from "./curves_text.js";
import { drawCurves, updateScale } from "./draw_curves.js";
import { mountSeeking } from "./seeking.js";
import { shownFrame, shownHistory } from "./shown.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {ReturnType<typeof build>} Parts */

const SELDOM = 90; // ms between two drawings: a curve of a whole run hardly changes within them

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountCurves(element, store, actions) {
  const parts = build();
  element.append(parts.root);
  const view = new CurvesView(parts, store, readColours(element));
  const seek = mountSeeking(store, actions);
  mountPointer(parts.frame, view, seek);
  parts.slider.addEventListener("input", () => seek(parts.slider.valueAsNumber));
  parts.latest.addEventListener("click", () => seek(shownHistory(store.get()).last));
  parts.resume.addEventListener("click", () => actions.send({ type: "resume" }));
  parts.log.addEventListener("click", () => view.toggleLog());

  new ResizeObserver(view.paint).observe(parts.frame);
  onAppearance(element, () => view.recolour(readColours(element)));
  store.subscribe((now, before) => view.keepMarks(now, before));
  store.watch(["frame", "curve", "cursor", "data", "running", "explained"], view.paint);
  store.watch(["frame", "curve", "cursor", "running", "explained"], view.tell);
}

function build() {
  const canvas = make("canvas", { class: "curves-canvas", role: "img", "aria-label": "Loss and accuracy" });
  const frame = make("div", { class: "curves-frame" }, canvas);
  const slider = make("input", { type: "range", min: 0, max: 0, step: 1, class: "curves-slider", "aria-label": "History: update" });
  const log = make("button", { type: "button", class: "curves-log", "aria-pressed": "false", title: "Losses by their logarithm" }, "log");
  const latest = make("button", { type: "button", title: "Back to the latest update" }, "Latest");
  const resume = make("button", { type: "button", class: "curves-resume" }, "Go on from here");
  const readout = make("p", { class: "curves-readout" });
  const root = make("div", { class: "lab-curves" }, frame, slider, log, make("div", { class: "curves-row" }, latest, resume), readout);
  return { root, canvas, frame, slider, log, latest, resume, readout };
}

class CurvesView {
  #parts;
  #store;
  #colours;
  /** The update that the pointer is over. @type {number | null} */
  #over = null;
  /** @type {readonly import("./curve_marks.js").Mark[]} */
  #marks = [];
  paint;
  tell;

  /** @param {Parts} parts @param {LabStore} store @param {import("./colours.js").Colours} colours */
  constructor(parts, store, colours) {
    this.#parts = parts;
    this.#store = store;
    this.#colours = colours;
    this.paint = soon(() => this.#draw(), { seen: parts.frame, every: SELDOM });
    this.tell = soon(() => this.#say());
  }

  /** @param {import("./colours.js").Colours} colours */
  recolour(colours) {
    this.#colours = colours;
    this.paint();
  }

  toggleLog() {
    this.#parts.log.setAttribute("aria-pressed", String(!this.#isLog));
    this.paint();
  }

  /** Read at an update; null is the cursor's. @param {number | null} update */
  readAt(update) {
    this.#over = update;
    this.paint();
    this.tell();
  }

  /** @param {import("./curve_marks.js").Moment} now @param {import("./curve_marks.js").Moment} before */
  keepMarks(now, before) {
    this.#marks = marksAfter(this.#marks, now, before);
  }

  /** The update that a place stands for. @param {PointerEvent} event */
  updateAt({ clientX }) {
    const model = this.#model();
    const update = Math.round(updateScale(model).back(clientX - this.#parts.frame.getBoundingClientRect().left));
    return Math.min(Math.max(update, model.first), model.last);
  }

  get #isLog() {
    return this.#parts.log.getAttribute("aria-pressed") === "true";
  }

  /** @returns {import("./draw_curves.js").Curves} */
  #model() {
    const state = this.#store.get();
    const { clientWidth: width, clientHeight: height } = this.#parts.frame;
    return {
      width, height, text: textScale(), ...shownHistory(state), marks: this.#marks,
      log: this.#isLog, accuracy: state.data?.classes !== 0, cursor: this.#over ?? state.cursor,
    };
  }

  #draw() {
    const model = this.#model();
    const context = cleared(this.#parts.canvas, model.width, model.height);
    if (context && model.width > 0) drawCurves(context, model, this.#colours);
  }

  #say() {
    const { slider, readout, resume, latest, canvas } = this.#parts;
    const state = this.#store.get();
    const history = shownHistory(state);
    const here = state.cursor ?? shownFrame(state)?.update ?? 0;
    const read = this.#over ?? here;
    const entry = recordedAt(history.curve, read);
    readout.textContent = readoutText(entry, markNear(this.#marks, read, history));
    slider.min = String(history.first);
    slider.max = String(history.last);
    slider.value = String(here);
    slider.setAttribute("aria-valuetext", entry ? inWords(entry) : "nothing recorded yet");
    const back = isBack(state, history.last);
    resume.hidden = !back;
    latest.hidden = !back;
    canvas.setAttribute("aria-label", summaryText(history.curve));
  }
}

/**
 * Whether an earlier moment than the last is shown, from which the run may go on.
 * @param {ReturnType<LabStore["get"]>} state @param {number} last
 */
function isBack(state, last) {
  const shown = shownFrame(state);
  return !state.running && shown !== null && shown.update < last;
}

/**
 * The pointer reads, and pressed it takes the cursor along.
 * @param {HTMLElement} frame @param {CurvesView} view @param {(update: number) => void} seek
 */
function mountPointer(frame, view, seek) {
  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    frame.setPointerCapture(event.pointerId);
    seek(view.updateAt(event));
  });
  frame.addEventListener("pointermove", (event) => {
    const update = view.updateAt(event);
    if (frame.hasPointerCapture(event.pointerId)) seek(update);
    view.readAt(update);
  });
  frame.addEventListener("pointerleave", () => view.readAt(null));
}
