// Ghosts at the output, while a number is changed on the stage and a moment after: what its gradient predicts,
// dashed, and what is true, in a full line.

import { make, makeSvg } from "../page/build.js";
import { geometryOf } from "../picture/geometry_view.js";
import { LARGE } from "../picture/large.js";
import { inDrawing, isBeforeClass, isPresenting, scaleOf } from "../picture/screen.js";
import { isPredicting } from "../predict/predict.js";
import { targetName } from "../trace/inputs.js";
import { sentence } from "./nudge.js";
import { ghostTexts, isWithin, measured, placed, whatIf } from "./what_if.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../picture/picture.js").Picture} Picture */
/** @typedef {import("../picture/scene.js").Geometry} Geometry */

/** ms that they stay once the number is let go. */
const STAY = 4000;
/** The height of a letter in px: before a class 20 pt, elsewhere as figures are, or smaller where there is no room. */
const LETTERS = { presenting: [26.7], near: [17, 13] };

/** @param {HTMLElement} frame of the picture @param {Store} store @param {Picture} picture */
export function mountWhatIf(frame, store, picture) {
  const ghosts = new Ghosts(frame, store, picture);
  return { touch: ghosts.touch };
}

class Ghosts {
  #frame;
  #store;
  #picture;
  #layer = makeSvg("g", { class: "cr-motion cr-ghosts", "aria-hidden": "true" });
  #heard = make("p", { class: "heard", role: "status" });
  /** Over the timeline, where the picture has no room for them. */
  #outside = make("p", { class: "groups-told what-if", "aria-hidden": "true" });
  /** What the change began with. @type {{ trace: Trace, target: import("../trace/inputs.js").Target, gesture: string | null } | null} */
  #base = null;
  /** Where they stand, and how full they are. @type {import("./what_if.js").Standing | null} */
  #standing = null;
  /** Whether there was room for them, which is not looked for again and again. */
  #hasRoom = true;
  /** What must not be covered, of this picture as it is seen. @type {Geometry | null} */
  #geometry = null;
  /** What is in view, and how it is seen. @type {{ box: import("../picture/boxes.js").Box | null, letters: number[], bar: import("../picture/boxes.js").Box | null } | null} */
  #seen = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #going;

