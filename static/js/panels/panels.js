// The panels under the picture: a strip of tabs, at most one of them open.

import { button, make } from "../page/build.js";
import { loaded } from "../page/version.js";
import { mountTable } from "./table_view.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {ReturnType<typeof makeTab> & { name: string, fetched: typeof PANELS[number][2], mounted: boolean }} Tab */

/** What mounts each; all but the one that the page opens with are fetched when they are opened. */
const PANELS = /** @type {const} */ ([
  ["code", "Code", async () => (await loaded(() => import("./code_view.js"))).mountCode],
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
  const tabs = PANELS.map(([name, label, fetched]) => ({ ...makeTab(name, label), name, fetched, mounted: false }));
  const close = button("✕", () => {
    const open = tabs.find(({ name }) => name === store.get().panel);
    store.set({ panel: null });
    open?.tab.focus();
  }, { class: "close-panel", "aria-label": "Close the panel" });
  for (const { name, tab } of tabs) {
    tab.addEventListener("click", () => store.set({ panel: store.get().panel === name ? null : name }));
    tab.addEventListener("keydown", (event) => press(tabs, event));
  }
  const strip = make("div", { role: "tablist", "aria-label": "Panels" }, ...tabs.map(({ tab }) => tab));
  element.classList.add("panels");
  element.append(make("div", { class: "panel-strip" }, strip, close), ...tabs.map(({ body }) => body));

  store.watch(["panel"], ({ panel }) => {
    close.hidden = panel === null;
    element.classList.toggle("open", panel !== null);
    showOpen(tabs, panel);
    const open = tabs.find(({ name }) => name === panel);
    if (open) fill(open, store);
  });
}

/** A tab and what it opens. @param {string} name @param {string} label */
function makeTab(name, label) {
  const tab = make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}` }, label);
  const body = make("div", {
    role: "tabpanel", id: `panel-${name}`, class: `panel-body panel-${name}`, "aria-labelledby": `tab-${name}`,
  });
  return { tab, body };
}

/** Move the focus; Enter or Space opens, as opening asks the server. @param {readonly Tab[]} tabs @param {KeyboardEvent} event */
function press(tabs, event) {
  const to = tabAfter(tabs.findIndex(({ tab }) => tab === document.activeElement), tabs.length - 1, event.key);
  if (to === null) return;
  event.preventDefault();
  setStop(tabs, to);
  tabs[to]?.tab.focus();
}

/** Where a key leads from the tab that has the focus. @param {number} here @param {number} last @param {string} key */
function tabAfter(here, last, key) {
  switch (key) {
    case "ArrowRight": return here === last ? 0 : here + 1;
    case "ArrowLeft": return here <= 0 ? last : here - 1;
    case "Home": return 0;
    case "End": return last;
    default: return null;
  }
}

/** The tabs are one stop of the Tab key. @param {readonly Tab[]} tabs @param {number} stop */
function setStop(tabs, stop) {
  for (const [k, { tab }] of tabs.entries()) tab.tabIndex = k === stop ? 0 : -1;
}

/** @param {readonly Tab[]} tabs @param {string | null} panel */
function showOpen(tabs, panel) {
  for (const { name, tab, body } of tabs) {
    tab.setAttribute("aria-selected", String(name === panel));
    body.hidden = name !== panel;
  }
  setStop(tabs, Math.max(0, tabs.findIndex(({ name }) => name === panel)));
}

/** Make a panel when it is first opened. @param {Tab} opened @param {Store} store */
function fill(opened, store) {
  if (opened.mounted) return;
  opened.mounted = true;
  opened.fetched().then(
    (mount) => mount(opened.body, store),
    () => { opened.mounted = false; }, // there is another version of it: opening it anew tries again
  );
}
