// The tab of the losses: the chart, and below it what has become of each descent.

import { button, make } from "../page/build.js";
import { onAppearance } from "../page/palette.js";
import { mountChart } from "./chart_view.js";
import { drawLosses, updatesScale } from "./curves.js";
import { lookImage, lookOf } from "./looks.js";
import { outcomeOf, outcomeText, shortNumber } from "./outcome.js";
import { pageColours } from "./page_colours.js";
import { endOf } from "./timeline.js";

/** @typedef {import("./types.js").DescentStore} DescentStore */

/**
 * @param {HTMLElement} element @param {DescentStore} store
 * @param {(rule: string) => string} titleOf
 */
export function mountLosses(element, store, titleOf) {
  /** @type {import("./chart_view.js").Sheet | null} */
  let sheet = null;
  const { canvas } = mountChart(element, store, ["runs", "at", "starts", "ground", "tab", "presenting"], (now, state) => {
    sheet = now;
    drawLosses(now, state);
  }, { class: "loss-chart", role: "img", "aria-label": "The loss over the updates" });
  const seek = (/** @type {PointerEvent} */ event) => {
    const { runs } = store.get();
    if (!sheet || !event.buttons) return;
    const at = updatesScale(sheet, runs).back(event.clientX - canvas.getBoundingClientRect().left);
    store.set({ at: Math.min(Math.max(at, 0), endOf(runs)), playing: false });
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    seek(event);
  });
  canvas.addEventListener("pointermove", seek);

  const legend = make("ul", { class: "run-legend", "aria-label": "Descents" });
  element.append(legend);
  /** Of a race the arrows and the figures are those of one. @param {string} rule */
  const lead = (rule) => {
    const { rules } = store.get();
    store.set({ rules: [rule, ...rules.filter((one) => one !== rule)] });
  };
  const write = () => {
    const { runs, starts, rates } = store.get();
    const isHere = legend.contains(document.activeElement);
    const colours = pageColours(legend);
    legend.replaceChildren(...(starts > 1 ? [crowdRow(runs, titleOf)] : runs.map((run, k) => make(
      "li", { "data-rule": run.rule, "data-outcome": outcomeOf(run) },
      lookImage(lookOf(run.rule), colours.rules(run.rule), colours.paper),
      button(ratedTitle(titleOf(run.rule), runs.length > 1 ? rates[run.rule] : undefined), () => lead(run.rule), { "aria-pressed": String(k === 0), title: "The arrows and the figures are those of this one" }), make("span", { class: "final" }, shortNumber(run.losses.at(-1) ?? NaN)), make("span", { class: "outcome" }, outcomeText(run)),
    ))));
    const pressed = legend.querySelector('[aria-pressed="true"]');
    if (isHere && pressed instanceof HTMLElement) pressed.focus();
  };
  store.watch(["runs"], write);
  onAppearance(legend, write);
}

/** With the learning rate, where it is not the common one. @param {string} title @param {number | undefined} rate */
const ratedTitle = (title, rate) => (rate === undefined ? title : `${title} η ${rate}`);

/** Of many starts what has become of how many. @param {readonly import("./types.js").Run[]} runs @param {(rule: string) => string} titleOf */
function crowdRow(runs, titleOf) {
  const count = (/** @type {ReturnType<typeof outcomeOf>} */ outcome) => runs.filter((run) => outcomeOf(run) === outcome).length;
  const words = /** @type {const} */ ([["rested", "at rest"], ["moving", "still moving"], ["climbing", "growing"], ["diverged", "diverged"]]);
  const told = words.map(([outcome, word]) => [count(outcome), word]).filter(([many]) => many).map(([many, word]) => `${many} ${word}`);
  return make("li", { class: "crowd" }, make("b", {}, titleOf(runs[0]?.rule ?? "")), make("span", { class: "outcome" }, `${runs.length} starts: ${told.join(", ")}`));
}
