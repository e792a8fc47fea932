// How one property of a link is written as text and read again. Reading believes nothing: it
// returns `undefined` for what it cannot read, and never throws.

/** @typedef {import("../trace/types.js").Given} Given */
/** @typedef {(part: string) => void} Complain told what of a property could not be read */

/**
 * @template T
 * @typedef {{ write(value: T): string, parse(text: string, complain: Complain): T | undefined }} Codec
 */

const LONGEST_NAME = 200;
const MOST_NAMES = 60;
const MOST_VALUES = 1000;
const MOST_KEYS = 1000;
const LONGEST_KEY = 1000;
const DEEPEST = 12;
/** A name of the program language; one that was bound before is numbered, x⁽²⁾, once with primes. */
const NAME = /^[\p{ID_Start}_]\p{ID_Continue}*(?:[′″‴]|⁽[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾)?$/u;
const PRIMES = Object.freeze({ "′": "⁽²⁾", "″": "⁽³⁾", "‴": "⁽⁴⁾" });
const CONTROL = /\p{Cc}/u;
const WORDS = ["NaN", "Infinity", "-Infinity"];

/** @type {Codec<boolean>} */
export const flag = {
  write: (value) => (value ? "1" : "0"),
  parse: (text) => ({ 0: false, 1: true, false: false, true: true })[text],
};

/** @type {Codec<string>} */
export const text = {
  write: (value) => value,
  parse: (written) => written.replaceAll(/\r\n?/g, "\n"),
};

/**
 * A whole number between two; outside of them it is the nearer one.
 * @param {number} low @param {number} high
 * @returns {Codec<number>}
 */
export function count(low, high) {
  return {
    write: String,
    parse: (written) =>
      /^-?\d{1,15}$/.test(written) ? Math.min(Math.max(Number(written), low), high) : undefined,
  };
}

/**
 * One of a few words.
 * @template {string} T
 * @param {readonly T[]} words
 * @returns {Codec<T>}
 */
export function oneOf(...words) {
  return among(() => words);
}

/**
 * One of a few words that are known later.
 * @template {string} T
 * @param {() => readonly T[]} words
 * @returns {Codec<T>}
 */
export function among(words) {
  return { write: (value) => value, parse: (written) => words().find((word) => word === written) };
}

/**
 * What may be missing: nothing is written as nothing.
 * @template T
 * @param {Codec<T>} codec
 * @returns {Codec<T | null>}
 */
export function optional(codec) {
  return {
    write: (value) => (value === null ? "" : codec.write(value)),
    parse: (written, complain) => (written === "" ? null : codec.parse(written, complain)),
  };
}

/** A short text on one line, such as the name of an output. @type {Codec<string>} */
export const name = {
  write: (value) => value,
  parse: (written) => (written.length <= LONGEST_NAME && !CONTROL.test(written) ? written : undefined),
};

/**
 * A name of the program language, numbered as the picture has it; older links hold primes.
 * @type {Codec<string>}
 */
export const variable = { ...name, parse: (written, complain) => name.parse(numbered(written), complain) };

/** A name, or a path of names, without primes. @param {string} written */
function numbered(written) {
  return written.replaceAll(/[′″‴](?=\/|$)/gu, (mark) => PRIMES[/** @type {keyof typeof PRIMES} */ (mark)]);
}

/** Some of a few words, in alphabetical order. @param {readonly string[]} words @returns {Codec<readonly string[]>} */
export const someOf = (words) => ({
  write: (value) => [...new Set(value)].sort().join(","),
  parse: (written, complain) => {
    /** @type {Set<string>} */
    const found = new Set();
    for (const one of written === "" ? [] : written.split(",").slice(0, MOST_NAMES)) {
      if (words.includes(one)) found.add(one);
      else complain(one);
    }
    return [...found].sort();
  },
});

/** Keys of calls and gates, `layer#1/sigmoid#2`, in their own order. @type {Codec<readonly string[]>} */
export const keys = {
  write: (value) => [...new Set(value)].join(";"),
  parse: (written, complain) => {
    /** @type {Set<string>} */
    const found = new Set();
    for (const one of written === "" ? [] : written.split(";").slice(0, MOST_KEYS)) {
      if (one !== "" && one.length <= LONGEST_KEY && !CONTROL.test(one)) found.add(numbered(one));
      else complain(one);
    }
    return [...found];
  },
};

/** A number or a nested list, as JSON but for the names of what is not finite. @type {Codec<Given>} */
export const nested = {
  write: writeNested,
  parse: (written) => {
    const quoted = written.replaceAll(/-?Infinity|NaN/g, '"$&"').replaceAll('""', '"');
    try {
      const value = JSON.parse(quoted);
      return isNested(value, 0) ? value : undefined;
    } catch {
      return undefined; // not JSON, or nested too deep for the parser
    }
  },
};

/** Numbers by name: `x:3;y:[1,2]`. @type {Codec<Record<string, Given>>} */
export const values = {
  write: (value) =>
    Object.entries(value)
      .map(([key, number]) => `${key}:${writeNested(number)}`)
      .join(";"),
  parse: (written, complain) => {
    /** @type {[string, Given][]} */
    const found = [];
    for (const pair of written === "" ? [] : written.split(";").slice(0, MOST_VALUES)) {
      const colon = pair.indexOf(":");
      const key = pair.slice(0, Math.max(colon, 0));
      const number = NAME.test(key) ? nested.parse(pair.slice(colon + 1), complain) : undefined;
      if (number === undefined || key.length > LONGEST_NAME) complain(colon > 0 ? key : pair);
      else found.push([numbered(key), number]);
    }
    return Object.fromEntries(found);
  },
};

/** A finite number; outside of two it is the nearer one. @param {number} low @param {number} high @returns {Codec<number>} */
export const finite = (low, high) => ({
  write: String,
  parse: (written) => (/^-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(written) ? Math.min(Math.max(Number(written), low), high) : undefined),
});

/** @type {Codec<number>} */
export const positive = {
  write: String,
  parse: (written) => (Number(written) > 0 && Number.isFinite(Number(written)) ? Number(written) : undefined),
};

/** How many updates were made, and from which numbers: `3;x:1`. @type {Codec<import("../trace/types.js").Run>} */
export const run = {
  write: ({ made, start }) => `${made};${values.write(start)}`,
  parse: (written, complain) => {
    const [, made, start = ""] = /^(\d{1,6})(?:;(.*))?$/s.exec(written) ?? [];
    const found = made && values.parse(start, complain);
    return found ? { made: Number(made), start: found } : undefined;
  },
};

/** @param {Given} value @returns {string} */
function writeNested(value) {
  if (Array.isArray(value)) return `[${value.map(writeNested).join(",")}]`;
  if (Object.is(value, -0)) return "-0";
  return String(value).replace("e+", "e");
}

/** @param {unknown} value @param {number} depth @returns {boolean} */
function isNested(value, depth) {
  if (Array.isArray(value)) {
    return value.length > 0 && depth < DEEPEST && value.every((item) => isNested(item, depth + 1));
  }
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" && WORDS.includes(value);
}
