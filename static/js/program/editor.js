// The program editor: a plain text area with line numbers and a mark behind the text.

import { rangeOf } from "./positions.js";
import { movedBy } from "./writing.js";

/** @typedef {ReturnType<typeof makeEditor>} Editor */

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} gutter
 * @param {HTMLElement} backdrop
 */
export function makeEditor(area, gutter, backdrop) {
  /** @type {import("../page/api.js").Problem | null} */
  let problem = null;
  /** @type {number | null} */
  let wrongLine = null;
  /** @type {[number, number] | null} */
  let litLines = null;
  /** The program that problems count in, and how it reads otherwise. @type {{ program: string, edits: readonly import("./writing.js").Edit[] }} */
  let source = { program: area.value, edits: [] };

  function number() {
    const count = area.value.split("\n").length;
    const numbers = Array.from({ length: count }, (_, k) => {
      const item = document.createElement("span");
      item.textContent = `${k + 1}\n`;
      item.classList.toggle("wrong", k + 1 === wrongLine);
      item.classList.toggle("lit", litLines !== null && k + 1 >= litLines[0] && k + 1 <= litLines[1]);
      return item;
    });
    gutter.replaceChildren(...numbers);
    scroll();
  }

  function scroll() {
    gutter.scrollTop = area.scrollTop;
    backdrop.scrollTop = area.scrollTop;
    backdrop.scrollLeft = area.scrollLeft;
  }

  area.addEventListener("input", () => {
    source = { program: area.value, edits: [] };
    editor.mark(null);
  });
  area.addEventListener("scroll", scroll);

  const editor = {
    /** The program as it stands. */
    get text() {
      return area.value;
    },
    /**
     * Show a program, with some of its numbers changed.
     * @param {string} program @param {string} text @param {readonly import("./writing.js").Edit[]} edits that make it of the program
     */
    show(program, text, edits) {
      source = { program, edits };
      if (text === area.value) return;
      area.value = text;
      editor.mark(problem);
    },
    /**
     * Light the lines that the current step comes from.
     * @param {[number, number] | null} lines first and last, from 1
     */
    light(lines) {
      if (String(lines) === String(litLines)) return;
      litLines = lines;
      number();
      if (lines) backdrop.style.setProperty("--lit-from", String(lines[0] - 1));
      if (lines) backdrop.style.setProperty("--lit-lines", String(lines[1] - lines[0] + 1));
      backdrop.classList.toggle("lit", lines !== null);
    },
    /**
     * Mark where a problem is; `null` takes the mark away. Never changes the text.
     * @param {import("../page/api.js").Problem | null} wrong
     */
    mark(wrong) {
      problem = wrong;
      const range = problem && rangeOf(source.program, problem)?.map((offset) => movedBy(source.edits, offset));
      wrongLine = range && problem ? (problem.line ?? null) : null;
      area.setAttribute("aria-invalid", String(problem !== null));
      backdrop.replaceChildren();
      if (range) {
        const mark = document.createElement("mark");
        mark.textContent = area.value.slice(range[0], range[1]) || " ";
        backdrop.append(area.value.slice(0, range[0]), mark, area.value.slice(range[1]), "\n");
      }
      number();
    },
  };
  number();
  return editor;
}
