// Which line of a script belongs to a step. Pure.

/** @typedef {{ forward_lines: Record<string, number>, backward_lines: Record<string, number>, seed_line: number | null }} Lines */

/**
 * The line that does what a step tells, if any does.
 * @param {Lines} lines
 * @param {import("./types.js").Step} step
 * @returns {number | null}
 */
export function lineOf(lines, step) {
  if (step.phase === "forward") return lines.forward_lines[step.node] ?? null;
  if (step.edge === null) return lines.seed_line;
  return lines.backward_lines[step.edge] ?? null;
}
