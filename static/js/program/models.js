// Models of other tools, read as programs by the server: what is sent to it, and what is said of its answer.

import { withoutWeights } from "./onnx_weights.js";

/** @typedef {import("../../../tests/js/api.js").components["schemas"]["ModelAnswer"]} ModelAnswer */
/** @typedef {import("../../../tests/js/api.js").components["schemas"]["ModelAsk"]} ModelAsk */

const LOOKED_AT = 1000; // bytes
const PIECE = 8192; // bytes that become a text at once

/** Whether bytes are those of a text. @param {Uint8Array} bytes */
export function isText(bytes) {
  return bytes.subarray(0, LOOKED_AT).every((byte) => byte > 31 || (byte > 8 && byte < 14));
}

/** A file as it is sent, without its weights. @param {Uint8Array} bytes @returns {ModelAsk} */
export function fileAsk(bytes) {
  const kept = withoutWeights(bytes);
  let text = "";
  for (let k = 0; k < kept.length; k += PIECE) text += String.fromCharCode(...kept.subarray(k, k + PIECE));
  return { file: btoa(text) };
}

/** The shape that somebody types, `1, 3, 224, 224` or `(1×3×224×224)`; null where it is none. @param {string} text */
export function shapeFrom(text) {
  const sizes = text.replaceAll(/[()[\]]/g, "").split(/[\s,;×x]+/).filter((word) => word !== "").map(Number);
  return sizes.length > 0 && sizes.every((size) => Number.isInteger(size) && size > 0) ? sizes : null;
}

/** What was read. @param {ModelAnswer} answer */
export function toldOf({ title, kind, total, layers, unread }) {
  const learn = layers.filter(({ parameters }) => parameters > 0).length;
  const source = kind === "onnx" ? "from an ONNX file" : "from a printout";
  const left = unread.length === 0 ? "" : unread.length === 1 ? " One line was not read as it stands." : ` ${unread.length} lines were not read as they stand.`;
  const layersTold = `${learn} ${learn === 1 ? "layer" : "layers"}`;
  return `${title}, ${source}: ${total.toLocaleString("en-US")} parameters in ${layersTold}.${left}`;
}

/** What is said of a line that was not read. @param {ModelAnswer["unread"][number]} unread */
export function unreadLine({ line, text, message, hint }) {
  const where = line === null ? text.trim() : `Line ${line}`;
  return `${where}: ${message}. Try: ${hint}`;
}
