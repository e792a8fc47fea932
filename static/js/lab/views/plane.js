// The plane: what the network decides everywhere, the points, and how they are placed and removed.

import { onAppearance } from "../../page/palette.js";
import { heatCanvas, soon } from "../../chart/canvas.js";
import { readColours } from "../../chart/colours.js";
import { middleOf } from "../../chart/cursor.js";
import { mountPlaneKeys, nearest } from "./plane_keys.js";
import {
  buildPlane,
  extentOf,
  paintCoarser,
  paintCursor,
  paintHeat,
  paintLegend,
  paintMarks,
  paintReadout,
  paintWords,
  shownRanges,
} from "./plane_paint.js";
import { mountPlanePointer } from "./plane_pointer.js";
import { mountProbing } from "./probing.js";
import { planeScale } from "../../chart/scales.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */
/** @typedef {import("./plane_paint.js").Plane} Plane */
/** @typedef {import("./plane_paint.js").Place} Place */
/** @typedef {ReturnType<typeof makePlacing>} Placing */

const MOVES = 60; // ms between two places of a dragged point, or two painted points, that the server is told
const APART = 10; // px from one painted point to the next at least

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountPlane(element, store, actions) {
  const parts = buildPlane();
  element.append(parts.root);
  /** @type {Plane} */
  const plane = {
    parts, store, colours: readColours(element), heat: heatCanvas(parts.heat),
    size: 0, cursor: null, held: null, carrying: false, marked: 0,
  };
  const heat = soon(() => paintHeat(plane));
  const marks = soon(() => paintMarks(plane));
  const placing = makePlacing(plane, actions, marks);
  mountPointer(plane, placing);
  mountKeys(plane, placing);
  mountProbing(store, actions);

  new ResizeObserver(() => {
    plane.size = parts.square.clientWidth;
    heat();
    marks();
  }).observe(parts.square);
  onAppearance(element, () => {
    plane.colours = readColours(element);
    heat();
    marks();
    paintLegend(plane);
  });
  store.watch(["frame", "hovered", "discretize", "config", "network", "explained"], heat);
  store.watch(["data", "showTest", "explained", "config"], () => {
    if (plane.held?.settled) plane.held = null; // the answer has the point where it was put
    marks();
  });
  store.subscribe((state) => {
    if (extentOf(state) !== plane.marked) marks(); // a frame of a larger plane has come
  });
  store.watch(["data", "painting", "hovered", "config", "network"], () => paintLegend(plane));
  store.watch(["frame", "data", "explained"], soon(() => paintWords(plane)));
  store.watch(["asked", "grid"], () => paintCoarser(plane));
  store.watch(["probed", "pointer", "explained", "config"], () => paintReadout(plane));
  store.watch(["data"], () => paintCursor(plane));
  paintCursor(plane);
}

/**
 * What pointer and keyboard do with the points.
 * @param {Plane} plane
 * @param {LabActions} actions
 * @param {() => void} marks paints the points soon
 */
function makePlacing(plane, actions, marks) {
  const state = () => plane.store.get();
  let movedAt = -Infinity;
  let painted = { at: -Infinity, x: -Infinity, y: -Infinity };
  /** Where the point that is dragged was. @type {Readonly<Place> | null} */
  let from = null;

  /** @param {Place} place @returns {Place} */
  function pixels([x1, x2]) {
    const scale = planeScale(shownRanges(state()), plane.size);
    return [scale.x(x1), scale.y(x2)];
  }

  /** @param {Plane["held"]} held */
  function hold(held) {
    plane.held = held;
    marks();
  }

  return {
    hold,
    /** @param {Place} place @param {boolean} [other] whether it is of the next class */
    add([x1, x2], other = false) {
      const { data, painting } = state();
      const next = data?.classes ? (painting + 1) % data.classes : -painting;
      actions.addPoint(x1, x2, other ? next : painting);
    },
    /** A point of a stroke, where it is far enough from the one before. @param {Place} place @param {boolean} other */
    paint(place, other) {
      const now = performance.now();
      const [x, y] = pixels(place);
      if (now - painted.at < MOVES || Math.hypot(x - painted.x, y - painted.y) < APART) return;
      painted = { at: now, x, y };
      this.add(place, other);
    },
    /** @param {Place} place */
    remove: (place) => actions.removeNear(...place),
    /** Move a point, here at once and on the server as often as it can follow. @param {number} index @param {Place} place @param {boolean} done */
    move(index, place, done) {
      from ??= state().data?.points[index] ?? null;
      if (done) from = null;
      hold({ index, at: place, settled: done });
      const now = performance.now();
      if (!done && now - movedAt < MOVES) return;
      movedAt = now;
      actions.movePoint(index, ...place);
    },
    /** A drag that was broken off: its point goes back. @param {number} index */
    letGo(index) {
      if (from) actions.movePoint(index, ...from);
      from = null;
      hold(null);
    },
    /** The nearest point that is shown. @param {Place} place @param {number} [within] */
    near(place, within) {
      const { data, showTest } = state();
      return nearest(data?.points ?? [], place, shownRanges(state()), (index) => showTest || !data?.test[index], within);
    },
  };
}

/** @param {Plane} plane @param {Placing} placing */
function mountPointer(plane, { add, paint, remove, move, letGo, near }) {
  const { parts, store } = plane;
  mountPlanePointer(parts.square, {
    placeOf({ clientX, clientY }) {
      const box = parts.square.getBoundingClientRect();
      return planeScale(shownRanges(store.get()), box.width).at(clientX - box.left, clientY - box.top);
    },
    pointAt: (place, touch) => near(place, ((touch ? 20 : 9) * 2) / plane.size),
    hover: (place) => store.set({ pointer: place }),
    add,
    paint,
    remove,
    move,
    letGo,
  });
}

/** @param {Plane} plane @param {Placing} placing */
function mountKeys(plane, { hold, add, remove, move, near }) {
  const { parts, store } = plane;
  const cursor = () => plane.cursor ?? middleOf(shownRanges(store.get()));
  /** Put down what is carried. */
  const putDown = () => {
    if (plane.carrying && plane.held) move(plane.held.index, plane.held.at, true);
  };
  mountPlaneKeys(parts.frame, {
    read: () => ({ place: cursor(), ranges: shownRanges(store.get()), classes: store.get().data?.classes ?? 0 }),
    go(place) {
      plane.cursor = place;
      paintCursor(plane);
      store.set({ pointer: place });
      if (plane.carrying && plane.held) move(plane.held.index, place, false);
    },
    add: () => add(cursor()),
    remove: () => remove(cursor()),
    carry() {
      if (plane.carrying && plane.held) putDown();
      else {
        const index = near(cursor());
        if (index === null) return;
        hold({ index, at: cursor(), settled: false });
      }
      plane.carrying = !plane.carrying;
    },
    choose: (label) => store.set({ painting: label }),
  });
  parts.frame.addEventListener("focus", () => {
    if (!parts.frame.matches(":focus-visible")) return;
    parts.cursor.hidden = false;
    store.set({ pointer: cursor() });
  });
  parts.frame.addEventListener("keydown", () => (parts.cursor.hidden = false));
  parts.frame.addEventListener("blur", () => {
    parts.cursor.hidden = true;
    putDown();
    plane.carrying = false;
    store.set({ pointer: null });
  });
}
