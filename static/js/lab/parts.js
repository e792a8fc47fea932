// On a phone the plane stays in sight, and what else there is takes turns below it, by tabs.

import { make } from "../page/build.js";
import { pressTab, setStop } from "../page/tabs.js";

/** In the order of the tabs. */
const PARTS = /** @type {const} */ ([["network", "Network"], ["sides", "Neurons"], ["curves", "Curves"], ["settings", "Settings"]]);

/**
 * @param {HTMLElement} strip where the tabs stand; it is seen on a phone alone
 * @param {HTMLElement} page that is told which part is open
 * @param {import("./types.js").LabStore} store
 */
export function mountParts(strip, page, store) {
  const tabs = PARTS.map(([name, label]) => ({ name, tab: make("button", { type: "button", role: "tab" }, label), body: page }));

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
  open("network");
  store.watch(["staged"], ({ staged }) => staged && open("network")); // where the stages of slow motion are told
}
