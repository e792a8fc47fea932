// The list of what can stand in the place of a name that is being typed. It is never in the way: Enter breaks the
// line and Tab leaves, unless something of the list was chosen, and it opens while somebody types and at no other time.

import { make } from "../page/build.js";
import { bracketAt, bracketsOf } from "./brackets.js";
import { FROM, fitting, inserted, namesIn, placed, typedAt } from "./completion.js";

/** @typedef {import("./completion.js").Offer} Offer */
/** @typedef {import("./completion.js").Typed} Typed */
/** @typedef {import("./editor.js").Editor} Editor */

const ID = "offers";

export class Completion {
  #editor;
  #area;
  #gates;
  #list = make("ul", { id: ID, role: "listbox", "aria-label": "What could be meant" });
  #told = make("p", { class: "offer-told" });
  #box = make("div", { class: "offers", popover: "manual" }, this.#list, this.#told);
  #say;
  /** @type {readonly Offer[]} */
  #offers = [];
  /** @type {Typed} */
  #typed = { start: 0, text: "" };
  #active = 0;
  /** Something of the list was chosen, or the list was asked for: Enter takes it. */
  #isMeant = false;
  #isInserting = false;
  /** A closing bracket came with a name, and typing one goes past it. */
  #hasClosed = false;

  /** @param {Editor} editor @param {() => readonly Offer[]} gates as far as they are there @param {(text: string) => void} say to who hears the page */
  constructor(editor, gates, say) {
    this.#say = say;
    this.#editor = editor;
    this.#area = editor.area;
    this.#gates = gates;
    const area = this.#area;
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-haspopup", "listbox");
    area.closest(".editor")?.after(this.#box);
    area.addEventListener("input", (event) => this.#input(event));
    area.addEventListener("beforeinput", (event) => this.#pass(event));
    area.addEventListener("keydown", (event) => this.#key(event));
    area.addEventListener("blur", () => this.#close());
    area.addEventListener("pointerdown", () => this.#close());
    area.addEventListener("scroll", () => this.#isOpen && this.#place());
    for (const moved of ["scroll", "resize"]) visualViewport?.addEventListener(moved, () => this.#isOpen && this.#place());
    this.#box.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps the focus
    this.#list.addEventListener("click", ({ target }) => {
      const option = target instanceof Element ? target.closest("li") : null;
      if (option) this.#take([...this.#list.children].indexOf(option));
    });
  }

  get #isOpen() {
    return this.#offers.length > 0;
  }

  /** @param {Event} event */
  #input(event) {
    if (this.#isInserting) return;
    const typing = event instanceof InputEvent && !event.isComposing && /^(insertText|insertCompositionText|deleteContentBackward)$/.test(event.inputType);
    const goesOn = typing && (this.#isOpen || /^insert/.test(event.inputType));
    this.#offer(goesOn ? FROM : Infinity, false);
  }

  /** @param {number} least letters @param {boolean} isAsked */
  #offer(least, isAsked) {
    const { selectionStart, selectionEnd } = this.#area;
    const { rows, roles, text } = this.#editor;
    const typed = selectionStart === selectionEnd ? typedAt(rows, selectionStart) : null;
    if (!typed || typed.text.length < least) return this.#close();
    const behind = text.slice(selectionStart);
    const offers = /^[\p{XID_Continue}]/u.test(behind) ? [] : fitting(typed.text, namesIn(rows, roles, typed.start), this.#gates(), behind);
    if (offers.length === 0) return this.#close();
    this.#isMeant = isAsked;
    this.#active = 0;
    this.#typed = typed;
    this.#open(offers);
  }

  /** @param {readonly Offer[]} offers */
  #open(offers) {
    const wasOpen = this.#isOpen;
    this.#offers = offers;
    this.#list.replaceChildren(...offers.map(optionOf));
    if (!wasOpen) this.#box.showPopover();
    this.#area.setAttribute("aria-controls", ID);
    this.#say(`${offers.length === 1 ? "One suggestion" : `${offers.length} suggestions`}; the arrow keys choose.`);
    this.#choose(0);
    this.#place();
  }

  #close() {
    if (!this.#isOpen) return;
    this.#offers = [];
    this.#box.hidePopover();
    this.#list.replaceChildren();
    this.#say("");
    this.#area.removeAttribute("aria-activedescendant");
    this.#area.removeAttribute("aria-controls");
  }

  /** @param {number} index */
  #choose(index) {
    this.#active = (index + this.#offers.length) % this.#offers.length;
    for (const [k, option] of [...this.#list.children].entries()) option.setAttribute("aria-selected", String(k === this.#active));
    const option = this.#list.children[this.#active];
    if (this.#isMeant && option) this.#area.setAttribute("aria-activedescendant", option.id);
    else this.#area.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
    const offer = this.#offers[this.#active];
    this.#told.textContent = offer?.summary ?? "";
    this.#box.classList.toggle("meant", this.#isMeant);
  }

  #place() {
    const { left, top, bottom } = this.#editor.rectOf(this.#typed.start, this.#typed.start);
    const { style } = this.#box;
    style.maxHeight = "";
    const { width, height } = this.#box.getBoundingClientRect();
    const { offsetLeft = 0, offsetTop = 0, width: wide = innerWidth, height: high = innerHeight } = visualViewport ?? {};
    const place = placed({ left, top, bottom }, { width, height }, { left: offsetLeft, top: offsetTop, width: wide, height: high });
    Object.assign(style, { left: `${place.left}px`, top: `${place.top}px`, maxHeight: place.height < height ? `${place.height}px` : "" });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.code === "Space" && event.ctrlKey) this.#offer(0, true);
    else if (!this.#isOpen || event.key === "Shift" || event.key === "Control") return;
    else if (plain && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const by = event.key === "ArrowDown" ? 1 : -1;
      const index = this.#isMeant || by < 0 ? this.#active + by : 0; // the first press chooses the first
      this.#isMeant = true;
      this.#choose(index);
    } else if (plain && ((event.key === "Enter" && this.#isMeant) || (event.key === "Tab" && !event.shiftKey))) this.#take(this.#active);
    else {
      if (event.key === "Escape" || !/^(.|Backspace)$/u.test(event.key)) this.#close();
      if (event.key !== "Escape") return;
    }
    event.preventDefault();
  }

  /** @param {number} index */
  #take(index) {
    const offer = this.#offers[index];
    if (!offer) return;
    const { start, text: typed } = this.#typed;
    const end = this.#area.selectionStart;
    const { text, cursor } = inserted(offer, this.#editor.text.slice(end));
    this.#close();
    this.#area.focus({ preventScroll: true });
    const stays = text.startsWith(typed) ? typed.length : 0; // undone, it stands there as it was typed
    this.#area.setSelectionRange(start + stays, end);
    this.#isInserting = true;
    document.execCommand("insertText", false, text.slice(stays)); // nothing else leaves the browser its undo
    this.#isInserting = false;
    this.#area.setSelectionRange(start + cursor, start + cursor);
    this.#hasClosed = text.endsWith(")");
  }

  /** A bracket that is typed where one stands that came with a name. @param {InputEvent} event */
  #pass(event) {
    const { selectionStart: cursor, selectionEnd } = this.#area;
    if (event.inputType === "insertLineBreak") this.#hasClosed = false;
    if (!this.#hasClosed || event.data !== ")" || cursor !== selectionEnd || this.#editor.text[cursor] !== ")") return;
    const brackets = bracketsOf(this.#editor.rows);
    if (bracketAt(brackets, cursor)?.partner === null || brackets.some(({ partner }) => partner === null)) return;
    event.preventDefault();
    this.#hasClosed = false;
    this.#area.setSelectionRange(cursor + 1, cursor + 1);
    this.#close();
  }
}

/** @param {Offer} offer @param {number} k */
function optionOf({ name, more, what, role, isCalled }, k) {
  const parts = [make("span", { class: `as-${role}` }, name), make("span", { class: "offer-more" }, isCalled ? more : "")];
  if (what) parts.push(make("span", { class: "offer-what" }, ` ${what}`));
  return make("li", { id: `offer-${k}`, role: "option", "aria-selected": "false" }, ...parts);
}
