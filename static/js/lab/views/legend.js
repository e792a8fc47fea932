// What the colours of the plane mean, and the class that a click adds.

import { make } from "../../page/build.js";
import { showExactly } from "../../trace/numbers.js";
import { css } from "../../chart/colours.js";
import { CONFIDENCE } from "./decision.js";
import { markImage, SHAPES } from "../../chart/marks.js";
import { className } from "./shown.js";

/** @typedef {import("../../chart/colours.js").Colours} Colours */
/** @typedef {import("./decision.js").Head} Head */

/**
 * One button a class: its mark, its name, pressed where a click adds it.
 * @param {HTMLElement} element
 * @param {Pick<import("../types.js").Data, "classes" | "class_names">} data
 * @param {number} painting
 * @param {Colours} colours
 * @param {(label: number) => void} choose
 */
export function writeClasses(element, { classes, class_names: names }, painting, colours, choose) {
  element.replaceChildren(
    make("span", {}, "Click adds"),
    ...Array.from({ length: classes }, (_, label) => {
      const mark = markImage(SHAPES[label] ?? "circle", css(colours.classes[label] ?? colours.ink), css(colours.ink));
      const button = make("button", { type: "button", "aria-pressed": String(label === painting) }, mark, make("span", { class: "class-name" }, className(label, names)));
      button.addEventListener("click", () => choose(label));
      return button;
    }),
  );
}

/**
 * Of a regression: the value that a click gives its point.
 * @param {HTMLElement} element
 * @param {number} painting
 * @param {(value: number) => void} choose
 */
export function writeValue(element, painting, choose) {
  const input = make("input", { type: "number", step: "any", value: painting });
  input.addEventListener("change", () => {
    if (Number.isFinite(input.valueAsNumber)) choose(input.valueAsNumber);
  });
  element.replaceChildren(make("label", {}, "Click adds a point of value ", input));
}

/**
 * A band of colours with what they mean.
 * @param {HTMLElement} element
 * @param {Head | "map"} head `map`: the values of one neuron
 * @param {number} limit the value of full colour
 * @param {Colours} colours
 * @param {number} classes
 */
export function writeScale(element, head, limit, colours, classes) {
  const signed = head === "regression" || head === "map";
  const paper = css(colours.paper);
  /** @param {number} label */
  const full = (label) => css(colours.classes[label] ?? colours.ink);
  const bands = head === "share" ? [[full(0), paper, full(1)]] : signed
    ? [[css(colours.negative), paper, css(colours.positive)]]
    : colours.classes.slice(0, classes).map((colour) => [paper, css(colour)]);
  const ends = signed ? [`−${showExactly(limit)}`, showExactly(limit)] : head === "share" ? ["0", "1"] : ["unsure", "sure"];
  const told = head === "map" ? "What the neuron gives at each place: its sign and size." : CONFIDENCE[head];
  element.replaceChildren(
    make("span", {}, ends[0] ?? ""),
    make("span", { class: "scale-bands", "aria-hidden": "true" }, ...bands.map((stops) => {
      const band = make("i", {});
      band.style.background = `linear-gradient(to right, ${stops.join(", ")})`;
      return band;
    })),
    make("span", {}, ends[1] ?? ""),
  );
  element.title = told;
}
