// One zoom through four drawings of the same network, on the stage: the picture of its gates, and in its place the
// same as neurons, as layers, or as single numbers. All of them show the one story at its one step.

import { askForScalars } from "./scalars_asking.js";
import { AT_REST, DRAWINGS, besides, drawingOf, turnedBy } from "./drawings.js";
import { gatesDrawn, unitAt } from "./gates_view.js";
import { mountLighting } from "./lighting.js";
import { DURATION, nearest, withLayers } from "./morph.js";
import { keptBehind, morph } from "./morph_view.js";
import { layersOf, sampleOf } from "./neurons.js";
import { singlesText } from "./scalars.js";
import { stageScalars } from "./stage_scalars_view.js";
import { stageLayers } from "./stage_layers_view.js";
import { stageNeurons } from "./stage_neurons_view.js";
import { fitOf } from "../picture/fit.js";
import { Picture } from "../picture/picture.js";
import { isBeforeClass, isPresenting } from "../picture/screen.js";
import { run } from "../picture/motion.js";
import { mountTouching } from "../picture/touching.js";
import { button, make } from "../page/build.js";
import { motionIsWelcome } from "../page/reduced_motion.js";
import { toStage } from "../page/stage.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./drawings.js").Drawing} Drawing */
/** @typedef {import("./zoom_types.js").Drawn} Drawn */
/** @typedef {import("./morph_view.js").Side} Side */
/** @typedef {{ x: number, y: number }} Point */

/** px of letters before a class, at least. */
const LEAST = 24;

/**
 * @param {HTMLElement} frame of the picture @param {Store} store @param {Picture} picture
 * @param {(spot: import("./lighting.js").Spot | null) => void} light
 */
