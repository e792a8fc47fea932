// The landscape: the bands and lines of the loss below, the descents on it above, and what hands and keys do there.

import { cleared, soon, textScale } from "../chart/canvas.js";
import { make } from "../page/build.js";
import { onAppearance } from "../page/palette.js";
import { drawCursor, mountCursor } from "./cursor_view.js";
import { boxOf, drawFrame, scalesOf } from "./frame.js";
import { mountGestures } from "./gestures_view.js";
import { levelsOf } from "./levels.js";
import { shortNumber } from "./outcome.js";
import { pageColours } from "./page_colours.js";
import { linesOf, reliefOf } from "./relief.js";
import { tints } from "./tints.js";
import { drawTrails } from "./trails.js";
import { fitted, panned, rounded, zoomed } from "./window.js";

/** @typedef {import("./types.js").DescentStore} DescentStore */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("./types.js").Ranges} Ranges */

const LEVELS = 15;

/** @param {HTMLElement} element @param {DescentStore} store */
export function mountLandscape(element, store) {
  const below = make("canvas", { class: "map-relief" });
  const above = make("canvas", { class: "map-trails" });
  const told = make("output", { class: "map-told", "aria-live": "polite" });
  const frame = make("div", { class: "map-frame", tabindex: "0", role: "application", "aria-label": "Landscape: arrows move a cursor, Enter starts there, plus and minus zoom" }, below, above, told);
  element.append(frame);
  const view = new Landscape(frame, below, above, store);

  const tell = (/** @type {Place | null} */ place) => {
    told.textContent = place ? view.lossAt(place) : "";
    store.set({ pointer: place });
  };
  mountGestures(frame, {
    click: (x, y) => view.begin(view.placeAt(x, y)),
    drag: (across, down) => view.pan(across, down),
    zoom: (factor, x, y) => view.zoom(factor, view.placeAt(x, y)),
    point: (x, y) => tell(view.placeAt(x, y)),
    leave: () => tell(null),
  });
  frame.addEventListener("blur", () => tell(null));
  mountCursor(frame, view, () => store.get().pointer, tell);
  return view;
}

