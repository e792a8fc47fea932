// What stands at the plane's side, one at a time: neuron space, the confusion matrix, the weights, an example's code.

import { buildTabs } from "../page/tab_set.js";

/** @typedef {"space" | "confusion" | "weights" | "code"} Side */

/** In the order of the tabs. @type {readonly (readonly [Side, string])[]} */
const SIDES = [["space", "Neuron space"], ["confusion", "Confusion"], ["weights", "Weights"], ["code", "Code"]];

/**
 * @param {HTMLElement} element
 * @param {() => void} opened is told once another is open
 * @returns {Record<Side, HTMLElement> & { offerCode: (possible: boolean) => void, open: () => Side }} where each is to be drawn; code is offered where there is some
 */
export function buildSides(element, opened) {
  /** @type {Side} */
  let side = "space";
  const set = buildTabs(element, "Beside the plane", SIDES, (name) => {
    side = name;
    opened();
  });

  /** Open the code where there is some, and leave it where there is none. @param {boolean} possible */
  function offerCode(possible) {
    const { tab } = set.tabs[3] ?? {};
    if (!tab || tab.hidden === !possible) return;
    const isOpen = side === "code";
    tab.hidden = !possible;
    tab.toggleAttribute("data-away", !possible);
    if (possible || isOpen) set.open(possible ? "code" : "space");
  }
  set.show(side);
  offerCode(false);
  return { ...set.bodies, offerCode, open: () => side };
}
