// The gates page: a search that filters as one types, and curves that can be read out.

import { mountLayer } from "./gates/layer_view.js";
import { askForCurves, mountReader } from "./gates/readings_view.js";
import { countText, finds } from "./gates/search.js";
import { listenForKeys } from "./page/keys.js";
import { mountStage } from "./page/stage.js";

/** @param {Iterable<HTMLElement>} figures */
async function mountReaders(figures) {
  const curves = await askForCurves().catch(() => null); // without a server a curve is a picture
  for (const figure of curves ? figures : []) {
    const svg = figure.querySelector("svg");
    const name = figure.closest("article")?.id ?? "";
    const curve = curves?.[name];
    if (svg && curve) mountReader(curve, svg, name);
  }
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
  function first() {
    if (field.value.trim() === "") return undefined;
    const shown = cards.filter((card) => !card.hidden);
    return shown.find((card) => finds(field.value, card.id)) ?? shown[0]; // its own name goes before those of others
  }
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
for (const layer of document.querySelectorAll("[data-layer]")) if (layer instanceof HTMLElement) mountLayer(layer, layer.closest("article")?.id ?? "");
void mountReaders(document.querySelectorAll("figure[data-curve]"));
