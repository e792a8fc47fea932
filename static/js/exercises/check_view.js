// Check with numbers: beside each gradient the difference quotient, and what that costs.

import { make } from "../page/build.js";
import { flat, isSummary } from "../trace/nested.js";
import { showNumber, showShape } from "../trace/numbers.js";
import { saidOf } from "./signs.js";
import { lastOf } from "./verdicts.js";

/** @typedef {import("./types.js").ExerciseStore} ExerciseStore */

const DIGITS = 4;
const MOST = 4; // numbers of an array that are written out

/** @param {{ press: HTMLButtonElement, place: HTMLElement }} places @param {ExerciseStore} store */
export function mountCheck({ press, place }, store) {
  const h = make("input", { type: "number", min: 0, step: "any", placeholder: "auto", autocomplete: "off", "aria-label": "h" });
  const scheme = make("select", { autocomplete: "off", "aria-label": "Scheme" }, make("option", { value: "central" }, "central"), make("option", { value: "forward" }, "forward"));
  const cost = make("p", { class: "check-cost" });
  const table = make("table", {});
  place.replaceChildren(make("div", { class: "check-row" }, make("label", {}, "h ", h), make("label", {}, "Scheme ", scheme)), table, cost);
  press.addEventListener("click", () => store.set({ checking: !store.get().checking }));
  h.addEventListener("input", () => store.set({ h: h.valueAsNumber > 0 ? h.valueAsNumber : null }));
  scheme.addEventListener("change", () => store.set({ scheme: scheme.value === "forward" ? "forward" : "central" }));
  store.watch(["checking"], ({ checking }) => {
    press.setAttribute("aria-pressed", String(checking));
    place.hidden = !checking;
  });
  store.watch(["quotients", "checked", "checking"], ({ quotients, checked, checking }) => {
    const rows = checking && quotients ? quotients.rows : [];
    const last = checked ? lastOf(checked) : new Map();
    const head = make("tr", {}, ...["Gradient", "Yours", "Difference quotient"].map((text) => make("th", { scope: "col" }, text)));
    table.replaceChildren(...(rows.length ? [head] : []), ...rows.map(({ name, numeric }) => {
      const verdict = last.get(`d${name}`);
      const own = verdict ? `${saidOf(verdict).sign} ${shown(verdict.value)}` : "?";
      return make("tr", {}, make("th", { scope: "row" }, `d${name}`), make("td", {}, own), make("td", {}, shown(numeric)));
    }));
    cost.textContent = rows.length && quotients ? costOf(quotients) : "";
  });
}

/** @param {import("./types.js").Quotients} quotients */
function costOf({ rows, scheme }) {
  const numbers = rows.reduce((sum, { total }) => sum + total, 0);
  const passes = scheme === "central" ? 2 * numbers : numbers + 1;
  const each = scheme === "central" ? "2 for each number" : "1 for each number and 1 more";
  return `Cost: ${passes} forward passes, ${each}. The backward pass gives all of them at once.`;
}

/** @param {import("../trace/types.js").Nested | null} value */
function shown(value) {
  if (value === null) return "—";
  if (isSummary(value)) return showShape(value.shape);
  const numbers = flat(value);
  const written = numbers.slice(0, MOST).map((one) => showNumber(one, DIGITS)).join(", ");
  return Array.isArray(value) ? `[${written}${numbers.length > MOST ? ", …" : ""}]` : written;
}
