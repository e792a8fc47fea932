// The views of one lab, in the places that the page has for them.

import { make } from "../page/build.js";
import { buildSides } from "./sides.js";
import { standing } from "./running.js";
import { mountCode } from "./views/code.js";
import { mountConfusion } from "./views/confusion.js";
import { mountNetwork } from "./views/network.js";
import { mountPlane } from "./views/plane.js";
import { mountSpace } from "./views/space.js";
import { shownFrame } from "./views/shown.js";
import { mountStages } from "./views/stages.js";
import { mountWeights } from "./views/weights.js";

/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {{ nets: HTMLElement, planes: HTMLElement, sides: HTMLElement }} Places where the views of all runs stand */
/** @typedef {ReturnType<typeof mountLabViews>} LabViews */

/**
 * @param {Places} places
 * @param {Pick<Lab, "store" | "actions">} lab
 * @param {string} title of the run, where there are several
 */
export function mountLabViews(places, { store, actions }, title) {
  const heading = make("h2", { class: "lab-title", hidden: true });
  const line = make("output", { class: "lab-line", "aria-live": "off" });
  const [network, stages, plane] = [make("div", {}), make("div", { hidden: true }), make("div", {})];
  const net = make("section", { class: "lab-net", "aria-label": "Network" }, network, stages);
  const box = make("section", { class: "lab-plane-box", "aria-label": "Plane" }, heading, plane, line);
  const side = make("section", { class: "lab-side", "aria-label": "Beside the plane" });
  places.nets.append(net);
  places.planes.append(box);
  places.sides.append(side);

  mountNetwork(network, store, actions);
  mountStages(stages, store, actions);
  mountPlane(plane, store, actions);
  const sides = buildSides(side, () => {});
  mountSpace(sides.space, store, actions);
  mountConfusion(sides.confusion, store);
  mountWeights(sides.weights, store);
  mountCode(sides.code, store);
  store.watch(["code"], ({ code }) => sides.offerCode(code !== null));
  store.watch(["frame", "explained"], () => {
    const frame = shownFrame(store.get());
    line.textContent = frame ? standing(frame) : "";
  });
  store.watch(["staged"], ({ staged }) => (stages.hidden = !staged));

  /** @param {string} name */
  function rename(name) {
    heading.textContent = name;
    heading.hidden = name === "";
    box.setAttribute("aria-label", name ? `Plane: ${name}` : "Plane");
  }
  rename(title);

  return {
    rename,
    box,
    /** Whether it is the run that is spoken of, whose network and neurons are seen. @param {boolean} chosen */
    choose(chosen) {
      net.hidden = side.hidden = !chosen;
      box.classList.toggle("chosen", chosen);
    },
    remove() {
      for (const part of [net, box, side]) part.remove();
    },
  };
}

/**
 * The switches of all planes.
 * @param {HTMLElement} element
 * @param {import("./types.js").LabStore} store
 */
export function mountSwitches(element, store) {
  element.append(toggle("Discretise", "discretize"), toggle("Test points", "showTest"));

  /** @param {string} text @param {"discretize" | "showTest"} name */
  function toggle(text, name) {
    const box = make("input", { type: "checkbox", autocomplete: "off" });
    box.addEventListener("change", () => store.set({ [name]: box.checked }));
    store.watch([name], (state) => (box.checked = state[name]));
    return make("label", {}, box, text);
  }
}
