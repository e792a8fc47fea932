// The program's text in colours, behind the text area: only lines that look otherwise than before are made anew.

import { make } from "../page/build.js";
import { onAppearance } from "../page/palette.js";
import { keyOf, sameEnds } from "./painting.js";

/** @typedef {import("./painting.js").Piece} Piece */

const LINE = 1.5; // of the size of the letters

export class Painting {
  #sheet = make("div", { class: "paint" });
  /** What the lines look like. @type {string[]} */
  #keys = [];
  /** @type {readonly (readonly Piece[])[]} */
  #lines = [];

  /** @param {HTMLElement} backdrop as large as what is seen of the text area, and behind it */
  constructor(backdrop) {
    backdrop.replaceChildren(this.#sheet);
  }

  /** @param {readonly (readonly Piece[])[]} lines */
  show(lines) {
    const keys = lines.map(keyOf);
    const { head, tail } = sameEnds(this.#keys, keys);
    const before = this.#lines;
    this.#lines = lines;
    if (lines.length === before.length && lines.length === head + tail + 1) {
      const [line, was, now] = [this.#sheet.children[head], before[head], lines[head]];
      if (line && was && now && repaint(line, was, now)) {
        this.#keys = keys;
        return;
      }
    }
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

/**
 * Let both texts of an editor stand at the same places, at every size. A browser rounds the width of every piece
 * of a line to 1/64 of a pixel, but not that of every character: many pieces would drift away from the whole
 * line. So do lines whose height is no whole number of pixels.
 * @param {HTMLTextAreaElement} area
 */
export function keepTogether(area) {
  const paper = document.createElement("canvas").getContext("2d");
  const frame = /** @type {HTMLElement} */ (area.closest(".editor"));
  const fit = () => {
    if (!paper) return;
    const { fontSize, fontFamily } = getComputedStyle(area);
    paper.font = `${fontSize} ${fontFamily}`;
    const width = paper.measureText("0".repeat(100)).width / 100;
    frame.style.setProperty("--code-fit", `${Math.round(width * 64) / 64 - width}px`);
    frame.style.setProperty("--code-line", `${Math.round(parseFloat(fontSize) * LINE)}px`);
  };
  fit();
  onAppearance(area, fit);
}

/** A line as it is painted. @param {readonly Piece[]} pieces */
export function lineOf(pieces) {
  const line = make("div", { class: "line" });
  /** @type {HTMLElement | null} */
  let fault = null;
  for (const { text, role, wrong, mark } of pieces) {
    fault = wrong ? (fault ?? make("mark", {})) : null;
    if (fault && !fault.parentNode) line.append(fault);
    const classes = [role && `as-${role}`, mark].filter(Boolean).join(" ");
    (fault ?? line).append(classes ? make("span", { class: classes }, text) : text);
  }
  return line;
}

/**
 * Make those pieces of a line anew that look otherwise than before, as one number of many that a hand drags: a line may
 * hold the whole program. Returns whether that is all there is to do.
 * @param {Element} line @param {readonly Piece[]} before @param {readonly Piece[]} after
 */
function repaint(line, before, after) {
  if ([...before, ...after].some(({ wrong }) => wrong)) return false; // they stand in an element of their own
  const keys = [before, after].map((pieces) => pieces.map((piece) => keyOf([piece])));
  const { head, tail } = sameEnds(keys[0] ?? [], keys[1] ?? []);
  const old = [...line.childNodes].slice(head, before.length - tail);
  const next = line.childNodes[before.length - tail] ?? null;
  for (const node of old) node.remove();
  for (const node of [...lineOf(after.slice(head, after.length - tail)).childNodes]) line.insertBefore(node, next);
  return true;
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
