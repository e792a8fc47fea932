// What can be taken away: the picture at this step and the story behind it.

import { appearanceOf } from "./address.js";
import { postForText } from "../page/api.js";
import { pngOf, save } from "../page/saving.js";
import { traceAsk } from "../trace/ask.js";
import { forwardSteps, sweptSteps } from "../trace/timeline.js";

/** @typedef {import("../trace/types.js").State} State */

const SCALE = 2;
const LONGEST_SIDE = 16_000; // px that every browser's canvas has
const LARGEST_AREA = 120_000_000;

/**
 * How many pixels of a canvas go to one of the drawing.
 * @param {number} width @param {number} height
 */
function pixelRatio(width, height) {
  return Math.min(SCALE, LONGEST_SIDE / Math.max(width, height), Math.sqrt(LARGEST_AREA / (width * height)));
}

/**
 * A file's name for what is shown.
 * @param {Readonly<State>} state @param {string} extension
 */
function fileName({ example, trace, step }, extension) {
  const of = (example || trace?.output || "graph").replaceAll(/[^\p{L}\p{N}_-]+/gu, "-");
  const at = trace && step < trace.steps.length && extension !== "json" ? `-step-${step}` : "";
  return `chainrule-${of}${at}.${extension}`;
}

/** The picture at this step, standing alone. @param {Readonly<State>} state @returns {Promise<string>} */
function pictureOf(state) {
  const { trace, digits, predicting, batch } = state;
  // A picture must not give away what predict mode asks for.
  const step = trace && Math.min(state.step, predicting ? forwardSteps(trace) : sweptSteps(trace)); // the server knows no update
  return postForText("api/v1/graph.svg", {
    ...traceAsk(state),
    ...appearanceOf(state),
    step,
    digits,
    batch,
    standalone: true,
  });
}

/** @param {Readonly<State>} state */
async function downloadSvg(state) {
  save(new Blob([await pictureOf(state)], { type: "image/svg+xml" }), fileName(state, "svg"));
}

/** @param {Readonly<State>} state */
async function downloadPng(state) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await pictureOf(state))}`;
  await image.decode();
  const ratio = pixelRatio(image.naturalWidth, image.naturalHeight);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * ratio);
  canvas.height = Math.round(image.naturalHeight * ratio);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  save(await pngOf(canvas), fileName(state, "png"));
}

/** @param {Readonly<State>} state */
async function downloadTrace(state) {
  const text = `${JSON.stringify(state.trace, null, 1)}\n`;
  save(new Blob([text], { type: "application/json" }), fileName(state, "json"));
}

/** @param {"svg" | "png" | "json"} kind @param {Readonly<State>} state */
export function download(kind, state) {
  return { svg: downloadSvg, png: downloadPng, json: downloadTrace }[kind](state);
}
