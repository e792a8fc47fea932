// The program editor: a plain text area, which has the text, its cursor and its keys, and behind it the same
// text in colours, with line numbers and what is marked.

import { longestProgram } from "../link/bounds.js";
import { bracketAt, bracketsOf } from "./brackets.js";
import { carried, piecesOf } from "./painting.js";
import { keepTogether, Painting } from "./painting_view.js";
import { rangeOf } from "./positions.js";
import { rolesOf } from "./roles.js";
import { rowsOf } from "./tokens.js";
import { movedBy } from "./writing.js";

/** @typedef {import("../page/api.js").Problem} Problem */
/** @typedef {import("./painting.js").Mark} Mark */
/** @typedef {import("./writing.js").Edit} Edit */

export class Editor {
  /** Where the program is written. @readonly */
  area;
  /** The page wrote the text last, of which the browser's own undo knows nothing. */
  #isByPage = false;
  #gutter;
  #backdrop;
  #painting;
  /** @type {Problem | null} */
  #problem = null;
  /** @type {number | null} */
  #wrongLine = null;
  /** First and last, from 1. @type {[number, number] | null} */
  #litLines = null;
  /** The program that problems count in, and how it reads otherwise. @type {{ program: string, edits: readonly Edit[] }} */
  #source;
  /** @type {ReturnType<typeof rowsOf>} */
  #rows = [];
  /** @type {ReturnType<typeof rolesOf>} */
  #roles = [];
  /** What is painted, and which lines are numbered how. */
  #painted = { rows: this.#rows, looks: "" };
  #numbered = "";
  /** @type {{ problem: Mark | null, brackets: Mark[], number: Mark | null }} */
  #marks = { problem: null, brackets: [], number: null };