  /** @param {HTMLElement} frame @param {Store} store @param {Picture} picture */
  constructor(frame, store, picture) {
    this.#frame = frame;
    this.#store = store;
    this.#picture = picture;
    frame.after(this.#heard);
    document.querySelector(".groups-place")?.append(this.#outside);
    store.subscribe((now, before) => this.#heed(now, before));
    picture.onSwap(this.#again);
    frame.addEventListener("scroll", this.#again, { passive: true });
    new ResizeObserver(this.#again).observe(frame);
  }

  /** A number was changed by hand. @param {Readonly<State>} before it was */
  touch = (before) => {
    const { touched, gesture } = this.#store.get();
    if (!touched || !before.trace) return;
    const isSame = this.#base !== null && targetName(this.#base.target) === targetName(touched);
    const goesOn = isSame && (gesture === null ? this.#base?.gesture === null : this.#base?.gesture === gesture);
    if (!goesOn) {
      this.#leave();
      this.#base = { trace: before.trace, target: touched, gesture };
    }
    this.#show();
    this.#stay();
  };

  /** @param {Readonly<State>} now @param {Readonly<State>} before */
  #heed(now, before) {
    if (!this.#base) return;
    if (now.step !== before.step || now.program !== before.program || (before.whatIf && !now.whatIf)) this.#leave();
    else if (now.trace !== before.trace || now.gesture !== before.gesture || now.predicting !== before.predicting) {
      this.#show();
      this.#stay();
    }
  }

  /** They stay for as long as the number is held, and a moment more. */
  #stay() {
    clearTimeout(this.#going);
    if (this.#store.get().gesture === null) this.#going = setTimeout(this.#leave, STAY);
  }

  #leave = () => {
    clearTimeout(this.#going);
    this.#base = null;
    this.#lookAnew();
    this.#clear();
    this.#heard.textContent = "";
  };

  #lookAnew() {
    this.#standing = this.#geometry = this.#seen = null;
    this.#hasRoom = true;
  }

  #clear() {
    this.#layer.remove();
    this.#outside.textContent = "";
  }

  /** The picture stands elsewhere, or is another. */
  #again = () => {
    if (!this.#base) return;
    this.#lookAnew();
    this.#show();
  };

  #show() {
    const state = this.#store.get();
    const svg = this.#picture.svg();
    const { trace } = state;
    const found = this.#base && trace && svg && !isPredicting(state) ? whatIf(this.#base.trace, trace, this.#base.target, state.seed, state.step) : null;
    if (!found || !svg || !trace) {
      this.#clear();
      return;
    }
    if (state.gesture === null) this.#heard.textContent = sentence(found);
    this.#draw(svg, trace, found);
  }

  /** @param {SVGSVGElement} svg @param {Trace} trace @param {import("./what_if.js").WhatIf} found */
  #draw(svg, trace, found) {
    this.#seen ??= { box: this.#picture.seen(), letters: lettersIn(svg, this.#frame), bar: barIn(svg) };
    const { box, letters, bar } = this.#seen;
    if (!this.#geometry || trace.nodes.length <= LARGE) this.#geometry = geometryOf(svg, [], box);
    const { bounds } = this.#geometry;
    const taken = bar ? [...this.#geometry.taken, { key: "bar", box: bar }] : this.#geometry.taken;
    const wanted = outputIn(this.#geometry, trace);
    const texts = ghostTexts(found, !isWithin(wanted, bounds));
    if (this.#hasRoom) this.#standing = placed(texts, letters, wanted, { taken, bounds }, this.#standing);
    this.#hasRoom = this.#standing !== null;
    this.#outside.textContent = this.#standing ? "" : texts.at(-1)?.map(({ text }) => text).join(", ") ?? "";
    if (!this.#standing) {
      this.#layer.remove();
      return;
    }
    const { form, letter, at: { x, y } } = this.#standing;
    this.#layer.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    this.#layer.style.fontSize = `${letter.toFixed(2)}px`;
    this.#layer.replaceChildren(...drawn(texts[form] ?? texts[0], letter));
    if (this.#layer.parentNode !== svg) svg.append(this.#layer);
  }
}

/** The heights of letters in px of the drawing, the best first. @param {SVGSVGElement} svg @param {HTMLElement} frame */
function lettersIn(svg, frame) {
  const scale = scaleOf(svg);
  return (isBeforeClass(frame) ? LETTERS.presenting : LETTERS.near).map((letter) => letter / scale);
}

/** What comes to the corner of the stage when the pointer moves, in the drawing. @param {SVGSVGElement} svg */
function barIn(svg) {
  const bar = isPresenting() ? document.getElementById("bar")?.getBoundingClientRect() : null;
  return bar ? inDrawing(svg, bar) : null;
}
/** Where the output is written. @param {Geometry} geometry @param {Trace} trace */
function outputIn(geometry, trace) {
  const id = trace.outputs[0] ?? -1;
  const at = geometry.label(`output:${id}:value`) ?? geometry.label(`node:${id}:value`);
  const { left = 0, right = 0, top = 0, bottom = 0 } = geometry.body(id) ?? {};
  return at ?? { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** One frame for the lines of each ghost. @param {import("./what_if.js").Lines} lines @param {number} letter */
function drawn(lines, letter) {
  const { width, tops, line } = measured(lines, letter);
  return /** @type {const} */ (["predicted", "true"]).map((of) => {
    const mine = lines.flatMap((one, k) => (one.of === of ? [{ text: one.text, top: tops[k] ?? 0 }] : []));
    const rect = makeSvg("rect", { x: -width / 2, y: mine[0]?.top ?? 0, width, height: line * mine.length, rx: letter / 3 });
    const texts = mine.map(({ text, top }) => makeSvg("text", { class: "cr-text", y: top + 0.73 * line }, text));
    return makeSvg("g", { class: `cr-ghost cr-ghost-${of}` }, rect, ...texts);
  });
}
