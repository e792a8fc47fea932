// The plane: what the network decides everywhere, the points, and how they are placed and removed.

import { make } from "../../build.js";
import { onAppearance } from "../../palette.js";
import { cleared, grown, heatCanvas, soon, textScale } from "./canvas.js";
import { readColours } from "./colours.js";
import { headOf } from "./decision.js";
import { drawAxes, drawBoundary, drawPoints, MARGIN } from "./draw_plane.js";
import { writeClasses, writeScale, writeValue } from "./legend.js";
import { mountPlaneKeys, nearest } from "./plane_keys.js";
import { mountPlanePointer } from "./plane_pointer.js";
import { PLANE_HELP, readOut, summary } from "./plane_text.js";
import { mountProbing } from "./probing.js";
import { planeScale } from "./scales.js";
import { largest, shadePlane, shadeSigned } from "./shading.js";
import { floats, shownFrame } from "./shown.js";
import { mapLimit, unitName } from "./units.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {[number, number]} Place x1, x2 */

const MOVES = 60; // ms between two places of a dragged point that the server is told

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountPlane(element, store, actions) {
  const parts = build();
  element.append(parts.root);
  let colours = readColours(element);
  let size = 0;
  /** @type {Place} where the keyboard's cursor is */
  let cursor = [0, 0];
  /** @type {{ index: number, at: Place, settled: boolean } | null} a point that is dragged or carried */
  let held = null;
  let movedAt = -Infinity;
  let marked = 0; // the extent that axes and points were drawn for
  let carrying = false;
  const heat = heatCanvas(parts.heat);

  const state = () => store.get();
  const extent = () => state().frame?.extent ?? state().grid?.extent ?? state().data?.extent ?? 6;
  /** @param {number} index */
  const isSeen = (index) => state().showTest || !state().data?.test[index];
  const labelLimit = () => largest(state().data?.labels ?? []) || 1;

  function head() {
    const grid = floats(state().frame, "grid");
    return headOf(state().config?.loss ?? "", grid?.shape[0] ?? state().network?.layers.at(-1)?.units ?? 0);
  }

  const paintHeat = soon(() => {
    const { hovered, discretize, network } = state();
    const frame = shownFrame(state());
    const grid = floats(frame, "grid");
    const cells = grid?.shape[1] ?? 0;
    const map = hovered && network ? floats(frame, `layer${hovered.layer}`) : null;
    const lines = cleared(parts.lines, size, size);
    parts.root.classList.toggle("plane-empty", !grid);
    parts.heat.classList.toggle("smooth", !discretize);
    parts.title.hidden = !map;
    if (!grid || !lines) return;
    if (map && hovered && network) {
      const side = map.shape[1] ?? 0;
      const offset = hovered.unit * side * side;
      const limit = mapLimit(map.data, offset, side * side, network, hovered.layer);
      heat.paint(side, (pixels) => shadeSigned(pixels, map.data, offset, colours, { discretize, limit }));
      parts.title.textContent = unitName(network, hovered.layer, hovered.unit);
      writeScale(parts.scale, "map", limit, colours, 0);
    } else {
      const how = { discretize, limit: Math.max(labelLimit(), 1e-9) };
      heat.paint(cells, (pixels) => shadePlane(pixels, grid.data, head(), colours, how));
    }
    drawBoundary(lines, size, { grid: grid.data, cells, head: head() }, colours);
  });

  const paintMarks = soon(() => {
    const { data, showTest, explained } = state();
    const text = textScale();
    const { left, top, right, bottom } = grown(MARGIN, text);
    const context = cleared(parts.marks, size + left + right, size + top + bottom);
    if (!context || !data || size <= 0) return;
    marked = extent();
    const scale = planeScale(marked, size);
    drawAxes(context, size, { extent: marked, names: data.names, text }, colours);
    context.save();
    context.beginPath();
    context.rect(left - 3, top - 3, size + 6, size + 6);
    context.clip();
    drawPoints(context, {
      data, showTest, held, limit: labelLimit(),
      ringed: explained ? new Set(explained.batch) : null,
      radius: Math.min(Math.max(size / 80, 3.4), 6.5),
      place: ([x1, x2]) => [left + scale.x(x1), top + scale.y(x2)],
    }, colours);
    context.restore();
  });

  function paintLegend() {
    const { data, painting, hovered } = state();
    const classes = data?.classes ?? 0;
    const choose = (/** @type {number} */ label) => store.set({ painting: label });
    if (classes) writeClasses(parts.classes, classes, painting, colours, choose);
    else writeValue(parts.classes, painting, choose);
    if (!hovered) writeScale(parts.scale, head(), labelLimit(), colours, classes);
  }

  function paintWords() {
    const { data, frame } = state();
    if (!data) return;
    const decided = frame && { head: head(), update: frame.update, accuracy: frame.train_accuracy };
    parts.frame.setAttribute("aria-label", summary({ ...data, extent: extent() }, decided));
  }

  function paintCursor() {
    const scale = planeScale(extent(), 100);
    parts.cursor.style.left = `${scale.x(cursor[0])}%`;
    parts.cursor.style.top = `${scale.y(cursor[1])}%`;
  }

  /** @param {Place} place @param {number} label */
  const add = ([x1, x2], label) => actions.addPoint(x1, x2, label);
  const otherClass = () => {
    const { data, painting } = state();
    return data?.classes ? (painting + 1) % data.classes : -painting;
  };

  /** @param {typeof held} now */
  function hold(now) {
    held = now;
    paintMarks();
  }

  /** Move a point, here at once and on the server as often as it can follow. @param {number} index @param {Place} place @param {boolean} done */
  function move(index, place, done) {
    hold({ index, at: place, settled: done });
    const now = performance.now();
    if (!done && now - movedAt < MOVES) return;
    movedAt = now;
    actions.movePoint(index, ...place);
  }

  mountPlanePointer(parts.square, {
    placeOf({ clientX, clientY }) {
      const box = parts.square.getBoundingClientRect();
      return planeScale(extent(), box.width).at(clientX - box.left, clientY - box.top);
    },
    pointAt: (place, touch) => nearest(state().data?.points ?? [], place, isSeen, ((touch ? 20 : 9) * 2 * extent()) / size),
    hover: (place) => store.set({ pointer: place }),
    add: (place, other) => add(place, other ? otherClass() : state().painting),
    remove: (place) => actions.removeNear(...place),
    move,
    letGo: () => hold(null),
  });

  mountPlaneKeys(parts.frame, {
    read: () => ({ place: cursor, extent: extent(), classes: state().data?.classes ?? 0 }),
    go(place) {
      cursor = place;
      paintCursor();
      store.set({ pointer: place });
      if (carrying && held) move(held.index, place, false);
    },
    add: () => add(cursor, state().painting),
    remove: () => actions.removeNear(...cursor),
    carry() {
      if (carrying && held) move(held.index, held.at, true);
      else {
        const index = nearest(state().data?.points ?? [], cursor, isSeen);
        if (index === null) return;
        hold({ index, at: cursor, settled: false });
      }
      carrying = !carrying;
    },
    choose: (label) => store.set({ painting: label }),
  });

  parts.frame.addEventListener("focus", () => {
    if (!parts.frame.matches(":focus-visible")) return;
    parts.cursor.hidden = false;
    store.set({ pointer: cursor });
  });
  parts.frame.addEventListener("keydown", () => (parts.cursor.hidden = false));
  parts.frame.addEventListener("blur", () => {
    parts.cursor.hidden = true;
    if (carrying && held) move(held.index, held.at, true);
    carrying = false;
    store.set({ pointer: null });
  });

  mountProbing(store, actions);
  new ResizeObserver(() => {
    size = parts.square.clientWidth;
    paintHeat();
    paintMarks();
  }).observe(parts.square);
  onAppearance(element, () => {
    colours = readColours(element);
    paintHeat();
    paintMarks();
    paintLegend();
  });

  store.watch(["frame", "hovered", "discretize", "config", "network", "explained"], paintHeat);
  store.watch(["data", "showTest", "explained"], () => {
    if (held?.settled) held = null; // the answer has the point where it was put
    paintMarks();
  });
  store.subscribe(() => {
    if (extent() !== marked) paintMarks(); // a frame of a larger plane has come
  });
  store.watch(["data", "painting", "hovered", "config", "network"], paintLegend);
  store.watch(["frame", "data"], soon(paintWords));
  store.watch(["probed", "pointer"], () => {
    const { probed, pointer, data } = state(); // another listener may have changed it since
    parts.readout.textContent = pointer && probed && data ? readOut(head(), probed, data.names) : "";
  });
  paintCursor();
}

function build() {
  const heat = make("canvas", { class: "plane-heat" });
  const lines = make("canvas", { class: "plane-lines" });
  const marks = make("canvas", { class: "plane-marks" });
  const cursor = make("span", { class: "plane-cursor", hidden: true });
  const title = make("p", { class: "plane-title", hidden: true });
  const square = make("div", { class: "plane-square" }, heat, lines, title, cursor);
  const frame = make("div", { class: "plane-frame", tabindex: 0, role: "application", "aria-label": "Plane", "aria-roledescription": "plane" }, square, marks);
  const readout = make("p", { class: "plane-readout", role: "status" });
  const classes = make("div", { class: "plane-classes", role: "group", "aria-label": "Class that a click adds" });
  const scale = make("p", { class: "plane-scale" });
  const help = make("details", { class: "plane-help" }, make("summary", {}, "How to place points"),
    make("p", {}, "Click adds a point of the chosen class, Shift and click one of the next class; Ctrl and click, or a long press, removes the nearest; drag a point to move it."),
    make("p", {}, PLANE_HELP));
  const root = make("div", { class: "lab-plane" }, frame, readout, classes, scale, help);
  return { root, frame, square, heat, lines, marks, cursor, title, readout, classes, scale };
}
