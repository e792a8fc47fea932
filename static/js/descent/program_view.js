// The program beside the landscape: a text area, and behind it the same text in colours, both wrapped alike.

import { make } from "../page/build.js";
import { piecesOf } from "../program/painting.js";
import { keepTogether, lineOf } from "../program/painting_view.js";
import { rolesOf } from "../program/roles.js";
import { rowsOf } from "../program/tokens.js";

/**
 * @param {HTMLTextAreaElement} area @param {HTMLElement} backdrop
 * @returns {(text: string) => void} how to show a text
 */
export function mountProgram(area, backdrop) {
  const sheet = make("div", { class: "paint" });
  backdrop.replaceChildren(sheet);
  area.classList.add("painted");
  keepTogether(area);
  const follow = () => {
    sheet.style.width = `${area.clientWidth}px`; // without the bar that scrolls
    sheet.style.transform = `translateY(${-area.scrollTop}px)`;
  };
  const paint = () => {
    const rows = rowsOf(area.value);
    const roles = rolesOf(rows);
    sheet.replaceChildren(...rows.map((row, k) => lineOf(piecesOf(row, roles[k] ?? [], []))));
    follow();
  };
  area.addEventListener("scroll", follow);
  new ResizeObserver(follow).observe(area);
  area.addEventListener("input", paint);
  return (text) => {
    if (area.value !== text) area.value = text;
    paint();
  };
}
