// The keys of a page: one table, from which the help is written too.

import { button } from "./build.js";

/**
 * What some keys do. `shown` is how the help writes them; nothing where another row tells of them.
 * `here` says that it is done where the focus is, so that no button elsewhere can do it.
 * @typedef {{ keys: readonly string[], shown: string, does: string, act: () => void, here?: true }} Binding
 */

/** Where a key is typed and not pressed. @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && target.closest("input:not([type=range]), textarea, select, [contenteditable]") !== null;
}

/** Where the space bar or an arrow already does something. @param {EventTarget | null} target @param {string} key */
function isTaken(target, key) {
  if (!(target instanceof HTMLElement)) return false;
  if (key === " " && target.closest("button, summary, a, [role=tab], [role=button]")) return true;
  const steers = "input[type=range], [role=tablist], [role=spinbutton], [role=grid]";
  return /^(Arrow|Home|End|Page)/.test(key) && !key.startsWith("Page") && target.closest(steers) !== null;
}

/**
 * Listen for the keys of a table until the returned function is called.
 * @param {readonly Binding[]} bindings
 */
export function listenForKeys(bindings) {
  const table = new Map(bindings.flatMap((binding) => binding.keys.map((key) => [key, binding])));

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    const binding = table.get(event.key);
    if (!binding || isTyping(event.target) || isTaken(event.target, event.key)) return;
    event.preventDefault();
    binding.act();
  }

  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}

/**
 * Write the help from the table; what a key does anywhere, a press on its row does too, for those
 * who have no keys.
 * @param {HTMLElement} list a definition list
 * @param {readonly Binding[]} bindings
 */
export function writeHelp(list, bindings) {
  list.replaceChildren(
    ...bindings.filter(({ shown }) => shown !== "").flatMap(({ shown, does, act, here }) => {
      const term = document.createElement("dt");
      term.append(
        ...shown.split(" ").map((key) => {
          const cap = document.createElement("kbd");
          cap.textContent = key;
          return cap;
        }),
      );
      const what = document.createElement("dd");
      if (here) what.textContent = does;
      else {
        what.append(button(does, () => {
          list.closest("dialog")?.close();
          act();
        }));
      }
      return [term, what];
    }),
  );
}
