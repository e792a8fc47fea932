// The tab of the code: the rule of the first descent in NumPy, with the line that is being done.

import { make } from "../page/build.js";
import { variedRule } from "./varying.js";

/**
 * Which line is being done: before an update the one that takes the gradient, then those of the update in turn.
 * @param {import("./types.js").Rule} rule @param {number} at the update, with its fraction @param {boolean} isOver
 */
export function lineAt({ lines, gradient }, at, isOver) {
  if (isOver) return -1;
  const inside = lines.length - gradient;
  return gradient + Math.min(Math.floor((at - Math.floor(at)) * inside), inside - 1);
}

/**
 * @param {HTMLElement} element @param {import("./types.js").DescentStore} store @param {import("./types.js").Choices} choices
 */
export function mountCode(element, store, { rules, schedules }) {
  const title = make("p", { class: "code-title" });
  const code = make("pre", { class: "rule-code", tabindex: "0", role: "region", "aria-label": "The update rule in NumPy" });
  const told = make("p", { class: "code-told" });
  element.append(title, code, told);
  /** What is written. @type {import("./types.js").Rule} */
  let written;
  const find = (/** @type {Readonly<import("./types.js").State>} */ state) => variedRule(rules.find(({ name }) => name === state.rules[0]) ?? /** @type {import("./types.js").Rule} */ (rules[0]), state, schedules);
  store.watch(["rules", "rate", "rates", "options", "schedule", "noise", "batch", "seed", "updates"], (state) => {
    written = find(state);
    const { title: called, formula, lines } = written;
    title.textContent = `${called}: ${formula}`;
    code.replaceChildren(...lines.map((line) => make("span", { class: "code-line" }, `${line}\n`)));
    told.textContent = `gradient(w) is one pass forward and one backward through the program${state.batch ? ", here of the rows in the batch" : ""}. The loop ends after n updates, or once nothing moves; Pause stops it.`;
  });
  let shown = -1;
  store.watch(["at", "rules", "runs", "schedule", "noise", "tab"], (state) => {
    const isOver = state.at >= (state.runs[0]?.updates.at(-1) ?? 0);
    const now = lineAt(written, state.at, isOver);
    [...code.children].forEach((line, k) => line.classList.toggle("now", k === now));
    if (state.tab === "code" && now !== shown) reveal(code, code.children[now]);
    shown = now;
  });
}

/** Scroll no further than a line needs. @param {HTMLElement} code @param {Element | undefined} line */
function reveal(code, line) {
  if (!line || code.scrollHeight <= code.clientHeight) return;
  const [outer, inner] = [code.getBoundingClientRect(), line.getBoundingClientRect()];
  code.scrollTop += Math.max(inner.bottom - outer.bottom, 0) + Math.min(inner.top - outer.top, 0);
}
