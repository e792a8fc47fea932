// A large picture as the server has written it: a line for each of its parts, which is read for where it stands. Pure.

/** @typedef {import("./boxes.js").Box} Box */
/**
 * A part as it is written.
 * @typedef {object} Written
 * @property {"node" | "edge" | "output"} kind
 * @property {number} id
 * @property {string} text of its element
 * @property {Box} box that holds all that may come to stand there
 * @property {string} wire its path; none of a node
 * @property {Box | null} body of a gate
 * @property {{ text: string, x: number, y: number, isLeaf: boolean } | null} sign what is written in a gate, or the name of a leaf
 */

/** A part begins a line, as nothing inside one does. */
const PART = /\n(?=<g (?:class="[^"]*" )?data-(?:node|edge|output)=)/;
const WHICH = /data-(node|edge|output)="(\d+)"/;
const WIRE = /<path class="cr-wire[^"]*" d="([^"]+)"/;
const BODY = /<rect class="cr-body[^"]*" x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/;
const SIGN = /<text class="cr-text cr-(glyph|leaf)[^"]*"[^>]*? x="([^"]+)" y="([^"]+)">([^<]*)/;
const NAME = /<text class="cr-text cr-(?:name|leaf)[^>]*>([^<]*)/;
const ARRAY = /data-form="\S+ \S+ \S+ (\S+) (\S+)" data-at="(\S+) (\S+) (under|over)"/g;
const ROOM = /data-room="([^"]+)"/;
/** Beside a wire, and above it and below it, stand figures; around a gate its name and its sum. */
const AROUND_WIRE = 30;
const AROUND_NODE = 52;
const LETTER = 6;
const ENTITIES = /** @type {Record<string, string>} */ ({ lt: "<", gt: ">", amp: "&", quot: '"', "#x27": "'" });

/** How many nodes a drawing has. @param {string} drawn */
export function countNodes(drawn) {
  return drawn.split(' data-node="').length - 1;
}

/** What stands before the parts of a drawing, and these. @param {string} drawn @returns {{ head: string, parts: Written[] }} */
export function readParts(drawn) {
  const [head = "", ...lines] = drawn.slice(0, drawn.lastIndexOf("</svg>")).split(PART);
  return { head: `${head}</svg>`, parts: lines.map(readPart) };
}

/** @param {string} text @returns {Written} */
function readPart(text) {
  const [, kind = "node", id = ""] = WHICH.exec(text) ?? [];
  const wire = kind === "node" ? "" : (WIRE.exec(text)?.[1] ?? "");
  const body = kind === "node" ? bodyIn(text) : null;
  const sign = kind === "node" ? signIn(text) : null;
  const own = wire ? grown(extentOf(wire), 0, AROUND_WIRE) : grown(body ?? pointOf(sign), AROUND_NODE + LETTER * longestIn(text), AROUND_NODE);
  return { kind: /** @type {Written["kind"]} */ (kind), id: Number(id), text, wire, body, sign, box: withRooms(own, text) };
}

/** @param {string} text @returns {Box | null} */
function bodyIn(text) {
  const found = BODY.exec(text);
  if (!found) return null;
  const [x = 0, y = 0, width = 0, height = 0] = found.slice(1).map(Number);
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** @param {string} text @returns {Written["sign"]} */
function signIn(text) {
  const found = SIGN.exec(text);
  return found && { isLeaf: found[1] === "leaf", x: Number(found[2]), y: Number(found[3]), text: unescaped(found[4] ?? "") };
}

/** @param {string} text */
const unescaped = (text) => text.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole);

/** @param {string} text */
const longestIn = (text) => NAME.exec(text)?.[1]?.length ?? 0;

/** @param {Written["sign"]} sign @returns {Box} */
const pointOf = (sign) => ({ left: sign?.x ?? 0, top: sign?.y ?? 0, right: sign?.x ?? 0, bottom: sign?.y ?? 0 });

/** @param {Box} box @param {number} across @param {number} down @returns {Box} */
function grown({ left, top, right, bottom }, across, down) {
  return { left: left - across, top: top - down, right: right + across, bottom: bottom + down };
}

/** With the rooms of the arrays that stand there. @param {Box} box @param {string} text @returns {Box} */
function withRooms(box, text) {
  if (!text.includes("data-form")) {
    const half = Number(ROOM.exec(text)?.[1] ?? 0) / 2; // a short wire's numbers may be wider than it is
    const short = Math.max(0, half - (box.right - box.left) / 2);
    return { ...box, left: box.left - short, right: box.right + short };
  }
  for (const [, wide, high, x, y, way] of text.matchAll(ARRAY)) {
    const top = Number(y) - (way === "under" ? 0 : Number(high));
    box = {
      left: Math.min(box.left, Number(x) - Number(wide) / 2),
      right: Math.max(box.right, Number(x) + Number(wide) / 2),
      top: Math.min(box.top, top),
      bottom: Math.max(box.bottom, top + Number(high)),
    };
  }
  return box;
}

/** What a path lies in, as its corners and handles do. @param {string} path of absolute commands @returns {Box} */
function extentOf(path) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  let letter = "M";
  let isX = true;
  for (const [piece] of path.matchAll(/[A-Z]|-?[\d.]+/g)) {
    if (piece >= "A") {
      letter = piece;
      isX = piece !== "V";
      continue;
    }
    const number = Number(piece);
    if (isX) {
      box.left = Math.min(box.left, number);
      box.right = Math.max(box.right, number);
    } else {
      box.top = Math.min(box.top, number);
      box.bottom = Math.max(box.bottom, number);
    }
    if (letter !== "H" && letter !== "V") isX = !isX;
  }
  return box;
}
