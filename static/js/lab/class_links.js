// Links for a class, which hide the controls that a task is not about.

import { Copying } from "../link/copying.js";
import { button, make } from "../page/build.js";
import { HIDDEN_NAMES, HIDING, hidingRule } from "./hiding.js";

/**
 * @param {HTMLElement} menu where it is offered
 * @param {(hidden: string[]) => Promise<{ address: string, warning: string }>} link to what is shown, with some controls hidden
 */
export function mountClassLinks(menu, link) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  const ticks = HIDDEN_NAMES.map((name) => make("input", { type: "checkbox", value: name, autocomplete: "off" }));
  const copy = button("Copy the link", () => void give(), { class: "play" });
  const copying = new Copying(copy);
  const rows = ticks.map((tick, k) => make("label", {}, tick, HIDING[HIDDEN_NAMES[k] ?? "data"].title));
  const dialog = make("dialog", { class: "help class-links", "aria-labelledby": "class-title" },
    make("form", { method: "dialog" }, make("button", {}, "Close")),
    make("h2", { id: "class-title" }, "A link for a class"),
    make("p", {}, "It opens what is shown now, without the controls that are ticked here."),
    make("div", { class: "class-names" }, ...rows),
    make("div", { class: "share" }, copy, copying.status, copying.field));
  document.body.append(dialog);
  menu.append(button("For a class …", () => dialog.showModal(), { title: "A link that hides some of the controls" }));
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // the keys of the run are not for here

  async function give() {
    const { address, warning } = await link(ticks.filter(({ checked }) => checked).map(({ value }) => value));
    await copying.copy(address, "Link", warning);
  }

  return {
    /** Hide what a link hides. @param {readonly string[]} names */
    hide(names) {
      for (const tick of ticks) tick.checked = names.includes(tick.value);
      sheet.replaceSync(hidingRule(names));
    },
  };
}
