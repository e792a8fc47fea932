// A large picture that is drawn in parts: how comes with the first one, which most readers never see.

import { LARGE } from "./large.js";
import { loaded } from "../page/version.js";

/** @typedef {import("./written.js").Written} Written */

export class InParts {
  #frame;
  /** @type {typeof import("./large_view.js").large | null} */
  #drawing = null;
  /** The picture that is. @type {import("./large_view.js").LargeView | null} */
  view = null;
  /** Told of what has become an element. @type {Set<(groups: readonly Element[]) => void>} */
  made = new Set();
  /** Told when other parts are in the drawing. @type {Set<() => void>} */
  shown = new Set();

  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.#frame = frame;
    frame.addEventListener("scroll", () => this.look(), { passive: true });
    addEventListener("beforeprint", () => this.view?.bringBack());
    addEventListener("afterprint", () => this.look());
    new MutationObserver(() => this.view?.recolour()).observe(document.documentElement, { attributeFilter: ["data-theme", "data-palette"] });
  }

  /** Be ready for a picture; returns whether it is so large that it is drawn in parts. @param {string} drawn */
  async prepare(drawn) {
    const isLarge = drawn.split(" data-node=").length - 1 > LARGE;
    if (isLarge) this.#drawing ??= (await loaded(() => import("./large_view.js"))).large;
    return isLarge;
  }

  /** What of a picture is put into the page, and the parts that are not yet. @param {string} drawn @returns {{ head: string, parts: readonly Written[] | null }} */
  read(drawn) {
    const drawing = this.#drawing;
    return drawing && drawing.countNodes(drawn) > LARGE ? drawing.readParts(drawn) : { head: drawn, parts: null };
  }

  /** Draw what is near the view, now that the rest of a picture stands. @param {SVGSVGElement | null} svg @param {readonly Written[] | null} parts */
  begin(svg, parts) {
    this.leave();
    if (!this.#drawing || !svg || !parts) return;
    this.view = new this.#drawing.LargeView(this.#frame, svg, parts, {
      made: (groups) => this.made.forEach((listener) => listener(groups)),
      shown: () => this.shown.forEach((listener) => listener()),
    });
  }

  look() {
    this.view?.look();
  }

  leave() {
    this.view?.leave();
    this.view = null;
  }
}
