// Whether a program is another one but for its numbers, and how that is said. Pure.

const NUMBER = /(?<![\w.])-?\d+(?:\.\d+)?/gu;

/** @param {string} program @param {string} other */
export function isRenumbered(program, other) {
  return program.trimEnd() !== other.trimEnd() && bare(program) === bare(other);
}

/** @param {string} program */
const bare = (program) => program.trimEnd().replace(NUMBER, "0").replace(/\s+/gu, " ");

/** The lines that are others, as they are heard. @param {string} program @param {string} before */
export function saidOfNumbers(program, before) {
  const lines = before.split("\n");
  return `Other numbers: ${program.split("\n").filter((line, k) => line !== lines[k]).map((line) => line.trim()).join("; ")}`;
}
