// The tab of the landscape in three dimensions: turned by a drag or by arrows, with the trails on it.

import { FONT } from "../chart/canvas.js";
import { css, mixed } from "../chart/colours.js";
import { scale } from "../chart/scales.js";
import { mountChart } from "./chart_view.js";
import { heightsOf } from "./levels.js";
import { drawMark, lookOf } from "./looks.js";
import { CAMERA, facets, lens, turned } from "./mesh.js";
import { placeAt, rowAt } from "./timeline.js";
import { tints } from "./tints.js";
import { isTangled } from "./trails.js";

/** @typedef {import("./types.js").Survey} Survey */
/** @typedef {import("./chart_view.js").Sheet} Sheet */

const SIDE = 49; // places along a side of the drawn landscape, every third of the survey's: uneven steps would show as stripes
const TINTS = 24;
const TURN = 0.01; // radians a px
const KEYS = /** @type {Readonly<Record<string, readonly [number, number]>>} */ ({ ArrowLeft: [-0.12, 0], ArrowRight: [0.12, 0], ArrowUp: [0, -0.08], ArrowDown: [0, 0.08] });

/** @param {HTMLElement} element @param {import("./types.js").DescentStore} store */
export function mountMesh(element, store) {
  let camera = /** @type {import("./mesh.js").Camera} */ (CAMERA);
  /** How high the landscape is, which stays while it is turned. @type {{ survey: Survey, rise: (value: number) => number, heights: number[] } | null} */
  let high = null;
  /** The landscape as it was drawn last, onto which the trails go. @type {{ key: unknown[], picture: HTMLCanvasElement } | null} */
  let drawn = null;

  const { canvas, paint } = mountChart(element, store, ["survey", "runs", "at", "starts", "tab"], (sheet, state) => {
    const { survey } = state;
    if (!survey || state.tab !== "mesh") return;
    const key = [survey, camera, sheet.width, sheet.height, sheet.colours];
    const see = lens(camera, sheet.width, sheet.height);
    if (high?.survey !== survey) high = { survey, ...heightsIn(survey) };
    const { rise, heights } = high;
    if (!drawn?.key.every((part, k) => part === key[k])) drawn = { key, picture: pictureOf(sheet, heights, see) };
    sheet.context.drawImage(drawn.picture, 0, 0, sheet.width, sheet.height);
    drawGround(sheet, see, state.ground?.axes.map(({ label }) => label) ?? []);
    drawTrails(sheet, survey, see, rise, state);
  }, { class: "mesh", tabindex: "0", role: "application", "aria-label": "The landscape in three dimensions: drag or arrows turn it" });

  const turn = (/** @type {number} */ yaw, /** @type {number} */ pitch) => {
    camera = turned(camera, yaw, pitch);
    paint();
  };
  canvas.addEventListener("pointerdown", ({ pointerId }) => canvas.setPointerCapture(pointerId));
  canvas.addEventListener("pointermove", ({ buttons, movementX, movementY }) => buttons && turn(movementX * TURN, movementY * TURN));
  canvas.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way) return;
    turn(...way);
    event.preventDefault();
    event.stopPropagation();
  });
}

/** @param {Survey} survey */
function heightsIn({ size, values }) {
  const rise = heightsOf(values);
  const at = (/** @type {number} */ k) => Math.round((k * (size - 1)) / (SIDE - 1));
  return { rise, heights: Array.from({ length: SIDE * SIDE }, (_, k) => smoothed(values, size, at(k % SIDE), at(Math.floor(k / SIDE)), rise)) };
}

/** @param {Sheet} sheet @param {readonly number[]} heights @param {ReturnType<typeof lens>} see */
function pictureOf({ width, height, colours }, heights, see) {
  const picture = document.createElement("canvas");
  const ratio = globalThis.devicePixelRatio || 1;
  [picture.width, picture.height] = [width * ratio, height * ratio];
  const context = picture.getContext("2d");
  if (!context) return picture;
  context.scale(ratio, ratio);
  const shades = tints(colours.dark ? "dark" : "light", TINTS);
  context.lineWidth = 0.7;
  context.lineJoin = "round";
  for (const { corners, height: high, light } of facets(heights, SIDE, see)) {
    const shade = shades[Math.min(Math.max(Math.floor(high * TINTS), 0), TINTS - 1)] ?? colours.odd;
    const lit = mixed(shade, [20, 28, 44], 0.42 * (1 - light));
    context.fillStyle = context.strokeStyle = css(lit);
    context.beginPath();
    for (const [x, y] of corners) context.lineTo(x, y);
    context.closePath();
    context.fill();
    context.stroke();
  }
  return picture;
}

