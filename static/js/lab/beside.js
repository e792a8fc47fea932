// Runs side by side, as the menu and the bar of settings offer them.

import { button, make } from "../page/build.js";

/**
 * @param {HTMLElement} menu where runs are set beside each other
 * @param {HTMLElement} settings after which the choice stands of what a change of them goes to
 * @param {import("./bench.js").Bench} bench
 */
export function mountBeside(menu, settings, bench) {
  const copy = button("Set beside", () => void bench.setBeside(), { title: "The same run beside it, as it is now, to be changed: up to four, trained in step" });
  const alone = button("Only one", () => bench.leaveAlone(), { title: "The run that is chosen goes on alone, as it is" });
  const box = make("input", { type: "checkbox", autocomplete: "off" });
  const all = make("label", { class: "to-all", title: "A change goes to every run; that of the data and of seeds always does" }, box, "Apply to all");
  box.addEventListener("change", () => (bench.toAll = box.checked));
  menu.replaceChildren(copy, alone);
  settings.before(all);

  return function show() {
    copy.disabled = !bench.hasRoom;
    alone.hidden = all.hidden = bench.count < 2;
  };
}
