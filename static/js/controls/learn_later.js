// A program learns once somebody wants it to: until then nothing of that is loaded.

import { reachOf } from "../trace/updates.js";

/** @typedef {{ apply: () => void, back: () => void, mount: (element: HTMLElement) => void }} Learns */

/** @param {import("../page/store.js").Store} store @param {() => Promise<Learns>} load */
export function learnLater(store, load) {
  /** @type {Promise<Learns> | null} */
  let loading = null;
  const learns = () => (loading ??= load());
  store.when((state) => reachOf(state) !== "gradient", () => void learns().catch(() => {}));
  /** @param {"apply" | "back"} move */
  const go = (move) => void learns().then((found) => found[move](), () => {});
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    update: { keys: ["u"], shown: "u", help: "learn: apply one update, with Shift take it back", act: () => go("apply") },
    updateBack: { keys: ["U"], toldBy: "update", act: () => go("back") },
  };
  return { actions, panel: async () => (await learns()).mount };
}
