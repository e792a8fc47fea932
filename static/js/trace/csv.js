// A trace as comma-separated values (RFC 4180): every number as the engine has it.

import { isShapeOnly } from "./nested.js";

/** @typedef {import("./types.js").Nested} Nested */

/**
 * All nodes of a trace, in the order they are computed, with a header line.
 * @param {import("./types.js").Trace} trace
 * @returns {string}
 */
export function toCsv(trace) {
  const forward = trace.mode === "forward";
  const header = ["id", "name", "gate", "inputs", "shape", "value", forward ? "tangent" : "gradient"];
  const rows = trace.nodes.map((node) => [
    String(node.id),
    node.label ?? "",
    node.op ?? node.kind,
    node.inputs.join(" "),
    node.shape.join("×"),
    plain(node.value),
    plain(forward ? node.tangent : node.gradient),
  ]);
  return [header, ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

/** @param {Nested | null} value @returns {string} */
function plain(value) {
  if (value === null) return "";
  if (Array.isArray(value)) return `[${value.map(plain).join(", ")}]`;
  if (isShapeOnly(value)) return "";
  if (typeof value === "object") {
    const { min, max, mean, norm } = value;
    return `min ${plain(min)}; max ${plain(max)}; mean ${plain(mean)}; norm ${plain(norm)}`;
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

/**
 * One field as it stands in the file. A spreadsheet would run a text that begins like a formula, so an
 * apostrophe goes before it, which says that it is text; a number stays one.
 * @param {string} field
 */
export function quoted(field) {
  const text = /^[=+\-@\t\r]/.test(field) && Number.isNaN(Number(field)) ? `'${field}` : field;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
