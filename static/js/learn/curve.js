// The loss over the updates of the run: asked for where it is another run, or has gone farther.

import { ProblemError, post } from "../page/api.js";
import { latest } from "../page/latest.js";
import { RunCurve } from "../updates/curve_view.js";
import { askOf, madeIn } from "./next.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */

/** Points of the curve at most. */
const POINTS = 200;

export class Curve {
  #store;
  #asking;
  #drawn;
  /** How far this run has been, from where. @type {{ far: number, start: State["values"] | null }} */
  #run = { far: 0, start: null };
  #asked = "";
  /** @type {{ updates: readonly number[], losses: readonly number[] }} */
  #known = { updates: [], losses: [] };

  /** @param {Store} store @param {(updates: number) => void} go */
  constructor(store, go) {
    this.#store = store;
    this.#drawn = new RunCurve(go);
    this.#asking = latest(0, (signal) => this.#ask(signal), (answer) => this.#arrive(answer), (error) => {
      if (!(error instanceof ProblemError)) throw error; // the numbers stand without their curve
    });
  }

  get element() {
    return this.#drawn.element;
  }

  /** @param {Readonly<State>} state */
  show(state) {
    const made = madeIn(state);
    if (state.run?.start !== this.#run.start) this.#run = { far: 0, start: state.run?.start ?? null };
    this.#run.far = Math.max(this.#run.far, made);
    const { far } = this.#run;
    this.#drawn.stand(made, far);
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
    this.#known = { updates, losses: losses.map(Number) };
    this.#draw();
  }

  #draw() {
    this.#drawn.draw(this.#known.updates, this.#known.losses, madeIn(this.#store.get()));
  }
}