export function mountZoom(frame, store, picture, light) {
  const zoom = new Zoom(frame, store, picture);
  mountLighting(store, light);
  store.watch(["trace", "drawing", "presenting", "behind"], () => zoom.update());
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
  #scalars;
  /** How many single numbers are shown. */
  #count = 0;
  /** @type {Drawing} */
  #shown = "gates";
  /** What is shown in the place of the gates. @type {Drawn | null} */
  #drawn = null;
  #turn = AT_REST;
  /** Ends the motion that runs, if any. @type {() => void} */
  #finish = () => {};
  #isMoving = false;
  /** Whether a unit is lit because its number is pointed at in the picture of the gates. */
  #pointed = false;
  /** Where the pointer asked for another drawing. @type {Point | null} */
  #about = null;

  /** @param {HTMLElement} frame @param {Store} store @param {Picture} picture */
  constructor(frame, store, picture) {
    this.#store = store;
    this.#picture = picture;
    this.#stage = frame.parentElement ?? frame;
    this.#control = controlFor((drawing) => store.set({ drawing }), () => this.#redraw());
    this.#stage.append(this.#frame);
    this.#settle();
    this.#own = new Picture(this.#frame);
    mountTouching(this.#frame, this.#own);
    this.#scalars = askForScalars(this.#stage, store, (answer, trace) => this.#showScalars(answer, trace), (problem) => this.#refuse(problem));
    for (const one of [picture, this.#own]) one.onBeyond((way, about, turned) => this.#leave(way, about, turned));
    frame.addEventListener("pointermove", (event) => this.#pointInGates(event));
    frame.addEventListener("pointerleave", () => this.#pointed && this.#lightFromGates(null));
    new ResizeObserver(() => {
      this.#settle();
      if (this.#drawn) this.#redraw();
    }).observe(this.#stage);
  }

  /** The choice stands over the program where that is in sight, so that the picture keeps its room, or else over the stage. */
  #settle() {
    const [{ element }, pane] = [this.#control, document.querySelector("#write")];
    const isBeside = pane instanceof HTMLElement && pane.offsetParent !== null && this.#stage.offsetWidth > 0 && !isPresenting();
    if (isBeside && element.parentElement !== pane) pane.prepend(element);
    else if (!isBeside && element.nextElementSibling !== this.#stage) this.#stage.before(element);
  }

  /** To the coarser drawing, or to the finer one; whether there are any. @param {1 | -1} by */
  go(by) {
    const next = this.#layers() ? besides(this.#shown, by) : null;
    if (next) this.#store.set({ drawing: next });
    return this.#layers() !== null;
  }

  #layers() {
    const { trace } = this.#store.get();
    return trace && layersOf(trace);
  }

  /** A zoom leaves a drawing: it leads to the next. @param {1 | -1} way 1 is nearer @param {Point | null} about @param {import("../picture/picture.js").Turned | null} turned */
  #leave(way, about, turned) {
    const next = this.#layers() ? besides(this.#shown, -way) : null;
    if (!next) return false;
    if (turned) {
      const { turn, counts } = turnedBy(this.#turn, turned);
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
    this.#settle();
    this.#control.show(this.#layers() ? drawing : null);
    if (drawing !== "scalars") this.#scalars.forget();
    if (drawing !== this.#shown) this.#switchTo(drawing);
    else if (drawing === "scalars") this.#scalars.ask();
    else if (this.#drawn) this.#redraw();
    this.#tell();
  }

  /** Say which sample is shown, where one is. */
  #tell() {
    const [layers, { sample }] = [this.#layers(), this.#store.get()];
    const samples = layers?.at(-1)?.samples ?? 1;
    const at = layers ? sampleOf(layers, sample) : 0;
    const texts = { gates: "", layers: "", neurons: samples > 1 ? `Sample ${at} of ${samples}` : "", scalars: singlesText(this.#count, at, samples) };
    this.#control.tell(texts[this.#shown], false);
    const hasBiases = this.#shown === "neurons" && (layers ?? []).some(({ bias }) => bias !== null);
    this.#control.biases.parentElement?.toggleAttribute("hidden", !hasBiases);
  }

  /** @param {Drawing} drawing */
  #switchTo(drawing) {
    if (drawing === "scalars") this.#scalars.ask();
    else this.#swap(drawing, drawing === "gates" ? null : this.#make(drawing));
  }

  /** @param {import("./stage_scalars_view.js").Answer} answer @param {import("../trace/types.js").Trace} trace */
  #showScalars(answer, trace) {
    if (drawingOf(this.#store.get()) !== "scalars") return;
    const drawn = stageScalars(answer, trace, { point: this.#point, choose: (node) => this.#inspect(node) });
    this.#count = answer.of.length;
    this.#swap("scalars", drawn);
  }

  /** What cannot be drawn is said, and what is shown stays. @param {import("../page/api.js").Problem} problem */
  #refuse({ detail, hint }) {
    if (this.#store.get().drawing !== "scalars") return;
    this.#store.set({ drawing: this.#shown === "scalars" ? "gates" : this.#shown });
    this.#control.tell(`${detail}${hint ? `: ${hint}` : ""}`, true);
  }

  /** @param {PointerEvent} event */
  #pointInGates(event) {
    const { trace, unit } = this.#store.get();
    const svg = this.#picture.svg();
    if (!svg || !trace || this.#drawn || !this.#layers() || event.pointerType === "touch") return;
    const found = unitAt(svg, trace, event);
    if ((found || this.#pointed) && (found?.layer !== unit?.layer || found?.unit !== unit?.unit)) this.#lightFromGates(found);
  }

  /** @param {State["unit"]} unit */
  #lightFromGates(unit) {
    this.#pointed = unit !== null;
    this.#store.set({ unit });
  }

  #point = (/** @type {State["unit"]} */ unit) => this.#store.set({ unit });

  /** @param {Drawing} drawing @returns {Drawn} */
  #make(drawing) {
    const point = this.#point;
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
    const isAnother = drawing !== this.#shown;
    const [about, moves] = [this.#about, isAnother && motionIsWelcome()];
    const key = before && about ? nearest(before.spots, about) : null;
    const kept = before && moves ? keptBehind(this.#stage, before) : null;
    this.#about = null;
    this.#isMoving = true; // the camera is there at once
    [this.#shown, this.#drawn] = [drawing, drawn];
    this.#frame.hidden = drawn === null;
    this.#frame.setAttribute("aria-label", `Drawing of the network: ${drawing}`);
    this.#stage.classList.toggle("elsewhere", drawn !== null);
    if (drawn) {
      this.#own.show(drawn.svg);
      if (isAnother) this.#own.fit();
      this.#redraw();
    } else this.#own.clear();
    if (held) toStage();
    const after = this.#side();
    const to = key === null ? null : after?.spots.get(key) ?? after?.spots.get(key.split("/")[0] ?? "");
    if (to && about) (drawn ? this.#own : this.#picture).scrollBy(to.x - about.x, to.y - about.y);
    const arriving = to ? this.#side() : after;
    this.#isMoving = false;
    if (kept && arriving) this.#play(morph(kept, arriving));
    else kept?.holder.remove();
  }

  /** @param {ReturnType<typeof morph>} way */
  #play(way) {
    this.#isMoving = true;
    this.#finish = run({ from: 0, to: 1, duration: DURATION }, way.draw, () => {
      this.#isMoving = false;
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
    const least = isBeforeClass(this.#stage) ? LEAST : (fitOf({ width, height }, false)?.figure ?? LEAST);
    const held = this.#frame.contains(document.activeElement);
    this.#finish();
    this.#drawn.draw(trace, { width, height, least, biases: this.#control.biases.checked });
    if (held && !this.#frame.contains(document.activeElement)) toStage();
    this.fill();
  }

  /** Write the numbers of this moment. */
  fill() {
    if (this.#shown === "scalars") this.#scalars.ask(); // of another sample
    this.#tell();
    const state = this.#store.get();
    this.#drawn?.fill(state);
    this.light();
    if (this.#drawn) this.#own.glide(() => this.#own.see(this.#drawn?.spoken(state) ?? []), this.#isMoving);
  }

  light() {
    this.#drawn?.light(this.#store.get().unit);
  }
}

/** The four drawings, to be chosen from, and what is said of the one that is shown. @param {(drawing: Drawing) => void} choose @param {() => void} redraw */
function controlFor(choose, redraw) {
  const buttons = DRAWINGS.map((drawing) => button(drawing, () => choose(drawing), { "aria-pressed": "false" }));
  const group = make("span", { class: "zoom-buttons", role: "group", "aria-label": "Drawing of the network" }, ...buttons);
  const biases = make("input", { type: "checkbox", checked: true, autocomplete: "off" });
  biases.addEventListener("change", redraw);
  const told = make("p", { class: "zoom-told", role: "status" });
  const element = make("div", { class: "zoom-choice", title: "The drawing of the network: z coarser, Z finer, or the wheel", hidden: true }, group, make("label", { class: "zoom-biases", hidden: true }, biases, " biases"), told);
  let why = "";
  return {
    element,
    biases,
    /** @param {string} text @param {boolean} isProblem which stays until something else is chosen */
    tell(text, isProblem) {
      why = isProblem ? text : why;
      told.textContent = told.title = why || text;
      told.classList.toggle("is-problem", why !== "");
    },
    /** @param {Drawing | null} drawing null where there is no choice */
    show(drawing) {
      element.hidden = drawing === null;
      for (const [k, one] of buttons.entries()) {
        const isIt = DRAWINGS[k] === drawing;
        if (isIt && one.getAttribute("aria-pressed") !== "true") why = "";
        one.setAttribute("aria-pressed", String(isIt));
      }
    },
  };
}
