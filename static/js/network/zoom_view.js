// One zoom through four drawings of the same network, on the stage: the picture of its gates, and in its place the
// same as neurons, as layers, or as single numbers. All of them show the one story at its one step.

import { AT_REST, DRAWINGS, besides, drawingOf, turnedBy } from "./drawings.js";
import { gatesDrawn } from "./gates_view.js";
import { mountLighting } from "./lighting.js";
import { DURATION, nearest, withLayers } from "./morph.js";
import { keptBehind, morph } from "./morph_view.js";
import { layersOf } from "./neurons.js";
import { stageLayers } from "./stage_layers_view.js";
import { stageNeurons } from "./stage_neurons_view.js";
import { Picture } from "../picture/picture.js";
import { isBeforeClass } from "../picture/screen.js";
import { run } from "../picture/motion.js";
import { button, make } from "../page/build.js";
import { motionIsWelcome } from "../page/reduced_motion.js";
import { toStage } from "../page/stage.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./drawings.js").Drawing} Drawing */
/** @typedef {import("./zoom_types.js").Drawn} Drawn */
/** @typedef {import("./morph_view.js").Side} Side */
/** @typedef {{ x: number, y: number }} Point */

/** px of letters at least: before a class, and elsewhere. */
const LEAST = { presenting: 24, near: 16 };

/**
 * @param {HTMLElement} frame of the picture @param {Store} store @param {Picture} picture
 * @param {(spot: import("./lighting.js").Spot | null) => void} light
 */
export function mountZoom(frame, store, picture, light) {
  const zoom = new Zoom(frame, store, picture);
  mountLighting(store, light);
  store.watch(["trace", "drawing", "presenting"], () => zoom.update());
  store.watch(["step", "sample", "digits", "predicting", "guesses"], () => zoom.fill());
  store.watch(["unit"], () => zoom.light());
  picture.onSwap(() => zoom.update());
  return zoom;
}

class Zoom {
  #stage;
  #store;
  #picture;
  #own;
  #frame = make("div", { class: "zoom-frame", id: "zoomed", tabindex: "0", role: "region", "aria-label": "Drawing of the network", hidden: true });
  #control;
  /** @type {Drawing} */
  #shown = "gates";
  /** What is shown in the place of the gates. @type {Drawn | null} */
  #drawn = null;
    #turn = AT_REST;
  /** Ends the motion that runs, if any. @type {() => void} */
  #finish = () => {};
  /** Where the pointer asked for another drawing. @type {Point | null} */
  #about = null;

