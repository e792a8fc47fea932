// What can be done on a page: an action is declared once, and its button, its keys and its row of the
// help are made from that.

import { button } from "./build.js";

/**
 * An action. Its help is a row of the help; where the row of another action tells of it, `toldBy` names
 * that one. `here` says that it is done where the focus is, so that no button elsewhere can do it.
 * @typedef {object} Action
 * @property {readonly string[]} keys as the browser names them, with Ctrl+ and Shift+ before a letter where these are held; none where others listen for them
 * @property {string} [shown] how the help writes the keys, apart by spaces
 * @property {string} [help] what the help says of it
 * @property {string} [toldBy] the action whose row tells of this one too
 * @property {string} [text] what stands on a button that is made for it
 * @property {string} [label] what its button is called, which is its name where the text is a sign
 * @property {() => unknown} act what it does; a key with which nothing was to be done, which false says, is the browser's
 * @property {() => boolean} [allowed] whether there is something to do; without it there always is
 * @property {{ during: () => boolean, act: () => unknown }} [instead] what its keys do during something else
 * @property {true} [here]
 */

/** Actions by their names. @typedef {Readonly<Record<string, Action>>} Actions */

/**
 * All actions of a page in the order of the help; throws where two have the same name or key, or where
 * the help does not tell of one.
 * @param {readonly Actions[]} groups
 * @returns {Actions}
 */
export function allActions(...groups) {
  /** @type {Record<string, Action>} */
  const all = {};
  /** @type {Map<string, string>} */
  const bound = new Map();
  for (const [name, action] of groups.flatMap((group) => Object.entries(group))) {
    if (name in all) throw new Error(`two actions are called ${name}`);
    all[name] = action;
    for (const key of action.keys) {
      const other = bound.get(key);
      if (other !== undefined) throw new Error(`the key “${key}” is bound to ${other} and to ${name}`);
      bound.set(key, name);
    }
  }
  for (const [name, { shown, help, toldBy }] of Object.entries(all)) {
    const told = toldBy === undefined ? shown && help : all[toldBy]?.help;
    if (!told) throw new Error(`the help does not tell of ${name}`);
  }
  return all;
}

/** Do what the keys of an action do now. @param {Action} action */
export function press({ act, instead }) {
  return instead?.during() ? instead.act() : act();
}

/**
 * A button that does an action.
 * @param {Action} action
 * @param {Record<string, string>} [attributes]
 */
export function actionButton(action, attributes = {}) {
  return dress(button(action.text ?? "", () => void action.act(), attributes), action);
}

/** Let a button of the page's own do an action. @param {HTMLButtonElement} made @param {Action} action */
export function bindButton(made, action) {
  made.addEventListener("click", () => void action.act());
  return dress(made, action);
}

/**
 * A button's tooltip, with the key that does the same; and its name where a sign stands on it.
 * @param {HTMLButtonElement} made @param {Action} action
 */
function dress(made, { label = "", shown = "" }) {
  const [key] = shown.split(" ");
  made.title = key ? `${label} (${key})` : label;
  if (!/\p{L}/u.test(made.textContent ?? "")) made.setAttribute("aria-label", label);
  return made;
}

/** Let buttons be pressed where there is something to do. @param {readonly (readonly [HTMLButtonElement, Action])[]} pairs */
export function allowButtons(pairs) {
  for (const [made, { allowed }] of pairs) made.disabled = allowed !== undefined && !allowed();
}
