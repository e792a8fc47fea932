// How an array stands on a wire: a grid of its numbers between brackets, or a tile of colours. A list of
// marks, in px from the middle of the edge of its room that is next to the wire. Pure;
// app/drawing/arrays.py makes the same and says why, and one golden file holds both to it.

import { SIZE, SMALLEST, TOLD } from "./figures.js";
import { BRACKET, CAPTION, CELL, CELL_LINE, isSmall, sideOf, wideOf } from "./forms.js";
import { widthOf, writingOf } from "../trace/cell_numbers.js";
import { rasterOf } from "../trace/raster.js";

/** @typedef {import("../trace/moment.js").Label} Label */
/** @typedef {import("../trace/moment.js").Elements} Elements */
/** @typedef {import("./forms.js").Form} Form */
/** @typedef {"value" | "gradient" | "tangent"} Kind */
/**
 * A text at a point, or a path; the opacity is that of its filling.
 * @typedef {{ classes: string, text: string, path: string, x: number, y: number, size: number | null, opacity: number | null }} Mark
 */

const LEVELS = 8;
const FAINTEST = 0.16;
const FINE = 4;
const CAP = 0.73;
const BESIDE = 5;
const GAP = 5;
const SHAPE_OFF = 5;
const CAPTION_SIZE = 14;
const CAPTION_LEAST = 12;
/** How wide characters of a caption are, in hundredths of its size: narrow ones, those of signs, and others. */
const [THIN, SIGN, WIDE, USUAL] = [32, 53, 84, 64];

/**
 * How an array stands above the place that it is given, or `under` it.
 * @param {Label} label @param {Form} form @param {Kind} kind @param {readonly string[]} captions @param {boolean} told @param {boolean} under
 * @returns {Mark[]}
 */
export function arrayMarks({ array, isShape = false }, form, kind, captions, told, under) {
  if (isShape) return [shapeMark(form, kind, captions, told, under)];
  if (!array) return [];
  const top = under ? 0 : -form.rows * sideOf(form);
  if (form.kind === "tile") return [...tile(array, form, kind, top), captionMark(form, kind, captions, under)];
  const { write, unit } = writingOf(array.numbers, array.digits);
  const said = captions.map((caption) => (unit === "" ? caption : `${caption} · ${unit}`));
  return [...grid(array.numbers, array.numbers.map(write), form, kind, top, told), captionMark(form, kind, said, under)];
}

/** @param {string} classes @param {string} path @param {number | null} [opacity] @returns {Mark} */
function drawn(classes, path, opacity = null) {
  return { classes, text: "", path, x: 0, y: 0, size: null, opacity };
}

/** @param {string} classes @param {string} text @param {number} x @param {number} y @param {number | null} size @returns {Mark} */
export function written(classes, text, x, y, size) {
  return { classes, text, path: "", x, y, size, opacity: null };
}

/**
 * Write next to the wire what is else said beyond the numbers, as large as a number is. Which caption that is does not
 * change while it is told. @param {Form} form @param {Kind} kind @param {readonly string[]} captions @param {boolean} told @param {boolean} under
 */
function shapeMark(form, kind, captions, told, under) {
  const sizes = captions.map((text) => (100 * form.width) / [...text].reduce((sum, one) => sum + captionWidth(one), 0));
  const found = sizes.findIndex((size) => size >= CAPTION_SIZE);
  const chosen = found < 0 ? captions.length - 1 : found;
  const size = Math.min(Math.floor(10 * (sizes[chosen] ?? SIZE)) / 10, told ? TOLD : SIZE);
  return written(kind, captions[chosen] ?? "", 0, under ? tenth(SHAPE_OFF + CAP * size) : -SHAPE_OFF, size);
}

/** The first caption that can be read there, or else the last. @param {Form} form @param {Kind} kind @param {readonly string[]} captions @param {boolean} under */
function captionMark(form, kind, captions, under) {
  const small = isSmall(form);
  const room = small ? form.width - (wideOf(form) * form.columns + GAP) : form.width;
  const x = small ? tenth((form.width - room) / 2) : 0;
  const beyond = under ? form.height - 4 : CAPTION - 5 - form.height;
  const y = small ? (under ? 14 : -4) : beyond;
  const sizes = captions.map((text) => captionSize(text, room));
  const found = sizes.findIndex((size) => size >= CAPTION_LEAST);
  const chosen = found < 0 ? captions.length - 1 : found;
  const size = sizes[chosen] ?? CAPTION_SIZE;
  return written(`${kind} caption`, captions[chosen] ?? "", x, y, size === CAPTION_SIZE ? null : size);
}

/** @param {string} text @param {number} room */
function captionSize(text, room) {
  const width = [...text].reduce((sum, one) => sum + captionWidth(one), 0);
  return width * CAPTION_SIZE <= 100 * room ? CAPTION_SIZE : Math.floor((1000 * room) / width) / 10;
}

/** @param {string} character */
function captionWidth(character) {
  if (" ,·".includes(character)) return THIN;
  if ("()◂▸⁻⁰¹²³⁴⁵⁶⁷⁸⁹".includes(character)) return SIGN;
  return character === "×" ? WIDE : USUAL;
}

// -- grids ------------------------------------------------------------------------------------------

