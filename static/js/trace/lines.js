// Which lines of a script belong to a step. Pure.

/** @typedef {import("./types.js").Schemas["LinesAnswer"] | import("./types.js").Schemas["ClassLinesAnswer"]} Lines */

/**
 * What each node and each edge of the story stands for, in the ids that the lines go by: a folded
 * call for all its gates, what a gate is opened into for that gate.
 * @typedef {Pick<import("./types.js").Schemas["CodeAnswer"], "nodes" | "edges">} Origins
 */

/**
 * The lines that do what a step tells, from the top.
 * @param {Lines} lines
 * @param {Origins} origins
 * @param {import("./types.js").Step} step
 * @returns {number[]}
 */
export function linesOf(lines, { nodes, edges }, step) {
  if (step.phase === "backward" && step.edge === null) {
    return "seed_lines" in lines ? lines.seed_lines : lines.seed_line === null ? [] : [lines.seed_line];
  }
  const [table, ids] = step.edge === null ? [step.phase === "update" ? lines.update_lines : lines.forward_lines, nodes[step.node]] : [lines.backward_lines, edges[step.edge]];
  const found = (ids ?? []).flatMap((id) => table[id] ?? []);
  return [...new Set(found)].sort((a, b) => a - b);
}

/**
 * Lines that follow each other, as runs of a first line and how many they are.
 * @param {readonly number[]} lines sorted
 * @returns {[number, number][]}
 */
export function runsOfLines(lines) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === line) last[1] += 1;
    else runs.push([line, 1]);
  }
  return runs;
}
