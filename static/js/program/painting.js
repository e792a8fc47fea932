// A line of a program as it is painted: pieces of text, each with what it means and what is marked on it. Pure.

/** @typedef {import("./roles.js").Role} Role */
/** @typedef {import("./tokens.js").Row} Row */

/**
 * `wrong`: a problem points at it. `pair`: a bracket at the cursor, and its partner. `alone`: a bracket without one.
 * `number`: a hand can take it.
 * @typedef {"wrong" | "pair" | "alone" | "number"} MarkKind
 */
/** A stretch of the text that is marked. @typedef {{ start: number, end: number, kind: MarkKind }} Mark */
/** What is wrong may have something else marked in it. @typedef {{ text: string, role: Role | null, wrong: boolean, mark: MarkKind | null }} Piece */

/**
 * The pieces of a line. Of what is wrong at its end there is nothing: a space behind it shows that.
 * @param {Row} row
 * @param {readonly (Role | null)[]} roles of its tokens
 * @param {readonly Mark[]} marks of the text
 * @returns {Piece[]}
 */
export function piecesOf({ at, line, tokens }, roles, marks) {
  const end = at + line.length;
  const here = marks.filter((mark) => mark.start <= end && mark.end >= at && (mark.end > at || mark.start === mark.end));
  const cuts = here.flatMap(({ start, end: stop }) => [start - at, stop - at]);
  /** @type {Piece[]} */
  const pieces = [];
  for (const [k, token] of tokens.entries()) {
    const inside = cuts.filter((cut) => cut > token.start && cut < token.end);
    const bounds = [token.start, ...new Set(inside.sort((a, b) => a - b)), token.end];
    for (const [j, from] of bounds.slice(0, -1).entries()) {
      const on = here.filter((one) => one.start - at <= from && one.end - at > from).map(({ kind }) => kind);
      const mark = on.find((kind) => kind !== "wrong") ?? null;
      append(pieces, { text: line.slice(from, bounds[j + 1]), role: roles[k] ?? null, wrong: on.includes("wrong"), mark });
    }
  }
  if (here.some((mark) => mark.start === mark.end && mark.start === end)) pieces.push({ text: " ", role: null, wrong: true, mark: null });
  return pieces;
}

/** Pieces that look the same are one. @param {Piece[]} pieces @param {Piece} piece */
function append(pieces, piece) {
  const last = pieces.at(-1);
  if (last && last.role === piece.role && last.wrong === piece.wrong && last.mark === piece.mark) last.text += piece.text;
  else pieces.push(piece);
}

/** What tells two painted lines apart. @param {readonly Piece[]} pieces */
export const keyOf = (pieces) => pieces.map(({ text, role, wrong, mark }) => `${role}\t${wrong}\t${mark}\n${text}`).join("\n\n");

/**
 * How much of two lists is the same at the beginning, and at the end of what is left.
 * @param {ArrayLike<string>} before @param {ArrayLike<string>} after
 */
export function sameEnds(before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { head, tail };
}

/**
 * Where a cursor goes when a text becomes another one: it stays with what stands around it.
 * @param {string} before @param {string} after @param {number} cursor
 */
export function carried(before, after, cursor) {
  const { head, tail } = sameEnds(before, after);
  if (cursor <= head) return cursor;
  return cursor >= before.length - tail ? cursor + after.length - before.length : after.length - tail;
}
