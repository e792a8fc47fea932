// What is said of a line, an answer or a blank in a sign and a word, so that colour says nothing alone. Pure.

/** @typedef {import("./types.js").Verdict["status"] | import("./types.js").Mark["status"]} Status */

/** @type {Readonly<Record<Status, { sign: string, word: string }>>} */
const SAID = Object.freeze({
  right: { sign: "✓", word: "right" },
  rounded: { sign: "≈", word: "rounded" },
  chance: { sign: "✗", word: "by chance" },
  part: { sign: "…", word: "part of it" },
  own: { sign: "·", word: "own name" },
  wrong: { sign: "✗", word: "wrong" },
  missing: { sign: "", word: "" },
  error: { sign: "✗", word: "unclear" },
});

/** @param {{ status: Status }} one */
export const saidOf = ({ status }) => SAID[status];

/** Whether what ends so is right. @param {{ status: Status } | undefined} one */
export const isRight = (one) => one?.status === "right" || one?.status === "rounded";
