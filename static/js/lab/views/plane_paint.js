// What is painted of the plane: the decisions, the points, the cursor, and what they mean in words.

import { make } from "../../page/build.js";
import { cleared, grown, textScale } from "../../chart/canvas.js";
import { headOf, unknownHead } from "./decision.js";
import { pullsOf } from "./draw_pulls.js";
import { drawBoundary, drawMarks, MARGIN } from "./draw_plane.js";
import { writeClasses, writeScale, writeValue } from "./legend.js";
import { middleOf } from "../../chart/cursor.js";
import { coarserText, queryText, readOut, summary } from "./plane_text.js";
import { planeScale } from "../../chart/scales.js";
import { rangesOf } from "./ranges.js";
import { labelLimit, shadePlane, shadeSigned } from "./shading.js";
import { floats, queryOf, shownFrame, shownProbed } from "./shown.js";
import { mapLimit, unitName } from "./units.js";

/** @typedef {import("../types.js").LabState} LabState */
/** @typedef {[number, number]} Place x1, x2 */
/** @typedef {{ index: number, at: Place, settled: boolean }} Held a point that is dragged or carried */
/** @typedef {ReturnType<typeof buildPlane>} Parts */

/**
 * The plane of one lab, as it is at this moment.
 * @typedef {object} Plane
 * @property {Parts} parts
 * @property {import("../types.js").LabStore} store
 * @property {import("../../chart/colours.js").Colours} colours
 * @property {ReturnType<typeof import("../../chart/canvas.js").heatCanvas>} heat
 * @property {number} size px of its square
 * @property {Place | null} cursor where the keyboard's is; at first in the middle
 * @property {Held | null} held
 * @property {boolean} carrying whether the keyboard holds the point
 * @property {number} marked the extent that axes and points were drawn for
 */

/** How far the plane reaches. @param {Readonly<LabState>} state */
export function extentOf({ grid, data }) {
  return grid?.extent ?? data?.extent ?? 6;
}

/** @type {Parameters<typeof rangesOf>[0]} */
const NOTHING = { center: [0, 0], scale: [1, 1], middle: [0, 0] };

/** What the plane shows of the data. @param {Readonly<LabState>} state */
export const shownRanges = (state) => rangesOf(state.data ?? NOTHING, extentOf(state));

/** @param {Readonly<LabState>} state */
function planeHead({ frame, config, network }) {
  return headOf(config, floats(frame, "grid")?.shape[0] ?? network?.layers.at(-1)?.units ?? 0);
}

/** @param {Readonly<LabState>} state */
const limitOf = (state) => labelLimit(planeHead(state), state.data?.labels ?? []);

/** The map of the neuron that is pointed at. @param {Readonly<LabState>} state */
function hoveredMap(state) {
  const { hovered, network } = state;
  const map = hovered && network ? floats(shownFrame(state), `layer${hovered.layer}`) : null;
  return map && hovered && network ? { map, hovered, network } : null;
}

/** @param {Plane} plane */
export function paintHeat(plane) {
  const { parts, size, store, colours } = plane;
  const state = store.get();
  const grid = floats(shownFrame(state), "grid");
  const head = planeHead(state);
  const lines = cleared(parts.lines, size, size);
  const over = hoveredMap(state);
  const shown = grid !== null && (over !== null || head !== null);
  parts.root.classList.toggle("plane-empty", !shown);
  parts.heat.classList.toggle("smooth", !state.discretize);
  parts.title.hidden = !over;
  if (!grid || !shown || !lines) return;
  const cells = grid.shape[1] ?? 0;
  if (over) paintMap(plane, over);
  else if (head) {
    const how = { discretize: state.discretize, limit: limitOf(state) ?? 1 };
    plane.heat.paint(cells, (pixels) => shadePlane(pixels, grid.data, head, colours, how));
  }
  if (head) drawBoundary(lines, size, { grid: grid.data, cells, head }, colours);
}

/** @param {Plane} plane @param {NonNullable<ReturnType<typeof hoveredMap>>} over */
function paintMap({ parts, heat, store, colours }, { map, hovered: { layer, unit }, network }) {
  const { discretize } = store.get();
  const side = map.shape[1] ?? 0;
  const offset = unit * side * side;
  const limit = mapLimit(map.data, offset, side * side, network, layer);
  heat.paint(side, (pixels) => shadeSigned(pixels, map.data, offset, colours, { discretize, limit }));
  parts.title.textContent = unitName(network, layer, unit);
  writeScale(parts.scale, "map", limit, colours, 0);
}