/**
 * The mean height around a place, so that a narrow valley has no teeth.
 * @param {Float64Array} values @param {number} size @param {number} column @param {number} row @param {(value: number) => number} rise
 */
function smoothed(values, size, column, row, rise) {
  let [sum, count] = [0, 0];
  for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, size - 1); y++) {
    for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, size - 1); x++) {
      sum += rise(/** @type {number} */ (values[y * size + x]));
      count += 1;
    }
  }
  return sum / count;
}

/** The edges of the ground that are near, with the names of the axes. @param {Sheet} sheet @param {ReturnType<typeof lens>} see @param {readonly string[]} names */
function drawGround({ context, text, colours }, see, names) {
  const corners = /** @type {const} */ ([[-1, -1], [1, -1], [1, 1], [-1, 1]]).map(([x, y]) => see(x, y, 0));
  context.strokeStyle = colours.quiet;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.font = `600 ${13 * text}px ${FONT}`;
  context.fillStyle = colours.ink;
  context.textAlign = "center";
  context.textBaseline = "middle";
  corners.forEach((from, k) => {
    const to = corners[(k + 1) % 4] ?? from;
    const others = [corners[(k + 2) % 4]?.[2] ?? 0, corners[(k + 3) % 4]?.[2] ?? 0];
    if (from[2] + to[2] > (others[0] ?? 0) + (others[1] ?? 0)) return;
    context.beginPath();
    context.moveTo(from[0], from[1]);
    context.lineTo(to[0], to[1]);
    context.stroke();
    context.fillText(names[k % 2] ?? "", (from[0] + to[0]) / 2, (from[1] + to[1]) / 2 + 14 * text);
  });
}

/**
 * @param {Sheet} sheet @param {Survey} survey @param {ReturnType<typeof lens>} see @param {(value: number) => number} rise
 * @param {Readonly<import("./types.js").State>} state
 */
function drawTrails({ context, colours }, { ranges: [x, y], size, values }, see, rise, { runs, at, starts }) {
  const [across, up] = [scale(x, [-1, 1]), scale(y, [-1, 1])];
  /** On the landscape, or null beside it. @param {import("./types.js").Place} place */
  const seen = (place) => {
    const [a, b] = [across.to(place[0]), up.to(place[1])];
    if (!(Math.abs(a) <= 1 && Math.abs(b) <= 1)) return null;
    const cell = (/** @type {number} */ t) => Math.round(((t + 1) / 2) * (size - 1));
    const [left, top] = see(a, b, rise(values[cell(b) * size + cell(a)] ?? NaN) + 0.01);
    return /** @type {const} */ ([left, top]);
  };
  context.lineJoin = "round";
  for (const run of [...runs].reverse()) {
    const rows = Array.from({ length: rowAt(run, at) + 1 }, (_, row) => run.places[row] ?? /** @type {const} */ ([NaN, NaN]));
    const path = [...rows, placeAt(run, at)].map(seen).filter((place) => place !== null);
    const isThin = starts > 1 || isTangled(run);
    for (const [colour, width] of /** @type {const} */ ([[colours.paper, 4.5], [colours.rules(run.rule), 2.2]])) {
      if (colour === colours.paper && isTangled(run)) continue;
      context.strokeStyle = colour;
      context.lineWidth = isThin ? width / 2 : width;
      context.setLineDash(colour === colours.paper || starts > 1 ? [] : [...lookOf(run.rule).dash]);
      context.beginPath();
      for (const place of path) context.lineTo(...place);
      context.stroke();
    }
    context.setLineDash([]);
    const now = seen(placeAt(run, at));
    if (now) drawMark(context, lookOf(run.rule), colours.rules(run.rule), colours.paper, now, starts > 1 ? 4 : 7);
  }
}
