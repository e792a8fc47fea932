// Shows one drawing of a network turning into another. The one that goes is a copy, so that nothing of it is left over.

import { glide, seenAt, counterpart } from "./morph.js";
import { make } from "../page/build.js";

/** @typedef {import("./morph.js").Spot} Spot */
/** A part of a drawing, and what it is. @typedef {{ element: SVGElement, layer: number, unit: number | null }} Mover */
/** @typedef {{ svg: SVGSVGElement, movers: readonly Mover[], spots: ReadonlyMap<string, Spot>, rest: readonly SVGElement[] }} Side */
/** @typedef {{ element: SVGElement, own: Spot, other: Spot }} Pair */

/** A copy of a side that stays where it was while another takes its place. @param {HTMLElement} stage @param {Side} side */
export function keptBehind(stage, { svg, movers, spots, rest }) {
  const [box, around] = [svg.getBoundingClientRect(), stage.getBoundingClientRect()];
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const holder = make("div", { class: "zoom-leaving", "aria-hidden": "true" }, copy);
  Object.assign(copy.style, { position: "absolute", left: `${box.left - around.left}px`, top: `${box.top - around.top}px`, width: `${box.width}px`, height: `${box.height}px`, maxWidth: "none" });
  const [all, copies] = [[...svg.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  const at = new Map(all.map((element, k) => [element, copies[k]]));
  /** @param {SVGElement} element */
  const copyOf = (element) => (element === svg ? copy : /** @type {SVGElement} */ (at.get(element)));
  const found = movers.map((mover) => ({ ...mover, element: copyOf(mover.element), at: middleOf(mover.element) }));
  stage.append(holder);
  return { holder, copy, movers: found, spots, rest: rest.map(copyOf) };
}

/** @typedef {ReturnType<typeof keptBehind>} Kept */

/**
 * What shows a moment of the way, from 0 to 1, and how it is over.
 * @param {Kept} leaving @param {Side} arriving
 */
export function morph(leaving, arriving) {
  const going = pairs(leaving.copy, leaving.movers, arriving.spots, leaving.spots);
  const coming = pairs(arriving.svg, arriving.movers.map((mover) => ({ ...mover, at: middleOf(mover.element) })), leaving.spots, arriving.spots);
  return {
    /** @param {number} t */
    draw(t) {
      const seen = seenAt(t);
      show(going, 1 - t, seen.leaving, leaving.rest);
      show(coming, t, seen.arriving, arriving.rest);
    },
    leave() {
      leaving.holder.remove();
      for (const element of [...coming.paired.map((one) => one.element), ...coming.alone, ...arriving.rest]) {
        element.style.removeProperty("transform");
        element.style.removeProperty("opacity");
      }
    },
  };
}

/**
 * Which parts have a counterpart on the other side.
 * @param {SVGSVGElement} svg @param {readonly (Mover & { at: Spot })[]} movers
 * @param {ReadonlyMap<string, Spot>} others @param {ReadonlyMap<string, Spot>} own
 */
function pairs(svg, movers, others, own) {
  const matrix = svg.getScreenCTM() ?? new DOMMatrix();
  /** @type {(Pair & { matrix: DOMMatrix })[]} */
  const paired = [];
  /** @type {SVGElement[]} */
  const alone = [];
  for (const { element, layer, unit, at } of movers) {
    const size = counterpart(own, layer, unit, at.size)?.size ?? at.size;
    const other = counterpart(others, layer, unit, size);
    if (other) paired.push({ element, own: { ...at, size }, other, matrix });
    else alone.push(element);
  }
  return { paired, alone };
}

/** @param {ReturnType<typeof pairs>} side @param {number} near @param {{ paired: number, other: number }} seen @param {readonly SVGElement[]} rest */
function show({ paired, alone }, near, seen, rest) {
  for (const { element, own, other, matrix } of paired) {
    const { dx, dy, scale } = glide(own, other, near);
    const [x, y] = [(own.x - matrix.e) / matrix.a, (own.y - matrix.f) / matrix.d];
    element.style.transform = `translate(${x + dx / matrix.a}px, ${y + dy / matrix.d}px) scale(${scale.toFixed(4)}) translate(${-x}px, ${-y}px)`;
    element.style.opacity = seen.paired.toFixed(3);
  }
  for (const element of [...alone, ...rest]) element.style.opacity = seen.other.toFixed(3);
}

/** @param {Element} element @returns {Spot} */
export function middleOf(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2, size: Math.max(Math.min(width, height), 1) };
}
