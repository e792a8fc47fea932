// The mode of the plane: which class wins where, and the points, to be dragged by any hand.

import { cleared, heatCanvas, soon, textScale } from "../chart/canvas.js";
import { readColours } from "../chart/colours.js";
import { placeAfter } from "../chart/cursor.js";
import { planeScale } from "../chart/scales.js";
import { make } from "../page/build.js";
import { onAppearance } from "../page/palette.js";
import { edited, withLabel, withRow } from "./edit.js";
import { keyed } from "./keyed.js";
import { drawPlane, shadeWinners } from "./plane_paint.js";
import { reachOf } from "./plane.js";
import { className, rightIn } from "./told.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

const FINE = 160; // places along a side of the background
const DECIMALS = 3;

/** @param {HTMLElement} element @param {ClassifierStore} store @param {import("./types.js").Runs} runs @returns {import("./types.js").Mode} */
export function mountPlane(element, store, runs) {
  const view = new Plane(element, store);
  const show = keyed(({ labels }) => labels.length, ({ labels }) => view.build(labels.length));
  store.watch(["moment", "next", "data", "labels", "classes", "picked", "mode", "presenting"], (state) => {
    if (state.mode !== "plane") return;
    show(state);
    view.paint();
  });
  return { runs, show: () => view.paint() };
}

class Plane {
  #store;
  #below = make("canvas", { class: "plane-winners" });
  #above = make("canvas", { class: "plane-lines" });
  #points = make("div", { class: "plane-points" });
  #square;
  #told = make("p", { class: "plane-told" });
  #heat;
  #reach = 1;
  #drags = 0;

  /** @param {HTMLElement} element @param {ClassifierStore} store */
  constructor(element, store) {
    this.#store = store;
    this.#heat = heatCanvas(this.#below);
    this.#square = make("div", { class: "plane-square", role: "group", "aria-label": "Plane: drag a point, or move the one in focus by arrow keys; c gives it the next class" }, this.#below, this.#above, this.#points);
    element.append(make("div", { class: "plane-frame" }, this.#square), this.#told);
    new ResizeObserver(this.paint).observe(this.#square);
    onAppearance(element, this.paint);
  }

  paint = soon(() => this.#draw());

  /** A button for each point. @param {number} count */
  build(count) {
    const made = Array.from({ length: count }, (_, row) => {
      const point = make("button", { type: "button", class: "plane-point" });
      point.addEventListener("pointerdown", (event) => this.#drag(point, row, event));
      point.addEventListener("click", () => this.#store.set({ picked: row }));
      point.addEventListener("focus", () => this.#store.set({ picked: row }));
      point.addEventListener("keydown", (event) => this.#key(row, event));
      return point;
    });
    this.#points.replaceChildren(...made);
    return (/** @type {Readonly<State>} */ state) => this.#place(made, state);
  }

  /** @param {HTMLElement[]} made @param {Readonly<State>} state */
  #place(made, state) {
    const { data, labels, classes, moment, gesture, made: updates } = state;
    if (gesture === null) this.#reach = reachOf(data ?? []); // the plane stays while a point is dragged
    made.forEach((point, row) => {
      const [x = 0, y = 0] = data?.[row] ?? [];
      point.style.left = `${50 + (50 * x) / this.#reach}%`;
      point.style.top = `${50 - (50 * y) / this.#reach}%`;
      const guess = moment?.predicted[row];
      const verdict = guess === undefined ? "" : guess === labels[row] ? ", right" : `, predicted ${className(classes, guess)}, wrong`;
      point.setAttribute("aria-label", `point ${row + 1}, ${className(classes, labels[row] ?? 0)}, at ${x}, ${y}${verdict}`);
      point.setAttribute("aria-pressed", String(row === state.picked));
    });
    const after = state.next && state.next.update === updates + 1 ? `, ${rightIn(state.next, labels)} after the update` : "";
    this.#told.textContent = moment ? `${rightIn(moment, labels)} of ${labels.length} right${after}` : "";
  }

  /** @param {HTMLElement} point @param {number} row @param {PointerEvent} event */
  #drag(point, row, event) {
    if (event.button !== 0) return;
    point.setPointerCapture(event.pointerId);
    const gesture = `point ${++this.#drags}`;
    const start = [event.clientX, event.clientY];
    let isMoving = false;
    const move = (/** @type {PointerEvent} */ now) => {
      isMoving ||= Math.hypot(now.clientX - (start[0] ?? 0), now.clientY - (start[1] ?? 0)) > 3;
      if (isMoving) this.#move(row, this.#at(now), gesture);
    };
    const end = () => {
      point.removeEventListener("pointermove", move);
      this.#store.set({ gesture: null });
    };
    point.addEventListener("pointermove", move);
    point.addEventListener("lostpointercapture", end, { once: true });
  }

  /** @param {PointerEvent} event @returns {readonly [number, number]} */
  #at({ clientX, clientY }) {
    const { left, top, width } = this.#square.getBoundingClientRect();
    return planeScale([[-this.#reach, this.#reach], [-this.#reach, this.#reach]], width).at(clientX - left, clientY - top);
  }

  /** @param {number} row @param {readonly [number, number]} place @param {string | null} gesture */
  #move(row, place, gesture) {
    const state = this.#store.get();
    const inside = (/** @type {number} */ one) => Number(Math.min(Math.max(one, -this.#reach), this.#reach).toFixed(DECIMALS));
    this.#store.set({ ...edited(state, withRow(state, row, [inside(place[0]), inside(place[1])])), gesture, picked: row });
  }

  /** @param {number} row @param {KeyboardEvent} event */
  #key(row, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const state = this.#store.get();
    const [x = 0, y = 0] = state.data?.[row] ?? [];
    const next = event.key.startsWith("Arrow") ? placeAfter([x, y], event.key, event.shiftKey, [[-this.#reach, this.#reach], [-this.#reach, this.#reach]]) : null;
    if (next) this.#move(row, next, null);
    else if (event.key === "c") this.#store.set(edited(state, withLabel(state, row, ((state.labels[row] ?? 0) + 1) % state.classes.length)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #draw() {
    const state = this.#store.get();
    const size = this.#square.clientWidth;
    const context = state.mode === "plane" && size > 0 ? cleared(this.#above, size, size) : null;
    if (!context) return;
    const colours = readColours(this.#square);
    const { moment } = state;
    if (moment?.weights) this.#heat.paint(FINE, (pixels) => shadeWinners(pixels, moment, this.#reach, FINE, colours));
    drawPlane(context, size, state, this.#reach, colours, textScale());
  }
}
