// Copies a text and says so; where the browser does not let the page, the reader copies it by hand.

import { button, make } from "../page/build.js";
import { copied } from "../page/clipboard.js";
import { giveBack } from "../page/stage.js";

const SHOWN = 6000; // ms that a message stays
const SILENT = 30; // ms without a message, after which a live region speaks of the same one again

export class Copying {
  status = make("p", { class: "share-status", role: "status" });
  #what = make("span", {});
  #text = make("textarea", { readonly: true, rows: 3, spellcheck: "false" });
  /** The text to be copied by hand. */
  field = make(
    "div", { class: "share-field", hidden: true }, make("label", {}, this.#what, this.#text), button("Close", () => this.close()),
  );
  #opener;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #fading;

  /** @param {HTMLElement} opener what the focus goes back to from the field */
  constructor(opener) {
    this.#opener = opener;
  }

  /** @param {string} message */
  say(message) {
    clearTimeout(this.#fading);
    this.status.textContent = "";
    this.#fading = setTimeout(() => {
      this.status.textContent = message;
      this.#fading = setTimeout(() => this.status.replaceChildren(), SHOWN);
    }, SILENT);
  }

  /** @param {string} text @param {string} what @param {string} [but] what is missing from it */
  async copy(text, what, but = "") {
    if (await copied(text)) {
      this.close();
      this.say(`${what} copied${but}`);
      return;
    }
    this.field.hidden = false;
    this.#what.textContent = what;
    this.#text.value = text;
    this.#text.focus();
    this.#text.select();
    this.say(`The browser does not let the page copy: copy the selected text${but}`);
  }

  /** Take the field away. */
  close() {
    if (this.field.contains(document.activeElement)) giveBack(this.#opener);
    this.field.hidden = true;
  }
}
