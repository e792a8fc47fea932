// A field to type a number in, over the number that it is about.

import { typedFinite } from "./typed.js";

const NARROWEST = 88; // px
const MARGIN = 4; // px to the edges of the window
const HEIGHT = 34; // px, as the style has it

/**
 * Open a field over a number. Enter and leaving keep what was typed, Escape does not.
 * @param {HTMLElement} parent of the field
 * @param {Element} handle where the number stands
 * @param {object} typing
 * @param {number} typing.value the number as it stands
 * @param {string | null} typing.begin what was typed already; null begins with the number
 * @param {(number: number) => void} typing.keep what is done with a number
 * @param {() => void} typing.leave where the focus goes after Enter and Escape
 */
export function openNumberField(parent, handle, { value, begin, keep, leave }) {
  const field = build(handle, begin ?? String(value));
  const { left, top } = handle.getBoundingClientRect();
  let open = true;

  /** @param {boolean} keeping @param {boolean} refocus */
  function close(keeping, refocus) {
    if (!open) return;
    const number = typedFinite(field.value);
    if (keeping && refocus && number === null) {
      field.setAttribute("aria-invalid", "true");
      return;
    }
    open = false;
    field.remove();
    removeEventListener("scroll", scrolled, true);
    if (keeping && number !== null) keep(number);
    if (refocus) leave();
  }

  /**
   * The number may go from under the field. It does not where a long text scrolls in the field itself, nor where the
   * browser scrolls to keep in place what it sees. @param {Event} event
   */
  function scrolled(event) {
    if (event.target === field) return;
    const now = handle.getBoundingClientRect();
    if (Math.abs(now.left - left) > 1 || Math.abs(now.top - top) > 1) close(true, false);
  }

  field.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the page's own keys are not for a field
    if (event.key === "Enter") close(true, true);
    else if (event.key === "Escape") close(false, true);
    else return;
    event.preventDefault();
  });
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"));
  field.addEventListener("blur", () => close(true, false));
  field.addEventListener("dblclick", () => field.select()); // that opened it with its first click
  parent.append(field);
  field.focus();
  if (begin === null) field.select();
  addEventListener("scroll", scrolled, true);
}

/** @param {Element} handle @param {string} text */
function build(handle, text) {
  const field = document.createElement("input");
  field.className = "leaf-field";
  field.inputMode = "decimal";
  field.autocomplete = "off";
  field.setAttribute("aria-label", handle.getAttribute("aria-label") ?? "value");
  field.value = text;
  const box = handle.getBoundingClientRect();
  const width = Math.max(box.width, NARROWEST);
  const left = Math.min(Math.max(box.left + (box.width - width) / 2, MARGIN), innerWidth - width - MARGIN);
  const top = box.top + (box.height - HEIGHT) / 2;
  Object.assign(field.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
  return field;
}
