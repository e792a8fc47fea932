// Small helpers of the panels: formulas, copying, problems.

import { make } from "../build.js";

/**
 * A formula that our own server wrote.
 * @param {string} mathml what stands inside the `math` element
 * @returns {Node}
 */
export function math(mathml) {
  const parsed = new DOMParser().parseFromString(`<math>${mathml}</math>`, "text/html");
  return document.importNode(parsed.body.firstChild ?? parsed.createTextNode(""), true);
}

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

/** @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text); // only pages from https or this machine have a clipboard
  }
}

/** @param {string} text */
function copiedTheOldWay(text) {
  const before = document.activeElement;
  const area = make("textarea", { class: "off-screen", "aria-hidden": "true", tabindex: -1 });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

/**
 * Say plainly what went wrong.
 * @param {import("../api.js").Problem} problem
 */
export function problemText(problem) {
  const where = problem.line ? `Line ${problem.line}: ` : "";
  return `${where}${problem.detail}${problem.hint ? ` Try: ${problem.hint}.` : ""}`;
}
