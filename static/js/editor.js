// The program editor: a plain text area with line numbers and a mark behind the text.

import { rangeOf } from "./positions.js";

/** @typedef {ReturnType<typeof makeEditor>} Editor */

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} gutter
 * @param {HTMLElement} backdrop
 */
export function makeEditor(area, gutter, backdrop) {
  /** @type {number | null} */
  let wrongLine = null;

  function number() {
    const count = area.value.split("\n").length;
    const numbers = Array.from({ length: count }, (_, k) => {
      const item = document.createElement("span");
      item.textContent = `${k + 1}\n`;
      item.classList.toggle("wrong", k + 1 === wrongLine);
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

  area.addEventListener("input", () => editor.mark(null));
  area.addEventListener("scroll", scroll);

  const editor = {
    /** The program as it stands. */
    get text() {
      return area.value;
    },
    set text(program) {
      area.value = program;
      editor.mark(null);
    },
    /**
     * Mark where a problem is; `null` takes the mark away. Never changes the text.
     * @param {import("./api.js").Problem | null} problem
     */
    mark(problem) {
      const range = problem && rangeOf(area.value, problem);
      wrongLine = range && problem ? (problem.line ?? null) : null;
      area.setAttribute("aria-invalid", String(problem !== null));
      backdrop.replaceChildren();
      if (range) {
        const mark = document.createElement("mark");
        mark.textContent = area.value.slice(...range) || " ";
        backdrop.append(area.value.slice(0, range[0]), mark, area.value.slice(range[1]), "\n");
      }
      number();
    },
  };
  number();
  return editor;
}
