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
  /** @type {readonly string[]} */
  let hidden = [];
  menu.append(button("For a class …", show, { title: "A link that hides some of the controls" }));

  function show() {
    const dialog = build(hidden, link);
    document.body.append(dialog);
    dialog.showModal();
  }

  return {
    /** Hide what a link hides. @param {readonly string[]} names */
    hide(names) {
      hidden = names;
      sheet.replaceSync(hidingRule(names));
    },
  };
}

/** @param {readonly string[]} hidden what is ticked at first @param {(hidden: string[]) => Promise<{ address: string, warning: string }>} link */
function build(hidden, link) {
  const ticks = HIDDEN_NAMES.map((name) => make("input", { type: "checkbox", value: name, autocomplete: "off", checked: hidden.includes(name) }));
  const copy = button("Copy the link", () => void give());
  const copying = new Copying(copy);
  const rows = ticks.map((tick, k) => make("label", {}, tick, HIDING[HIDDEN_NAMES[k] ?? "data"].title));
  const dialog = make("dialog", { class: "help class-links", "aria-labelledby": "class-title" },
    make("form", { method: "dialog" }, make("button", {}, "Close")),
    make("h2", { id: "class-title" }, "A link for a class"),
    make("p", {}, "It opens what is shown now, without the controls that are ticked here."),
    make("div", { class: "class-names" }, ...rows),
    make("div", { class: "share" }, copy, copying.status, copying.field));
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // the keys of the run are not for here
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;

  async function give() {
    const { address, warning } = await link(ticks.filter(({ checked }) => checked).map(({ value }) => value));
    await copying.copy(address, "Link", warning);
  }
}
