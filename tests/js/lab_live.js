// A page for the tests of the views: all of them over the training stream itself. The state, the actions
// and the frames are read as the lab reads them; only the acknowledging can be held back here.

import { decodeFrame } from "../../static/js/lab/decode.js";
import { actionsOf } from "../../static/js/lab/lab.js";
import { framed, initialState, received } from "../../static/js/lab/reduce.js";
import { makeStore } from "../../static/js/page/store.js";
import { mountViews } from "./lab_stand.js";

const CHOICES = {
  activations: ["tanh", "relu", "sigmoid"].map((name) => ({ name, title: name })), losses: [], layers: 6, units: 64, features: ["x1", "x2"], feature_maps: {},
};

/** @param {object} config @param {boolean} running */
export function live(config, running) {
  const store = makeStore(initialState(/** @type {any} */ (CHOICES)));
  const socket = new WebSocket(`ws://${location.host}/api/v1/train/live`);
  socket.binaryType = "arraybuffer";
  let frames = 0;
  let newest = 0;
  /** @type {Record<string, import("../../static/js/lab/types.js").FrameArray>} */
  let kept = {};
  let watched = true;
  /** @type {(update: number) => void} */
  let probed = () => {};

  /** @param {object} message */
  const send = (message) => socket.send(JSON.stringify(message));
  const acknowledge = () => send({ type: "ack", frame: newest });

  /** @param {number} seconds */
  const pause = (seconds) => new Promise((go) => setTimeout(go, 1000 * seconds));

  /** Where the run is now, which an answer tells also while no frames come. */
  async function moment() {
    const answer = new Promise((go) => (probed = go));
    send({ type: "probe", x: [0, 0] });
    return { update: await answer, now: performance.now(), frames };
  }

  socket.addEventListener("open", () => send({ type: "start", config, running }));
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string") {
      const message = JSON.parse(data);
      store.set(received(store.get(), message));
      if (message.type === "probed") probed(message.update);
      return;
    }
    const frame = decodeFrame(data, kept);
    if (frame.arrays.layer0) kept = { layer0: frame.arrays.layer0 };
    frames++;
    newest = frame.frame;
    // Drawn first and acknowledged after, so that a slow page is sent fewer frames.
    if (watched) requestAnimationFrame(() => setTimeout(acknowledge));
    store.set(framed(store.get(), frame));
  });
  mountViews(store, actionsOf(store, send));

  return {
    store, send,
    /**
     * Frames and updates a second over a while.
     * @param {number} seconds
     * @param {boolean} look whether frames are asked for; if not, none is acknowledged, so that none comes
     */
    async rates(seconds, look) {
      watched = look;
      if (look) acknowledge();
      await pause(0.5);
      const before = await moment();
      await pause(seconds);
      const after = await moment();
      const spent = (after.now - before.now) / 1000;
      watched = true;
      acknowledge();
      return { frames: (after.frames - before.frames) / spent, updates: (after.update - before.update) / spent };
    },
  };
}
