// Parts of configurations: put together, and told apart.

/** @typedef {Record<string, any>} Part */

/** Whether two values are the same, in whatever order names stand. @param {any} a @param {any} b @returns {boolean} */
export function isSame(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && isSame(a[name], b[name]));
}

/** @param {unknown} value @returns {value is Part} */
const isPart = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * One configuration with what another says otherwise; lists are replaced whole.
 * @param {Part} base @param {Part} change
 * @returns {Part}
 */
export function merged(base, change) {
  const whole = { ...base };
  for (const [name, value] of Object.entries(change)) {
    whole[name] = isPart(value) && isPart(whole[name]) ? merged(whole[name], value) : value;
  }
  return whole;
}

/**
 * What of a configuration differs from another, so that `merged(base, difference)` is it.
 * @param {Part} config @param {Part} base
 * @returns {Part}
 */
export function difference(config, base) {
  /** @type {Part} */
  const found = {};
  for (const [name, value] of Object.entries(config)) {
    const other = base[name];
    if (isPart(value) && isPart(other)) {
      const inner = difference(value, other);
      if (Object.keys(inner).length) found[name] = inner;
    } else if (!isSame(value, other)) found[name] = value;
  }
  return found;
}
