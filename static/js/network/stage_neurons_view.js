// The drawing of neurons on the stage: as large as the stage lets it be.

import { isPredicting } from "../predict/predict.js";
import { storyOf } from "../trace/known.js";
import { layerAt, layersOf, numbersOf, sampleOf } from "./neurons.js";
import { NeuronsDrawing } from "./neurons_drawing_view.js";
import { lettersFor, placesOf } from "./neurons_layout.js";
import { middleOf } from "./morph_view.js";
import { makeSvg } from "../page/build.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("./zoom_types.js").Drawn} Drawn */

/** @param {import("./neurons_drawing_view.js").Heard} heard @returns {Drawn} */
export function stageNeurons(heard) {
  const svg = makeSvg("svg", { class: "neurons on-stage", role: "group", "aria-label": "Neurons, layer by layer" });
  const drawing = new NeuronsDrawing(svg, heard);
  return {
    svg,
    draw(trace, room) {
      const layers = layersOf(trace) ?? [];
      const { size, pitch } = lettersFor(layers, room, room.least);
      const places = placesOf(layers, { width: room.width, height: room.height, size, pitch, biases: room.biases });
      svg.style.cssText = `--width: ${places.width}px; --ratio: ${places.width / places.height}; --smallest: 1; font-size: ${size}px`;
      drawing.draw(trace, layers, places, size);
      drawing.stop({ layer: 0, unit: 0 }, false);
    },
    fill(state) {
      const { trace, step, digits } = state;
      const layers = trace && layersOf(trace);
      if (!trace || !layers) return;
      const sample = sampleOf(layers, state.sample);
      const numbers = layers.map((layer) => numbersOf(storyOf(trace), layer, sample, { step, predicting: isPredicting(state) }));
      drawing.fill(trace, layers, numbers, { sample, digits });
      drawing.mark(layerAt(trace, layers, trace.steps[step - 1]?.node ?? -1));
    },
    light: (unit) => drawing.light(unit, null),
    spots: () => new Map(drawing.neurons.map(({ group, neuron: { layer, unit } }) => [`${layer}/${unit}`, middleOf(group.querySelector("circle") ?? group)])),
    movers: () => drawing.neurons.map(({ group, neuron }) => ({ element: group, ...neuron })),
    spoken: () => [],
    rest: () => [...svg.querySelectorAll(":scope > g:not(.nn-neuron), :scope > text")].filter((element) => element instanceof SVGElement),
  };
}
