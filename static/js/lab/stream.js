// The stream of one run: messages out, messages and frames in. A frame is acknowledged when it has been
// shown, so a slow page is sent fewer; a connection that breaks is opened again.

import { decodeFrame } from "./decode.js";

const ADDRESS = "/api/v1/train/live";
const FIRST_WAIT = 400; // ms until a lost connection is tried again, doubled each time
const LONGEST_WAIT = 5000;

/** @typedef {import("./types.js").Frame} Frame */

/**
 * @param {object} on
 * @param {() => void} on.opened the connection stands: time to start a run
 * @param {(message: any) => void} on.message
 * @param {(frame: Frame) => void} on.frame called once a screen refresh at most
 * @param {() => void} on.lost
 */
export function openStream(on) {
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  let wait = FIRST_WAIT;
  let closed = false;
  /** @type {Frame[]} */
  let waiting = [];
  let drawing = 0;

  function open() {
    const address = new URL(ADDRESS, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      on.opened();
    });
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") {
        show(); // what came before a message is shown before it
        on.message(JSON.parse(data));
        return;
      }
      waiting.push(decodeFrame(data));
      drawing ||= requestAnimationFrame(show);
    });
    socket.addEventListener("close", () => {
      socket = null;
      waiting = [];
      if (closed) return;
      on.lost();
      retry = setTimeout(open, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
    });
  }

  function show() {
    cancelAnimationFrame(drawing);
    drawing = 0;
    const frames = waiting;
    waiting = [];
    for (const frame of frames) on.frame(frame);
    const last = frames.at(-1);
    if (last) send({ type: "ack", frame: last.frame });
  }

  /** Returns whether there is a connection to send it on. @param {object} message */
  function send(message) {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  open();
  return {
    send,
    close() {
      closed = true;
      clearTimeout(retry);
      cancelAnimationFrame(drawing);
      socket?.close();
    },
  };
}
