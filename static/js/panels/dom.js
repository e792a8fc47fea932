// Small helpers of the panels: copying, problems.

import { make } from "../page/build.js";
import { copied } from "../page/clipboard.js";

/**
 * A button that copies a text and says so.
 * @param {string} label
 * @param {() => string} text
 */
export function copyButton(label, text) {
  const button = make("button", { type: "button", class: "copy" }, label);
  const told = make("span", { class: "told", role: "status" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  button.addEventListener("click", async () => {
    const done = await copied(text());
    told.textContent = done ? "Copied" : "The browser does not allow copying here";
    clearTimeout(waiting);
    waiting = setTimeout(() => (told.textContent = ""), 3000);
  });
  return { button, told };
}

/**
 * Say plainly what went wrong.
 * @param {import("../page/api.js").Problem} problem
 */
export function problemText(problem) {
  const where = problem.line ? `Line ${problem.line}: ` : "";
  return `${where}${problem.detail}${problem.hint ? ` Try: ${problem.hint}.` : ""}`;
}
