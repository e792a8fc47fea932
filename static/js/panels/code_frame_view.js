// A part of a script with its line numbers, in which lines are marked and come into view.

import { make } from "../page/build.js";
import { runsOfLines } from "../trace/lines.js";

const LINE = 1.5; // em, as the style sheet has it

/** @param {string} label */
export function mountFrame(label) {
  const marks = make("div", { class: "code-marks", "aria-hidden": "true" });
  const gutter = make("pre", { class: "code-gutter", "aria-hidden": "true" });
  const script = make("pre", { class: "code-text" });
  const sheet = make("div", { class: "code-sheet" }, marks, script);
  const element = make("div", { class: "code-frame", tabindex: 0, role: "region", "aria-label": label }, gutter, sheet);
  let first = 1;

  /** Scroll the frame alone, and only where the line is out of sight. @param {number} line */
  function bringIntoView(line) {
    const high = LINE * parseFloat(getComputedStyle(element).fontSize);
    const top = (line - first) * high;
    const { scrollTop, clientHeight } = element;
    const margin = Math.max(0, Math.min(2 * high, (clientHeight - high) / 2));
    if (top - margin < scrollTop) element.scrollTop = top - margin;
    else if (top + high + margin > scrollTop + clientHeight) {
      element.scrollTop = top + high + margin - clientHeight;
    }
  }

  return {
    element,
    /** @param {import("./code.js").Passage} passage */
    write(passage) {
      first = passage.first;
      if (script.textContent === passage.text) return;
      script.textContent = passage.text;
      const count = passage.text.split("\n").length - 1;
      gutter.textContent = Array.from({ length: count }, (_, k) => k + first).join("\n");
    },
    /** @param {readonly number[]} lines of the whole script, sorted */
    mark(lines) {
      marks.replaceChildren(
        ...runsOfLines(lines).map(([line, count]) => {
          const mark = make("div", { class: "code-now" });
          mark.style.top = `${(line - first) * LINE}em`;
          mark.style.height = `${count * LINE}em`;
          return mark;
        }),
      );
      if (lines[0] !== undefined) bringIntoView(lines[0]);
    },
  };
}
