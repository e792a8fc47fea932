// The drawing of layers on the stage: one box a layer, the input as layer 0, and the loss at the end.

import { makeSvg } from "../page/build.js";
import { isPredicting } from "../predict/predict.js";
import { storyOf } from "../trace/known.js";
import { layerAt, layersOf } from "./neurons.js";
import { hear } from "./hearing.js";
import { BOX, boxesFor, flowOf, toldOf } from "./layers.js";
import { middleOf } from "./morph_view.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./layers.js").Told} Told */
/** @typedef {import("./zoom_types.js").Drawn} Drawn */
/** @typedef {{ group: SVGGElement, value: SVGTextElement, slope: SVGTextElement, told: Told }} Box */

/** @param {{ point: (unit: State["unit"]) => void, choose: (node: number) => void }} heard @returns {Drawn} */
export function stageLayers(heard) {
  const svg = makeSvg("svg", { class: "neurons net-layers", role: "group", "aria-label": "Layers, from the input to the end" });
  /** @type {Box[]} */
  let boxes = [];
  /** @param {EventTarget | null} target */
  const layerOf = (target) => boxes.findIndex(({ group }) => target instanceof Node && group.contains(target));
  /** @param {EventTarget | null} target */
  function point(target) {
    const layer = layerOf(target);
    heard.point(layer < 0 ? null : { layer, unit: null });
  }
  /** @param {EventTarget | null} target */
  function choose(target) {
    const box = boxes[layerOf(target)];
    if (box) heard.choose(box.told.node);
    return box !== undefined;
  }
  hear(svg, point, choose);
  return {
    svg,
    draw(trace, room) {
      const told = toldOf(trace, layersOf(trace) ?? []);
      const { size, width, height, places } = boxesFor(told.length, room);
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      svg.style.cssText = `--width: ${width}px; --ratio: ${width / height}; --smallest: 1; font-size: ${size}px`;
      const arrows = places.slice(1).flatMap((to, k) => arrowElements(places[k] ?? to, to, size, told[k + 1]));
      boxes = places.flatMap(({ x, y }, k) => {
        const its = told[k];
        return its ? [boxElement(its, x, y, size)] : [];
      });
      svg.replaceChildren(makeSvg("g", { class: "nl-arrows" }, ...arrows), ...boxes.map(({ group }) => group));
    },
    fill(state) {
      const { trace, step, digits } = state;
      const layers = trace && layersOf(trace);
      if (!trace || !layers) return;
      const node = trace.steps[step - 1]?.node ?? -1;
      const at = layerAt(trace, layers, node);
      const now = at < 0 && node >= 0 ? layers.length : at;
      for (const [k, box] of boxes.entries()) fillBox(box, flowOf(storyOf(trace), box.told, { step, predicting: isPredicting(state) }, digits), k === now, trace.mode === "forward");
    },
    light(unit) {
      for (const [k, { group }] of boxes.entries()) group.classList.toggle("lit", unit?.layer === k);
    },
    spots: () => new Map(boxes.map(({ group }, k) => [`${k}`, middleOf(group.querySelector("rect") ?? group)])),
    movers: () => boxes.map(({ group }, layer) => ({ element: group, layer, unit: null })),
    spoken: () => [],
    rest: () => [...svg.querySelectorAll(".nl-arrows")].filter((element) => element instanceof SVGElement),
  };
}

/** @param {Box} box @param {{ value: string, slope: string }} flow @param {boolean} isNow @param {boolean} isForward */
function fillBox({ group, value, slope }, flow, isNow, isForward) {
  value.textContent = `${flow.value} `;
  slope.textContent = flow.slope;
  slope.setAttribute("class", isForward ? "cr-tangent" : "cr-gradient");
  group.classList.toggle("now", isNow);
}

/** @param {Told} told @param {number} x of the middle @param {number} y @param {number} size @returns {Box} */
function boxElement(told, x, y, size) {
  const [width, height] = [BOX.width * size, BOX.height * size];
  /** @param {number} line @param {string} look @param {string} text */
  const write = (line, look, text) => makeSvg("text", { class: look, x, y: y + (line - 2.15) * 1.3 * size }, `${text} `); // a box is called by its texts
  const [value, slope] = [write(4, "cr-value", ""), write(5, "cr-gradient", "")];
  const texts = [write(0, "nl-name", told.name), write(1, "nl-what", told.what), write(2, "nl-what", told.shape), write(3, "nl-what", told.counted)];
  const body = makeSvg("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 0.5 * size });
  const group = makeSvg("g", { class: `nl-box${told.isLoss ? " nl-loss" : ""}`, role: "button", tabindex: 0 }, body, ...texts, value, slope);
  return { group, value, slope, told };
}

/** @param {{ x: number, y: number }} from @param {{ x: number, y: number }} to @param {number} size @param {Told | undefined} told what it leads to */
function arrowElements(from, to, size, told) {
  const [half, tall, tip] = [(BOX.width / 2) * size, (BOX.height / 2) * size, 0.4 * size];
  const isBeside = from.y === to.y;
  const [x1, y1, x2, y2] = isBeside ? [from.x + half, from.y, to.x - half, to.y] : [from.x, from.y + tall, to.x, to.y - tall];
  const turn = (y1 + y2) / 2;
  const way = isBeside ? `M${x1} ${y1}H${x2 - tip}` : `M${x1} ${y1}V${turn}H${x2}V${y2 - tip}`;
  const point = isBeside ? `M${x2} ${y2}l${-tip} ${-tip / 1.6}v${tip * 1.25}z` : `M${x2} ${y2}l${-tip / 1.6} ${-tip}h${tip * 1.25}z`;
  const name = told?.weights ?? "";
  const middle = (x1 + x2) / 2;
  const beside = [makeSvg("text", { class: "nl-weights", x: middle, y: y1 - 0.5 * size }, name), makeSvg("text", { class: "nl-sizes", x: middle, y: y1 + 1.2 * size }, told?.sizes ?? "")];
  const below = [makeSvg("text", { class: "nl-weights nl-below", x: x2 + 0.6 * size, y: y2 - 0.15 * size }, name)];
  const words = name === "" ? [] : isBeside ? beside : below;
  return [makeSvg("path", { class: "nl-arrow", d: way }), makeSvg("path", { class: "nl-tip", d: point }), ...words];
}
