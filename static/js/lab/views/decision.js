// What the outputs at one place of the plane decide: which class, and how sure.

/** @typedef {"softmax" | "svm" | "sigmoid" | "binary" | "regression"} Head `binary`: one sigmoid for two classes */

/**
 * @param {string} loss of the configuration
 * @param {number} rows how many outputs there are
 * @returns {Head}
 */
export function headOf(loss, rows) {
  if (loss === "sigmoid" && rows === 1) return "binary";
  if (loss === "softmax" || loss === "svm" || loss === "sigmoid") return loss;
  return "regression";
}

/** How the colour tells of confidence, in words. @type {Record<Head, string>} */
export const CONFIDENCE = {
  softmax: "The fuller the colour, the larger the probability of the class.",
  binary: "The fuller the colour, the further the probability is from 0.5.",
  sigmoid: "The fuller the colour, the larger the lead of the largest output over the next.",
  svm: "Scores are not probabilities: the fuller the colour, the larger the lead of the best score over the next, full from a lead of 1, the margin.",
  regression: "The fuller the colour, the further the value is from zero.",
};

/**
 * @param {Head} head
 * @param {ArrayLike<number>} outputs as displayed: probabilities, scores or one value
 * @returns {{ label: number, confidence: number }} the confidence from 0 to 1; of a regression the
 *   label is 0 and the confidence the value itself
 */
export function decide(head, outputs) {
  const first = outputs[0] ?? NaN;
  if (head === "regression") return { label: 0, confidence: first };
  if (head === "binary") return { label: first >= 0.5 ? 1 : 0, confidence: Math.abs(2 * first - 1) };
  let label = 0;
  let best = first;
  let next = -Infinity;
  for (let k = 1; k < outputs.length; k++) {
    const output = outputs[k] ?? NaN;
    if (output > best) {
      next = best;
      best = output;
      label = k;
    } else if (output > next || Number.isNaN(output)) next = output;
  }
  return { label, confidence: confidence(head, best, next, outputs.length) };
}

/**
 * @param {Head} head
 * @param {number} best
 * @param {number} next
 * @param {number} classes
 */
function confidence(head, best, next, classes) {
  const sure = head === "softmax" ? (best - 1 / classes) / (1 - 1 / classes) : best - next;
  return sure > 1 ? 1 : sure < 0 ? 0 : sure;
}

/**
 * The fields whose zero lines are the boundaries: of a class over the best of the others. Of K
 * classes the last is not needed, for each of its boundaries is another class's too.
 * @param {Head} head
 * @param {Float32Array} grid the outputs (K, S, S), row by row
 * @param {number} cells S · S
 * @returns {Float32Array[]}
 */
export function boundaryFields(head, grid, cells) {
  if (head === "regression") return [grid.subarray(0, cells)];
  if (head === "binary") return [grid.subarray(0, cells).map((p) => p - 0.5)];
  const classes = grid.length / cells;
  return Array.from({ length: classes - 1 }, (_, k) => {
    const field = new Float32Array(cells);
    for (let cell = 0; cell < cells; cell++) {
      let rest = -Infinity;
      for (let other = 0; other < classes; other++) {
        const output = grid[other * cells + cell] ?? NaN;
        if (other !== k && output > rest) rest = output;
      }
      field[cell] = (grid[k * cells + cell] ?? NaN) - rest;
    }
    return field;
  });
}
