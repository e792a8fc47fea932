// The keys of a page and the help, both written from its actions. Who gets a key that an element in
// focus could use itself is settled in stage.js.

import { press } from "./actions.js";
import { button } from "./build.js";
import { isDialogOpen, isStage, isTyping, owns } from "./stage.js";

/** @typedef {import("./actions.js").Actions} Actions */

/** How an action names what is pressed; null where no action is for it. @param {KeyboardEvent} event */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey) return null;
  if (!ctrlKey && !metaKey) return key;
  return `Ctrl+${shiftKey ? "Shift+" : ""}${key.toLowerCase()}`;
}

/**
 * Listen for the keys of actions until the returned function is called.
 * @param {Actions} actions
 */
export function listenForKeys(actions) {
  const table = new Map(Object.values(actions).flatMap((action) => action.keys.map((key) => [key, action])));

  /** @param {KeyboardEvent} event */
  function hear(event) {
    const action = table.get(nameOf(event) ?? "");
    if (!action || event.defaultPrevented || isDialogOpen()) return;
    // A key that moved the focus to the stage is the stage's, wherever it was pressed; a text has an undo of its own.
    const target = isStage(document.activeElement) ? null : event.target;
    if (event.ctrlKey || event.metaKey ? isTyping(target) : owns(target, event.key)) return;
    if (press(action) !== false) event.preventDefault();
  }

  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}

/**
 * Write the help; what a key does anywhere, a press on its row does too, for those who have no keys.
 * @param {HTMLElement} list a definition list
 * @param {Actions} actions
 */
export function writeHelp(list, actions) {
  list.replaceChildren(...Object.values(actions).flatMap((action) => {
    const { shown, help, here } = action;
    if (!shown || !help) return []; // another's row tells of it
    const term = document.createElement("dt");
    term.append(
      ...shown.split(" ").map((key) => {
        const cap = document.createElement("kbd");
        cap.textContent = key;
        return cap;
      }),
    );
    const what = document.createElement("dd");
    if (here) what.textContent = help;
    else {
      what.append(button(help, () => {
        list.closest("dialog")?.close();
        press(action);
      }));
    }
    return [term, what];
  }));
}
