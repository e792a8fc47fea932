// The lines that a student writes: a text area in colours, a verdict beside each line, and the reasons below.

import { make } from "../page/build.js";
import { Editor } from "../program/editor.js";
import { saidOf } from "./signs.js";
import { reasonOf, settledOf } from "./verdicts.js";

/** @typedef {import("./types.js").ExerciseStore} ExerciseStore */
/** @typedef {import("./types.js").Checked} Checked */

/**
 * @param {{ area: HTMLTextAreaElement, gutter: HTMLElement, backdrop: HTMLElement, margin: HTMLElement, reasons: HTMLElement, help: HTMLElement, heard: HTMLElement }} places
 * @param {ExerciseStore} store
 */
export function mountLines({ area, gutter, backdrop, margin, reasons, help, heard }, store) {
  const editor = new Editor(area, gutter, backdrop);
  const sheet = make("div", { class: "verdict-sheet" });
  margin.replaceChildren(sheet);
  /** @type {Map<number, string>} */
  const told = new Map();

  /** The line with the cursor, from 1; 0 where it is not in the lines. */
  const cursor = () => (document.activeElement === area ? area.value.slice(0, area.selectionStart).split("\n").length : 0);

  function announce() {
    const { checked, checkedLines } = store.get();
    if (!checked || checkedLines !== area.value) return;
    const settled = settledOf(checked, checkedLines, cursor(), told);
    for (const [line, said] of settled) told.set(line, said);
    if (settled.size > 0) heard.textContent = [...settled.values()].join(" ");
  }

  /** The reason for the line with the cursor is in view, where there is no room for all. */
  function follow() {
    const row = reasons.querySelector(`[data-line="${cursor()}"]`);
    if (!(row instanceof HTMLElement)) return;
    reasons.scrollTop += row.getBoundingClientRect().bottom - reasons.getBoundingClientRect().bottom;
    reasons.scrollIntoView({ block: "nearest" }); // a phone whose keyboard is up scrolls the page
  }

  document.addEventListener("selectionchange", follow);
  area.addEventListener("input", () => store.set({ lines: area.value }));
  area.addEventListener("scroll", () => (sheet.style.transform = `translateY(${-area.scrollTop}px)`));
  area.addEventListener("blur", announce);
  area.addEventListener("keyup", announce);
  store.watch(["lines"], ({ lines }) => editor.show(lines, lines, []));
  store.watch(["program"], () => told.clear());
  const beside = reasons.parentElement;
  store.watch(["presenting", "shown"], ({ presenting, shown }) => {
    if (presenting && !shown) help.querySelector(".exercises-row")?.after(reasons); // large, they would take the room of the lines
    else beside?.append(reasons);
  });
  store.watch(["checked"], ({ checked, checkedLines }) => {
    const rows = checkedLines.split("\n").map(() => make("div", { class: "verdict" }));
    const verdicts = checked?.verdicts ?? [];
    for (const verdict of verdicts) rows[verdict.place.line - 1]?.append(badgeOf(verdict));
    sheet.replaceChildren(...rows);
    reasons.replaceChildren(...verdicts.flatMap((verdict) => {
      const said = reasonOf(verdict);
      return said ? [make("li", { class: `is-${verdict.status}`, "data-line": verdict.place.line }, make("b", {}, `Line ${verdict.place.line}:`), ` ${said}`)] : [];
    }));
    if (checkedLines === area.value) editor.mark(faultIn(verdicts));
    follow();
    announce();
  });
  return { cursor };
}

/** @param {import("./types.js").Verdict} verdict */
function badgeOf(verdict) {
  const { sign, word } = saidOf(verdict);
  return make("span", { class: `is-${verdict.status}`, title: reasonOf(verdict) || word }, make("b", { "aria-hidden": "true" }, sign), ` ${word}`);
}

/** The first line that means nothing, to be marked. @param {readonly import("./types.js").Verdict[]} verdicts @returns {import("../page/api.js").Problem | null} */
function faultIn(verdicts) {
  const fault = verdicts.find((verdict) => verdict.fault)?.fault;
  return fault?.place ? { title: "Unclear", detail: fault.detail, ...fault.place } : null;
}
