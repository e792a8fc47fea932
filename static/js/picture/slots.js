// The places of a picture that numbers come to and go from with the steps: a number with its ring, a
// grid or a tile. What stands there already is left alone.

import { arrayMarks, written } from "./arrays.js";
import { BESIDE, BESIDE_GAP, TOLD, SIZE, above, below, beside, named, ringHalf } from "./figures.js";
import { anchorOf, formOf } from "./forms.js";
import { makeSvg } from "../page/build.js";

/** @typedef {import("../trace/moment.js").Label} Label */
/** @typedef {import("./arrays.js").Mark} Mark */
/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./figures.js").Figure} Figure */
/** @typedef {import("./forms.js").Form} Form */

const NEAR = 60; // units of the drawing that a number, or a part of one, may stand beside what is in view

/**
 * @typedef {object} Slot
 * @property {Element} place
 * @property {SVGTextElement | null} text of a number
 * @property {Element | null} ring around it
 * @property {Element | null} group of the parts of an array
 * @property {Form | null} form of an array
 * @property {readonly string[]} captions of an array
 * @property {readonly string[]} marks beside a number, of which the first that fits is written
 * @property {readonly string[]} names how a number may be written, or that array be called, as the server has it
 * @property {boolean} under whether an array hangs from its place
 * @property {import("./arrays.js").Kind} kind
 * @property {number} room
 * @property {string} mark before a gradient or a tangent; none before a value
 * @property {string} sign
 * @property {{ x: number, y: number }} at of a number
 * @property {Label | null} label what stands there
 * @property {boolean} told
 */

/**
 * A place of a group of the drawing.
 * @param {Element | null} group @param {string} name @param {import("./arrays.js").Kind} kind @param {string} mark @param {readonly string[]} captions @param {readonly string[]} [marks]
 * @returns {Slot | null}
 */
export function slotOf(group, name, kind, mark, captions, marks = []) {
  const place = group?.querySelector(`[data-slot="${name}"]`);
  if (!place) return null;
  const form = formOf(place);
  const text = form ? null : place.querySelector("text");
  const names = place.getAttribute("data-names")?.split(";") ?? [];
  return {
    place, text, form, names, marks, kind, mark,
    captions: [...names, ...captions],
    ring: form ? null : place.querySelector("rect"),
    group: form ? place.querySelector("g") : null,
    under: form !== null && anchorOf(place).under,
    room: Number(place.getAttribute("data-room")),
    sign: text?.classList.contains("cr-sum") ? "Σ" : "",
    at: { x: Number(text?.getAttribute("x")), y: Number(text?.getAttribute("y")) },
    label: null,
    told: false,
  };
}

/**
 * Show a number or an array, if it is another than before; a number only in a part of the drawing, if one is said, or
 * where it is told.
 * @param {Slot | null} slot @param {Label} label @param {boolean} [told] @param {Box | null} [seen]
 */
export function fill(slot, label, told = false, seen = null) {
  if (!slot || (slot.told === told && isSame(slot.label, label))) return;
  if (seen && !told && isOutside(slot.at, seen)) return;
  if (slot.told !== told || slot.label === null) slot.place.classList.toggle("cr-told", told);
  slot.label = label;
  slot.told = told;
  if (slot.form && slot.group) dress(slot.group, marksOf(slot, slot.form, label, told));
  else write(slot, label, told);
}

/** @param {Slot["at"]} at NaN of an array @param {Box} box */
const isOutside = ({ x, y }, { left, top, right, bottom }) => x < left - NEAR || x > right + NEAR || y < top - NEAR || y > bottom + NEAR;

/** Other numbers leave many as they are; each that is written is styled and laid out anew. @param {Label | null} one @param {Label} other */
function isSame(one, other) {
  return one === other || (one !== null && !one.array && !other.array && one.text === other.text && one.zero === other.zero);
}

/** @param {Slot} slot @param {Label} label @param {boolean} told */
function write(slot, label, told) {
  const { text, room, mark, sign, names } = slot;
  if (!text) return;
  label = named(label, room, names);
  const figure = mark === "" ? above(label, room, told) : below(label, room, mark, sign, told);
  const said = beside(figure, room, slot.marks, mark);
  if (text.textContent !== figure.text + said) say(text, figure.text, said);
  text.style.fontSize = figure.size === null ? "" : `${figure.size}px`;
  text.classList.toggle("cr-none", figure.ringed);
  if (slot.ring) encircle(slot.ring, figure, slot.at, told);
}