class Landscape {
  #frame;
  #below;
  #above;
  #store;
  #width = 0;
  #height = 0;
  #text = 1; // how much larger than usual: to measure it makes the browser work out its styles
  /** What is made of the latest survey in the page's colours. @type {{ survey: import("./types.js").Survey, levels: number[], relief: HTMLCanvasElement } | null} */
  #made = null;
  /** The lines at its levels, made a frame later; until then those before it stay. @type {{ levels: number[], segments: number[] } | null} */
  #lines = null;
  #drawLines = soon(() => {
    if (!this.#made) return;
    this.#lines = { levels: this.#made.levels, segments: linesOf(this.#made.survey, this.#made.levels) };
    this.#drawBelow();
  });
  /** @type {import("./page_colours.js").PageColours | null} */
  #colours = null;
  /** @type {() => void} */
  #resized = () => {};

  /** @param {HTMLElement} frame @param {HTMLCanvasElement} below @param {HTMLCanvasElement} above @param {DescentStore} store */
  constructor(frame, below, above, store) {
    this.#frame = frame;
    this.#below = below;
    this.#above = above;
    this.#store = store;
    const paintBelow = soon(() => this.#drawBelow());
    const paintAbove = soon(() => this.#drawAbove());
    const both = () => {
      this.#text = textScale();
      paintBelow();
      paintAbove();
    };
    store.watch(["survey", "ranges", "ground"], both);
    store.watch(["runs", "at", "starts", "pointer", "start"], paintAbove);
    store.watch(["presenting"], both);
    onAppearance(frame, () => {
      this.#colours = null;
      this.#made = null;
      both();
    });
    new ResizeObserver(() => {
      const { clientWidth, clientHeight } = frame;
      if (clientWidth === this.#width && clientHeight === this.#height) return;
      [this.#width, this.#height] = [clientWidth, clientHeight];
      both();
      this.#resized();
    }).observe(frame);
  }

  /** @param {() => void} listener */
  onResized(listener) {
    this.#resized = listener;
  }

  #box = () => boxOf(this.#width, this.#height, this.#text);

  /** The size of what is drawn within the axes. */
  size = () => {
    const { left, right, top, bottom } = this.#box();
    return { width: right - left, height: bottom - top };
  };

  /** What is seen. @returns {Ranges | null} */
  get ranges() {
    const { ranges } = this.#store.get();
    const { width, height } = this.size();
    return ranges && fitted(ranges, width, height);
  }

  /** @returns {Place} */
  middle = () => {
    const [x, y] = this.ranges ?? [[0, 0], [0, 0]];
    return [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  };

  /** In the numbers of the axes. @param {number} x px @param {number} y px @returns {[number, number]} */
  placeAt = (x, y) => {
    const { ranges } = this;
    return ranges ? scalesOf(ranges, this.#box()).at(x, y) : [0, 0];
  };

  /** Start there. @param {Place} place */
  begin(place) {
    const { ranges } = this;
    if (!ranges || this.#store.get().problem) return;
    const fine = (/** @type {0 | 1} */ axis) => Number(place[axis].toFixed(Math.min(Math.max(3 - Math.floor(Math.log10(ranges[axis][1] - ranges[axis][0])), 0), 15)));
    this.#store.set({ start: [fine(0), fine(1)], starts: 1 });
  }

  /** @param {number} across px @param {number} down px */
  pan(across, down) {
    const { ranges } = this.#store.get();
    const [from, to] = [this.placeAt(0, 0), this.placeAt(across, down)];
    if (ranges) this.#store.set({ ranges: rounded(panned(ranges, from[0] - to[0], from[1] - to[1])) });
  }

  /** @param {number} factor @param {Place} [place] that stays where it is */
  zoom(factor, place = this.middle()) {
    const { ranges } = this.#store.get();
    if (ranges) this.#store.set({ ranges: rounded(zoomed(ranges, factor, place)) });
  }

  /** What the loss is about at a place, in words. @param {Place} place */
  lossAt(place) {
    const { survey, ground } = this.#store.get();
    if (!survey || !ground) return "";
    const { ranges: [x, y], size, values } = survey;
    const cell = (/** @type {import("./types.js").Pair} */ [low, high], /** @type {number} */ t) => Math.round(((t - low) / (high - low)) * (size - 1));
    const [column, row] = [cell(x, place[0]), cell(y, place[1])];
    const loss = column >= 0 && column < size && row >= 0 && row < size ? values[row * size + column] : undefined;
    const at = ground.axes.map(({ choice }, k) => `${"name" in choice ? ground.axes[k]?.label : k ? "up" : "across"} ${shortNumber(Number((place[k] ?? 0).toPrecision(3)))}`);
    return loss === undefined ? "" : `${at.join(", ")}: ${ground.output} about ${shortNumber(Number(loss.toPrecision(3)))}`;
  }

  /** A picture of all of it, twice as fine as a usual screen. */
  picture() {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [this.#below.width, this.#below.height];
    const context = canvas.getContext("2d");
    if (!context || !this.#colours) return canvas;
    context.fillStyle = this.#colours.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(this.#below, 0, 0);
    context.drawImage(this.#above, 0, 0);
    return canvas;
  }

  #paints() {
    const { survey } = this.#store.get();
    const colours = (this.#colours ??= pageColours(this.#frame));
    if (survey && this.#made?.survey !== survey) {
      const levels = levelsOf(survey.values, LEVELS);
      const shades = tints(colours.dark ? "dark" : "light", levels.length + 1);
      this.#made = { survey, levels, relief: reliefOf(survey, levels, shades, colours.odd) };
    }
    return { colours, made: this.#made };
  }

  #drawBelow() {
    const context = cleared(this.#below, this.#width, this.#height);
    const { ranges } = this;
    const { ground } = this.#store.get();
    if (!context || !ranges || !ground || this.#width < 1) return;
    const { colours, made } = this.#paints();
    const box = this.#box();
    const to = scalesOf(ranges, box);
    if (made) {
      context.save();
      context.beginPath();
      context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
      context.clip();
      const [x, y] = made.survey.ranges;
      context.imageSmoothingQuality = "high";
      context.drawImage(made.relief, to.x(x[0]), to.y(y[1]), to.x(x[1]) - to.x(x[0]), to.y(y[0]) - to.y(y[1]));
      if (this.#lines?.levels !== made.levels) this.#drawLines();
      context.beginPath();
      const { segments = [] } = this.#lines ?? {};
      for (let k = 0; k < segments.length; k += 4) {
        const [fromX, fromY, toX, toY] = /** @type {[number, number, number, number]} */ (/** @type {unknown} */ (segments.slice(k, k + 4)));
        context.moveTo(to.x(fromX), to.y(fromY));
        context.lineTo(to.x(toX), to.y(toY));
      }
      context.strokeStyle = colours.ink;
      context.globalAlpha = 0.28;
      context.lineWidth = 1;
      context.stroke();
      context.restore();
    }
    const [first, second] = ground.axes;
    drawFrame(context, ranges, box, { text: this.#text, ink: colours.ink, quiet: colours.quiet, names: [first.label, second.label] });
    this.#frame.dataset["levels"] = String(made?.levels.length ?? 0);
  }

  #drawAbove() {
    const context = cleared(this.#above, this.#width, this.#height);
    const { ranges } = this;
    const { runs, at, starts, pointer } = this.#store.get();
    if (!context || !ranges || this.#width < 1) return;
    const { colours } = this.#paints();
    const box = this.#box();
    const to = scalesOf(ranges, box);
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.clip();
    const look = { at, text: this.#text ** 0.6, isCrowd: starts > 1, paper: colours.paper, gradient: colours.gradient, colours: colours.rules };
    drawTrails(context, runs, to, look);
    if (pointer && document.activeElement === this.#frame) drawCursor(context, to.x(pointer[0]), to.y(pointer[1]), colours);
    context.restore();
  }
}