  /** @param {HTMLElement} frame @param {Store} store @param {Picture} picture */
  constructor(frame, store, picture) {
    this.#store = store;
    this.#picture = picture;
    this.#stage = frame.parentElement ?? frame;
    this.#control = controlFor((drawing) => store.set({ drawing }));
    this.#stage.append(this.#frame);
    this.#stage.before(this.#control.element);
    this.#own = new Picture(this.#frame);
    for (const one of [picture, this.#own]) one.onBeyond((way, about, wheel) => this.#leave(way, about, wheel));
    new ResizeObserver(() => this.#drawn && this.#redraw()).observe(this.#stage);
  }

  /** To the coarser drawing, or to the finer one. @param {1 | -1} by */
  go(by) {
    const next = this.#layers() ? besides(this.#shown, by) : null;
    if (next) this.#store.set({ drawing: next });
  }

  #layers() {
    const { trace } = this.#store.get();
    return trace && layersOf(trace);
  }

  /** A zoom leaves a drawing: it leads to the next. @param {1 | -1} way 1 is nearer @param {Point | null} about @param {WheelEvent | null} wheel */
  #leave(way, about, wheel) {
    const next = this.#layers() ? besides(this.#shown, -way) : null;
    if (!next) return false;
    if (wheel) {
      const { turn, counts } = turnedBy(this.#turn, { deltaY: wheel.deltaY, at: wheel.timeStamp });
      this.#turn = turn;
      if (!counts) return true;
    }
    this.#about = about;
    this.#store.set({ drawing: next });
    return true;
  }

  /** Show the drawing that is chosen, of the program that is told. */
  update() {
    const state = this.#store.get();
    const drawing = drawingOf(state);
    this.#control.show(this.#layers() ? drawing : null);
    if (drawing !== this.#shown) this.#switchTo(drawing);
    else if (this.#drawn) this.#redraw();
  }

  /** @param {Drawing} drawing */
  #switchTo(drawing) {
    this.#swap(drawing, drawing === "gates" ? null : this.#make(drawing));
  }

  /** @param {Drawing} drawing @returns {Drawn} */
  #make(drawing) {
    const point = (/** @type {State["unit"]} */ unit) => this.#store.set({ unit });
    if (drawing === "layers") return stageLayers({ point, choose: (node) => this.#inspect(node) });
    return stageNeurons({ point, choose: ({ layer }) => this.#inspect(this.#layers()?.[layer]?.values) });
  }

  /** @param {number | undefined} node */
  #inspect(node) {
    if (node !== undefined) this.#store.set({ selected: node, panel: "inspect" });
  }

  /** Another drawing in the place of the one that is shown. @param {Drawing} drawing @param {Drawn | null} drawn */
  #swap(drawing, drawn) {
    this.#finish();
    const held = this.#frame.contains(document.activeElement);
    const before = this.#side();
    const [about, moves] = [this.#about, before !== null && motionIsWelcome()];
    const key = before && about ? nearest(before.spots, about) : null;
    const kept = before && moves ? keptBehind(this.#stage, before) : null;
    this.#about = null;
    [this.#shown, this.#drawn] = [drawing, drawn];
    this.#frame.hidden = drawn === null;
    this.#frame.setAttribute("aria-label", `Drawing of the network: ${drawing}`);
    this.#stage.classList.toggle("elsewhere", drawn !== null);
    if (drawn) {
      this.#own.show(drawn.svg);
      this.#own.fit();
      this.#redraw();
    } else this.#own.clear();
    if (held) toStage();
    const after = this.#side();
    const to = key === null ? null : after?.spots.get(key) ?? after?.spots.get(key.split("/")[0] ?? "");
    if (to && about) (drawn ? this.#own : this.#picture).scrollBy(to.x - about.x, to.y - about.y);
    const arriving = to ? this.#side() : after;
    if (kept && arriving) this.#play(morph(kept, arriving));
    else kept?.holder.remove();
  }

  /** @param {ReturnType<typeof morph>} way */
  #play(way) {
    this.#finish = run({ from: 0, to: 1, duration: DURATION }, way.draw, () => {
      this.#finish = () => {};
      way.leave();
    });
  }

  /** What is shown now, as it stands. @returns {Side | null} */
  #side() {
    const { trace, sample } = this.#store.get();
    const svg = this.#drawn ? this.#drawn.svg : this.#picture.svg();
    if (!svg || !trace) return null;
    const drawn = this.#drawn ?? gatesDrawn(svg, trace, sample);
    return { svg, movers: drawn.movers(), spots: withLayers(drawn.spots()), rest: drawn.rest() };
  }

  /** Draw what is shown for the numbers and the room that there are. */
  #redraw() {
    const { trace } = this.#store.get();
    if (!this.#drawn || !trace || !this.#layers()) return;
    const { clientWidth: width, clientHeight: height } = this.#frame;
    if (width === 0 || height === 0) return;
    const least = isBeforeClass(this.#stage) ? LEAST.presenting : LEAST.near;
    const held = this.#frame.contains(document.activeElement);
    this.#finish();
    this.#drawn.draw(trace, { width, height, least });
    if (held && !this.#frame.contains(document.activeElement)) toStage();
    this.fill();
  }

  /** Write the numbers of this moment. */
  fill() {
    this.#drawn?.fill(this.#store.get());
    this.light();
  }

  light() {
    this.#drawn?.light(this.#store.get().unit);
  }
}

/** The four drawings, to be chosen from. @param {(drawing: Drawing) => void} choose */
function controlFor(choose) {
  const buttons = DRAWINGS.map((drawing) => button(drawing, () => choose(drawing), { "aria-pressed": "false" }));
  const element = make("div", { class: "zoom-choice", role: "group", "aria-label": "Drawing of the network (z, Z)", hidden: true }, ...buttons);
  return {
    element,
    /** @param {Drawing | null} drawing null where there is no choice */
    show(drawing) {
      element.hidden = drawing === null;
      for (const [k, one] of buttons.entries()) one.setAttribute("aria-pressed", String(DRAWINGS[k] === drawing));
    },
  };
}
