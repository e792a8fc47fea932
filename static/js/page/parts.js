// On a phone the picture stays in sight, and what else there is takes turns below it, by tabs.

import { make } from "./build.js";
import { pressTab, setStop } from "./tabs.js";

/**
 * @param {HTMLElement} strip where the tabs stand; it is seen on a phone alone
 * @param {HTMLElement} page that is told which part is open
 * @param {readonly (readonly [name: string, label: string])[]} parts in the order of the tabs; the first is open
 * @returns what opens another
 */
export function mountParts(strip, page, parts) {
  const tabs = parts.map(([name, label]) => ({ name, tab: make("button", { type: "button", role: "tab" }, label), body: page }));

  /** @param {string} name */
  function open(name) {
    page.dataset["part"] = name;
    for (const one of tabs) one.tab.setAttribute("aria-selected", String(one.name === name));
    setStop(tabs, name);
  }
  for (const { name, tab } of tabs) {
    tab.addEventListener("click", () => open(name));
    tab.addEventListener("keydown", (event) => {
      const next = pressTab(tabs, event);
      if (next) open(next.name);
    });
  }
  strip.append(...tabs.map(({ tab }) => tab));
  open(parts[0]?.[0] ?? "");
  return open;
}
