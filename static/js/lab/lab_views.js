// The views of one lab, in the places that the page has for them.

import { button, make } from "../page/build.js";
import { boundaryLength, weightNorm } from "./measures.js";
import { buildSides } from "./sides.js";
import { standing } from "./running.js";
import { soon } from "../chart/canvas.js";
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

const SELDOM = 150; // ms between two figures: nobody reads them faster

/**
 * @param {Places} places
 * @param {Pick<Lab, "store" | "actions">} lab
 * @param {{ choose: () => void, close: () => void, opened: () => void }} among what is done to it where there are several, and once something else is open beside its plane
 */
export function mountLabViews(places, { store, actions }, { choose, close, opened }) {
  const choosing = button("", choose, { class: "lab-name", "aria-pressed": "false" });
  const closing = button("✕", close, { class: "lab-close" });
  const heading = make("h2", { class: "lab-title", hidden: true }, choosing, closing);
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
  const sides = buildSides(side, opened);
  mountSpace(sides.space, store, actions);
  mountConfusion(sides.confusion, store);
  mountWeights(sides.weights, store);
  mountCode(sides.code, store);
  store.watch(["code"], ({ code }) => sides.offerCode(code !== null));
  const tell = soon(() => {
    const frame = shownFrame(store.get());
    if (!heading.hidden && frame) line.replaceChildren(...figures(frame, store.get()));
  }, { seen: box, every: SELDOM });
  store.watch(["frame", "explained"], tell);
  store.watch(["staged"], ({ staged }) => (stages.hidden = !staged));
  mountChoosing(plane, () => box.classList.contains("chosen"), choose);

  return {
    /** @param {string} name of the run, where there are several @param {string} colour of the palette */
    rename(name, colour) {
      choosing.textContent = name;
      choosing.title = name ? `${name}: choose this run` : "";
      choosing.style.setProperty("--run", `var(--cr-${colour})`);
      closing.setAttribute("aria-label", `Take ${name} away`);
      heading.hidden = name === "";
      box.setAttribute("aria-label", name ? `Plane: ${name}` : "Plane");
      tell();
    },
    /** Whether it is the run that is spoken of, whose network and neurons are seen. @param {boolean} chosen */
    choose(chosen) {
      net.hidden = side.hidden = !chosen;
      box.classList.toggle("chosen", chosen);
      choosing.setAttribute("aria-pressed", String(chosen));
    },
    /** What is open beside its plane. */
    side: sides.open,
    remove() {
      for (const part of [net, box, side]) part.remove();
    },
  };
}

/**
 * A click, or Enter, on the plane of another run chooses that run, and does nothing else there.
 * @param {HTMLElement} plane @param {() => boolean} isChosen @param {() => void} choose
 */
function mountChoosing(plane, isChosen, choose) {
  /** @param {Event} event */
  const instead = (event) => {
    if (isChosen()) return;
    event.stopPropagation();
    choose();
  };
  plane.addEventListener("pointerdown", instead, { capture: true });
  plane.addEventListener("keydown", (event) => event.key === "Enter" && instead(event), { capture: true });
}

/**
 * The figures of one of several runs.
 * @param {import("./types.js").Frame} frame @param {Readonly<import("./types.js").LabState>} state
 */
function figures(frame, state) {
  const [norm, length] = [weightNorm(state), boundaryLength(state)];
  const measured = [...(norm === null ? [] : [["Σw²", norm, "Sum of the squared weights, without biases"]]), ...(length === null ? [] : [["length", length, "Length of the boundary, in units of the plane"]])];
  return [
    ...standing(frame).split(" · ").map((text) => make("span", {}, text)),
    ...measured.map(([name, value, title]) => make("span", { title: String(title) }, `${name} ${measure(Number(value))}`)),
  ];
}

/** Three digits, which a class can compare. @param {number} value */
function measure(value) {
  if (!Number.isFinite(value)) return "–";
  return value < 100 ? value.toPrecision(3) : Math.round(value).toLocaleString("en");
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
