// The neurons of the network as buttons with a heat map each, and their biases as small squares.

import { make } from "../../page/build.js";
import { showNumber } from "../../trace/numbers.js";
import { heatCanvas } from "../../chart/canvas.js";
import { css, mixed } from "../../chart/colours.js";
import { shadeSigned } from "./shading.js";
import { floats } from "./shown.js";
import { depth, indexOf, mapLimit, unitName, weightName } from "./units.js";

/** @typedef {import("../types.js").Network} Network */
/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("../types.js").Probed} Probed */
/** @typedef {import("../../chart/colours.js").Colours} Colours */
/** @typedef {import("./network_layout.js").Layout} Layout */

const FINGER = 24; // px, the side of the smallest target

/**
 * @typedef {object} Tile
 * @property {number} layer
 * @property {number} unit
 * @property {HTMLButtonElement} button
 * @property {ReturnType<typeof heatCanvas>} heat
 * @property {HTMLElement} value the number that the neuron gives at the pointer
 * @property {{ index: number, button: HTMLButtonElement }[]} biases
 */

/**
 * @param {HTMLElement} element emptied and filled
 * @param {Network} network
 * @param {Layout} layout
 * @param {readonly string[]} names what the two coordinates are called
 * @param {object} act
 * @param {(layer: number, unit: number) => void} act.show
 * @param {() => void} act.hide
 * @param {(layer: number, unit: number, opener: HTMLElement) => void} act.open
 * @param {(index: number, opener: HTMLElement) => void} act.edit
 * @returns {Tile[]}
 */
export function buildUnits(element, network, layout, names, act) {
  const tiles = layout.columns.flatMap(({ layer, tiles: places }) =>
    places.map(({ x, y }, unit) => {
      const canvas = make("canvas", { width: 1, height: 1 });
      const value = make("span", { class: "net-value" });
      const name = layer === 0 ? network.features[unit] ?? "" : "";
      const button = make("button", {
        type: "button", class: "net-unit", "aria-label": unitName(network, layer, unit), "data-layer": layer, "data-unit": unit, "data-last": layer === depth(network),
        ...(layer === 0 ? { "aria-pressed": "true", title: `The network sees ${calledFeature(name, names)}; press to take it away` } : {}),
      }, canvas, ...(name ? [make("span", { class: "net-name" }, calledFeature(name, names))] : []), value);
      Object.assign(button.style, { left: `${x}px`, top: `${y}px`, width: `${layout.tile}px`, height: `${layout.tile}px` });
      button.addEventListener("pointerenter", () => act.show(layer, unit));
      button.addEventListener("focus", () => act.show(layer, unit));
      button.addEventListener("pointerleave", act.hide);
      button.addEventListener("blur", act.hide);
      button.addEventListener("click", () => act.open(layer, unit, button));
      return { layer, unit, button, heat: heatCanvas(canvas), value, biases: biasesOf(network, layer, unit, x, y, layout.tile, act) };
    }),
  );
  element.replaceChildren(...tiles.flatMap(({ button, biases }) => [button, ...biases.map((bias) => bias.button)]));
  return tiles;
}

/** A feature by the name of its coordinate. @param {string} feature @param {readonly string[]} names */
const calledFeature = (feature, [x1 = "x1", x2 = "x2"]) => ({ x1, x2 })[feature] ?? feature;

/**
 * The features that are not seen yet, each with its map: a press adds one.
 * @param {HTMLElement} element gets them
 * @param {readonly { name: string, x: number, y: number }[]} others
 * @param {{ tile: number, maps: Record<string, number[]>, colours: Colours, add: (name: string) => void }} how
 */
export function buildOffers(element, others, { tile, maps, colours, add }) {
  element.append(...others.map(({ name, x, y }) => {
    const canvas = make("canvas", { width: 1, height: 1 });
    const offer = make("button", { type: "button", class: "net-unit net-offer", "aria-pressed": "false", "aria-label": `feature ${name}`, title: `Let the network see ${name} too` },
      canvas, make("span", { class: "net-name" }, name));
    Object.assign(offer.style, { left: `${x}px`, top: `${y}px`, width: `${tile}px`, height: `${tile}px` });
    const map = Float32Array.from(maps[name] ?? []);
    heatCanvas(canvas).paint(Math.sqrt(map.length), (pixels) => shadeSigned(pixels, map, 0, colours, { discretize: false, limit: 100 }));
    offer.addEventListener("click", () => add(name));
    return offer;
  }));
}

/**
 * @param {Network} network
 * @param {number} layer
 * @param {number} unit
 * @param {number} x
 * @param {number} y
 * @param {number} tile
 * @param {{ edit: (index: number, opener: HTMLElement) => void }} act
 */
function biasesOf(network, layer, unit, x, y, tile, act) {
  return network.blocks.filter((block) => block.layer === layer && block.bias).map((block) => {
    const index = indexOf(block, unit, block.inputs);
    const name = weightName({ index, block, unit, input: block.inputs, bias: true });
    const button = make("button", { type: "button", class: "net-bias", "data-index": index, "aria-label": `bias ${name}` });
    const side = Math.min(Math.max(Math.round(tile * 0.32), 9), 14);
    const target = tile < FINGER ? side + 3 : FINGER; // what is pressed reaches farther up and left than the square
    Object.assign(button.style, {
      left: `${x + 4 - target + block.piece * (side + 2)}px`, top: `${y + tile + 6 - target}px`, width: `${target}px`, height: `${target}px`,
    });
    button.style.setProperty("--side", `${side}px`);
    button.addEventListener("click", () => act.edit(index, button));
    return { index, button };
  });
}

/**
 * Colour every map; again for each frame.
 * @param {readonly Tile[]} tiles
 * @param {Network} network
 * @param {Frame | null} frame
 * @param {boolean} discretize
 * @param {Colours} colours
 */
export function paintMaps(tiles, network, frame, discretize, colours) {
  for (const { layer, unit, heat } of tiles) {
    const map = floats(frame, `layer${layer}`);
    const side = map?.shape[1] ?? 0;
    if (!map || unit >= (map.shape[0] ?? 0)) continue;
    const offset = unit * side * side;
    const limit = mapLimit(map.data, offset, side * side, network, layer);
    heat.paint(side, (pixels) => shadeSigned(pixels, map.data, offset, colours, { discretize, limit }));
  }
}

/**
 * Colour every bias by its sign and size.
 * @param {readonly Tile[]} tiles
 * @param {ArrayLike<number>} values by flat index
 * @param {number} unit the size that is drawn in half of the full colour
 * @param {Colours} colours
 */
export function paintBiases(tiles, values, unit, colours) {
  for (const { biases } of tiles) {
    for (const { index, button } of biases) {
      const value = values[index] ?? 0;
      const share = unit > 0 ? Math.min(Math.abs(value) / (2 * unit), 1) : 0;
      const full = value < 0 ? colours.negative : colours.positive;
      button.style.setProperty("--bias", css(mixed(colours.paper, full, 0.1 + 0.9 * share)));
      button.classList.toggle("net-negative", value < 0);
    }
  }
}

/**
 * Print what every neuron gives at the pointer, or nothing; of the output what it means, such as a probability.
 * @param {readonly Tile[]} tiles
 * @param {Probed | null} probed
 */
export function printValues(tiles, probed) {
  for (const { layer, unit, value } of tiles) {
    const number = probed && (layer === 0 ? probed.features[unit] : layer === probed.layers.length ? probed.outputs[unit] : probed.layers[layer - 1]?.after[unit]);
    value.textContent = typeof number === "number" ? showNumber(number) : "";
  }
}
