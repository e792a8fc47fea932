// The controls that a link may hide by their names (`h=panels,share`), for a page that shows one thing.
// The picture, the program's errors and the way out are none of them: no link leaves an empty page.

/** What each name stands for. Links are kept for years, so a name never changes its meaning. */
export const CONTROLS = Object.freeze({
  bar: ".bar",
  card: "#step-card",
  detail: ".detail",
  digits: ".digits",
  editor: "#program-form, #fold",
  example: ".chooser",
  groups: "#groups",
  "help-button": "#help-button",
  inspector: '[data-panel="inspect"]',
  learn: '[data-panel="learn"]',
  legend: ".legend",
  minimap: "#minimap",
  modes: "#modes",
  network: '[data-panel="network"]',
  note: '[data-panel="note"]',
  nudge: '[data-panel="nudge"]',
  panels: "#panels, #panels-button",
  predict: "#predict, #predict-button",
  present: "#present",
  pressing: "#pressing",
  share: "#share, #downloads",
  timeline: "#timeline",
  tools: "#tools",
  undo: ".edits",
  warnings: "#warnings",
  zoom: ".zoom",
  // As links of earlier versions call them, by the ids of the page.
  nudging: '[data-panel="nudge"]',
  program: "#program-form, #fold",
  "program-form": "#program-form, #fold",
  "step-card": "#step-card",
});

/** Hide some controls, and show all others again. @param {readonly string[]} hidden names */
export function hideControls(hidden) {
  const wanted = new Set(hidden.map((name) => CONTROLS[/** @type {keyof typeof CONTROLS} */ (name)]));
  for (const selector of new Set(Object.values(CONTROLS))) {
    for (const element of document.querySelectorAll(selector)) element.toggleAttribute("data-away", wanted.has(selector));
  }
}
