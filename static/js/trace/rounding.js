// Whether numbers, as they are shown, come to what they are said to. Pure.

import { showExactly } from "./numbers.js";

/** The number that a reader sees. @param {number} value @param {number} digits */
export function read(value, digits) {
  return Number(showExactly(value, digits).replaceAll("−", "-").replace("∞", "Infinity"));
}

/**
 * What stands before a result: the numbers as they are shown may come to another one.
 * @param {number} made of the numbers as they are shown @param {number} result @param {number} digits
 * @returns {"=" | "≈"}
 */
export function signBefore(made, result, digits) {
  return showExactly(made, digits) === showExactly(result, digits) ? "=" : "≈";
}
