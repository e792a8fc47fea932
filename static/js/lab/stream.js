// The stream of one run: messages out, messages and frames in. A frame is acknowledged when it has been
// shown, so a slow page is sent fewer; a connection that breaks is opened again.

import { whenBack } from "../page/connection.js";
import { waitAfter } from "../page/retrying.js";
import { decodeFrame, decodeMessage } from "./decode.js";
import { whyNot } from "./why_not.js";

const ADDRESS = "api/v1/train/live";

/** @typedef {import("./types.js").Frame} Frame */

/**
 * What is done with what comes.
 * @typedef {object} Hearer
 * @property {() => void} opened the connection stands: time to start a run
 * @property {(message: import("./types.js").ServerMessage) => void} message
 * @property {(frame: Frame) => void} frame called once a screen refresh at most
 * @property {(why: string) => void} lost with what the server says where it does not open a stream
 */

export class Stream {
  #on;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  #tries = 0;
  #closed = false;
  /** Frames that the next refresh of the screen shows. @type {Frame[]} */
  #waiting = [];
  #drawing = 0;
  /** The maps of the features, which are told once. @type {Record<string, import("./types.js").FrameArray>} */
  #kept = {};
  #leave;

  /** @param {Hearer} on */
  constructor(on) {
    this.#on = on;
    this.#leave = whenBack(() => this.#hurry());
    this.#open();
  }

  /** Returns whether there is a connection to send it on. @param {import("./types.js").ClientMessage} message */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  close() {
    this.#closed = true;
    this.#leave();
    clearTimeout(this.#retry);
    cancelAnimationFrame(this.#drawing);
    this.#socket?.close();
  }

  #open() {
    const address = new URL(ADDRESS, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    let stood = false;
    socket.addEventListener("open", () => {
      stood = true;
      this.#tries = 0;
      this.#on.opened();
    });
    socket.addEventListener("message", ({ data }) => this.#hear(data));
    socket.addEventListener("close", () => this.#broke(stood));
  }

  /** @param {string | ArrayBuffer} data */
  #hear(data) {
    if (typeof data === "string") {
      this.#show(); // what came before a message is shown before it
      this.#on.message(decodeMessage(data));
      return;
    }
    const frame = decodeFrame(data, this.#kept);
    if (frame.arrays["layer0"]) this.#kept = { layer0: frame.arrays["layer0"] };
    this.#waiting.push(frame);
    this.#drawing ||= requestAnimationFrame(() => this.#show());
  }

  #show() {
    cancelAnimationFrame(this.#drawing);
    this.#drawing = 0;
    const frames = this.#waiting;
    this.#waiting = [];
    for (const frame of frames) this.#on.frame(frame);
    const last = frames.at(-1);
    if (last) this.send({ type: "ack", frame: last.frame });
  }

  /** @param {boolean} stood whether there was a connection */
  #broke(stood) {
    this.#socket = null;
    this.#waiting = [];
    if (this.#closed) return;
    if (stood) this.#on.lost("");
    else void this.#tellWhy();
    this.#retry = setTimeout(() => this.#open(), waitAfter(this.#tries++, null, Math.random()));
  }

  async #tellWhy() {
    const why = await whyNot(ADDRESS);
    if (!this.#closed && this.#socket?.readyState !== WebSocket.OPEN) this.#on.lost(why);
  }

  /** There is reason to think that the server can be reached again: no more waiting. */
  #hurry() {
    if (this.#socket !== null || this.#closed) return;
    clearTimeout(this.#retry);
    this.#open();
  }
}
