// The program's text in colours, behind the text area: only lines that look otherwise than before are made anew.

import { make } from "../page/build.js";
import { keyOf, sameEnds } from "./painting.js";

/** @typedef {import("./painting.js").Piece} Piece */

export class Painting {
  #sheet = make("div", { class: "paint" });
  /** What the lines look like. @type {string[]} */
  #keys = [];

  /** @param {HTMLElement} backdrop as large as what is seen of the text area, and behind it */
  constructor(backdrop) {
    backdrop.replaceChildren(this.#sheet);
  }

  /** @param {readonly (readonly Piece[])[]} lines */
  show(lines) {
    const keys = lines.map(keyOf);
    const { head, tail } = sameEnds(this.#keys, keys);
    const old = [...this.#sheet.children].slice(head, this.#keys.length - tail);
    const next = this.#sheet.children[this.#keys.length - tail] ?? null;
    for (const line of old) line.remove();
    const made = document.createDocumentFragment();
    for (const pieces of lines.slice(head, lines.length - tail)) made.append(lineOf(pieces));
    this.#sheet.insertBefore(made, next);
    this.#keys = keys;
  }

  /** Stand where the text area stands. @param {number} left @param {number} top how far it is scrolled */
  scroll(left, top) {
    this.#sheet.style.transform = left || top ? `translate(${-left}px, ${-top}px)` : "";
  }

  /** The line at a height of the window; null where there is none. @param {number} y */
  lineAt(y) {
    const { top, height } = this.#sheet.firstElementChild?.getBoundingClientRect() ?? { top: 0, height: 1 };
    const line = Math.floor((y - top) / height);
    return line >= 0 && line < this.#keys.length ? line : null;
  }

  /** Where a stretch of a line is on the window. @param {number} line from 0 @param {number} start @param {number} end columns */
  rectOf(line, start, end) {
    const element = this.#sheet.children[line];
    const range = document.createRange();
    if (!element) return this.#sheet.getBoundingClientRect();
    range.setStart(...placeIn(element, start));
    range.setEnd(...placeIn(element, end));
    const found = start === end ? [...range.getClientRects()].at(-1) : range.getBoundingClientRect();
    return found ?? element.getBoundingClientRect();
  }
}

/** @param {readonly Piece[]} pieces */
function lineOf(pieces) {
  const line = make("div", { class: "line" });
  /** @type {HTMLElement} */
  let into = line;
  /** @type {Piece["mark"]} */
  let marked = null;
  for (const { text, role, mark } of pieces) {
    if (mark !== marked) {
      into = mark ? make("mark", { class: mark }) : line;
      if (mark) line.append(into);
      marked = mark;
    }
    into.append(role ? make("span", { class: `as-${role}` }, text) : text);
  }
  return line;
}

/** The node and the place in it of a column. @param {Element} line @param {number} column @returns {[Node, number]} */
function placeIn(line, column) {
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let left = column;
  /** @type {Node | null} */
  let last = null;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (left <= length) return [node, left];
    left -= length;
    last = node;
  }
  return last ? [last, /** @type {Text} */ (last).length] : [line, 0];
}
