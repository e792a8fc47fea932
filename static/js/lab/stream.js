// The stream of one run: messages out, messages and frames in. A frame is acknowledged when it has been
// shown, so a slow page is sent fewer; a connection that breaks is opened again.

import { whenBack } from "../page/connection.js";
import { waitAfter } from "../page/retrying.js";
import { decodeFrame } from "./decode.js";
import { whyNot } from "./why_not.js";

const ADDRESS = "api/v1/train/live";

/** @typedef {import("./types.js").Frame} Frame */

/**
 * @param {object} on
 * @param {() => void} on.opened the connection stands: time to start a run
 * @param {(message: any) => void} on.message
 * @param {(frame: Frame) => void} on.frame called once a screen refresh at most
 * @param {(why: string) => void} on.lost with what the server says where it does not open a stream
 */
export function openStream(on) {
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  let tries = 0;
  let closed = false;
  /** @type {Frame[]} */
  let waiting = [];
  let drawing = 0;

  function open() {
    const address = new URL(ADDRESS, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    let stood = false;
    socket.addEventListener("open", () => {
      stood = true;
      tries = 0;
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
      if (stood) on.lost("");
      else void tellWhy();
      retry = setTimeout(open, waitAfter(tries++, null, Math.random()));
    });
  }

  async function tellWhy() {
    const why = await whyNot(ADDRESS);
    if (!closed && socket?.readyState !== WebSocket.OPEN) on.lost(why);
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

  const leave = whenBack(() => {
    if (socket !== null || closed) return;
    clearTimeout(retry);
    open();
  });
  open();
  return {
    send,
    close() {
      closed = true;
      leave();
      clearTimeout(retry);
      cancelAnimationFrame(drawing);
      socket?.close();
    },
  };
}
