// What is wrong, where, and what to try: beside the program, which stays as it was typed.

/**
 * @param {HTMLElement} place
 * @param {HTMLTemplateElement} template
 * @param {import("./api.js").Problem | null} problem
 * @param {HTMLElement | null} [remedy] a button that does what to try
 */
export function showProblem(place, template, problem, remedy = null) {
  if (!problem) {
    place.replaceChildren();
    return;
  }
  const box = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const where = problem.line ? `Line ${problem.line}: ` : "";
  const texts = { what: where + problem.detail, snippet: problem.snippet, hint: problem.hint };
  for (const [name, text] of Object.entries(texts)) {
    const part = box.querySelector(`.${name}`);
    if (part) part.textContent = text ?? "";
  }
  if (remedy) box.querySelector(".hint")?.after(remedy);
  place.replaceChildren(box);
}
