// The stream of one run: messages out, messages and frames in. A frame is acknowledged when it has been
// shown, so a slow page is sent fewer; a connection that breaks, or that nothing comes of, is opened again.

import { whenBack } from "../page/connection.js";
import { waitAfter } from "../page/retrying.js";
import { decodeFrame, decodeMessage } from "./decode.js";
import { whyNot } from "./why_not.js";

const ADDRESS = "api/v1/train/live";
const EVERY = 300; // ms between looks at the clock
const LATE = 1500; // ms without an answer after which that is told
const DEAD = 15_000; // ms after which the connection is taken to be none
const ASLEEP = 5000; // ms between two looks: the machine slept, or the page did

/** @typedef {import("./types.js").Frame} Frame */

/**
 * What is done with what comes.
 * @typedef {object} Hearer
 * @property {() => void} opened the connection stands: time to start a run
 * @property {(message: import("./types.js").ServerMessage) => void} message
 * @property {(frame: Frame) => void} frame called once a screen refresh at most
 * @property {(why: string) => void} lost with what the server says where it does not open a stream
 * @property {(late: boolean) => void} late an answer does not come, or comes after all
 * @property {() => boolean} expects whether something should come by itself
 * @property {() => void} doubt ask for something: there is reason to think that nobody is there
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
  #watch;
  #looked = Date.now();
  #heard = Date.now();
  /** When something was said that was not answered. @type {number | null} */
  #owed = null;
  #late = false;
  #doubted = false;

  /** @param {Hearer} on */
  constructor(on) {
    this.#on = on;
    this.#leave = whenBack(() => this.#hurry());
    this.#watch = setInterval(() => this.#look(), EVERY);
    this.#open();
  }

  /** Returns whether there is a connection to send it on. @param {import("./types.js").ClientMessage} message */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    if (message.type !== "ack") this.#owed ??= Date.now();
    return true;
  }

  close() {
    this.#closed = true;
    this.#leave();
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
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
      this.#answered();
      this.#on.opened();
    });
    socket.addEventListener("message", ({ data }) => socket === this.#socket && this.#hear(data));
    socket.addEventListener("close", () => socket === this.#socket && this.#broke(stood));
  }

  #answered() {
    this.#heard = Date.now();
    this.#owed = null;
    this.#doubted = false;
    if (this.#late) this.#on.late(false);
    this.#late = false;
  }

  /** Whether an answer is late, and whether there is still a connection. */
  #look() {
    const now = Date.now();
    if (now - this.#looked > ASLEEP) this.#hurry();
    this.#looked = now;
    if (this.#socket?.readyState !== WebSocket.OPEN || document.hidden) return;
    const silent = now - (this.#owed ?? (this.#on.expects() ? this.#heard : now));
    if (silent <= LATE) return;
    if (!this.#late) this.#on.late((this.#late = true));
    if (this.#doubted || (silent > DEAD && this.#on.expects())) {
      const socket = this.#socket;
      this.#broke(true);
      socket.close(); // which may take as long as it likes
    }
  }

  /** @param {string | ArrayBuffer} data */
  #hear(data) {
    this.#answered();
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
    this.#late = false;
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
    if (this.#closed) return;
    this.#heard = Date.now();
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#owed = null;
      this.#doubted = true;
      this.#on.doubt();
    } else if (this.#socket === null) {
      clearTimeout(this.#retry);
      this.#open();
    }
  }
}
