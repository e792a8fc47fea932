// The views of one lab in their places, and the switches of its plane.

import { make } from "../page/build.js";
import { standing } from "./running.js";
import { mountConfusion } from "./views/confusion.js";
import { mountCurves } from "./views/curves.js";
import { mountNetwork } from "./views/network.js";
import { mountPlane } from "./views/plane.js";
import { mountSpace } from "./views/space.js";
import { shownFrame } from "./views/shown.js";
import { mountStages } from "./views/stages.js";

/** @typedef {import("./lab.js").Lab} Lab */

/**
 * @param {HTMLElement} element
 * @param {Pick<Lab, "store" | "actions">} lab
 * @param {{ title: string, alone: boolean }} how alone: it may be changed in place
 */
export function mountLabViews(element, { store, actions }, { title, alone }) {
  /** @param {string} name */
  const at = (name) => /** @type {HTMLElement} */ (element.querySelector(`[data-view="${name}"]`));
  mountNetwork(at("network"), store, actions, { editable: alone });
  mountStages(at("stages"), store, actions);
  mountCurves(at("curves"), store, actions);
  mountPlane(at("plane"), store, actions);
  mountSpace(at("space"), store, actions);
  mountConfusion(at("confusion"), store);

  const heading = element.querySelector(".lab-title");
  if (heading instanceof HTMLElement) {
    heading.textContent = title;
    heading.hidden = title === "";
    const line = make("output", { class: "lab-line", "aria-live": "off" });
    heading.after(line);
    store.watch(["frame", "explained"], () => {
      const frame = shownFrame(store.get());
      line.textContent = frame ? standing(frame) : "";
    });
  }
  element.setAttribute("aria-label", title ? `Run: ${title}` : "Run");

  store.watch(["staged"], ({ staged }) => (at("stages").hidden = !staged || !alone)); // those beside it go with it
  const switches = element.querySelector(".lab-switches");
  switches?.append(toggle("Discretise", "discretize"), toggle("Test points", "showTest"));

  /** @param {string} text @param {"discretize" | "showTest"} name */
  function toggle(text, name) {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => store.set({ [name]: box.checked }));
    store.watch([name], (state) => (box.checked = state[name]));
    return make("label", {}, box, text);
  }
}
