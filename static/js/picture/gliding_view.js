// The camera on its way: what is seen is there at once for all who measure it, and glides there for those who look.

import { comingFrom } from "./camera.js";
import { motionIsWelcome } from "../page/reduced_motion.js";

/** ms that the camera takes from one place to another. */
const GLIDE = 180;

export class Gliding {
  #svg;
  #arrived;
  /** The way of the camera, while it is on it. @type {Animation | null} */
  #way = null;

  /** @param {() => SVGSVGElement | null} svg of the picture that is shown @param {() => void} arrived */
  constructor(svg, arrived) {
    this.#svg = svg;
    this.#arrived = arrived;
  }

  /**
   * Go where an act takes the camera, unless that is cut. Returns how many ms it takes, and what the act saw there.
   * @template T
   * @param {() => T} act @param {boolean} isCut
   */
  go(act, isCut) {
    this.settle();
    const [svg, before] = [this.#svg(), this.#svg()?.getBoundingClientRect()];
    const seen = act();
    const after = this.#svg()?.getBoundingClientRect();
    const isSame = !isCut && svg !== null && svg === this.#svg();
    const transform = isSame && before && after && motionIsWelcome() ? comingFrom(before, after) : null;
    if (!isSame || transform === null) return { delay: 0, seen };
    this.#way = svg.animate([{ transform }, { transform: "none" }], { duration: GLIDE, easing: "cubic-bezier(.3, 0, .2, 1)" });
    this.#way.addEventListener("finish", this.#arrived);
    return { delay: GLIDE, seen };
  }

  /** Be where the camera is going. */
  settle() {
    this.#way?.finish();
    this.#way = null;
  }
}