/** @param {readonly number[]} numbers @param {readonly string[]} texts @param {Form} form @param {Kind} kind @param {number} top @param {boolean} told @returns {Mark[]} */
function grid(numbers, texts, form, kind, top, told) {
  const widest = texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
  const size = sizeIn(widest, told ? TOLD : SIZE);
  const left = (-CELL * form.columns) / 2;
  const rest = (CELL_LINE - CAP * size) / 2;
  const beside = tenth(Math.max(BESIDE, (CELL - (widest * size) / 100) / 2));
  const rings = [];
  const figures = [];
  for (const [k, text] of texts.entries()) {
    const x = tenth(left + CELL * ((k % form.columns) + 1) - beside);
    const y = tenth(top + CELL_LINE * (Math.floor(k / form.columns) + 1) - rest);
    const zero = kind !== "value" && numbers[k] === 0;
    figures.push(written(zero ? `${kind} cell none` : `${kind} cell`, text, x, y, size));
    if (zero) rings.push(circle(x - 0.3 * size, y - (CAP * size) / 2, CELL_LINE / 2 - 1.5));
  }
  const ring = rings.length > 0 ? [drawn("ring", rings.join(""))] : [];
  return [drawn(`border-${kind}`, brackets(form, left, top)), ...ring, ...figures];
}

/** The size at which the widest of some figures fits its cell. @param {number} widest @param {number} size */
function sizeIn(widest, size) {
  const room = CELL - BESIDE;
  if (widest * size <= 100 * room) return size;
  return Math.max(Math.floor((1000 * room) / widest) / 10, SMALLEST);
}

/** @param {Form} form @param {number} left @param {number} over */
function brackets(form, left, over) {
  const [top, bottom] = [over + 1, over + CELL_LINE * form.rows - 1];
  const [a, b] = [left - BRACKET + 2, -left + BRACKET - 2];
  return [[a, a + 6], [b, b - 6]]
    .map(([x = 0, tip = 0]) => `M${number(tip)} ${number(top)}H${number(x)}V${number(bottom)}H${number(tip)}`)
    .join("");
}

// -- tiles ------------------------------------------------------------------------------------------

/** @param {Elements} array @param {Form} form @param {Kind} kind @param {number} top @returns {Mark[]} */
function tile({ shape, numbers: all, coarse }, form, kind, top) {
  const numbers = coarse ? all : rasterOf(all, shape.at(-1) ?? 1);
  const levels = levelsOf(numbers);
  const [wide, side, left] = [wideOf(form), sideOf(form), leftOf(form)];
  /** @type {Map<string, string[]>} */
  const shades = new Map();
  const bars = [];
  const rings = [];
  for (const [k, one] of numbers.entries()) {
    const [x, y] = [left + wide * (k % form.columns), top + side * Math.floor(k / form.columns)];
    const level = levels[k] ?? null;
    if (level === 0) {
      if (kind !== "value" && side >= FINE) rings.push(circle(x + wide / 2, y + side / 2, 0.23 * side));
    } else {
      const shade = level === null ? "odd" : `${one < 0 ? "minus" : "plus"} ${opacityOf(level)}`;
      shades.set(shade, [...(shades.get(shade) ?? []), cellPath(x, y, wide, side)]);
    }
    if (one < 0 && side >= FINE) bars.push(`M${number(x + wide / 2 - 0.18 * side)} ${number(y + side / 2)}h${number(0.36 * side)}`);
  }
  const colours = [...shades].map(([shade, parts]) => {
    const [name = "", opacity] = shade.split(" ");
    return drawn(name, parts.join(""), opacity === undefined ? null : Number(opacity));
  });
  const signs = /** @type {const} */ ([["bar", bars], ["ring", rings]]).flatMap(([name, parts]) =>
    parts.length > 0 ? [drawn(name, parts.join(""))] : [],
  );
  return [...colours, ...signs, drawn(`border-${kind}`, frame(form, left, top))];
}

/** The step of the scale, 0 to 8, of each of some numbers; null of what is none. @param {readonly number[]} numbers */
function levelsOf(numbers) {
  const limit = numbers.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
  return numbers.map((x) => {
    if (!Number.isFinite(x)) return null;
    return x === 0 ? 0 : Math.ceil(LEVELS * (Math.abs(x) / limit));
  });
}

/** How strong the colour of a step is. @param {number} level */
function opacityOf(level) {
  return Math.floor(1000 * (FAINTEST + ((1 - FAINTEST) * (level - 1)) / (LEVELS - 1)) + 0.5) / 1000;
}

/** Where the cells of a tile begin. @param {Form} form */
function leftOf(form) {
  return isSmall(form) ? -form.width / 2 : (-wideOf(form) * form.columns) / 2;
}

/** @param {number} x @param {number} y @param {number} wide @param {number} side */
function cellPath(x, y, wide, side) {
  const air = side / 28;
  const across = number(wide - 2 * air);
  return `M${number(x + air)} ${number(y + air)}h${across}v${number(side - 2 * air)}h-${across}z`;
}

/** @param {number} x @param {number} y @param {number} r */
function circle(x, y, r) {
  const arc = `a${number(r)} ${number(r)} 0 1 0`;
  return `M${number(x - r)} ${number(y)}${arc} ${number(2 * r)} 0${arc} ${number(-2 * r)} 0z`;
}

/** @param {Form} form @param {number} left @param {number} top */
function frame(form, left, top) {
  if (form.rows === 0) return "";
  const [width, height] = [wideOf(form) * form.columns, sideOf(form) * form.rows];
  return `M${number(left)} ${number(top)}h${number(width)}v${number(height)}h${number(-width)}z`;
}

/** @param {number} value */
function tenth(value) {
  return Math.floor(10 * value + 0.5) / 10;
}

/** @param {number} value */
function number(value) {
  return String(tenth(value));
}
