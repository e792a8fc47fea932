// What stands in one place, one at a time: a strip of tabs with a body for each.

import { make } from "./build.js";
import { pressTab, showOpen } from "./tabs.js";

/** So that the tabs of several sets have ids of their own. */
let made = 0;

/**
 * @template {string} N
 * @param {HTMLElement} element that the strip and the bodies are put into
 * @param {string} label of the strip
 * @param {readonly (readonly [name: N, text: string])[]} rows in the order of the tabs
 * @param {(name: N) => void} opened is told once another is open
 */
export function buildTabs(element, label, rows, opened) {
  const set = made++;
  const tabs = rows.map(([name, text]) => {
    const ids = { tab: `side-${name}-${set}`, body: `side-${name}-body-${set}` };
    const tab = make("button", { type: "button", role: "tab", id: ids.tab, "aria-controls": ids.body }, text);
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
  element.append(make("div", { class: "side-tabs", role: "tablist", "aria-label": label }, ...tabs.map(({ tab }) => tab)), ...tabs.map(({ body }) => body));

  /** @param {N} name */
  function open(name) {
    showOpen(tabs, name);
    opened(name);
  }
  const bodies = /** @type {Record<N, HTMLElement>} */ (/** @type {unknown} */ (Object.fromEntries(tabs.map(({ name, body }) => [name, body]))));
  return { tabs, bodies, open, show: (/** @type {N} */ name) => showOpen(tabs, name) };
}
