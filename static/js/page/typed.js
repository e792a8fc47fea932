// Numbers as people type them, in every field alike. Pure.

const LONGEST = 60;
const DEEPEST = 8;
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/;
const INFINITE = /^([+-]?)(?:inf|infinity|∞)$/;
const WORDS = ['"Infinity"', '"-Infinity"', '"NaN"'];

/**
 * The number that somebody typed: `−4`, `0,5`, `.5`, `1/3`, `-4 * 3`, `(−2)`, `1e-3`, `inf`, `nan`, after
 * an `=` too; null for anything else. Never −0.
 * @param {string} text
 * @returns {number | null}
 */
export function typedNumber(text) {
  const plain = text.trim().toLowerCase().replaceAll("−", "-").replace(/^=/, "");
  if (plain === "" || plain.length > LONGEST) return null;
  const parts = plain.split(/([*×·/])/);
  let product = 1;
  for (let k = 0; k < parts.length; k += 2) {
    const factor = factorOf((parts[k] ?? "").trim().replace(/^\((.*)\)$/, "$1").replace(",", "."));
    if (factor === null) return null;
    product = parts[k - 1] === "/" ? product / factor : product * factor;
  }
  return product === 0 ? 0 : product;
}

/** The same where only a finite number will do. @param {string} text */
export function typedFinite(text) {
  const number = typedNumber(text);
  return number !== null && Number.isFinite(number) ? number : null;
}

/**
 * A typed number or a list of lists of them, `[1, 1/3]`; in a list the comma parts the numbers. What is
 * not finite stands in quotes there, as in JSON.
 * @param {string} text
 * @param {number} [depth] of the list that it stands in
 * @returns {import("../trace/types.js").Given | null}
 */
export function typedNested(text, depth = 0) {
  const plain = text.trim();
  if (!plain.startsWith("[")) {
    if (depth && WORDS.includes(plain)) return JSON.parse(plain);
    return typedFinite(plain);
  }
  if (!plain.endsWith("]") || depth === DEEPEST) return null;
  const items = itemsOf(plain.slice(1, -1)).map((item) => typedNested(item, depth + 1));
  return items.includes(null) ? null : /** @type {import("../trace/types.js").Given[]} */ (items);
}

/** The text between the commas that stand in no inner list. @param {string} text */
function itemsOf(text) {
  const items = [""];
  let depth = 0;
  for (const character of text) {
    depth += Number(character === "[") - Number(character === "]");
    if (character === "," && depth === 0) items.push("");
    else items[items.length - 1] += character;
  }
  return items;
}

/** @param {string} text @returns {number | null} */
function factorOf(text) {
  if (text === "nan") return NaN;
  const infinite = INFINITE.exec(text);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  return PLAIN.test(text) ? Number(text) : null;
}
