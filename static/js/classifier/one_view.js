// The mode of one example, or a few: each image as its pixels, its true class, and what is predicted of it.

import { make } from "../page/build.js";
import { makeBadges } from "./badges_view.js";
import { labelChooser } from "./data_view.js";
import { keyed } from "./keyed.js";
import { editable, fillNumber } from "./numbers_view.js";
import { featureName, nounOf } from "./told.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

const IN_A_ROW = 4; // pixels of a picture that stand side by side

/** @param {HTMLElement} element @param {ClassifierStore} store @param {import("./types.js").Runs} runs @returns {import("./types.js").Mode} */
export function mountOne(element, store, runs) {
  const show = keyed(({ labels, classes, data, features }) => [labels.length, classes, data?.[0]?.length, features], (state) => build(element, store, state));
  store.watch(["moment", "next", "data", "labels", "classes", "features", "mode"], (state) => {
    if (state.mode === "one") show(state);
  });
  return { runs, show: () => {} };
}

/** @param {HTMLElement} element @param {ClassifierStore} store @param {Readonly<State>} state */
function build(element, store, state) {
  const { labels, classes, data, features } = state;
  const noun = nounOf(state);
  const figures = labels.map((_, row) => {
    const pixels = (data?.[row] ?? []).map((__, column) => editable({ table: "data", row, column }, `${featureName(state, column)} of ${noun} ${row + 1}`, "pixel"));
    const across = pixels.length <= IN_A_ROW ? pixels.length : Math.ceil(Math.sqrt(pixels.length));
    const picture = make("div", { class: features.length ? "pixels plain" : "pixels", style: `--across: ${Math.max(across, 1)}` }, ...pixels, ...features.map((name) => make("small", {}, name)));
    const chooser = labelChooser(store, classes, row, `true class of ${noun} ${row + 1}`);
    const badges = makeBadges(row);
    const element = make("figure", { class: "example" }, ...(pixels.length ? [picture] : []), make("figcaption", {}, make("label", {}, features.length ? `${noun} ${row + 1} is a ` : `${noun} ${row + 1} shows a `, chooser), badges.element));
    return { element, pixels, chooser, badges };
  });
  element.replaceChildren(...figures.map((one) => one.element));
  return (/** @type {Readonly<State>} */ now) => {
    const most = Math.max(...(now.data ?? []).flat().map(Math.abs), 1e-9);
    figures.forEach(({ pixels, chooser, badges }, row) => {
      pixels.forEach((pixel, column) => {
        const value = now.data?.[row]?.[column] ?? NaN;
        const share = Math.min(Math.max(value / most, 0), 1);
        fillNumber(pixel, value);
        pixel.style.setProperty("--light", String(share));
        pixel.classList.toggle("bright", share > 0.5);
      });
      chooser.value = String(now.labels[row]);
      badges.show(now);
    });
  };
}
