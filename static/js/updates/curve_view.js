// The loss over the updates of a run, with a scrubber that leads along them.

import { make, makeSvg } from "../page/build.js";
import { showExactly } from "../trace/numbers.js";
import { curveOf, pathOf } from "./curve.js";

const BOX = Object.freeze({ width: 100, height: 100 });

export class RunCurve {
  #line = makeSvg("path", { class: "learn-line" });
  #dot = make("i", { class: "learn-dot" });
  #high = make("span", {});
  #low = make("span", {});
  #slider = make("input", { type: "range", min: 0, value: 0, step: 1, "aria-label": "Update" });
  #said = make("output", {});

  /** @param {(updates: number) => void} go is told where the scrubber is dragged to */
  constructor(go) {
    this.#slider.addEventListener("input", () => go(Number(this.#slider.value)));
    const svg = makeSvg("svg", { viewBox: `0 0 ${BOX.width} ${BOX.height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, this.#line);
    this.element = make("div", { class: "learn-curve" },
      make("div", { class: "learn-plot" }, make("div", { class: "learn-scale" }, this.#high, this.#low), make("div", { class: "learn-field" }, svg, this.#dot)),
      make("div", { class: "learn-scrub" }, this.#slider, this.#said));
  }

  /** Where the run stands. @param {number} made updates @param {number} far how far it has been */
  stand(made, far) {
    this.#slider.max = String(far);
    this.#slider.value = String(made);
    this.#slider.disabled = far === 0;
    this.#said.textContent = `update ${made}`;
    this.element.classList.toggle("empty", far === 0);
  }

  /** @param {readonly number[]} updates @param {readonly number[]} losses @param {number} made */
  draw(updates, losses, made) {
    if (!updates.length) return;
    const { points, at, low, high } = curveOf(updates, losses, made, BOX);
    this.#line.setAttribute("d", pathOf(points));
    this.#dot.style.left = `${at.x}%`;
    this.#dot.style.top = `${at.y}%`;
    this.#high.textContent = showExactly(high, 4);
    this.#low.textContent = showExactly(low, 4);
  }
}
