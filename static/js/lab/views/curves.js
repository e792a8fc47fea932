// Loss and accuracy as the training goes, or the gradients of the layers, and the cursor that takes the whole page back
// in its history.

import { make } from "../../page/build.js";
import { colourOf, onAppearance } from "../../page/palette.js";
import { cleared, soon, textScale } from "../../chart/canvas.js";
import { css } from "../../chart/colours.js";
import { markNear, marksAfter } from "./curve_marks.js";
import { canvasPen } from "./curve_pen.js";
import { recordedAt } from "./curve_series.js";
import { curvesSvg } from "./curves_svg.js";
import { inWords, normsInWords, readoutText, summaryText } from "./curves_text.js";
import { boxOf, drawCurves, updateScale } from "./draw_curves.js";
import { mountSeeking } from "./seeking.js";
import { shownFrame, shownHistory } from "./shown.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {import("./draw_curves.js").Run} Run */
/** @typedef {ReturnType<typeof build>} Parts */

const SELDOM = 90; // ms between two drawings: a curve of a whole run hardly changes within them
const FINE = 1000; // places of the slider where it goes by the logarithm

/**
 * @param {HTMLElement} element
 * @param {LabStore} store of the run that is spoken of
 * @param {LabActions} actions
 * @param {() => readonly Run[]} [runs] those that are to be seen in one chart; fewer than two are that of the store
 */
export function mountCurves(element, store, actions, runs = () => []) {
  const parts = build();
  element.append(parts.root);
  const view = new CurvesView(parts, store, runs);
  const seek = mountSeeking(store, actions);
  mountPointer(parts.frame, view, seek);
  parts.slider.addEventListener("input", () => seek(view.updateOfSlider()));
  parts.latest.addEventListener("click", () => seek(shownHistory(store.get()).last));
  parts.resume.addEventListener("click", () => actions.send({ type: "resume" }));
  for (const choice of [parts.log, parts.early, parts.accuracy, parts.norms]) choice.addEventListener("click", () => view.toggle(choice));

  new ResizeObserver(view.paint).observe(parts.frame);
  onAppearance(element, view.recolour);
  store.subscribe((now, before) => view.keepMarks(now, before));
  store.watch(["frame", "curve", "cursor", "data", "running", "explained"], view.paint);
  store.watch(["frame", "curve", "cursor", "running", "explained"], view.tell);
  return {
    /** Show loss and accuracy, or the gradients of the layers. @param {"loss" | "gradients"} chart */
    show: (chart) => view.press(parts.norms, chart === "gradients"),
    /** As a picture that stands alone. @param {string} title */
    picture: (title) => view.picture(title),
    /** Whatever else is to be seen has changed, such as the runs. */
    repaint: view.paint,
  };
}

function build() {
  const canvas = make("canvas", { class: "curves-canvas", role: "img", "aria-label": "Loss and accuracy" });
  const frame = make("div", { class: "curves-frame" }, canvas);
  const slider = make("input", { type: "range", min: 0, max: 0, step: 1, class: "curves-slider", "aria-label": "History: update" });
  /** @param {string} text @param {string} told */
  const choice = (text, told) => make("button", { type: "button", "aria-pressed": "false", "aria-label": told, title: told }, text);
  const accuracy = choice("accuracy", "Accuracy instead of loss");
  const norms = choice("gradients", "Gradients of the layers, by their size, instead of loss and accuracy");
  const log = choice("log ↕", "Log of the losses");
  const early = choice("log ↔", "Log of the updates: the beginning has room");
  const latest = make("button", { type: "button", title: "Back to the latest update" }, "Latest");
  const resume = make("button", { type: "button", class: "curves-resume" }, "Go on from here");
  const readout = make("p", { class: "curves-readout" });
  const root = make("div", { class: "lab-curves" }, frame, slider, make("div", { class: "curves-choices" }, make("span", {}, accuracy, norms), make("span", {}, log, early)), make("div", { class: "curves-row" }, latest, resume), readout);
  return { root, canvas, frame, slider, accuracy, norms, log, early, latest, resume, readout };
}

/** @param {HTMLElement} button */
const isPressed = (button) => button.getAttribute("aria-pressed") === "true";

class CurvesView {
  #parts;
  #store;
  #runs;
  /** The update that the pointer is over. @type {number | null} */
  #over = null;
  /** @type {readonly import("./curve_marks.js").Mark[]} */
  #marks = [];
  /** Those that were asked for since the page looks as it does. @type {Map<string, import("../../chart/colours.js").Colour>} */
  #colours = new Map();
  paint;
  tell;
  recolour = () => {
    this.#colours.clear();
    this.paint();
  };