/** Another number in the node that is there: a new one would have to be styled too. @param {SVGTextElement} text @param {string} number @param {string} said */
function say(text, number, said) {
  const { firstChild, lastChild } = text;
  if (said === "" && firstChild instanceof Text && firstChild === lastChild) firstChild.data = number;
  else text.replaceChildren(number, ...(said === "" ? [] : [markOf(said)]));
}

/** What broadcasting does to a number, beside it. @param {string} said */
function markOf(said) {
  return makeSvg("tspan", { dx: BESIDE_GAP, "font-size": BESIDE, "font-weight": 500 }, said);
}

/** @param {Element} ring @param {Figure} figure @param {Slot["at"]} at @param {boolean} told @returns {void} */
function encircle(ring, { text, ringed, veiled }, { x, y }, told) {
  set(ring, "visibility", ringed || veiled ? "visible" : "hidden");
  ring.classList.toggle("cr-veil", veiled);
  if (!ringed && !veiled) return;
  const [half, size] = [ringHalf(text, told), told ? TOLD / SIZE : 1];
  const sizes = { x: x - half, y: y - 15.2 * size, width: 2 * half };
  for (const [name, value] of Object.entries(sizes)) set(ring, name, value.toFixed(1));
  const height = 19 * size;
  for (const [name, value] of Object.entries({ height, rx: height / 2, ry: height / 2 })) set(ring, name, String(value));
}

/** The parts of an array; where it is to be guessed, what stands for it. @param {Slot} slot @param {Form} form @param {Label} label @param {boolean} told */
function marksOf(slot, form, label, told) {
  const { kind, captions, under, mark } = slot;
  if (label.array || label.isShape || label.text === "") return arrayMarks(label, form, kind, captions, told, under);
  return [written(kind, [mark, label.text].filter(Boolean).join(" "), 0, (under ? 0.5 : -0.5) * form.height + 6, null)];
}

/** Draw some marks with the elements that are there already, as far as they go. @param {Element} group @param {readonly Mark[]} marks */
function dress(group, marks) {
  for (const [k, mark] of marks.entries()) {
    const tag = mark.path === "" ? "text" : "path";
    const there = group.children[k];
    const element = there?.localName === tag ? there : makeSvg(tag);
    draw(/** @type {SVGElement} */ (element), mark);
    if (element === there) continue;
    if (there) there.replaceWith(element);
    else group.append(element);
  }
  while (group.children.length > marks.length) group.lastElementChild?.remove();
}

/** @param {SVGElement} element @param {Mark} mark */
function draw(element, { classes, text, path, x, y, size, opacity }) {
  const names = path === "" ? `text ${classes}` : classes;
  set(element, "class", names.split(" ").map((name) => `cr-${name}`).join(" "));
  if (path !== "") {
    set(element, "d", path);
    set(element, "fill-opacity", opacity === null ? null : String(opacity));
    return;
  }
  set(element, "x", String(x));
  set(element, "y", String(y));
  element.style.fontSize = size === null ? "" : `${size}px`;
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {string} name @param {string | null} value */
function set(element, name, value) {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

const [ASCENT, DESCENT] = [18, 7];

/**
 * The room of a place, with as much more to each side of a number, blank or not; null where it has none.
 * @param {Element} slot @param {number} [beside]
 * @returns {Box | null}
 */
export function boxOfSlot(slot, beside = 0) {
  const form = formOf(slot);
  if (form) {
    const { x, y, under } = anchorOf(slot);
    const top = under ? y : y - form.height;
    return { left: x - form.width / 2, top, right: x + form.width / 2, bottom: top + form.height };
  }
  const text = slot.querySelector("text");
  if (!text) return null;
  const [x, y] = [Number(text.getAttribute("x")), Number(text.getAttribute("y"))];
  const half = Number(slot.getAttribute("data-room")) / 2 + beside;
  return { left: x - half, top: y - ASCENT, right: x + half, bottom: y + DESCENT };
}
