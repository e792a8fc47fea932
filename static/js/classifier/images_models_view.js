// A model: its templates as tiles, what they say to the classes, how many images it is right about, and how it got there.

import { readColours } from "../chart/colours.js";
import { button, make, makeSvg } from "../page/build.js";
import { showNumber } from "../trace/numbers.js";
import { curveOf, pathOf } from "../updates/curve.js";
import { outputAt, rowOf, templatesOf } from "./images_course.js";
import { makeTile } from "./images_tile_view.js";

/** @typedef {import("./images_course.js").Learned} Learned */
/** @typedef {import("./images_course.js").ModelName} ModelName */
/** @typedef {{ made: number, image: number, tile: string }} Shown */
/** @typedef {{ pick: (tile: string) => void, look: (tile: string | null) => void }} Acts */

const BOX = Object.freeze({ width: 100, height: 100 });
const TITLES = Object.freeze({ linear: "Linear", hidden: "Hidden layer" });
const SEEN = Object.freeze({
  linear: "One blurred template for both directions.",
  hidden: "Each unit can have a direction of its own.",
});

/** @param {HTMLElement} element @param {ModelName} name @param {Acts} act */
export const mountModel = (element, name, act) => new Model(element, name, act);

class Model {
  #element;
  #name;
  #act;
  #right = make("b", { class: "model-right" });
  #loss = make("span", { class: "model-loss" });
  #tiles = make("div", { class: "model-tiles" });
  #lines = { loss: makeSvg("path", { class: "course-loss" }), right: makeSvg("path", { class: "course-right" }), now: makeSvg("path", { class: "course-now" }) };
  /** @type {ReturnType<typeof makeTemplate>[]} */
  #templates = [];
  /** @type {Learned | null} */
  #learned = null;

  /** @param {HTMLElement} element @param {ModelName} name @param {Acts} act */
  constructor(element, name, act) {
    this.#element = element;
    this.#name = name;
    this.#act = act;
    const chart = makeSvg("svg", { viewBox: `0 0 ${BOX.width} ${BOX.height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, this.#lines.now, this.#lines.right, this.#lines.loss);
    element.append(
      make("div", { class: "model-head" }, make("h2", {}, TITLES[name]), this.#right),
      make("p", { class: "model-seen" }, SEEN[name]),
      this.#tiles,
      make("div", { class: "model-course" }, make("p", {}, make("span", { class: "key-loss" }, "loss "), this.#loss, make("span", { class: "key-right" }, "share right")), chart),
    );
  }

  /** @param {Learned} learned */
  fill(learned) {
    this.#learned = learned;
    const course = learned.models[this.#name];
    const count = templatesOf(course, 0).length;
    if (count !== this.#templates.length) {
      this.#templates = Array.from({ length: count }, (_, k) => makeTemplate(this.#name, k, this.#act));
      this.#tiles.replaceChildren(...this.#templates.map(({ element }) => element));
      this.#tiles.dataset["count"] = String(count);
    }
    const most = Math.max(...Object.values(learned.models).flatMap(({ losses }) => losses)); // one scale for both
    this.#draw(this.#lines.loss, course, course.losses, most);
    this.#draw(this.#lines.right, course, course.right, learned.images.length);
  }

  /** @param {SVGPathElement} line @param {import("./images_course.js").Course} course @param {readonly number[]} values @param {number} most */
  #draw(line, { updates }, values, most) {
    line.setAttribute("d", pathOf(curveOf(updates, values, 0, BOX, [0, most]).points));
  }

  /** @param {Shown} shown */
  show({ made, image, tile }) {
    if (!this.#learned) return;
    const { classes, images, models } = this.#learned;
    const course = models[this.#name];
    const row = rowOf(course, made);
    const colours = readColours(this.#element);
    this.#right.textContent = `${course.right[row] ?? 0} of ${images.length} right`;
    this.#loss.textContent = `${showNumber(course.losses[row] ?? NaN)}${course.diverged && row === course.updates.length - 1 ? `, diverged at update ${course.diverged.update}` : ""}`;
    const x = (BOX.width * row) / Math.max(course.updates.length - 1, 1);
    this.#lines.now.setAttribute("d", `M${x.toFixed(1)} 0V${BOX.height}`);
    templatesOf(course, made).forEach((template, k) => this.#templates[k]?.show({ template, classes, limit: course.limit, output: outputAt(course, made, image, k), isPicked: template.key === tile, colours }));
  }
}

/** The tile of a class, or of a unit, which is a button. @param {ModelName} name @param {number} k @param {Acts} act */
function makeTemplate(name, k, act) {
  const key = `${name}.${k}`;
  const tile = makeTile();
  const [title, said, vote] = [make("b", {}), make("span", { class: "tile-output" }), make("span", { class: "tile-vote" })];
  const element = button("", () => act.pick(key), { class: "model-tile", "data-tile": key });
  element.append(tile.canvas, make("span", { class: "tile-told" }, make("span", {}, title, " ", said), vote));
  for (const event of ["pointerenter", "focus"]) element.addEventListener(event, () => act.look(key));
  for (const event of ["pointerleave", "blur"]) element.addEventListener(event, () => act.look(null));
  /**
   * @param {{ template: import("./images_course.js").Template, classes: readonly string[], limit: number, output: number, isPicked: boolean, colours: import("../chart/colours.js").Colours }} shown
   */
  const show = ({ template, classes, limit, output, isPicked, colours }) => {
    tile.signs(template.weights, limit, colours);
    element.setAttribute("aria-pressed", String(isPicked));
    title.textContent = name === "linear" ? classes[k] ?? "" : `unit ${k}`;
    said.textContent = `→ ${showNumber(output, 2, 1)}`;
    said.title = `${name === "linear" ? "its score" : "what it gives"} for the image that is picked`;
    vote.replaceChildren(...template.votes.slice(0, 1).flatMap((one) => [make("small", {}, `${classes[0]} `), signed(one)]));
    vote.title = template.votes.map((one, c) => `to ${classes[c]} it adds ${signed(one)} times that`).join(", ");
  };
  return { element, show };
}

/** @param {number} value */
const signed = (value) => (value > 0 ? `+${showNumber(value)}` : showNumber(value));
