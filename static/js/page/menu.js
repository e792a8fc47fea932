// A menu that a button opens: Escape closes it and gives the focus back, and so does a press elsewhere.

import { giveBack, isStage, isTyping } from "./stage.js";

/**
 * @param {HTMLDetailsElement} menu with its button as its summary
 * @param {(there: Node) => boolean} [isWithin] whether a press there leaves it open
 */
export function mountMenu(menu, isWithin = (there) => menu.contains(there)) {
  const summary = menu.querySelector("summary");
  menu.dataset["menu"] = "";

  /** @param {boolean} back whether the focus goes back to the menu's button */
  function close(back) {
    if (!menu.open) return;
    menu.open = false;
    if (back) giveBack(summary);
  }

  /** @param {EventTarget | null} where the reader is now */
  function left(where) {
    if (where instanceof Node && !isWithin(where)) close(false);
  }

  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !menu.open) return;
    if (isTyping(event.target) || (event.target instanceof Element && event.target.matches("select"))) return; // a field is left first
    event.stopPropagation();
    close(true);
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!isStage(relatedTarget)) left(relatedTarget); // the stage gets the focus of whatever was pressed, and the menu stays
  });
  document.addEventListener("pointerdown", ({ target }) => left(target));

  return {
    close,
    /** Open it, to go on with its keys; or close it. */
    toggle() {
      if (menu.open) return close(true);
      menu.open = true;
      summary?.focus();
    },
  };
}
