// Draws what is on its way within a press: elements that are made once and only moved, so that no frame
// lays anything out.

import { beatsAt, comingAt } from "./beats.js";
import { CARD } from "./curves.js";
import { partOf } from "./elements.js";
import { pillSize } from "./scene.js";
import { makeSvg } from "../page/build.js";

/** @typedef {import("./beats.js").Scene} Scene */
/** @typedef {import("./beats.js").Sprite} Sprite */
/** @typedef {{ group: SVGGElement, write: (sprite: Sprite) => void }} Drawn */

/** A scene on a picture, until it is left. */
export class SceneView {
  #svg;
  #scene;
  #layer = makeSvg("g", { class: "cr-motion", "aria-hidden": "true" });
  /** @type {Map<string, Drawn>} */
  #drawn = new Map();
  /** What is kept out of sight until it lands. @type {Map<string, Element>} */
  #coming = new Map();
  /** @type {Element[]} */
  #told = [];

  /** @param {SVGSVGElement} svg @param {Scene} scene */
  constructor(svg, scene) {
    this.#svg = svg;
    this.#scene = scene;
    for (const actor of scene.actors) {
      const drawn = actor.kind === "curve" && actor.card ? curve(actor.card, scene.isForward) : actor.kind === "pill" ? pill(actor.tone) : door(actor.kind);
      this.#layer.append(drawn.group);
      this.#drawn.set(actor.key, drawn);
    }
    for (const { key } of scene.landings) {
      const place = slotOf(svg, key);
      if (place) this.#coming.set(key, place);
    }
    this.#told = scene.told.flatMap((part) => partOf(svg, part) ?? []);
    for (const element of this.#told) element.classList.add("cr-here");
    svg.classList.toggle("cr-telling", scene.told.length > 0);
    svg.append(this.#layer);
  }

  /** Show a moment of it. @param {number} t */
  draw(t) {
    for (const sprite of beatsAt(this.#scene, t)) {
      const drawn = this.#drawn.get(sprite.key);
      if (!drawn) continue;
      const { style } = drawn.group;
      if (sprite.opacity <= 0) {
        style.visibility = "hidden";
        continue;
      }
      style.visibility = "";
      drawn.group.setAttribute("transform", `translate(${sprite.x.toFixed(1)} ${sprite.y.toFixed(1)}) scale(${sprite.scale.toFixed(3)})`);
      style.opacity = sprite.opacity.toFixed(2);
      drawn.write(sprite);
    }
    const coming = new Set(comingAt(this.#scene, t));
    for (const [key, element] of this.#coming) element.classList.toggle("cr-coming", coming.has(key));
    if (t >= 1) this.#undim();
    else this.#svg.classList.toggle("cr-telling", this.#scene.told.length > 0);
  }

  leave() {
    this.#undim();
    for (const element of this.#told) element.classList.remove("cr-here");
    for (const element of this.#coming.values()) element.classList.remove("cr-coming");
    this.#layer.remove();
  }

  #undim() {
    this.#svg.classList.remove("cr-telling");
  }
}

/** The place of a label, `edge:3:back`. @param {SVGSVGElement} svg @param {string} key */
function slotOf(svg, key) {
  const at = key.lastIndexOf(":");
  return partOf(svg, key.slice(0, at))?.querySelector(`[data-slot="${key.slice(at + 1)}"]`) ?? null;
}

/** @param {Sprite["tone"]} tone @returns {Drawn} */
function pill(tone) {
  const group = makeSvg("g", { class: `cr-token cr-token-${tone}` });
  const rect = makeSvg("rect");
  const label = makeSvg("text", { class: "cr-text", y: "6.4" });
  group.append(rect, label);
  let shown = "";
  return {
    group,
    write({ text, ringed }) {
      const now = `${ringed ? "0" : ""}${text}`;
      if (now === shown) return;
      shown = now;
      label.textContent = text;
      group.classList.toggle("cr-token-zero", ringed);
      const { width, height } = pillSize(text, tone === "local");
      for (const [name, value] of Object.entries({ x: -width / 2, y: -height / 2, width, height, rx: height / 2 })) rect.setAttribute(name, value.toFixed(1));
    },
  };
}

/** A port that lets the gradient through, or one that is closed. @param {Sprite["kind"]} kind @returns {Drawn} */
function door(kind) {
  const group = makeSvg("g", { class: `cr-door cr-door-${kind}` });
  if (kind === "closed") group.append(makeSvg("path", { d: "M-3 -10V10M3 -10V10" }));
  else group.append(makeSvg("circle", { r: "9" }), makeSvg("path", { d: "M2.5 -4L-3.5 0L2.5 4" }));
  return { group, write: () => {} };
}

/** @param {import("./curves.js").Card} card @param {boolean} isForward @returns {Drawn} */
function curve({ lines, at, tangent: [one, other], zero, slope }, isForward) {
  const group = makeSvg("g", { class: "cr-curve" });
  const { width, height } = CARD;
  group.append(makeSvg("rect", { x: String(-width / 2), y: String(-height / 2), width: String(width), height: String(height), rx: "10" }));
  if (zero !== null) group.append(makeSvg("path", { class: "cr-curve-axis", d: `M-51 ${zero.toFixed(1)}H51` }));
  const d = lines.map((run) => `M${run.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`).join("");
  group.append(makeSvg("path", { class: "cr-curve-line", d }));
  const [x, y] = [at.x.toFixed(1), at.y.toFixed(1)];
  const label = makeSvg("text", { class: "cr-text", y: String(height / 2 - 9) });
  if (!isForward) {
    label.textContent = slope;
    group.append(makeSvg("path", { class: "cr-curve-tangent", d: `M${one.x.toFixed(1)} ${one.y.toFixed(1)}L${other.x.toFixed(1)} ${other.y.toFixed(1)}` }), label);
  }
  const dot = makeSvg("circle", { class: "cr-curve-dot", cx: x, cy: y, r: "5" });
  group.append(dot);
  const way = lines.flat();
  return {
    group,
    write({ share }) {
      if (!isForward) return;
      const place = alongTo(way, at, Math.min(1, share * 1.6));
      dot.setAttribute("cx", place.x.toFixed(1));
      dot.setAttribute("cy", place.y.toFixed(1));
    },
  };
}

/** Along a curve from its left end to a point of it. @param {readonly { x: number, y: number }[]} way @param {{ x: number, y: number }} at @param {number} share */
function alongTo(way, at, share) {
  const [first] = way;
  if (!first || share >= 1) return at;
  const x = first.x + share * (at.x - first.x);
  return way.findLast((point) => point.x <= x) ?? first;
}
