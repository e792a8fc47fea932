// A program's text as tokens: every character is in one of them, and in no other, whatever is written. Pure.
//
// The language is a small part of Python, and what Python's own tokenizer calls a name, a number, a sign, a
// string or a remark is called so here too. Texts are read line by line, so that a line that did not change
// need not be read again: all that one line passes to the next is the quotes of a string that it leaves open.

/** @typedef {"space" | "remark" | "word" | "number" | "string" | "sign" | "other"} Kind */
/** A token, and where it stands in its line. @typedef {{ kind: Kind, text: string, start: number, end: number }} Token */

const DIGITS = String.raw`\d(?:_?\d)*`;
const TOKEN = new RegExp(
  [
    String.raw`(?<space>\s+|\\$)`,
    String.raw`(?<remark>#.*)`,
    String.raw`(?<quotes>(?:[rR][bBfF]?|[bBfF][rR]?|[uU])?(?:"""|'''|"|'))`,
    String.raw`(?<number>(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:${DIGITS}\.?(?:${DIGITS})?|\.${DIGITS})(?:[eE][+\-]?${DIGITS})?[jJ]?)(?!\p{M}))`,
    String.raw`(?<word>[\p{XID_Start}_]\p{XID_Continue}*(?!\p{M}))`,
    String.raw`(?<sign>(?:\*\*=?|\/\/=?|<<=?|>>=?|\.\.\.|->|:=|[\-+*\/@%&\|\^<>=!]=|[\-+*\/@%&\|\^~<>=\(\)\[\]\{\},:;.])(?!\p{M}))`,
    String.raw`(?<other>[^]\p{M}*)`,
  ].join("|"),
  "suy",
);
const KINDS = /** @type {const} */ (["space", "remark", "number", "word", "sign", "other"]);

/**
 * The tokens of a line, without the break at its end, and the quotes of the string that goes on behind it.
 * @param {string} line
 * @param {string} open the quotes of a string that goes on from the line before; empty where there is none
 * @returns {{ tokens: Token[], open: string }}
 */
export function tokensOfLine(line, open = "") {
  /** @type {Token[]} */
  const tokens = [];
  let at = 0;

  /** @param {Kind} kind @param {number} end */
  function put(kind, end) {
    const last = tokens.at(-1);
    if (kind === "other" && last?.kind === "other") {
      last.text += line.slice(at, end);
      last.end = end;
    } else if (end > at) tokens.push({ kind, text: line.slice(at, end), start: at, end });
    at = end;
  }

  /** @param {string} quotes @param {number} from where the string's own text begins */
  function string(quotes, from) {
    const end = endOfString(line, quotes, from);
    put("string", end ?? line.length);
    return end === null && quotes.length === 3 ? quotes : "";
  }

  let left = open && string(open, 0);
  while (at < line.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(line)?.groups ?? {};
    const quotes = groups["quotes"];
    if (quotes !== undefined) left = string(quotes.replace(/^[^"']+/, ""), at + quotes.length);
    else {
      const kind = KINDS.find((name) => groups[name] !== undefined) ?? "other";
      put(kind, at + (groups[kind]?.length ?? 1));
    }
  }
  return { tokens, open: left };
}

/**
 * Where a string ends, behind its quotes; null where the line does not end it.
 * @param {string} line @param {string} quotes @param {number} from
 */
function endOfString(line, quotes, from) {
  for (let k = from; k < line.length; k++) {
    if (line[k] === "\\") k += 1;
    else if (line.startsWith(quotes, k)) return k + quotes.length;
  }
  return null;
}

/**
 * A line of a text: where it begins in the text, what stands in it, and what strings go on from and behind it.
 * @typedef {{ at: number, line: string, tokens: readonly Token[], opened: string, open: string }} Row
 */

/**
 * The lines of a text. Lines that stood in an earlier reading of it are taken from there.
 * @param {string} text
 * @param {readonly Row[]} before
 * @returns {Row[]}
 */
export function rowsOf(text, before = []) {
  const lines = text.split("\n");
  const moved = lines.length - before.length;
  let at = 0;
  let opened = "";
  return lines.map((line, k) => {
    const known = [before[k], before[k - moved]].find((row) => row?.line === line && row.opened === opened);
    const { tokens, open } = known ?? tokensOfLine(line, opened);
    const row = { at, line, tokens, opened, open };
    at += line.length + 1;
    opened = open;
    return row;
  });
}

/** A token, and where it stands in the text. @typedef {Token & { at: number }} Placed */

/**
 * What a reader of the program reads: the tokens of all lines but spaces and remarks.
 * @param {readonly Row[]} rows
 * @returns {Placed[]}
 */
export function readable(rows) {
  return rows.flatMap((row) =>
    row.tokens
      .filter(({ kind }) => kind !== "space" && kind !== "remark")
      .map((token) => ({ ...token, at: row.at + token.start })),
  );
}

/** Whether an operand ends with a token. @param {Token} token */
export const endsOperand = ({ kind, text }) => kind === "word" || kind === "number" || kind === "string" || /^[)\]}]$/.test(text);

/**
 * Whether a sign is part of the number behind it: it joins nothing to that, and no power is taken of the number alone.
 * @param {Token | undefined} before the sign
 * @param {Token | undefined} sign
 * @param {Token | undefined} after the number
 */
export function isSigned(before, sign, after) {
  if (sign?.kind !== "sign" || !/^[+-]$/.test(sign.text) || after?.text === "**") return false;
  return before === undefined || !endsOperand(before) || before.text === "return";
}
