// What a lab makes of what comes from its stream, and of a stream that is lost.

import { framed, received } from "./reduce.js";

const LOST = "The connection to the server is lost; trying again, and the run goes on from where it was.";
const LATE = "The server does not answer; waiting for it.";
export const UNHEARD = "The connection to the server is lost, so nothing was done; trying again, and the run goes on from where it was.";

/**
 * @typedef {object} Parts of a lab
 * @property {import("./types.js").LabStore} store
 * @property {import("./answers.js").Answers} answers
 * @property {import("./kept.js").Kept} kept
 * @property {ReturnType<typeof import("./keeping.js").makeKeeping>} keeping
 * @property {import("./way_back.js").WayBack} way
 * @property {() => void} begin begin the run in the best way that is left
 * @property {(message: import("./types.js").ClientMessage) => void} say
 */

/** @param {Parts} lab @returns {import("./stream.js").Hearer} */
export function hearerOf({ store, answers, kept, keeping, way, begin, say }) {
  return {
    opened() {
      way.returns();
      store.set({ connection: "open" });
      begin();
    },
    message(message) {
      if (message.type === "error" && message.of === "start" && way.next()) return begin();
      if (message.type === "error" && message.of === "keep") return keeping.stop(); // there is no run to be kept
      kept.hear(message);
      store.set(received(store.get(), message));
      answers.hear(message);
      if (message.type === "state") keeping.came(message.state.length);
      else if (message.type === "logged") keeping.soon();
    },
    frame(frame) {
      if (way.isBefore(frame)) return; // what was seen when the connection was lost is still shown
      way.arrive(say);
      store.set(framed(store.get(), frame));
      keeping.soon();
    },
    lost(why) {
      way.lost();
      const told = store.get().told === UNHEARD ? UNHEARD : LOST; // the next try takes nobody's answer away
      store.set({ connection: "lost", running: false, told: why ? `The server does not open a stream for this page: ${why}.` : told });
      keeping.stop();
      answers.fail(UNHEARD);
    },
    late: (late) => store.set({ told: late ? LATE : "" }),
    expects: () => store.get().running,
    doubt: () => keeping.now(),
  };
}
