// One's own points as text: the server reads what a table program writes, and here is what becomes of it.

import { lossChange } from "./changes.js";

/** @typedef {import("./types.js").Schemas["ReadAnswer"]} Read */

const MOST_TOLD = 3;

/**
 * Points as the text that reads back as the same.
 * @param {Pick<import("./types.js").Data, "points" | "labels" | "names" | "class_names">} data
 */
export function writePoints({ points, labels, names, class_names: classNames }) {
  const rows = points.map(([x1, x2], k) => [x1, x2, classNames[labels[k] ?? 0] ?? labels[k] ?? 0]);
  return [[...names, "label"], ...rows].map((row) => row.map(cell).join(",")).join("\n");
}

/** @param {string | number} value */
function cell(value) {
  const text = String(value);
  return /[",;\t\n]|^\s|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * What the points of a table ask of the configuration: a loss that can read their labels, too.
 * @param {string | null} name of the data set of one's own points
 * @param {Pick<Read, "points" | "columns" | "class_names" | "values" | "header">} read
 * @param {import("./types.js").Config | null} config in force
 */
export function ownChange(name, { points, columns, class_names, values, header }, config) {
  const anew = { classes: null, variant: null, function: null, query: null, standardize: null, center: null, scale: null };
  const dataset = { ...anew, name, points, columns: header ? columns : null, class_names };
  const isRegression = config?.loss === "regression";
  if (values && !isRegression) return { dataset, ...lossChange("regression") };
  if (class_names && isRegression) return { dataset, ...lossChange("softmax") };
  return { dataset };
}

/** What was read, and what was left out, in a few sentences. @param {Read} read */
export function tellRead({ points, columns, label, class_names: names, values, skipped, skipped_rows: left }) {
  const kinds = values ? "as values" : names ? `as ${names.length} classes: ${names.join(", ")}` : "as classes";
  const count = points.length.toLocaleString("en");
  const told = skipped.slice(0, MOST_TOLD).map(({ line, why }) => `line ${line}: ${why}`);
  const more = left > told.length ? ["…"] : [];
  const rows = left === 1 ? "1 row was" : `${left.toLocaleString("en")} rows were`;
  return `${count} points of ${columns.join(" and ")}, ${label} ${kinds}.${left ? ` ${rows} left out (${[...told, ...more].join("; ")}).` : ""}`;
}
