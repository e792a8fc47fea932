// A template held against an image: pixel by pixel the product, their sum, and the weights with their gradients as numbers.

import { readColours } from "../chart/colours.js";
import { make } from "../page/build.js";
import { bare, showNumber } from "../trace/numbers.js";
import { guessesAt, modelOf, outputAt, productsOf, templatesOf } from "./images_course.js";
import { makeTile } from "./images_tile_view.js";

/** @typedef {import("./images_course.js").Learned} Learned */
/** @typedef {import("./images_course.js").Template} Template */

const SIDE = 8;

/** @param {HTMLElement} element */
export const mountClose = (element) => new Close(element);

class Close {
  #element;
  #title = make("h2", {});
  #judged = make("p", { class: "close-judged" });
  #tiles = [makeTile(), makeTile(), makeTile()];
  #names = ["weights", "image − mean", "products"].map((name) => make("figcaption", {}, name));
  #sum = make("p", { class: "close-sum", "aria-live": "off" });
  #cell = make("p", { class: "close-cell" });
  #cells = Array.from({ length: SIDE * SIDE }, () => ({ value: make("b", {}), gradient: make("i", {}) }));
  /** @type {{ template: Template, pixels: readonly number[] } | null} */
  #shown = null;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    const figures = this.#tiles.map(({ canvas }, k) => make("figure", {}, canvas, this.#names[k] ?? ""));
    const [weights, image, products] = figures;
    const rows = Array.from({ length: SIDE }, (_, r) => make("tr", {}, ...this.#cells.slice(r * SIDE, (r + 1) * SIDE).map(({ value, gradient }) => make("td", {}, value, gradient))));
    const table = make("table", { class: "close-table" }, make("caption", {}, "the weights, and below each the gradient of the loss"), make("tbody", {}, ...rows));
    element.append(this.#title, make("div", { class: "close-tiles" }, weights ?? "", sign("·"), image ?? "", sign("="), products ?? ""), this.#sum, this.#judged, this.#cell, table);
    for (const place of [...this.#tiles.map(({ canvas }) => canvas), table]) {
      place.addEventListener("pointermove", (event) => this.#point(place, /** @type {PointerEvent} */ (event)));
      place.addEventListener("pointerleave", () => (this.#cell.textContent = ""));
    }
  }

  /** @param {Learned} learned @param {{ made: number, image: number, tile: string }} shown */
  show(learned, { made, image, tile }) {
    const course = learned.models[modelOf(tile)];
    const templates = templatesOf(course, made);
    const k = Math.min(Number(tile.split(".")[1]), templates.length - 1);
    const template = templates[k];
    if (!template) return;
    const { classes, images, centred, models } = learned;
    const pixels = centred[image] ?? [];
    const products = productsOf(template.weights, pixels);
    this.#title.textContent = `${course.name === "linear" ? classes[k] : `unit ${k}`} · image ${image} (${images[image]?.kind})`;
    const colours = readColours(this.#element);
    this.#tiles[0]?.signs(template.weights, course.limit, colours);
    this.#tiles[1]?.signs(pixels, 1, colours);
    this.#tiles[2]?.signs(products, course.limit, colours);
    this.#sum.replaceChildren(...sumOf(course.name, template, products, outputAt(course, made, image, k), classes));
    const truth = images[image]?.label ?? 0;
    this.#judged.textContent = [["linear", models.linear], ["hidden layer", models.hidden]].map(([who, model]) => {
      const guess = guessesAt(/** @type {import("./images_course.js").Course} */ (model), made)[image] ?? 0;
      return `${who}: ${classes[guess]} ${guess === truth ? "✓ right" : "✗ wrong"}`;
    }).join("; ");
    this.#shown = { template, pixels };
    this.#cells.forEach(({ value, gradient }, p) => {
      value.textContent = inCell(template.weights[p] ?? NaN);
      gradient.textContent = inCell(template.gradient[p] ?? NaN);
    });
  }

  /** @param {HTMLElement} place @param {PointerEvent} event */
  #point(place, event) {
    const cell = event.target instanceof Element && place instanceof HTMLTableElement ? event.target.closest("td") : null;
    const box = place.getBoundingClientRect();
    const row = cell ? /** @type {HTMLTableRowElement} */ (cell.parentElement).sectionRowIndex : Math.floor((SIDE * (event.clientY - box.top)) / box.height);
    const column = cell ? cell.cellIndex : Math.floor((SIDE * (event.clientX - box.left)) / box.width);
    const k = SIDE * row + column;
    const { template, pixels } = this.#shown ?? {};
    if (!template || !pixels || row < 0 || column < 0 || row >= SIDE || column >= SIDE || (place instanceof HTMLTableElement && !cell)) return;
    const [weight, pixel] = [template.weights[k] ?? NaN, pixels[k] ?? NaN];
    this.#cell.textContent = `row ${row}, column ${column}: ${showNumber(weight)} · ${showNumber(pixel)} = ${showNumber(weight * pixel)}; gradient ${showNumber(template.gradient[k] ?? NaN)}`;
  }
}

/** Nearer to zero a number is told as that: its digits would be those of rounding, and fit into no cell. */
const NEAR_ZERO = 5e-4;

/** Short: without the zero before the point. @param {number} value */
const inCell = (value) => (value !== 0 && Math.abs(value) < NEAR_ZERO ? "≈0" : bare(showNumber(value, 2, 1)));

/** @param {string} text */
const sign = (text) => make("span", { class: "close-sign", "aria-hidden": "true" }, text);

/**
 * The products added up, and what becomes of the sum.
 * @param {import("./images_course.js").ModelName} name @param {Template} template @param {readonly number[]} products @param {number} output @param {readonly string[]} classes
 */
function sumOf(name, { bias, votes }, products, output, classes) {
  const sum = products.reduce((all, one) => all + one, 0);
  const added = bias < 0 ? `− ${showNumber(-bias)}` : `+ ${showNumber(bias)}`;
  if (name === "linear") return [`Σ ${showNumber(sum)} ${added} = `, make("b", {}, `score ${showNumber(output)}`)];
  const [first = NaN, ...others] = votes.map((one) => output * one);
  const [vote = NaN] = votes;
  const also = others.map((one, k) => `, ${showNumber(one)} to ${classes[k + 1]}`).join("");
  return [`Σ ${showNumber(sum)} ${added} → `, make("b", {}, `gives ${showNumber(output)}`), `; ${showNumber(output)} · ${vote < 0 ? `(${showNumber(vote)})` : showNumber(vote)} = ${showNumber(first)} to ${classes[0]}${also}`];
}
