// The stage of the data: the numbers of each row and its true class, both to be changed.

import { make } from "../page/build.js";
import { edited, withLabel } from "./edit.js";
import { keyed } from "./keyed.js";
import { editable, fillNumber } from "./numbers_view.js";
import { className, featureName, nounOf } from "./told.js";

/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

/** @param {HTMLElement} element @param {ClassifierStore} store */
export function mountData(element, store) {
  const show = keyed(({ data, labels, classes, mode, features }) => [data?.length, data?.[0]?.length, labels.length, classes, mode, features], (state) => {
    const { data, labels, classes } = state;
    const noun = nounOf(state);
    const columns = data?.[0]?.length ?? 0;
    const cells = labels.map((_, row) => Array.from({ length: columns }, (__, column) => editable({ table: "data", row, column }, `${featureName(state, column)} of ${noun} ${row + 1}`)));
    const choosers = labels.map((_, row) => labelChooser(store, classes, row, `true class of ${noun} ${row + 1}`));
    const rows = labels.map((_, row) => make("tr", {}, make("th", { scope: "row" }, `${noun} ${row + 1}`), ...(cells[row] ?? []).map((cell) => make("td", {}, cell)), make("td", {}, choosers[row] ?? "")));
    element.replaceChildren(
      make("p", { class: "stage-told" }, columns ? "Each row is a pair: its numbers x, and its true class y." : "Only the scores are given here, with the true class of each image."),
      make("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Data" },
        make("table", { class: "data-table" },
          make("caption", { class: "heard" }, "Data"),
          make("thead", {}, make("tr", {}, make("td", {}), ...Array.from({ length: columns }, (_, k) => make("th", { scope: "col" }, featureName(state, k))), make("th", { scope: "col" }, "true class y"))),
          make("tbody", {}, ...rows))));
    return (now) => {
      cells.forEach((line, row) => line.forEach((cell, column) => fillNumber(cell, now.data?.[row]?.[column] ?? NaN)));
      choosers.forEach((chooser, row) => (chooser.value = String(now.labels[row])));
    };
  });
  store.watch(["data", "labels", "classes", "mode", "features"], show);
}

/** @param {ClassifierStore} store @param {readonly string[]} classes @param {number} row @param {string} label */
export function labelChooser(store, classes, row, label) {
  const chooser = make("select", { autocomplete: "off", "aria-label": label }, ...classes.map((_, k) => make("option", { value: k }, className(classes, k))));
  chooser.addEventListener("change", () => store.set(edited(store.get(), withLabel(store.get(), row, Number(chooser.value)))));
  return chooser;
}
