// Switches below a layer: does this edge need a gradient? Its methods say what is left to do.

import { getOnce } from "../page/api.js";
import { make } from "../page/build.js";
import { layerOf, sparedText } from "./layer.js";

/** @typedef {import("./layer.js").Layer} Layer */

/** @param {HTMLElement} place with the methods in it @param {string} gate */
export function mountLayer(place, gate) {
  const told = make("p", { class: "layer-told", role: "status" });
  const switches = (place.dataset["layer"] ?? "").split(" ").map((name) => {
    const field = make("input", { type: "checkbox", autocomplete: "off" });
    field.checked = true;
    field.addEventListener("change", show);
    return { name, field, row: make("label", {}, field, ` ${name}`) };
  });
  place.append(make("fieldset", { class: "layer-needs" }, make("legend", {}, "Needs gradient"), ...switches.map(({ row }) => row), told));

  async function show() {
    told.textContent = "";
    const layers = await asked(gate);
    if (!layers) told.textContent = "The server does not answer.";
    if (!layers) return;
    const layer = layerOf(layers, switches.filter(({ field }) => field.checked).map(({ name }) => name));
    const [, forward, backward] = place.querySelectorAll("pre");
    if (!layer || !forward || !backward) return;
    [forward.textContent, backward.textContent] = [layer.forward, layer.backward];
    told.textContent = sparedText(layers, layer);
  }
}

/** @param {string} gate @returns {Promise<Layer[] | null>} */
async function asked(gate) {
  try {
    return /** @type {Record<string, Layer[]>} */ (await getOnce("gates/layers"))[gate] ?? [];
  } catch {
    return null; // the switches wait for a server
  }
}
