// What can be taken away: the picture at this step, the story behind it, films and pages of its steps.

import { addressOf, appearanceOf } from "./address.js";
import { postForBytes, postForText } from "../page/api.js";
import { part } from "../page/part.js";
import { rasterOf } from "../page/raster.js";
import { save } from "../page/saving.js";
import { gifOf } from "./film_gif.js";
import { addSnapshot } from "../snapshots/sheet.js";
import { escapeText } from "./text.js";
import { traceAsk } from "../trace/ask.js";
import { schedule } from "../trace/moment.js";
import { forwardSteps, sweptSteps } from "../trace/timeline.js";

/** @typedef {import("../trace/types.js").State} State */

const TELLS = 0.25; // share of a film after which it is said how far it is
const OF_A_STEP = new Set(["svg", "png", "tex"]);
/** The box of a slide, with room for what is said below the picture. */
const SLIDE = Object.freeze({ width: 1280, height: 600, figure: 21 });

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
  const { digits, batch, shapes } = state;
  return { ...traceAsk(state), ...appearanceOf(state), digits, batch, shapes };
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
  save(await rasterOf(await pictureOf(state)), fileName(state, "png"));
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

/** Keep the picture at this step in this browser, with its link and its numbers. @param {Readonly<State>} state */
async function keepSnapshot(state) {
  const { trace } = state;
  if (!trace) return;
  const step = shownStep(state) ?? 0;
  const svg = await pictureOf(state);
  const { address } = await addressOf(state, {}, { step });
  const title = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement.getAttribute("aria-label") ?? "";
  const numbers = { program: state.program, step, ...numbersAt(trace, step) };
  addSnapshot({ id: crypto.randomUUID?.() ?? String(Math.random()), caption: "", title, link: address, svg, numbers, at: new Date().toISOString() });
}

/** The values and gradients that a picture shows. @param {import("../trace/types.js").Trace} trace @param {number} step */
function numbersAt(trace, step) {
  const { valued, complete } = schedule(trace);
  const nodes = trace.nodes.map(({ id, name, op, value, gradient }, k) => {
    return { id, name, op, value: step >= (valued[k] ?? Infinity) ? value : null, gradient: step >= (complete[k] ?? Infinity) && step > 0 ? gradient : null };
  });
  return { nodes };
}

/** The program as it reads now, on a page where its backward pass is written by hand. */
async function openExercise() {
  window.open(`exercises#1/p=${escapeText(part("program", HTMLTextAreaElement).value)}`, "_blank");
}

const KINDS = Object.freeze({
  svg: downloadSvg,
  png: downloadPng,
  tikz: downloadTikz,
  snapshot: keepSnapshot,
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