  /** @param {Parts} parts @param {LabStore} store @param {() => readonly Run[]} runs */
  constructor(parts, store, runs) {
    this.#parts = parts;
    this.#store = store;
    this.#runs = runs;
    this.paint = soon(() => this.#draw(), { seen: parts.frame, every: SELDOM });
    this.tell = soon(() => this.#say());
  }

  /** @param {HTMLElement} choice */
  toggle(choice) {
    this.press(choice, !isPressed(choice));
  }

  /** @param {HTMLElement} choice @param {boolean} isOn */
  press(choice, isOn) {
    choice.setAttribute("aria-pressed", String(isOn));
    this.paint();
    this.tell();
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
    return this.#updateOf(clientX - this.#parts.frame.getBoundingClientRect().left);
  }

  /** The update that the slider stands at. */
  updateOfSlider() {
    const { slider, early } = this.#parts;
    if (!isPressed(early)) return slider.valueAsNumber;
    const { left, right } = boxOf(this.#model());
    return this.#updateOf(left + ((right - left) * slider.valueAsNumber) / FINE);
  }

  /** @param {string} title */
  picture(title) {
    const light = make("div", { hidden: true });
    light.style.colorScheme = "light";
    this.#parts.root.append(light);
    try {
      return curvesSvg(this.#model(), title, (name) => css(colourOf(light, `--cr-${name}`)));
    } finally {
      light.remove();
    }
  }

  /** @param {number} x px */
  #updateOf(x) {
    const model = this.#model();
    return Math.min(Math.max(Math.round(updateScale(model, boxOf(model)).back(x)), model.first), model.last);
  }

  /** @returns {import("./draw_curves.js").Curves} */
  #model() {
    const { frame, log, early, accuracy, ...parts } = this.#parts;
    const state = this.#store.get();
    const { first, last, curve } = shownHistory(state);
    const norms = isPressed(parts.norms);
    const several = this.#runs();
    const isOne = several.length < 2;
    const classes = this.#decides;
    const shares = classes && (isOne || isPressed(accuracy));
    return {
      width: frame.clientWidth, height: frame.clientHeight, text: textScale(),
      runs: isOne ? [{ name: "", colour: "ink", curve }] : several,
      first, last: isOne ? last : Math.max(last, ...several.map((run) => run.curve.at(-1)?.update ?? 0)),
      log: norms || isPressed(log), early: isPressed(early), norms, loss: !norms && (isOne || !shares), accuracy: !norms && shares,
      cursor: this.#over ?? state.cursor, marks: this.#marks,
    };
  }

  /** Whether there are decisions that can be right. */
  get #decides() {
    const { data, config } = this.#store.get();
    return data?.classes !== 0 && config?.loss !== "regression";
  }

  #draw() {
    const model = this.#model();
    const { canvas, root, accuracy, log } = this.#parts;
    const context = cleared(canvas, model.width, model.height);
    accuracy.hidden = model.norms || model.runs.length < 2 || !this.#decides;
    log.hidden = model.norms;
    if (!context || model.width <= 0) return;
    const { left, right } = boxOf(model);
    root.style.setProperty("--left", `${left}px`);
    root.style.setProperty("--right", `${model.width - right}px`);
    drawCurves(canvasPen(context, model.text, (name, alpha) => css(this.#colour(name), alpha)), model);
  }

  /** @param {string} name */
  #colour(name) {
    const found = this.#colours.get(name) ?? colourOf(this.#parts.root, `--cr-${name}`);
    this.#colours.set(name, found);
    return found;
  }

  #say() {
    const { slider, readout, resume, latest, canvas, early, norms } = this.#parts;
    const state = this.#store.get();
    const history = shownHistory(state);
    const here = state.cursor ?? shownFrame(state)?.update ?? 0;
    const read = this.#over ?? here;
    const [curve, words] = isPressed(norms) ? [history.curve.filter((one) => one.norms?.length), normsInWords] : [history.curve, inWords];
    const entry = recordedAt(curve, read);
    readout.textContent = readoutText(entry, markNear(this.#marks, read, history), words);
    const isEarly = isPressed(early);
    const model = this.#model();
    const { left, right } = boxOf(model);
    slider.min = String(isEarly ? 0 : model.first);
    slider.max = String(isEarly ? FINE : model.last);
    slider.value = String(isEarly ? (FINE * (updateScale(model, boxOf(model)).to(here) - left)) / (right - left) : here);
    slider.setAttribute("aria-valuetext", entry ? words(entry) : "nothing recorded yet");
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
