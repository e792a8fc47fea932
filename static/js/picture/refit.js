// Asks for the picture again when the stage has another size, once nobody is in the middle of something.
// The numbers and the step stay; what is in both pictures moves from where it was.

import { fitOf, isQuiet, isSameFit, isWorthwhile } from "./fit.js";
import { moveFrom, placesOf } from "./flip.js";
import { LARGE } from "./large.js";
import { motionIsWelcome } from "../page/reduced_motion.js";

/** @typedef {import("./fit.js").Fit} Fit */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./picture.js").Picture} Picture */

const PAUSE = 250; // ms that the stage keeps its size before a picture is asked for

/** The size of the stage, and what is drawn for it. */
export class Refit {
  #frame;
  #store;
  #picture;
  #adopt;
  /** Asks for the picture of what is shown. @type {(fit: Fit, signal: AbortSignal) => Promise<string | null>} */
  #ask = () => Promise.resolve(null);
  /** The box of what is shown, or was found to be no better. @type {Fit | null} */
  #drawn = null;
  /** Whether the picture is still the one that came with the page. */
  #isServers = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** When a step was taken last. */
  #stepped = -Infinity;
  /** @type {AbortController | null} */
  #asking = null;

  /**
   * @param {HTMLElement} frame of the picture
   * @param {Store} store @param {Picture} picture
   * @param {() => void} adopt a picture that has been swapped in
   */
  constructor(frame, store, picture, adopt) {
    this.#frame = frame;
    this.#store = store;
    this.#picture = picture;
    this.#adopt = adopt;
    this.#drawn = JSON.parse(frame.dataset["fit"] ?? "null");
    new ResizeObserver(() => this.#soon()).observe(frame.parentElement ?? frame);
    store.subscribe((state, before) => {
      if (state.step !== before.step) this.#stepped = performance.now();
      if (state.presenting !== before.presenting || state.trace !== before.trace) this.#soon();
    });
  }

  /** Ask so from now on. @param {(fit: Fit, signal: AbortSignal) => Promise<string | null>} ask */
  askBy(ask) {
    this.#ask = ask;
  }

  /** The box to draw for. */
  fit() {
    const stage = this.#frame.parentElement ?? this.#frame;
    return fitOf({ width: stage.clientWidth, height: stage.clientHeight }, this.#store.get().presenting);
  }

  /** Whether the picture is the server's first, for a box of its own choice, and the stage is another. @param {Fit | null} fit */
  isFirst(fit) {
    return this.#isServers && fit !== null && !isSameFit(fit, this.#drawn) && !isOneSize(this.#picture.svg());
  }

  /** A picture has been drawn for a box. @param {Fit | null} fit */
  drawn(fit) {
    this.#asking?.abort();
    this.#drawn = fit;
    this.#isServers = false;
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#again(), PAUSE);
  }

  #isBusy() {
    const since = performance.now() - this.#stepped;
    return !isQuiet(this.#store.get(), since, this.#frame.classList.contains("dragging"));
  }

  async #again() {
    const [fit, shown, { trace }] = [this.fit(), this.#picture.svg(), this.#store.get()];
    if (!fit || !shown || !trace || isOneSize(shown) || isSameFit(fit, this.#drawn)) return;
    if (this.#isBusy()) {
      this.#soon();
      return;
    }
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const drawn = await this.#ask(fit, signal);
    if (signal.aborted || drawn === null) return;
    if (this.#isBusy() || this.#picture.svg() !== shown || this.#store.get().trace !== trace) {
      this.#soon();
      return;
    }
    this.#drawn = fit;
    if (isWorthwhile(measured(shown), measured(parsed(drawn)), fit)) this.#swap(drawn, shown, trace);
  }

  /** @param {string} drawn @param {SVGSVGElement} shown @param {import("../trace/types.js").Trace} trace */
  #swap(drawn, shown, trace) {
    const places = trace.nodes.length <= LARGE ? placesOf(shown, trace) : null;
    this.#picture.show(drawn);
    this.#adopt();
    const svg = this.#picture.svg();
    if (svg && places) moveFrom(this.#frame, svg, trace, places, motionIsWelcome());
  }
}

/** Whether a picture is so large that it is drawn the same for every box. @param {Element | null} svg */
const isOneSize = (svg) => svg?.hasAttribute("data-one-size") ?? false;

/** @param {string} drawn */
const parsed = (drawn) => new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;

/** What counts of a picture when another is weighed against it. @param {Element} svg */
function measured(svg) {
  const [width = 0, height = 0] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  const forms = [...svg.querySelectorAll("[data-form]")].map((slot) => slot.getAttribute("data-form"));
  return { width, height, forms: forms.join() };
}
