// Numbers as they stand in a program's text. Pure.

/** @typedef {{ start: number, end: number, value: number }} Literal a number and where it stands */
/** @typedef {Literal | Literals[]} Literals */

const SPACE = /(?:\s|#[^\n]*)*/y;
const NUMBER = /[+\-−]?\s*(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_.])/uy;
const CONSTANT = /^(const\s*\()([^]*)\)$/u;

/**
 * The numbers that a text consists of: one, or a list of lists, inside `const(…)` too. Null where
 * anything else stands in it: a maker such as `randn(2, 2)`, a name, an expression.
 * @param {string} text
 * @returns {Literals | null}
 */
export function literalsIn(text) {
  const [, opening = "", inner = text] = CONSTANT.exec(text) ?? [];
  let at = 0;

  /** @param {RegExp} pattern sticky */
  function take(pattern) {
    pattern.lastIndex = at;
    const found = pattern.exec(inner)?.[0] ?? null;
    at += found?.length ?? 0;
    return found;
  }

  /** @returns {Literals | null} */
  function item() {
    take(SPACE);
    if (inner[at] !== "[") {
      const start = opening.length + at;
      const found = take(NUMBER);
      const value = Number(found?.replace("−", "-").replaceAll(/[\s_]/g, "") ?? NaN);
      return Number.isNaN(value) ? null : { start, end: start + (found?.length ?? 0), value };
    }
    at += 1;
    /** @type {Literals[]} */
    const items = [];
    for (take(SPACE); inner[at] !== "]"; take(SPACE)) {
      const one = item();
      if (one === null) return null;
      items.push(one);
      take(SPACE);
      if (inner[at] === ",") at += 1;
      else if (inner[at] !== "]") return null;
    }
    at += 1;
    return items;
  }

  const found = item();
  take(SPACE);
  return at === inner.length ? found : null;
}
