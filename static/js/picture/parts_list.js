// The calls and gates of a picture that open and close, as a list for the keyboard.

import { button, make } from "../page/build.js";
import { giveBack } from "../page/stage.js";
import { keyOf, titleOf } from "../trace/parts.js";

/** @typedef {import("../trace/types.js").Part} Part */
/**
 * What a press on a part does, and the pointer or the focus on it.
 * @typedef {{ press: (key: string | undefined) => void, point: (part: Part | null) => void }} Uses
 */

const MOST_LISTED = 300;

export class PartsList {
  #menu;
  #uses;
  #list = make("div", { class: "parts" });

  /** @param {HTMLDetailsElement} menu @param {HTMLElement} frame of the picture: a press there leaves it open @param {Uses} uses */
  constructor(menu, frame, uses) {
    this.#menu = menu;
    this.#uses = uses;
    menu.append(this.#list);
    menu.dataset["menu"] = "";
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      menu.open = false;
      giveBack(menu.querySelector("summary"));
    });
    document.addEventListener("pointerdown", (event) => {
      const target = /** @type {Node} */ (event.target);
      if (!menu.contains(target) && !frame.contains(target)) menu.open = false;
    });
  }

  /** The focus stays on the part that it was on, or near. @param {readonly Part[]} parts */
  show(parts) {
    this.#menu.hidden = parts.length === 0;
    const focused = this.#list.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.getAttribute("data-key");
    this.#list.replaceChildren(...parts.slice(0, MOST_LISTED).map((part) => this.#entry(part)));
    if (parts.length > MOST_LISTED) this.#list.append(make("p", {}, `and ${parts.length - MOST_LISTED} more, on the picture`));
    if (!focused) return;
    const again = [...this.#list.children].find((one) => one.getAttribute("data-key") === key);
    const next = again ?? this.#list.firstElementChild ?? this.#menu.querySelector("summary");
    if (next instanceof HTMLElement) next.focus();
  }

  /** @param {Part} part */
  #entry(part) {
    const { press, point } = this.#uses;
    const made = button(titleOf(part), () => press(made.dataset["key"]), {
      "data-key": keyOf(part),
      "aria-pressed": String(part.open),
      title: part.open ? "open: press to close" : "closed: press to open",
    });
    for (const type of ["focus", "pointerenter"]) made.addEventListener(type, () => point(part));
    for (const type of ["blur", "pointerleave"]) made.addEventListener(type, () => point(null));
    return made;
  }
}
