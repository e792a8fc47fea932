// Asks for the picture again when the stage has another size: at once, and again when it keeps a size that it
// came to by degrees. Until the picture is there, the one before is shown whole. The numbers and the step stay;
// what is in both pictures moves from where it was.

import { fitOf, isQuiet, isSameFit, isWorthwhile } from "./fit.js";
import { moveFrom, placesOf } from "./flip.js";
import { LARGE } from "./large.js";
import { motionIsWelcome } from "../page/reduced_motion.js";

/** @typedef {import("./fit.js").Fit} Fit */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./picture.js").Picture} Picture */

const PAUSE = 250; // ms that the stage keeps its size before a picture is asked for again

/** The size of the stage, and what is drawn for it. */
export class Refit {
  #frame;
  #store;
  #picture;
  #player;
  /** Asks for the picture of what is shown. @type {(fit: Fit, signal: AbortSignal) => Promise<string | null>} */
  #ask = () => Promise.resolve(null);
  /** The box of what is shown, or was found to be no better. @type {Fit | null} */
  #drawn = null;
  /** Whether the picture is still the one that came with the page. */
  #isServers = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** When the stage had another size last. */
  #resizedAt = -Infinity;
  /** What is asked for, and how it is called off. @type {{ fit: Fit, calling: AbortController } | null} */
  #asking = null;

  /**
   * @param {HTMLElement} frame of the picture
   * @param {Store} store @param {Picture} picture
   * @param {{ adopt(): void, follow(): void }} player
   */
  constructor(frame, store, picture, player) {
    this.#frame = frame;
    this.#store = store;
    this.#picture = picture;
    this.#player = player;
    this.#drawn = JSON.parse(frame.dataset["fit"] ?? "null");
    new ResizeObserver(() => this.#resized()).observe(frame.parentElement ?? frame);
    store.subscribe((state, before) => {
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
    this.#callOff();
    this.#isServers = false;
    this.#isOf(fit);
  }

  /** What is shown is as good as any for a box. @param {Fit | null} fit */
  #isOf(fit) {
    this.#drawn = fit;
    this.#picture.showWhole(false);
  }

  #callOff() {
    this.#asking?.calling.abort();
    this.#asking = null;
  }

  /** What changes at once is asked for at once: presenting, a drawer, a column, a screen that is turned. */
  #resized() {
    const now = performance.now();
    const isSudden = now - this.#resizedAt > PAUSE;
    this.#resizedAt = now;
    if (!isSameFit(this.fit(), this.#drawn)) this.#picture.showWhole(!isOneSize(this.#picture.svg()));
    this.#soon();
    if (isSudden) void this.#again();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#again(), PAUSE);
  }

  #isBusy() {
    return !isQuiet(this.#store.get(), this.#frame.classList.contains("dragging"));
  }

  async #again() {
    const [fit, shown, { trace }] = [this.fit(), this.#picture.svg(), this.#store.get()];
    if (!fit || !shown || !trace || isOneSize(shown)) return;
    if (isSameFit(fit, this.#asking?.fit ?? null)) return;
    this.#callOff();
    if (isSameFit(fit, this.#drawn)) {
      this.#isOf(fit);
      return;
    }
    if (this.#isBusy()) {
      this.#soon();
      return;
    }
    const calling = new AbortController();
    this.#asking = { fit, calling };
    const drawn = await this.#ask(fit, calling.signal);
    if (calling.signal.aborted) return;
    this.#asking = null;
    if (drawn === null) {
      this.#picture.showWhole(false); // none will come
      this.#player.follow();
    } else if (this.#isBusy() || this.#picture.svg() !== shown || this.#store.get().trace !== trace) this.#soon();
    else this.#choose(drawn, shown, trace, fit);
  }

  /** @param {string} drawn @param {SVGSVGElement} shown @param {import("../trace/types.js").Trace} trace @param {Fit} fit */
  #choose(drawn, shown, trace, fit) {
    const isBetter = isWorthwhile(measured(shown), measured(parsed(drawn)), fit);
    const places = isBetter && trace.nodes.length <= LARGE ? placesOf(shown, trace) : null;
    this.#isOf(fit);
    if (!isBetter) {
      this.#player.follow();
      return;
    }
    this.#picture.show(drawn);
    this.#player.adopt();
    this.#picture.announce();
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
  const forms = [...svg.querySelectorAll("[data-form], [data-names]")].map((slot) => slot.getAttribute("data-form") ?? slot.getAttribute("data-room"));
  return { width, height, forms: forms.join() };
}
