// The bar at the top of every page that shows something: presentation, help, and the menu of what is needed less often.

import { bindButton } from "./actions.js";
import { listenForKeys, writeHelp } from "./keys.js";
import { mountMenu } from "./menu.js";
import { part } from "./part.js";
import { mountPresenting } from "./presenting.js";

/**
 * @param {Parameters<typeof mountPresenting>[1]} store
 * @param {{ more?: string, leaves?: string, escape?: (leave: () => unknown) => unknown }} [own] what the help says of the menu and
 *   of Escape, and what that does; false where there is nothing to leave
 */
export function mountBar(store, { more = "the menu of what is needed less often", leaves = "leave a field, the presentation", escape = (leave) => leave() } = {}) {
  const help = part("help", HTMLDialogElement);
  const present = part("present", HTMLButtonElement);
  const presenting = mountPresenting(part("blank", HTMLElement), store);
  const menu = mountMenu(part("more", HTMLDetailsElement));
  const closing = {
    more: { keys: ["m"], shown: "m", label: "More", help: more, act: menu.toggle },
    help: { keys: ["?"], shown: "?", label: "Help", help: "this help", act: () => help.showModal(), here: /** @type {const} */ (true) },
    leave: { keys: ["Escape"], shown: "Esc", help: leaves, act: () => escape(presenting.leave), here: /** @type {const} */ (true) },
  };
  store.watch(["presenting"], ({ presenting: large }) => (present.textContent = large ? "Leave" : "Present"));
  return {
    menu,
    presenting: presenting.actions,
    closing,
    /** Once all that can be done is known: its keys, its help, and the buttons. @param {import("./actions.js").Actions} actions */
    listen(actions) {
      listenForKeys(actions);
      writeHelp(part("keys", HTMLElement), actions);
      bindButton(part("help-button", HTMLButtonElement), closing.help);
      bindButton(present, presenting.actions.present);
    },
  };
}
