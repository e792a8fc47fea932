// Text inside a URL fragment: percent-encoded, or compressed where that is shorter.

const encoder = new TextEncoder();
const decoder = new TextDecoder();
// What chat programs, Markdown and mail leave alone. A space is a plus, as in a form.
const PLAIN = /[A-Za-z0-9\-._~=/:,;@]/;
const PIECE = 256; // bytes given to the decompressor at a time: they become 260 KB at most
const SHORT = 40; // a text that short is not worth compressing

/**
 * @param {string} text
 * @returns {string} safe inside a fragment; lone surrogates become U+FFFD
 */
export function escapeText(text) {
  let written = "";
  for (const byte of encoder.encode(text)) {
    const character = String.fromCharCode(byte);
    if (byte < 128 && PLAIN.test(character)) written += character;
    else if (byte === 32) written += "+";
    else written += percent(byte);
  }
  // Punctuation at the end of an address is taken for the end of the sentence around it.
  return written.replace(/[._~=/:,;@]$/, (last) => percent(last.charCodeAt(0)));
}

/** @param {number} byte */
function percent(byte) {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

/**
 * Never throws: what is no escape stands for itself.
 * @param {string} written
 */
export function unescapeText(written) {
  return written
    .replaceAll("+", " ")
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
      decoder.decode(Uint8Array.from(run.slice(1).split("%"), (hex) => parseInt(hex, 16))),
    );
}

/**
 * Compress a text; `null` where that does not make it shorter, or cannot be done here.
 * @param {string} text
 * @param {number} length to be shorter than
 * @returns {Promise<string | null>}
 */
export async function pack(text, length) {
  if (length <= SHORT || typeof CompressionStream === "undefined") return null;
  try {
    const { bytes } = await pump(encoder.encode(text), new CompressionStream("deflate-raw"), Infinity);
    const packed = base64url(bytes);
    return packed.length < length ? packed : null;
  } catch {
    return null; // a browser that has no deflate-raw
  }
}

/**
 * Decompress what `pack` made, but no more than some bytes of it.
 * @param {string} packed
 * @param {number} most bytes
 * @returns {Promise<{ text: string, broken: boolean, over: boolean }>}
 */
export async function unpack(packed, most) {
  const nothing = { text: "", broken: true, over: false };
  if (typeof DecompressionStream === "undefined") return nothing;
  try {
    const bytes = fromBase64url(packed);
    const found = await pump(bytes, new DecompressionStream("deflate-raw"), most);
    if (found.over) return { ...found, text: "" };
    const text = decoder.decode(found.bytes);
    // The last character of a text that was cut off may be half a one.
    return { ...found, text: found.broken ? text.replace(/\uFFFD$/, "") : text };
  } catch {
    return nothing;
  }
}

/**
 * Send bytes through a stream, little by little, so that a bomb is stopped early.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {GenericTransformStream} through
 * @param {number} most
 */
async function pump(bytes, through, most) {
  let at = 0;
  /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */
  const source = new ReadableStream(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(at, at + PIECE));
        at += PIECE;
      },
    },
    { highWaterMark: 0 },
  );
  /** @type {ReadableStreamDefaultReader<Uint8Array>} */
  const reader = source.pipeThrough(/** @type {any} */ (through)).getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  let broken = false;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      if (length > most) {
        reader.cancel().catch(() => {});
        return { bytes: new Uint8Array(), broken: false, over: true };
      }
      parts.push(next.value);
    }
  } catch {
    broken = true; // cut off or damaged: what came before is kept
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return { bytes: whole, broken, over: false };
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} packed @returns {Uint8Array<ArrayBuffer>} */
function fromBase64url(packed) {
  // Punctuation of the sentence around the link may have come along.
  const bare = packed.replace(/(?:%[0-9a-f]{2}|[^\w-])+$/i, "");
  const standard = bare.replaceAll("-", "+").replaceAll("_", "/");
  // One left-over character carries no whole byte: it is what remains of a cut.
  const binary = atob(standard.length % 4 === 1 ? standard.slice(0, -1) : standard);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
