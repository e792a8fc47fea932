// The loss over the updates of the run, with a scrubber that leads along them.

import { ProblemError, post } from "../page/api.js";
import { make, makeSvg } from "../page/build.js";
import { latest } from "../page/latest.js";
import { showExactly } from "../trace/numbers.js";
import { askOf, madeIn } from "./next.js";
import { curveOf } from "./rows.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */

const BOX = Object.freeze({ width: 100, height: 100 });
/** Points of the curve at most. */
const POINTS = 200;

export class Curve {
  #store;
  #asking;
  /** How far this run has been, from where. @type {{ far: number, start: State["values"] | null }} */
  #run = { far: 0, start: null };
  #asked = "";
  /** @type {{ updates: readonly number[], losses: readonly number[] }} */
  #drawn = { updates: [], losses: [] };
  #line = makeSvg("path", { class: "learn-line" });
  #dot = make("i", { class: "learn-dot" });
  #high = make("span", {});
  #low = make("span", {});
  #slider = make("input", { type: "range", min: 0, value: 0, step: 1, "aria-label": "Update" });
  #said = make("output", {});

  /** @param {Store} store @param {(updates: number) => void} go */
  constructor(store, go) {
    this.#store = store;
    this.#asking = latest(0, (signal) => this.#ask(signal), (answer) => this.#arrive(answer), (error) => {
      if (!(error instanceof ProblemError)) throw error; // the numbers stand without their curve
    });
    this.#slider.addEventListener("input", () => go(Number(this.#slider.value)));
    const svg = makeSvg("svg", { viewBox: `0 0 ${BOX.width} ${BOX.height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, this.#line);
    this.element = make("div", { class: "learn-curve" },
      make("div", { class: "learn-plot" }, make("div", { class: "learn-scale" }, this.#high, this.#low), make("div", { class: "learn-field" }, svg, this.#dot)),
      make("div", { class: "learn-scrub" }, this.#slider, this.#said));
  }

  /** @param {Readonly<State>} state */
  show(state) {
    const made = madeIn(state);
    if (state.run?.start !== this.#run.start) this.#run = { far: 0, start: state.run?.start ?? null };
    this.#run.far = Math.max(this.#run.far, made);
    const { far } = this.#run;
    this.#slider.max = String(far);
    this.#slider.value = String(made);
    this.#slider.disabled = far === 0;
    this.#said.textContent = `update ${made}`;
    this.element.classList.toggle("empty", far === 0);
    if (far === 0) {
      this.#asked = "";
      return;
    }
    const question = JSON.stringify(askOf(state, far, Math.ceil(far / POINTS)));
    if (question !== this.#asked) {
      this.#asked = question;
      this.#asking.now();
    } else this.#draw();
  }

  /** @param {AbortSignal} signal */
  #ask(signal) {
    return post("api/v1/descend", JSON.parse(this.#asked), signal);
  }

  /** @param {import("./next.js").Answer} answer */
  #arrive({ updates, losses }) {
    this.#drawn = { updates, losses: losses.map(Number) };
    this.#draw();
  }

  #draw() {
    const { updates, losses } = this.#drawn;
    if (!updates.length) return;
    const { points, at, low, high } = curveOf(updates, losses, madeIn(this.#store.get()), BOX);
    this.#line.setAttribute("d", `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`);
    this.#dot.style.left = `${at.x}%`;
    this.#dot.style.top = `${at.y}%`;
    this.#high.textContent = showExactly(high, 4);
    this.#low.textContent = showExactly(low, 4);
  }
}
