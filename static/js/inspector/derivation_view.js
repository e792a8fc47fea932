// The derivation of a gate's local derivative, one line a press, with the numbers at this input.

import { ProblemError, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { latest } from "../page/latest.js";
import { math } from "../page/mathml.js";
import { isPredicting } from "../predict/predict.js";
import { graphAsk } from "../trace/ask.js";
import { mayDerive, unfolded } from "./derivation.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./derivation.js").DerivationAnswer} DerivationAnswer */

/** Returns what stands in the inspector. @param {Store} store */
export function mountDerivation(store) {
  const begin = button("Derive it line by line", () => press());
  const lines = make("ol", { class: "derivation-lines" });
  const note = make("p", { class: "quiet", role: "status" });
  const next = button("Next line", () => press());
  const element = make("div", { class: "derivation", role: "group", "aria-label": "Derivation" }, begin, note, lines, next);
  /** Lines that are unfolded of the node that is selected. */
  let shown = 0;
  /** @type {number | null} */
  let node = null;

  /** @param {DerivationAnswer | null} answer */
  function show(answer) {
    const found = answer ? unfolded(answer, shown) : { lines: [], next: "", note: "" };
    const hadFocus = document.activeElement === next || document.activeElement === begin;
    begin.hidden = shown > 0;
    note.textContent = found.note;
    lines.hidden = found.lines.length === 0;
    lines.replaceChildren(...found.lines.map(({ formula, worked, why }) => make("li", {},
      make("span", { class: "derivation-formula" }, math(formula)),
      worked === null ? "" : make("span", { class: "derivation-worked" }, worked),
      make("span", { class: "quiet" }, why))));
    next.hidden = found.next === "";
    next.textContent = found.next;
    if (hadFocus && !next.hidden) next.focus();
    element.classList.toggle("unfolded", found.lines.length > 0);
    if (shown > 0) (next.hidden ? (lines.lastElementChild ?? note) : next).scrollIntoView({ block: "nearest" });
  }

  const asking = latest(0, (signal) => {
    const { seed: _, ...ask } = graphAsk(store.get());
    return post("api/v1/derivation", { ...ask, node: node ?? 0 }, signal);
  }, show, (error) => {
    if (!(error instanceof ProblemError)) throw error;
    note.textContent = error.problem.detail;
  });

  function press() {
    shown += 1;
    void asking.now();
  }

  store.watch(["trace", "selected", "predicting"], (state) => {
    const { trace, selected } = state;
    const chosen = trace && selected !== null ? trace.nodes[selected] : undefined;
    element.hidden = !trace || !chosen || isPredicting(state) || !mayDerive(trace, chosen);
    if (selected !== node) {
      node = selected;
      shown = 0;
      asking.stop();
      show(null);
    } else if (shown > 0 && !element.hidden) void asking.now(); // other numbers
  });
  return element;
}
