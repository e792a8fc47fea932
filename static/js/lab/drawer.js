// The drawer of what is rarely set: it lies over the network, and the plane is seen beside it.

import { giveBack } from "../page/stage.js";

/** @param {HTMLElement} element @param {HTMLButtonElement} opener */
export function mountDrawer(element, opener) {
  const isOpen = () => !element.hasAttribute("hidden");
  /** @param {boolean} open */
  function show(open) {
    const had = element.contains(document.activeElement);
    element.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    opener.classList.toggle("open", open);
    if (!open && had) giveBack(opener);
  }
  opener.addEventListener("click", () => show(!isOpen()));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.matches("input, select, textarea")) return; // a field is left first
    event.preventDefault();
    event.stopPropagation();
    show(false);
  });

  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    settings: { keys: ["t"], shown: "t", label: "All settings", help: "all settings, own data, the configuration as text", act: () => show(!isOpen()) },
  };
  return { actions, open: () => show(true) };
}
