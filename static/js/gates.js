// The gates page: a search that filters as one types, and curves that can be read out.

import { across, down, nearest, placeOf, show } from "./gates/readings.js";
import { countText, finds } from "./gates/search.js";
import { listenForKeys } from "./page/keys.js";
import { mountStage } from "./page/stage.js";

const SVG = "http://www.w3.org/2000/svg";

/** @param {Iterable<HTMLElement>} figures */
function mountReaders(figures) {
  for (const figure of figures) {
    const svg = figure.querySelector("svg");
    const title = figure.closest("article")?.id ?? "";
    if (svg) mountReader(figure, svg, title);
  }
}

/**
 * A slider under a curve; the pointer over the curve moves it too.
 * @param {HTMLElement} figure
 * @param {SVGSVGElement} svg
 * @param {string} name
 */
function mountReader(figure, svg, name) {
  /** @type {import("./gates/readings.js").Curve} */
  const curve = JSON.parse(figure.dataset.curve ?? "");
  const [left, top, width, height] = curve.frame;
  const last = curve.value.length - 1;

  const line = drawn("path", "plot-here");
  const dots = { value: drawn("circle", "plot-here-value"), slope: drawn("circle", "plot-here-slope") };
  for (const dot of Object.values(dots)) dot.setAttribute("r", "4.6");
  svg.append(line, dots.slope, dots.value);

  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: "0", max: String(last), step: "1" });
  slider.setAttribute("aria-label", `x of ${name}`);
  // The thumb's middle stands below the place it reads: half a thumb more room on either side.
  slider.style.width = `calc(${(100 * width) / svg.viewBox.baseVal.width}% + 16px)`;
  slider.style.marginLeft = `calc(${(100 * left) / svg.viewBox.baseVal.width}% - 8px)`;
  const output = document.createElement("output");
  /** @type {[string, string][]} */
  const parts = [["x", ""], ["y", "value"], ["y′", "gradient"]];
  const texts = parts.map(([symbol, kind]) => {
    const cell = document.createElement("span");
    const letter = document.createElement("i");
    const number = document.createElement("span");
    letter.textContent = `${symbol} = `;
    number.className = kind;
    cell.append(letter, number);
    output.append(cell);
    return number;
  });
  output.setAttribute("aria-live", "off"); // the slider speaks for itself
  const reader = document.createElement("div");
  reader.className = "reader";
  reader.append(slider, output);
  svg.after(reader);

  function read() {
    const index = Number(slider.value);
    const readings = [placeOf(curve, index), curve.value[index], curve.slope[index]];
    readings.forEach((reading, k) => {
      const text = texts[k];
      if (text) text.textContent = show(reading);
    });
    const [x, y, slope] = readings.map(show);
    slider.setAttribute("aria-valuetext", `x ${x}, value ${y}, derivative ${slope}`);
    const at = across(curve, index);
    line.setAttribute("d", `M${at} ${top}v${height}`);
    move(dots.value, at, down(curve, curve.value[index]));
    move(dots.slope, at, down(curve, curve.slope[index]));
  }

  /** @param {PointerEvent} event */
  function follow(event) {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    slider.value = String(nearest(curve, x));
    read();
  }

  slider.value = String(nearest(curve, left + width * 0.625));
  slider.addEventListener("input", read);
  svg.addEventListener("pointermove", follow);
  svg.addEventListener("pointerdown", follow);
  read();
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {string} kind
 */
function drawn(tag, kind) {
  const element = document.createElementNS(SVG, tag);
  element.setAttribute("class", kind);
  return element;
}

/** @param {SVGElement} dot @param {number} x @param {number | null} y */
function move(dot, x, y) {
  dot.toggleAttribute("hidden", y === null);
  dot.style.display = y === null ? "none" : "";
  dot.setAttribute("cx", String(x));
  dot.setAttribute("cy", String(y ?? 0));
}

/**
 * @param {HTMLInputElement} field
 * @param {HTMLElement} found
 * @param {HTMLElement} nothing
 */
function mountSearch(field, found, nothing) {
  const cards = [...document.querySelectorAll("article.gate")].filter((e) => e instanceof HTMLElement);
  const groups = [...document.querySelectorAll("[data-family]")].filter((e) => e instanceof HTMLElement);

  function filter() {
    /** @type {Set<string>} */
    const shown = new Set();
    for (const card of cards) {
      const fits = finds(field.value, card.dataset.words ?? "");
      card.hidden = !fits;
      if (fits) shown.add(card.id);
    }
    for (const item of document.querySelectorAll("li[data-gate]")) {
      if (item instanceof HTMLElement) item.hidden = !shown.has(item.dataset.gate ?? "");
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("article:not([hidden]), li:not([hidden])");
    }
    nothing.hidden = shown.size > 0;
    found.textContent = countText(shown.size, cards.length);
  }

  /** The first gate that was found, if something is looked for. */
  const first = () => (field.value.trim() === "" ? undefined : cards.find((card) => !card.hidden));
  const isBeside = () => getComputedStyle(field.closest(".index") ?? field).position === "sticky";

  field.addEventListener("input", () => {
    filter();
    // Where the field would scroll away with the page, Enter goes to what was found.
    if (isBeside()) first()?.scrollIntoView();
  });
  field.addEventListener("keydown", (event) => {
    const card = event.key === "Enter" ? first() : undefined;
    if (!card) return;
    event.preventDefault();
    card.scrollIntoView();
    card.querySelector("a")?.focus({ preventScroll: true });
  });
  listenForKeys({ search: { keys: ["/"], shown: "/", help: "search", act: () => field.focus() } });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || field.value === "") return; // an empty one is left
    event.preventDefault();
    field.value = "";
    filter();
  });
  // A link to a gate that the search has put away brings it back.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLElement && target.closest("[hidden]")) {
      field.value = "";
      filter();
      target.scrollIntoView();
    }
  });
  filter(); // the browser may have kept what was typed
}

const stage = document.querySelector(".gates");
if (stage instanceof HTMLElement) mountStage(stage);
const field = document.getElementById("search");
const found = document.getElementById("found");
const nothing = document.getElementById("nothing");
if (field instanceof HTMLInputElement && found && nothing) mountSearch(field, found, nothing);
mountReaders(document.querySelectorAll("figure[data-curve]"));