/** @param {Plane} plane */
export function paintMarks(plane) {
  const { parts, size, store, colours, held } = plane;
  const state = store.get();
  const { data, showTest, explained } = state;
  const text = textScale();
  const { left, top, right, bottom } = grown(MARGIN, text);
  const context = cleared(parts.marks, size + left + right, size + top + bottom);
  if (!context || !data || size <= 0) return;
  plane.marked = extentOf(state);
  drawMarks(context, size, { ranges: shownRanges(state), names: data.names, text, query: queryOf(state), pulls: pullsOf(explained) }, {
    data, showTest, held, limit: limitOf(state),
    ringed: explained ? new Set(explained.batch) : null,
  }, colours);
}

/** @param {Plane} plane */
export function paintLegend({ parts, store, colours }) {
  const state = store.get();
  const { data, painting, hovered, config } = state;
  const choose = (/** @type {number} */ label) => store.set({ painting: label });
  if (data?.classes) writeClasses(parts.classes, data, painting, colours, choose);
  else writeValue(parts.classes, painting, choose);
  if (hovered || !config) return;
  const head = planeHead(state);
  if (head) writeScale(parts.scale, head, limitOf(state) ?? 1, colours, data?.classes ?? 0);
  else parts.scale.textContent = unknownHead(config.loss);
}

/** @param {Plane} plane */
export function paintWords({ parts, store }) {
  const state = store.get();
  const { data } = state;
  const frame = shownFrame(state);
  if (!data) return;
  const decided = frame && { update: frame.update, accuracy: frame.train_accuracy };
  parts.frame.setAttribute("aria-label", summary(data, shownRanges(state), decided));
}

/** @param {Plane} plane */
export function paintCursor({ parts, store, cursor }) {
  const ranges = shownRanges(store.get());
  const scale = planeScale(ranges, 100);
  const [x1, x2] = cursor ?? middleOf(ranges);
  parts.cursor.style.left = `${scale.x(x1)}%`;
  parts.cursor.style.top = `${scale.y(x2)}%`;
}

/** @param {Plane} plane */
export function paintReadout({ parts, store }) {
  const state = store.get();
  const { data } = state;
  const probed = shownProbed(state);
  const head = probed && headOf(state.config, probed.outputs.length);
  const query = state.pointer ? null : queryOf(state);
  const isKnown = probed && data && head;
  parts.readout.textContent = isKnown && !query ? readOut(head, probed, data) : "";
  parts.pinned.textContent = isKnown && query ? queryText(head, probed.outputs, query[2], data) : "";
}

/** @param {Plane} plane */
export function paintCoarser({ parts, store }) {
  const { asked, grid } = store.get();
  parts.coarser.textContent = coarserText(asked, grid);
  parts.coarser.hidden = parts.coarser.textContent === "";
}

export function buildPlane() {
  const heat = make("canvas", { class: "plane-heat" });
  const lines = make("canvas", { class: "plane-lines" });
  const marks = make("canvas", { class: "plane-marks" });
  const cursor = make("span", { class: "plane-cursor", hidden: true });
  const title = make("p", { class: "plane-title", hidden: true });
  const pinned = make("p", { class: "plane-pinned", role: "status" });
  const square = make("div", { class: "plane-square" }, heat, lines, title, pinned, cursor);
  const frame = make("div", { class: "plane-frame", tabindex: 0, role: "application", "aria-label": "Plane", "aria-roledescription": "plane" }, square, marks);
  const readout = make("p", { class: "plane-readout", role: "status" });
  const classes = make("div", { class: "plane-classes", role: "group", "aria-label": "Class that a click adds" });
  const scale = make("p", { class: "plane-scale" });
  const coarser = make("p", { class: "plane-coarser", hidden: true });
  const root = make("div", { class: "lab-plane" }, frame, readout, classes, scale, coarser);
  return { root, frame, square, heat, lines, marks, cursor, title, pinned, readout, classes, scale, coarser };
}
