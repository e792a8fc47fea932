// The images, kind by kind, each with what the two models take it for: right or wrong, by a sign.

import { readColours } from "../chart/colours.js";
import { make } from "../page/build.js";
import { guessesAt, kindsOf } from "./images_course.js";
import { makeTile } from "./images_tile_view.js";

/** @typedef {import("./images_course.js").Learned} Learned */
/** @typedef {import("./images_course.js").Course} Course */

const NAMES = Object.freeze({ linear: "linear", hidden: "hidden layer" });

/** @param {HTMLElement} element @param {(image: number) => void} pick */
export const mountGrid = (element, pick) => new Grid(element, pick);

class Grid {
  #element;
  #list = make("div", { class: "image-kinds", role: "listbox", "aria-label": "Images" });
  #pick;
  /** @type {Learned | null} */
  #learned = null;
  /** @type {{ option: HTMLElement, tile: ReturnType<typeof makeTile>, marks: HTMLElement[] }[]} */
  #cells = [];
  #picked = 0;

  /** @param {HTMLElement} element @param {(image: number) => void} pick */
  constructor(element, pick) {
    this.#element = element;
    this.#pick = pick;
    element.append(this.#list, make("p", { class: "image-key" }, "✓ right, ✗ wrong: first linear, then hidden layer. Weights: blue above zero, orange below."));
    this.#list.addEventListener("keydown", (event) => this.#press(event));
  }

  /** Other images. @param {Learned} learned */
  fill(learned) {
    this.#learned = learned;
    const hadFocus = this.#list.contains(document.activeElement);
    this.#cells = learned.images.map((_, k) => this.#cellOf(k));
    this.#list.replaceChildren(...kindsOf(learned.images).map(([kind, numbers]) => {
      const label = learned.images[numbers[0] ?? 0]?.label ?? 0;
      return make("div", { role: "group", "aria-label": kind }, make("p", { "aria-hidden": "true" }, make("b", {}, kind), ` ${learned.classes[label]}`),
        make("div", { class: "image-row" }, ...numbers.flatMap((k) => this.#cells[k]?.option ?? [])));
    }));
    this.paint();
    if (hadFocus) this.#cells[this.#picked]?.option.focus();
  }

  /** In the colours of the page as they are. */
  paint() {
    const colours = readColours(this.#element);
    this.#learned?.images.forEach(({ pixels }, k) => this.#cells[k]?.tile.ink(pixels, colours));
  }

  /** @param {number} made @param {number} picked */
  show(made, picked) {
    if (!this.#learned) return;
    const { images, classes, models } = this.#learned;
    const said = [models.linear, models.hidden].map((course) => ({ name: NAMES[course.name], guesses: guessesAt(course, made) }));
    this.#picked = picked;
    this.#cells.forEach(({ option, marks }, k) => {
      const words = said.map(({ name, guesses }, m) => {
        const isRight = guesses[k] === images[k]?.label;
        const mark = marks[m];
        if (mark && mark.dataset["right"] !== String(isRight)) {
          mark.dataset["right"] = String(isRight);
          mark.textContent = isRight ? "✓" : "✗";
        }
        return `${name}: ${classes[guesses[k] ?? 0]}, ${isRight ? "right" : "wrong"}`;
      });
      option.setAttribute("aria-label", `image ${k}, ${images[k]?.kind}; ${words.join("; ")}`);
      option.setAttribute("aria-selected", String(k === picked));
      option.tabIndex = k === picked ? 0 : -1;
    });
  }

  /** @param {number} k */
  #cellOf(k) {
    const tile = makeTile();
    const marks = [make("i", {}), make("i", {})];
    const option = make("button", { type: "button", class: "image-cell", role: "option" }, tile.canvas, make("span", { class: "image-marks", "aria-hidden": "true" }, ...marks));
    option.addEventListener("click", () => this.#pick(k)); // the next key is the stage's
    return { option, tile, marks };
  }

  /** @param {number} k */
  #go(k) {
    this.#pick(k);
    this.#cells[k]?.option.focus();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#cells.length - 1;
    const places = /** @type {Record<string, number>} */ ({ ArrowLeft: this.#picked - 1, ArrowRight: this.#picked + 1, ArrowUp: this.#above(-1), ArrowDown: this.#above(1), Home: 0, End: last });
    const next = places[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#go(Math.min(Math.max(next, 0), last));
  }

  /** The image that is seen above or below the picked one. @param {1 | -1} way */
  #above(way) {
    const boxes = this.#cells.map(({ option }) => option.getBoundingClientRect());
    const here = boxes[this.#picked];
    if (!here) return this.#picked;
    const far = (/** @type {DOMRect} */ box) => (way * (box.top - here.top) > 4 ? Math.abs(box.top - here.top) * 100 + Math.abs(box.left - here.left) : Infinity);
    const nearest = boxes.reduce((best, box, k) => (far(box) < far(/** @type {DOMRect} */ (boxes[best])) ? k : best), 0);
    return far(/** @type {DOMRect} */ (boxes[nearest])) === Infinity ? this.#picked : nearest;
  }
}
