// What is known locally beside what is wanted, filled in as the story goes; every entry lights its wire.

import { make } from "../page/build.js";
import { math } from "../page/mathml.js";
import { styled } from "../page/styled.js";
import { knownAt, knownOf, termAt, wantedAt, wantedOf } from "./partials.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./partials.js").Place} Place */

/** More entries than these nobody reads; the table has all. */
const MOST = 60;

/** @param {HTMLElement} element @param {Store} store */
export function mountPartials(element, store) {
  void styled("notation");
  const parts = build();
  element.append(parts.whole);
  /** What is drawn. @type {import("../trace/types.js").Trace | null} */
  let drawn = null;
  /** @type {((place: Place) => void)[]} */
  let fillers = [];
  store.watch(["trace", "step", "panel", "predicting", "guesses", "digits"], (state) => {
    const { trace, panel } = state;
    if (panel !== "partials" || !trace) return;
    if (trace !== drawn) fillers = draw(parts, store, trace);
    drawn = trace;
    for (const fill of fillers) fill(state);
    for (const list of [parts.known, parts.wanted]) list.querySelector(".now")?.scrollIntoView({ block: "nearest" });
  });
  store.watch(["lit"], ({ lit }) => {
    for (const entry of element.querySelectorAll("[data-edge]")) entry.classList.toggle("lit", entry.getAttribute("data-edge") === String(lit));
  });
}

function build() {
  const [known, wanted] = [make("ul", { class: "partials-known" }), make("ul", { class: "partials-wanted" })];
  const [knownTitle, wantedTitle] = [make("h2", { id: "partials-known" }), make("h2", { id: "partials-wanted" })];
  /** @param {HTMLElement} title @param {HTMLElement} list */
  const side = (title, list) => make("section", { class: "panel-scroll", tabindex: 0, role: "region", "aria-labelledby": title.id }, title, list);
  return { known, wanted, knownTitle, wantedTitle, whole: make("div", { class: "partials" }, side(knownTitle, known), side(wantedTitle, wanted)) };
}

/**
 * Write it all anew.
 * @param {ReturnType<typeof build>} parts @param {Store} store @param {import("../trace/types.js").Trace} trace
 * @returns {((place: Place) => void)[]} what fills in what depends on the step
 */
function draw(parts, store, trace) {
  parts.knownTitle.textContent = "Known locally, from the forward sweep";
  parts.wantedTitle.textContent = trace.mode === "forward" ? "Wanted, carried along" : "Wanted, from the backward sweep";
  const [known, wanted] = [knownOf(trace), wantedOf(trace)];
  const rows = [...known.slice(0, MOST).map((one) => knownRow(store, one)), ...wanted.slice(0, MOST).map((one) => wantedRow(store, one))];
  const count = Math.min(known.length, MOST);
  parts.known.replaceChildren(...rows.slice(0, count).map(({ item }) => item), ...more(known.length));
  parts.wanted.replaceChildren(...rows.slice(count).map(({ item }) => item), ...more(wanted.length));
  return rows.map(({ fill }) => fill);
}

/** @param {number} count */
function more(count) {
  return count > MOST ? [make("li", { class: "panel-note" }, `… ${count - MOST} more: the table has all`)] : [];
}

/** `∂f/∂q = z = −4` @param {Store} store @param {import("./partials.js").Known} known */
function knownRow(store, known) {
  const { edge, name, rule } = known;
  const number = blank();
  const isNumber = known.number !== null;
  const seen = make("span", { class: "named", "aria-hidden": "true" }, math(name), ...(rule ? [sign("="), math(rule)] : []), ...(isNumber ? [sign("=")] : []));
  const entry = lighting(store, edge.id, heard(rule ? `${name.text} = ${rule.text}` : name.text), seen, ...(isNumber ? [number] : []));
  const item = make("li", {}, entry);
  return {
    item,
    /** @param {Place} place */
    fill(place) {
      const { isNow, text } = knownAt(known, place);
      number.textContent = text;
      item.classList.toggle("now", isNow);
    },
  };
}

/** `∂f/∂x = ∂f/∂q · ∂q/∂x = (−4) · 1 = −4` @param {Store} store @param {import("./partials.js").Wanted} wanted */
function wantedRow(store, wanted) {
  const total = blank("total");
  const isSum = wanted.terms.length > 1; // in a line there is room for one product by name
  const terms = wanted.terms.map((term) => {
    const place = blank();
    const isLeftOut = term.isNumber && isSum;
    const factors = isLeftOut ? [] : term.factors.flatMap((factor, k) => [...(k > 0 ? [sign("·")] : []), math(factor)]);
    const isEquation = term.isNumber && factors.length > 0;
    const named = make("span", { class: "named", "aria-hidden": "true" }, ...factors, ...(isEquation ? [sign("=")] : []));
    const said = term.factors.map(({ text }) => text).join(" · ") || term.edge.derivative.text;
    return { term, named, place, entry: lighting(store, term.edge.id, heard(said), named, place) };
  });
  const product = make("span", { class: "terms" }, ...terms.flatMap(({ entry }, k) => [...(k > 0 ? [sign("+")] : []), entry]));
  const item = make("li", {}, heard(wanted.name.text), make("span", { "aria-hidden": "true" }, math(wanted.name)), sign("="), product, sign("="), total);
  return {
    item,
    /** @param {Place} place */
    fill(place) {
      let come = 0;
      for (const { term, named, place: slot, entry } of terms) {
        const { isThere, text } = termAt(term, place);
        slot.textContent = text;
        slot.hidden = isThere && text === "";
        named.hidden = entry.disabled = !isThere;
        if (isThere) come++;
      }
      product.classList.toggle("open", come === 0);
      const { isNow, text } = wantedAt(wanted, place);
      total.textContent = text;
      item.classList.toggle("now", isNow);
    },
  };
}

/** A place that is blank until its number comes. @param {string} [kind] */
const blank = (kind = "") => make("span", { class: `number ${kind}` });

/** What is read aloud in place of a formula. @param {string} text */
const heard = (text) => make("span", { class: "heard" }, text);

/** @param {string} text */
const sign = (text) => make("span", { class: "sign" }, text);

/** What lights a wire while it is pointed at, or has the focus. @param {Store} store @param {number} edge @param {...Node} children */
function lighting(store, edge, ...children) {
  const entry = make("button", { type: "button", class: "partial-entry", "data-edge": edge }, ...children);
  for (const event of ["pointerenter", "focus", "click"]) entry.addEventListener(event, () => store.set({ lit: edge }));
  for (const event of ["pointerleave", "blur"]) entry.addEventListener(event, () => store.get().lit === edge && store.set({ lit: null }));
  return entry;
}
