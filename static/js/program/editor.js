// The program editor: a plain text area with line numbers and a mark behind the text.

import { rangeOf } from "./positions.js";
import { movedBy } from "./writing.js";

/** @typedef {import("../page/api.js").Problem} Problem */
/** @typedef {import("./writing.js").Edit} Edit */

export class Editor {
  #area;
  #gutter;
  #backdrop;
  /** @type {Problem | null} */
  #problem = null;
  /** @type {number | null} */
  #wrongLine = null;
  /** First and last, from 1. @type {[number, number] | null} */
  #litLines = null;
  /** The program that problems count in, and how it reads otherwise. @type {{ program: string, edits: readonly Edit[] }} */
  #source;

  /** @param {HTMLTextAreaElement} area @param {HTMLElement} gutter @param {HTMLElement} backdrop */
  constructor(area, gutter, backdrop) {
    this.#area = area;
    this.#gutter = gutter;
    this.#backdrop = backdrop;
    this.#source = { program: area.value, edits: [] };
    area.addEventListener("input", () => {
      this.#source = { program: area.value, edits: [] };
      this.mark(null);
    });
    area.addEventListener("scroll", () => this.#scroll());
    this.#number();
  }

  /** The program as it stands. */
  get text() {
    return this.#area.value;
  }

  /**
   * Show a program, with some of its numbers changed.
   * @param {string} program @param {string} text @param {readonly Edit[]} edits that make it of the program
   */
  show(program, text, edits) {
    this.#source = { program, edits };
    if (text === this.#area.value) return;
    this.#area.value = text;
    this.mark(this.#problem);
  }

  /**
   * Light the lines that the current step comes from.
   * @param {[number, number] | null} lines first and last, from 1
   */
  light(lines) {
    if (String(lines) === String(this.#litLines)) return;
    this.#litLines = lines;
    this.#number();
    const { style, classList } = this.#backdrop;
    if (lines) style.setProperty("--lit-from", String(lines[0] - 1));
    if (lines) style.setProperty("--lit-lines", String(lines[1] - lines[0] + 1));
    classList.toggle("lit", lines !== null);
  }

  /**
   * Mark where a problem is; `null` takes the mark away. Never changes the text.
   * @param {Problem | null} problem
   */
  mark(problem) {
    const { program, edits } = this.#source;
    const range = problem && rangeOf(program, problem)?.map((offset) => movedBy(edits, offset));
    this.#problem = problem;
    this.#wrongLine = range && problem ? (problem.line ?? null) : null;
    this.#area.setAttribute("aria-invalid", String(problem !== null));
    this.#backdrop.replaceChildren(...(range ? marked(this.#area.value, range) : []));
    this.#number();
  }

  #number() {
    const count = this.#area.value.split("\n").length;
    const [first, last] = this.#litLines ?? [Infinity, -Infinity];
    const numbers = Array.from({ length: count }, (_, k) => {
      const item = document.createElement("span");
      item.textContent = `${k + 1}\n`;
      item.classList.toggle("wrong", k + 1 === this.#wrongLine);
      item.classList.toggle("lit", k + 1 >= first && k + 1 <= last);
      return item;
    });
    this.#gutter.replaceChildren(...numbers);
    this.#scroll();
  }

  #scroll() {
    this.#gutter.scrollTop = this.#area.scrollTop;
    this.#backdrop.scrollTop = this.#area.scrollTop;
    this.#backdrop.scrollLeft = this.#area.scrollLeft;
  }
}

/** A text with a mark in it. @param {string} text @param {number[]} range where it begins and ends */
function marked(text, [start = 0, end = start]) {
  const mark = document.createElement("mark");
  mark.textContent = text.slice(start, end) || " ";
  return [text.slice(0, start), mark, text.slice(end), "\n"];
}
