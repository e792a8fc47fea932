// Loss and accuracy as the training goes, and the cursor that takes the whole page back in its history.

import { button, make } from "../../page/build.js";
import { showExactly } from "../../trace/numbers.js";
import { onAppearance } from "../../page/palette.js";
import { cleared, soon, textScale } from "./canvas.js";
import { readColours } from "./colours.js";
import { differences, recordedAt } from "./curve_series.js";
import { drawCurves, updateScale } from "./draw_curves.js";
import { mountSeeking } from "./seeking.js";
import { shownFrame, shownHistory, updateName } from "./shown.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {import("../types.js").Recorded} Recorded */

const SELDOM = 90; // ms between two drawings: a curve of a whole run hardly changes within them

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountCurves(element, store, actions) {
  const canvas = make("canvas", { class: "curves-canvas", role: "img", "aria-label": "Loss and accuracy" });
  const frame = make("div", { class: "curves-frame" }, canvas);
  const slider = make("input", { type: "range", min: 0, max: 0, step: 1, class: "curves-slider", "aria-label": "History: update" });
  const log = button("log", () => {
    log.setAttribute("aria-pressed", String(log.getAttribute("aria-pressed") !== "true"));
    paint();
  }, { "aria-pressed": "false", title: "Losses by their logarithm" });
  const resume = button("Go on from here", () => actions.send({ type: "resume" }), { class: "curves-resume" });
  const latest = button("Latest", () => seek(history().last), { title: "Back to the latest update" });
  const readout = make("p", { class: "curves-readout" });
  element.append(make("div", { class: "lab-curves" }, frame, slider, make("div", { class: "curves-row" }, log, latest, resume, readout)));
  const seek = mountSeeking(store, actions);
  let colours = readColours(element);
  /** @type {number | null} that the pointer is over */
  let over = null;
  /** @type {{ update: number, text: string }[]} */
  let marks = [];

  const history = () => shownHistory(store.get());

  const model = () => {
    const { data, cursor } = store.get();
    return {
      width: frame.clientWidth, height: frame.clientHeight, text: textScale(), ...history(), marks,
      log: log.getAttribute("aria-pressed") === "true", accuracy: data?.classes !== 0, cursor: over ?? cursor,
    };
  };

  const paint = soon(() => {
    const now = model();
    const context = cleared(canvas, now.width, now.height);
    if (context && now.width > 0) drawCurves(context, now, colours);
  }, { seen: frame, every: SELDOM });

  function tell() {
    const { cursor, running } = store.get();
    const { first, last, curve } = history();
    const shown = shownFrame(store.get());
    const at = over ?? cursor ?? shown?.update ?? 0;
    const entry = recordedAt(curve, at);
    const mark = marks.findLast(({ update }) => Math.abs(update - at) <= (last - first) / 60);
    readout.textContent = entry ? `${inWords(entry)}${mark ? ` — changed at ${updateName(mark.update)}: ${mark.text}` : ""}` : "";
    slider.min = String(first);
    slider.max = String(last);
    slider.value = String(cursor ?? shown?.update ?? 0);
    slider.setAttribute("aria-valuetext", entry ? inWords(entry) : "nothing recorded yet");
    const back = !running && shown !== null && shown.update < last;
    resume.hidden = !back;
    latest.hidden = !back;
    const end = curve.at(-1);
    canvas.setAttribute("aria-label", end ? `Curves over ${curve.length} records; ${inWords(end)}` : "Loss and accuracy: nothing recorded yet");
  }

  const say = soon(tell);

  /** @param {PointerEvent} event */
  function updateAt(event) {
    const box = frame.getBoundingClientRect();
    const update = Math.round(updateScale(model()).back(event.clientX - box.left));
    const { first, last } = history();
    return Math.min(Math.max(update, first), last);
  }

  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    frame.setPointerCapture(event.pointerId);
    seek(updateAt(event));
  });
  frame.addEventListener("pointermove", (event) => {
    over = updateAt(event);
    if (frame.hasPointerCapture(event.pointerId)) seek(over);
    paint();
    say();
  });
  frame.addEventListener("pointerleave", () => {
    over = null;
    paint();
    say();
  });
  slider.addEventListener("input", () => seek(slider.valueAsNumber));

  new ResizeObserver(paint).observe(frame);
  onAppearance(element, () => {
    colours = readColours(element);
    paint();
  });
  store.subscribe((now, before) => {
    if (now.frame && now.frame !== before.frame) {
      const end = now.frame.history.last;
      if (marks.some(({ update }) => update > end)) marks = marks.filter(({ update }) => update <= end);
    }
    if (now.config === before.config || !now.config || !before.config || !now.frame) return;
    const text = differences(before.config, now.config).join(", ");
    if (text && now.frame.update > 0) marks = [...marks, { update: now.frame.update, text }];
  });
  store.watch(["frame", "curve", "cursor", "data", "running", "explained"], paint);
  store.watch(["frame", "curve", "cursor", "running", "explained"], say);
}

/** @param {Recorded} entry */
function inWords({ update, epoch, train_loss, test_loss, train_accuracy, test_accuracy }) {
  /** @param {string} name @param {number | null} train @param {number | null} test @param {(value: number) => string} show */
  const pair = (name, train, test, show) =>
    typeof train === "number" ? [`${name} ${show(train)}${typeof test === "number" ? ` (test ${show(test)})` : ""}`] : [];
  return [
    `${updateName(update)}, epoch ${showExactly(epoch, 1)}`,
    ...pair("loss", train_loss, test_loss, (value) => showExactly(value)),
    ...pair("accuracy", train_accuracy, test_accuracy, (value) => `${(100 * value).toFixed(1)} %`),
  ].join(", ");
}
