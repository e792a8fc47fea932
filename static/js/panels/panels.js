// The panels under the picture: a strip of tabs, at most one of them open.

import { make } from "../page/build.js";
import { loaded } from "../page/version.js";
import { mountTable } from "./table.js";

/** @typedef {import("../page/store.js").Store} Store */

/** What mounts each; all but the one that the page opens with are fetched when they are opened. */
const PANELS = /** @type {const} */ ([
  ["code", "Code", async () => (await loaded(() => import("./code.js"))).mountCode],
  ["check", "Check", async () => (await loaded(() => import("./check_view.js"))).mountCheck],
  ["table", "Table", async () => mountTable],
  ["formula", "Formula", async () => (await loaded(() => import("./formula_view.js"))).mountFormula],
]);

/**
 * Mount the strip; a panel is made, and asks the server, when it is first opened.
 * @param {HTMLElement} element
 * @param {Store} store
 */
export function mountPanels(element, store) {
  const strip = make("div", { role: "tablist", "aria-label": "Panels" });
  const tabs = PANELS.map(([name, label, fetched]) => {
    const tab = make(
      "button",
      { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}` },
      label,
    );
    const body = make("div", {
      role: "tabpanel", id: `panel-${name}`, class: `panel-body panel-${name}`, "aria-labelledby": `tab-${name}`,
    });
    tab.addEventListener("click", () => {
      store.set({ panel: store.get().panel === name ? null : name });
    });
    tab.addEventListener("keydown", (event) => {
      const to = target(event.key);
      if (to === null) return;
      event.preventDefault();
      goTo(to);
    });
    strip.append(tab);
    return { name, tab, body, fetched, mounted: false };
  });
  const close = make("button", { type: "button", class: "close-panel", "aria-label": "Close the panel" }, "✕");
  close.addEventListener("click", () => {
    const open = tabs.find(({ name }) => name === store.get().panel);
    store.set({ panel: null });
    open?.tab.focus();
  });
  element.classList.add("panels");
  element.append(make("div", { class: "panel-strip" }, strip, close), ...tabs.map(({ body }) => body));

  /** Where a key leads from the tab that has the focus. @param {string} key */
  function target(key) {
    const here = tabs.findIndex(({ tab }) => tab === document.activeElement);
    const last = tabs.length - 1;
    switch (key) {
      case "ArrowRight": return here === last ? 0 : here + 1;
      case "ArrowLeft": return here <= 0 ? last : here - 1;
      case "Home": return 0;
      case "End": return last;
      default: return null;
    }
  }

  /** Move the focus; Enter or Space opens, as opening asks the server. @param {number} index */
  function goTo(index) {
    for (const [k, { tab }] of tabs.entries()) tab.tabIndex = k === index ? 0 : -1;
    tabs[index]?.tab.focus();
  }

  store.watch(["panel"], ({ panel }) => {
    const reachable = Math.max(0, tabs.findIndex(({ name }) => name === panel));
    close.hidden = panel === null;
    element.classList.toggle("open", panel !== null);
    for (const [k, entry] of tabs.entries()) {
      const open = entry.name === panel;
      entry.tab.setAttribute("aria-selected", String(open));
      entry.tab.tabIndex = k === reachable ? 0 : -1;
      entry.body.hidden = !open;
      if (!open || entry.mounted) continue;
      entry.mounted = true;
      entry.fetched().then(
        (mount) => mount(entry.body, store),
        () => { entry.mounted = false; }, // there is another version of it: opening it anew tries again
      );
    }
  });
}
