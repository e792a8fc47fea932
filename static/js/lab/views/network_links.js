// When the links of the network are drawn, and with what: many of them less often, and while the run
// goes on their dashes move.

import { motionIsWelcome } from "../../page/reduced_motion.js";
import { cleared } from "./canvas.js";
import { drawLinks } from "./draw_links.js";
import { paintBiases } from "./network_units.js";
import { largest } from "./shading.js";
import { shownParameters } from "./shown.js";

/** @typedef {import("../types.js").LabState} LabState */

/**
 * The network as it stands on the page.
 * @typedef {object} Standing
 * @property {import("./colours.js").Colours} colours
 * @property {import("./network_layout.js").Layout | null} layout
 * @property {readonly import("./network_layout.js").Link[]} links
 * @property {readonly import("./network_units.js").Tile[]} tiles
 * @property {number | null} pointed flat index of the weight under the pointer
 */

const SPEED = 22; // px a second that the dashes move
const MANY = 1200; // links from which they are drawn less often
const SELDOM = 150; // ms
const OFTEN = 45; // ms between two drawings of the links while their dashes move: quick enough for the eye

/**
 * What the widths tell: weights, or in slow motion gradients and steps; `unit` is the size that is drawn two pixels wide.
 * @param {LabState["explained"]} explained
 * @param {Float32Array} parameters
 */
export function strengths(explained, parameters) {
  const values = explained?.stage === "gradients" ? explained.gradient : explained?.stage === "update" ? explained.delta : parameters;
  return { values, unit: values === parameters ? 1 : largest(values) / 3 };
}

export class LinkPainter {
  #canvas;
  #store;
  #standing;
  #drawnAt = -Infinity;
  #turning = 0;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {import("../types.js").LabStore} store
   * @param {Standing} standing
   */
  constructor(canvas, store, standing) {
    this.#canvas = canvas;
    this.#store = store;
    this.#standing = standing;
  }

  /** Whether the dashes move, so that the links are drawn again anyway. */
  get isTurning() {
    return this.#turning !== 0;
  }

  /** Move the dashes, if they are to. */
  turn() {
    if (!this.#turning) this.#turning = requestAnimationFrame(this.#turn);
  }

  #turn = () => {
    const moves = this.#store.get().running && motionIsWelcome() && this.#canvas.isConnected;
    this.#turning = moves ? requestAnimationFrame(this.#turn) : 0;
    this.paint(moves);
  };

  /** @param {boolean} [patient] whether many links may wait */
  paint(patient = false) {
    const state = this.#store.get();
    const { explained, running, selected, network } = state;
    const { layout, links, tiles, colours, pointed } = this.#standing;
    const now = performance.now();
    const parameters = shownParameters(state);
    if (!layout || !parameters || !network || parameters.length !== network.size) return;
    if (patient && running && now - this.#drawnAt < (links.length > MANY ? SELDOM : OFTEN)) return;
    this.#drawnAt = now;
    const { values, unit } = strengths(explained, parameters);
    const context = cleared(this.#canvas, layout.width, layout.height);
    if (!context) return;
    const moves = running && motionIsWelcome() && links.length <= MANY;
    drawLinks(context, {
      links, values, unit, moved: moves ? (now / 1000) * SPEED : null, dimmed: explained?.stage === "loss",
      marked: [...new Set([selected, pointed])].filter((index) => index !== null),
    }, colours);
    paintBiases(tiles, values, unit, colours);
  }
}
