// The drawing of single numbers on the stage: a picture of the server, as that of the gates is, painted at the step of
// the story of the arrays.

import { union } from "../picture/boxes.js";
import { elementsOf } from "../picture/elements.js";
import { Painter } from "../picture/paint.js";
import { isPredicting } from "../predict/predict.js";
import { momentOf } from "../trace/moment.js";
import { layersOf, sampleOf } from "./neurons.js";
import { unitName } from "./neurons_text.js";
import { middleOf } from "./morph_view.js";
import { ownersAt, timesOf, unitsOf } from "./scalars.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./morph.js").Spot} Spot */
/** @typedef {import("./zoom_types.js").Drawn} Drawn */
/** @typedef {import("../../../tests/js/api.js").components["schemas"]["ScalarsAnswer"]} Answer */

/**
 * @param {Answer} answer @param {Trace} whole the trace that it is of
 * @param {{ point: (unit: State["unit"]) => void, choose: (node: number) => void }} heard
 * @returns {Drawn}
 */
export function stageScalars({ svg: drawn, story, of }, whole, heard) {
  const parsed = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
  const svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(parsed, true)));
  svg.setAttribute("role", "group");
  const singles = /** @type {Trace} */ ({ ...story, steps: [] }); // the steps are those of the arrays
  const layers = layersOf(whole) ?? [];
  const units = unitsOf(whole, layers, of);
  const painter = new Painter(svg, singles, null);
  const times = [false, true].map((isHidden) => timesOf(whole, singles, of, isHidden));
  const groups = singles.nodes.map(({ id }) => elementsOf(svg).node(id));
  /** What each unit hands on, by `layer/unit`. @type {Map<string, number>} */
  const handed = new Map();
  for (const [id, { layer, unit }] of units.entries()) if (of[id]?.node === layers[layer]?.values && !of[id]?.inner) handed.set(`${layer}/${unit}`, id);
  for (const id of handed.values()) for (const [name, value] of [["role", "group"], ["tabindex", "0"]]) groups[id]?.setAttribute(name ?? "", value ?? "");

  /** @param {EventTarget | null} target */
  const numberOf = (target) => groups.findIndex((group) => group !== null && target instanceof Node && group.contains(target));
  /** @param {EventTarget | null} target */
  function point(target) {
    const at = units[numberOf(target)];
    heard.point(at && at.layer < layers.length ? at : null);
  }
  /** @param {EventTarget | null} target */
  function choose(target) {
    const owner = of[numberOf(target)];
    if (owner) heard.choose(owner.node);
    return owner !== undefined;
  }
  svg.addEventListener("pointerover", ({ target }) => point(target));
  svg.addEventListener("pointerleave", () => point(null));
  svg.addEventListener("focusin", ({ target }) => point(target));
  svg.addEventListener("focusout", () => point(null));
  svg.addEventListener("click", ({ target }) => choose(target));
  svg.addEventListener("keydown", (event) => {
    if ((event.key !== "Enter" && event.key !== " ") || !choose(event.target)) return;
    event.preventDefault();
    event.stopPropagation(); // the space bar is the story's elsewhere
  });

  return {
    svg,
    draw: () => {},
    fill(state) {
      const schedule = times[isPredicting(state) ? 1 : 0];
      if (!schedule) return;
      const moment = momentOf(singles, schedule, state.step, state.digits);
      painter.paint(moment);
      const now = ownersAt(whole, of, whole.steps[state.step - 1]?.node ?? -1);
      for (const [id, group] of groups.entries()) group?.classList.toggle("cr-now", now.has(of[id]?.node ?? -2));
      svg.setAttribute("aria-label", `${singles.nodes.length} scalars of the network`);
      const sample = sampleOf(layers, state.sample);
      for (const [key, id] of handed) {
        const [layer = 0, unit = 0] = key.split("/").map(Number);
        const [value, slope] = [moment.value(id).text, moment.total(id).text];
        groups[id]?.setAttribute("aria-label", unitName(whole, layers, { layer, unit }, sample) + (value && ` = ${value}`) + (slope && `, ${whole.mode === "forward" ? "tangent" : "gradient"} ${slope}`));
      }
    },
    light(at) {
      for (const [id, group] of groups.entries()) {
        const own = units[id];
        group?.classList.toggle("unit-lit", at !== null && own?.layer === at.layer && (at.unit === null || own.unit === at.unit));
      }
    },
    spots: () => new Map([...handed].map(([key, id]) => /** @type {[string, Spot]} */ ([key, middleOf(groups[id]?.querySelector(".cr-body, .cr-leaf") ?? svg)]))),
    movers: () => groups.flatMap((element, id) => (element instanceof SVGElement && units[id] ? [{ element, ...units[id] }] : [])),
    spoken(state) {
      const now = ownersAt(whole, of, whole.steps[state.step - 1]?.node ?? -1);
      const boxes = groups.flatMap((group, id) => (now.has(of[id]?.node ?? -2) && group instanceof SVGGraphicsElement ? [boxOf(group)] : []));
      return boxes.length === 0 ? [] : [union(boxes), ...boxes.slice(0, 1)].map((box) => ({ box, far: null }));
    },
    rest: () => [...svg.querySelectorAll("[data-edge], [data-output], .cr-frames")].filter((element) => element instanceof SVGElement),
  };
}

/** @param {SVGGraphicsElement} element @returns {import("../picture/boxes.js").Box} */
function boxOf(element) {
  const { x, y, width, height } = element.getBBox();
  return { left: x, top: y, right: x + width, bottom: y + height };
}