  /** @param {HTMLTextAreaElement} area @param {HTMLElement} gutter @param {HTMLElement} backdrop */
  constructor(area, gutter, backdrop) {
    this.area = area;
    this.#gutter = gutter;
    this.#backdrop = backdrop;
    this.#painting = new Painting(backdrop);
    this.#source = { program: area.value, edits: [] };
    area.addEventListener("input", () => {
      this.#source = { program: area.value, edits: [] };
      this.#isByPage = false;
      this.#problem = this.#marks.problem = this.#marks.number = this.#wrongLine = null;
      area.setAttribute("aria-invalid", "false");
      this.#read();
    });
    area.addEventListener("scroll", () => this.#scroll());
    for (const moved of ["keyup", "pointerup", "focus", "blur"]) area.addEventListener(moved, () => this.#matchBrackets());
    document.addEventListener("selectionchange", () => this.#matchBrackets());
    keepTogether(area);
    this.#read();
  }

  /** The program as it stands. */
  get text() {
    return this.area.value;
  }

  /** Whether the page wrote the text last, and not its reader. */
  get isByPage() {
    return this.#isByPage;
  }

  /** The program as it reads, line by line. */
  get rows() {
    return this.#rows;
  }

  /** What its tokens mean, line by line. */
  get roles() {
    return this.#roles;
  }

  /** How the text comes of the program. */
  get source() {
    return this.#source;
  }

  /**
   * Show a program, with some of its numbers changed.
   * @param {string} program @param {string} text @param {readonly Edit[]} edits that make it of the program
   */
  show(program, text, edits) {
    this.#source = { program, edits };
    const before = this.area.value;
    if (text === before) return;
    const { selectionStart, selectionEnd, scrollLeft, scrollTop } = this.area;
    this.area.value = text;
    this.#isByPage = true;
    if (document.activeElement === this.area) {
      this.area.setSelectionRange(carried(before, text, selectionStart), carried(before, text, selectionEnd));
      Object.assign(this.area, { scrollLeft, scrollTop });
    }
    this.#read();
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
    const [start, end] = (problem && rangeOf(program, problem)?.map((offset) => movedBy(edits, offset))) ?? [];
    this.#problem = problem;
    this.#marks.problem = start === undefined ? null : { start, end: end ?? start, kind: "wrong" };
    this.#wrongLine = start !== undefined && problem ? (problem.line ?? null) : null;
    this.area.setAttribute("aria-invalid", String(problem !== null));
    this.#paint();
    this.#number();
  }

  /** Mark a number as one that a hand can take; null takes the mark away. @param {{ start: number, end: number } | null} number */
  hold(number) {
    const { number: before } = this.#marks;
    if (before?.start === number?.start && before?.end === number?.end) return;
    this.#marks.number = number && { start: number.start, end: number.end, kind: "number" };
    this.#paint();
  }

  /** The line and the column of a place in the text, both from 0. @param {number} offset */
  placeOf(offset) {
    const line = Math.max(this.#rows.findLastIndex(({ at }) => at <= offset), 0);
    return { line, column: offset - (this.#rows[line]?.at ?? 0) };
  }

  /** Where a stretch of one line of the text is on the window. @param {number} start @param {number} end */
  rectOf(start, end) {
    const { line, column } = this.placeOf(start);
    return this.#painting.rectOf(line, column, column + end - start);
  }

  /** The line at a height of the window, from 0. @param {number} y */
  lineAt(y) {
    return this.#painting.lineAt(y);
  }

  #read() {
    const { value, classList } = this.area;
    const isRead = value.length <= longestProgram(); // the colours of what no server reads would take their time
    classList.toggle("painted", isRead);
    this.#rows = rowsOf(isRead ? value : "", this.#rows);
    this.#roles = rolesOf(this.#rows);
    const { number } = this.#marks;
    if (number) this.#marks.number = { ...number, end: this.#endOf(number.start) }; // it is being changed
    this.#markBrackets();
    this.#paint();
    this.#number();
  }

  /** Where the number ends that begins at a place, or behind its sign there. @param {number} start */
  #endOf(start) {
    const { line, column } = this.placeOf(start);
    return start - column + (this.#rows[line]?.tokens.find(({ kind, end }) => kind === "number" && end > column)?.end ?? column);
  }

  #matchBrackets() {
    this.#markBrackets();
    this.#paint();
  }

  #markBrackets() {
    const { area } = this;
    const is = document.activeElement === area && area.selectionStart === area.selectionEnd;
    const found = is ? bracketAt(bracketsOf(this.#rows), area.selectionStart) : null;
    const at = found ? [found.at, ...(found.partner === null ? [] : [found.partner])] : [];
    const kind = at.length === 1 ? "alone" : "pair";
    this.#marks.brackets = at.map((start) => ({ start, end: start + 1, kind }));
  }

  #paint() {
    const { problem, brackets, number } = this.#marks;
    const marks = [...brackets, number, problem].filter((mark) => mark !== null);
    const looks = JSON.stringify(marks);
    if (this.#painted.rows === this.#rows && this.#painted.looks === looks) return;
    this.#painted = { rows: this.#rows, looks };
    this.#painting.show(this.#rows.map((row, k) => piecesOf(row, this.#roles[k] ?? [], marks)));
  }

  #number() {
    const looks = JSON.stringify([this.#rows.length, this.#litLines, this.#wrongLine]);
    if (this.#numbered === looks) return;
    this.#numbered = looks;
    const [first, last] = this.#litLines ?? [Infinity, -Infinity];
    const items = this.#gutter.children;
    while (items.length > this.#rows.length) items[items.length - 1]?.remove();
    while (items.length < this.#rows.length) {
      const item = document.createElement("span");
      item.textContent = `${items.length + 1}\n`;
      this.#gutter.append(item);
    }
    for (const [k, { classList }] of [...items].entries()) {
      classList.toggle("wrong", k + 1 === this.#wrongLine);
      classList.toggle("lit", k + 1 >= first && k + 1 <= last);
    }
  }

  #scroll() {
    const { scrollLeft, scrollTop } = this.area;
    this.#gutter.scrollTop = scrollTop;
    this.#painting.scroll(scrollLeft, scrollTop);
  }
}
