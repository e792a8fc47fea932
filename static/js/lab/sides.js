// What stands at the plane's side, one at a time: neuron space, the confusion matrix, the weights, an example's code.

import { make } from "../page/build.js";
import { pressTab, showOpen } from "../page/tabs.js";

/** @typedef {"space" | "confusion" | "weights" | "code"} Side */

/** In the order of the tabs. @type {readonly (readonly [Side, string])[]} */
const SIDES = [["space", "Neuron space"], ["confusion", "Confusion"], ["weights", "Weights"], ["code", "Code"]];

/** So that the tabs of several runs have names of their own. */
let made = 0;

/**
 * @param {HTMLElement} element
 * @param {() => void} opened is told once another is open
 * @returns {Record<Side, HTMLElement> & { offerCode: (possible: boolean) => void, open: () => Side }} where each is to be drawn; code is offered where there is some
 */
export function buildSides(element, opened) {
  const run = made++;
  /** @type {Side} */
  let side = "space";
  const tabs = SIDES.map(([name, label]) => {
    const ids = { tab: `side-${name}-${run}`, body: `side-${name}-body-${run}` };
    const tab = make("button", { type: "button", role: "tab", id: ids.tab, "aria-controls": ids.body }, label);
    const body = make("div", { role: "tabpanel", id: ids.body, "aria-labelledby": ids.tab, class: "side-body", "data-view": name });
    return { name, tab, body };
  });
  for (const { name, tab } of tabs) {
    tab.addEventListener("click", () => open(name));
    tab.addEventListener("keydown", (event) => {
      const next = pressTab(tabs, event);
      if (next) open(next.name);
    });
  }
  element.append(make("div", { class: "side-tabs", role: "tablist", "aria-label": "Beside the plane" }, ...tabs.map(({ tab }) => tab)), ...tabs.map(({ body }) => body));

  /** @param {Side} name */
  function open(name) {
    side = name;
    showOpen(tabs, name);
    opened();
  }
  /** Open the code where there is some, and leave it where there is none. @param {boolean} possible */
  function offerCode(possible) {
    const { tab } = tabs[3] ?? {};
    if (!tab || tab.hidden === !possible) return;
    const isOpen = side === "code";
    tab.hidden = !possible;
    tab.toggleAttribute("data-away", !possible);
    if (possible || isOpen) open(possible ? "code" : "space");
  }
  showOpen(tabs, side);
  offerCode(false);
  const [space, confusion, weights, code] = tabs.map(({ body }) => body);
  return { .../** @type {Record<Side, HTMLElement>} */ ({ space, confusion, weights, code }), offerCode, open: () => side };
}
