// What the outputs at one place of the plane decide: which class, and how sure.

/** @typedef {"softmax" | "svm" | "sigmoid" | "squared" | "binary" | "lead" | "regression" | "share"} Head of two classes `binary`: the probability of the second, and `lead`: how far its score is ahead; `share`: a value from 0 to 1 */

/** @typedef {{ label: number, confidence: number }} Decision the confidence from 0 to 1; of a regression the label is 0 and the confidence the value itself */

/**
 * @param {{ loss: string, output_activation?: string } | null | undefined} config
 * @param {number} rows how many outputs there are
 * @returns {Head | null} null where this page does not know what the loss decides
 */
export function headOf(config, rows) {
  const { loss = "", output_activation: gate } = config ?? {};
  if (loss === "regression" && gate === "sigmoid") return "share";
  if (rows === 1 && (loss === "sigmoid" || loss === "softmax")) return "binary";
  if (rows === 1 && loss === "svm") return "lead";
  if (loss === "softmax" || loss === "svm" || loss === "sigmoid" || loss === "squared" || loss === "regression") return loss;
  return null;
}

/** Why nothing is drawn of a loss. @param {string} loss */
export function unknownHead(loss) {
  return `This page does not know what the loss ${loss} decides, and so it draws no decisions.`;
}

/** How the colour tells of confidence, in words. @type {Record<Head, string>} */
export const CONFIDENCE = {
  softmax: "The fuller the colour, the larger the probability of the class.",
  binary: "The fuller the colour, the further the probability is from 0.5.",
  sigmoid: "The fuller the colour, the larger the lead of the largest output over the next.",
  svm: "Scores are not probabilities: the fuller the colour, the larger the lead of the best score over the next, full from a lead of 1, the margin.",
  lead: "Scores are not probabilities: the fuller the colour, the further one score is ahead of the other, full from a lead of 1, the margin.",
  squared: "The fuller the colour, the larger the lead of the largest output over the next, full from a lead of 1.",
  share: "From 0 in the one colour to 1 in the other; on the line the value is 0.5.",
  regression: "The fuller the colour, the further the value is from zero.",
};

/**
 * @param {Head} head
 * @param {ArrayLike<number>} outputs as displayed: probabilities, scores or one value
 * @returns {Decision}
 */
export function decide(head, outputs) {
  return decideAt(head, outputs, 0, 1, outputs.length, { label: 0, confidence: 0 });
}

/**
 * The same of outputs that lie among others; what is decided is written to `into`, so that a whole
 * plane is decided without an object for each cell.
 * @param {Head} head
 * @param {ArrayLike<number>} values
 * @param {number} at where the first output stands
 * @param {number} stride from one output to the next
 * @param {number} count of outputs
 * @param {Decision} into
 */
export function decideAt(head, values, at, stride, count, into) {
  let best = values[at] ?? NaN;
  let label = 0;
  if (head === "lead") {
    into.label = best > 0 ? 1 : 0;
    into.confidence = Math.abs(best) > 1 ? 1 : Math.abs(best);
    return into;
  }
  if (head === "regression" || head === "binary" || head === "share") {
    into.label = head !== "regression" && best >= 0.5 ? 1 : 0;
    into.confidence = head === "regression" ? best : Math.abs(2 * best - 1);
    return into;
  }
  let next = -Infinity;
  for (let k = 1; k < count; k++) {
    const output = values[at + k * stride] ?? NaN;
    if (output > best) {
      next = best;
      best = output;
      label = k;
    } else if (output > next || output !== output) next = output;
  }
  const sure = head === "softmax" ? (best - 1 / count) / (1 - 1 / count) : best - next;
  into.label = label;
  into.confidence = sure > 1 ? 1 : sure < 0 ? 0 : sure;
  return into;
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
  if (head === "regression" || head === "lead") return [grid.subarray(0, cells)];
  if (head === "binary" || head === "share") return [grid.subarray(0, cells).map((p) => p - 0.5)];
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
