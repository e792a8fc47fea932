// The tab of the code: the rule of the first descent in NumPy, with the line that is being done.

import { make } from "../page/build.js";

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
export function mountCode(element, store, { rules }) {
  const title = make("p", { class: "code-title" });
  const code = make("pre", { class: "rule-code", tabindex: "0", role: "region", "aria-label": "The update rule in NumPy" });
  element.append(title, code, make("p", { class: "code-told" }, "gradient(w) is one pass forward and one backward through the program. The loop ends after n updates, or once nothing moves; Pause stops it."));
  const find = (/** @type {string | undefined} */ name) => rules.find((rule) => rule.name === name) ?? /** @type {import("./types.js").Rule} */ (rules[0]);
  store.watch(["rules", "rate", "updates"], ({ rules: [name], rate, updates }) => {
    const { title: called, formula, lines } = find(name);
    title.textContent = `${called}: ${formula}`;
    code.replaceChildren(...[`rate = ${rate}; n = ${updates}`, ...lines].map((line) => make("span", { class: "code-line" }, `${line}\n`)));
  });
  store.watch(["at", "rules", "runs"], ({ at, rules: [name], runs }) => {
    const isOver = at >= (runs[0]?.updates.at(-1) ?? 0);
    const now = lineAt(find(name), at, isOver) + 1; // the rate stands above
    [...code.children].forEach((line, k) => line.classList.toggle("now", k === now && now > 0));
  });
}
