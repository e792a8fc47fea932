// What can be taken away: the picture at this step, the story behind it, films and pages of its steps.

import { appearanceOf } from "./address.js";
import { postForBytes, postForText } from "../page/api.js";
import { part } from "../page/part.js";
import { pngOf, save } from "../page/saving.js";
import { gifOf } from "./film_gif.js";
import { escapeText } from "./text.js";
import { traceAsk } from "../trace/ask.js";
import { forwardSteps, sweptSteps } from "../trace/timeline.js";

/** @typedef {import("../trace/types.js").State} State */

const SCALE = 2;
const LONGEST_SIDE = 16_000; // px that every browser's canvas has
const LARGEST_AREA = 120_000_000;
const TELLS = 0.25; // share of a film after which it is said how far it is
const OF_A_STEP = new Set(["svg", "png", "tex"]);
/** The box of a slide, with room for what is said below the picture. */
const SLIDE = Object.freeze({ width: 1280, height: 600, figure: 21 });

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
  const at = trace && step < trace.steps.length && OF_A_STEP.has(extension) ? `-step-${step}` : "";
  return `chainrule-${of}${at}.${extension}`;
}

/** What is asked of a picture. @param {Readonly<State>} state */
function drawAsk(state) {
  const { digits, batch } = state;
  return { ...traceAsk(state), ...appearanceOf(state), digits, batch };
}

/** The last step that may be shown: a picture must not give away what predict mode asks for. @param {Readonly<State>} state */
function lastStep({ trace, predicting }) {
  return trace && (predicting ? forwardSteps(trace) : sweptSteps(trace)); // the server knows no update
}

/** This step, as far as it may be shown. @param {Readonly<State>} state */
function shownStep(state) {
  const last = lastStep(state);
  return last === null ? null : Math.min(state.step, last);
}

/** The picture at this step, standing alone. @param {Readonly<State>} state @returns {Promise<string>} */
function pictureOf(state) {
  return postForText("api/v1/graph.svg", { ...drawAsk(state), step: shownStep(state), standalone: true });
}

/** The film of all steps. @param {Readonly<State>} state @returns {Promise<string>} */
function filmOf(state) {
  return postForText("api/v1/film.svg", { ...drawAsk(state), step: lastStep(state), fit: SLIDE });
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

/** @param {Readonly<State>} state */
async function downloadTikz(state) {
  const text = await postForText("api/v1/graph.tex", { ...drawAsk(state), step: shownStep(state) });
  save(new Blob([text], { type: "text/plain" }), fileName(state, "tex"));
}

/** A page a step; while predicting the page of this step alone. @param {Readonly<State>} state */
async function downloadPdf(state) {
  const step = state.predicting ? shownStep(state) : null;
  save(await postForBytes("api/v1/graph.pdf", { ...drawAsk(state), step, fit: SLIDE }), fileName(state, "pdf"));
}

/** @param {Readonly<State>} state */
async function downloadFilm(state) {
  save(new Blob([await filmOf(state)], { type: "image/svg+xml" }), fileName(state, "film.svg"));
}

/** @param {Readonly<State>} state @param {(said: string) => void} say */
async function downloadGif(state, say) {
  const film = await filmOf(state);
  let told = 0;
  const gif = await gifOf(film, (share) => {
    if (share < told + TELLS) return;
    told += TELLS;
    say(`The film is drawn: ${Math.round(100 * told)} %`);
  });
  save(gif, fileName(state, "gif"));
}

/** The program as it reads now, on a page where its backward pass is written by hand. */
async function openExercise() {
  window.open(`exercises#1/p=${escapeText(part("program", HTMLTextAreaElement).value)}`, "_blank");
}

const KINDS = Object.freeze({
  svg: downloadSvg,
  png: downloadPng,
  tikz: downloadTikz,
  film: downloadFilm,
  gif: downloadGif,
  pdf: downloadPdf,
  json: downloadTrace,
  exercise: openExercise,
});
/** @typedef {keyof typeof KINDS} DownloadKind */

/** @param {DownloadKind} kind @param {Readonly<State>} state @param {(said: string) => void} say how far it is */
export function download(kind, state, say) {
  return KINDS[kind](state, say);
}
