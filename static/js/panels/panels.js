// The drawer below the stage, over the full width: a strip of tabs and the panel that is open, or nothing.
// Opening it leaves the focus where it is; the stage is smaller, and the card and the timeline stay.

import { button, make } from "../page/build.js";
import { giveBack, isDialogOpen, toStage, wasPressed } from "../page/stage.js";
import { pressTab, showOpen } from "../page/tabs.js";
import { loaded } from "../page/version.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {NonNullable<State["panel"]>} Name */
/** @typedef {(element: HTMLElement, store: Store) => void} Mount */
/** @typedef {ReturnType<typeof makeTab> & { name: Name, fetched: () => Promise<Mount>, mounted: boolean }} Tab */
/** @typedef {Record<"inspect" | "palette" | "network" | "derive" | "nudge" | "learn" | "note", () => Promise<Mount>>} Others panels that need more of the page than its state */

/** In the order of the tabs, with what they are called. */
const PANELS = /** @type {const} */ ([
  ["inspect", "Inspect"], ["code", "Code"], ["check", "Check"], ["table", "Table"], ["formula", "Formula"], ["partials", "Partials"], ["derive", "Derivation"], ["nudge", "Nudge"], ["palette", "Palette"], ["network", "Network"], ["learn", "Learn"], ["counts", "Counts"], ["note", "Note"],
]);

/** What is fetched when it is first opened. */
const FETCHED = {
  code: async () => (await loaded(() => import("./code_view.js"))).mountCode,
  check: async () => (await loaded(() => import("./check_view.js"))).mountCheck,
  table: async () => (await loaded(() => import("./table_view.js"))).mountTable,
  formula: async () => (await loaded(() => import("./formula_view.js"))).mountFormula,
  counts: async () => (await loaded(() => import("./counts_view.js"))).mountCounts,
  partials: async () => (await loaded(() => import("./partials_view.js"))).mountPartials,
};

/**
 * Mount the drawer; a panel is made, and asks the server, when it is first opened.
 * @param {HTMLElement} element
 * @param {HTMLButtonElement} opener
 * @param {Store} store
 * @param {Others} others
 */
export function mountPanels(element, opener, store, others) {
  const drawer = new Drawer(element, opener, store, { ...FETCHED, ...others });
  drawer.follow();
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    panels: { keys: ["t"], shown: "t", label: "Panels", help: "open the panels below the picture, or close them", act: () => drawer.toggle() },
  };
  return actions;
}

class Drawer {
  #element;
  #opener;
  #store;
  #tabs;
  /** What opens next. @type {Name} */
  #last = "table";

  /** @param {HTMLElement} element @param {HTMLButtonElement} opener @param {Store} store @param {Record<Name, () => Promise<Mount>>} fetched */
  constructor(element, opener, store, fetched) {
    this.#element = element;
    this.#opener = opener;
    this.#store = store;
    this.#tabs = PANELS.map(([name, label]) => ({ ...makeTab(name, label), name, fetched: fetched[name], mounted: false }));
    for (const { name, tab } of this.#tabs) {
      tab.addEventListener("click", () => store.set({ panel: name }));
      tab.addEventListener("keydown", (event) => pressTab(this.#tabs, event));
    }
    const strip = make("div", { role: "tablist", "aria-label": "Panels" }, ...this.#tabs.map(({ tab }) => tab));
    const size = button("↕", () => this.#resize(size), { class: "square panel-size", "aria-label": "Larger", "aria-pressed": "false", title: "Larger, or smaller again" });
    const close = button("✕", () => this.close(), { class: "square close-panel", "aria-label": "Close the panel", title: "Close (Esc)" });
    element.classList.add("panels");
    element.append(make("div", { class: "panel-strip" }, strip, size, close), ...this.#tabs.map(({ body }) => body));
    opener.addEventListener("click", () => this.toggle());
    document.addEventListener("keydown", (event) => this.#escape(event));
  }

  /** Show the panel that the state says is open. */
  follow() {
    this.#store.watch(["panel"], ({ panel }) => {
      this.#last = panel ?? this.#last;
      this.#element.classList.toggle("open", panel !== null);
      this.#opener.setAttribute("aria-expanded", String(panel !== null));
      showOpen(this.#tabs, panel);
      const open = this.#tabs.find(({ name }) => name === panel);
      if (open) fill(open, this.#store);
    });
  }

  toggle() {
    if (this.#store.get().panel === null) this.#store.set({ panel: this.#last });
    else this.close();
  }

  /** Close it; the focus does not stay where nothing is. */
  close() {
    const active = document.activeElement;
    const isInside = this.#element.contains(active);
    const { selected } = this.#store.get();
    this.#store.set({ panel: null, selected: null, lit: null });
    if (!isInside) return;
    const node = document.querySelector('.picture svg [tabindex="0"]'); // what was inspected
    if (wasPressed(active)) toStage();
    else if (selected !== null && node instanceof SVGElement) node.focus();
    else giveBack(this.#opener);
  }

  /** @param {HTMLButtonElement} size */
  #resize(size) {
    size.setAttribute("aria-pressed", String(this.#element.classList.toggle("tall")));
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || this.#store.get().panel === null) return;
    if (isDialogOpen() || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    this.close();
  }
}

/** A tab and what it opens. @param {Name} name @param {string} label */
function makeTab(name, label) {
  const tab = make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, "data-panel": name }, label);
  const body = make("div", {
    role: "tabpanel", id: `panel-${name}`, class: `panel-body panel-${name}`, "aria-labelledby": `tab-${name}`, "data-panel": name,
  });
  return { tab, body };
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
