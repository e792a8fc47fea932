// When the links of the network are drawn, and with what: many of them less often, and while the run
// goes on their dashes move. In slow motion they move the way that the stage goes, forward or back.

import { motionIsWelcome } from "../../page/reduced_motion.js";
import { cleared } from "../../chart/canvas.js";
import { drawLinks } from "./draw_links.js";
import { paintBiases } from "./network_units.js";
import { largest } from "./shading.js";
import { shownParameters } from "./shown.js";
import { inFocus, toldWeight } from "./told_batch.js";

/** @typedef {import("../types.js").LabState} LabState */

/**
 * The network as it stands on the page.
 * @typedef {object} Standing
 * @property {import("../../chart/colours.js").Colours} colours
 * @property {import("./network_layout.js").Layout | null} layout
 * @property {readonly import("./network_layout.js").Link[]} links
 * @property {readonly import("./network_units.js").Tile[]} tiles
 * @property {number | null} pointed flat index of the weight under the pointer
 */

const SPEED = 22; // px a second that the dashes move
const MANY = 1200; // links from which they are drawn less often
const SELDOM = 150; // ms
const TAKES = 2400; // ms until the links have their new widths
const SEEN = 0.8; // of a unit of width: how large the largest step is drawn on its way at least
const OFTEN = 45; // ms between two drawings of the links while their dashes move: quick enough for the eye

/** How much larger than it is a step is drawn on its way, so that it can be seen. @param {ArrayLike<number>} delta */
export function magnifiedBy(delta) {
  const most = largest(delta);
  return most > 0 ? Math.max(1, Number((SEEN / most).toPrecision(1))) : 1;
}

/**
 * How many of its steps a weight is from where it was: up to the magnified one, there it stands a while,
 * and down to the one that is made.
 * @param {number} most @param {number} share of the time
 */
function stepsMade(most, share) {
  if (share < 0.5) return most * 2 * share;
  return share < 0.75 ? most : 1 + (most - 1) * 4 * (1 - share);
}

/**
 * What the widths tell: weights, in slow motion gradients, and at the update the weights on the way of
 * their step; `unit` is the size that is drawn two pixels wide.
 * @param {LabState["explained"]} explained
 * @param {Float32Array} parameters those that are shown
 * @param {number} [share] of the time that the update takes
 */
export function strengths(explained, parameters, share = 1) {
  if (explained?.stage === "weights") return { values: explained.gradient, unit: largest(explained.gradient) / 3 };
  if (explained?.stage !== "update") return { values: parameters, unit: 1 };
  const { delta } = explained;
  const ahead = stepsMade(magnifiedBy(delta), share) - 1; // of the weights after the update, which are shown
  return { values: ahead ? parameters.map((value, k) => value + ahead * (delta[k] ?? 0)) : parameters, unit: 1 };
}

/** Which way the dashes move: forward, back, or not at all. @param {Readonly<LabState>} state */
function flow({ running, explained }) {
  if (explained) return explained.stage === "forward" ? 1 : explained.stage === "backward" || explained.stage === "points" ? -1 : 0;
  return running ? 1 : 0;
}

export class LinkPainter {
  #canvas;
  #store;
  #standing;
  #drawnAt = -Infinity;
  /** The update that is told, and since when. @type {{ update: LabState["explained"], since: number }} */
  #taken = { update: null, since: -Infinity };
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
    const state = this.#store.get();
    const moves = (flow(state) !== 0 || this.#share(state.explained) < 1) && motionIsWelcome() && this.#canvas.isConnected;
    this.#turning = moves ? requestAnimationFrame(this.#turn) : 0;
    this.paint(moves);
  };

  /** How far the step of the update has come. @param {LabState["explained"]} explained */
  #share(explained) {
    const update = explained?.stage === "update" ? explained : null;
    if (update !== this.#taken.update) this.#taken = { update, since: performance.now() };
    return update && motionIsWelcome() ? Math.min((performance.now() - this.#taken.since) / TAKES, 1) : 1;
  }

  /** @param {boolean} [patient] whether many links may wait */
  paint(patient = false) {
    const state = this.#store.get();
    const { explained, selected, network } = state;
    const told = explained?.stage === "weights" ? toldWeight(state)?.index ?? null : null;
    const { layout, links, tiles, colours, pointed } = this.#standing;
    const now = performance.now();
    const parameters = shownParameters(state);
    if (!layout || !parameters || !network || parameters.length !== network.size) return;
    if (patient && this.#turning && now - this.#drawnAt < (links.length > MANY ? SELDOM : OFTEN)) return;
    this.#drawnAt = now;
    const { values, unit } = strengths(explained, parameters, this.#share(explained));
    const context = cleared(this.#canvas, layout.width, layout.height);
    if (!context) return;
    const way = motionIsWelcome() && links.length <= MANY ? flow(state) : 0;
    drawLinks(context, {
      links, values, unit, moved: way ? (way * now / 1000) * SPEED : null, lit: inFocus(explained, network.layers.length).links,
      marked: [...new Set([selected, pointed, told])].filter((index) => index !== null),
    }, colours);
    paintBiases(tiles, values, unit, colours);
  }
}
