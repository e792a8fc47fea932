// The other drawings of a network are loaded once there is a program that may be one.

/** @typedef {{ go: (by: 1 | -1) => void }} Zoom */

/** @param {import("../page/store.js").Store} store @param {() => Promise<Zoom>} load */
export function zoomLater(store, load) {
  /** @type {Promise<Zoom> | null} */
  let loading = null;
  const zoom = () => (loading ??= load());
  const mayBeOne = (/** @type {Readonly<import("../trace/types.js").State>} */ { trace }) => trace?.nodes.some(({ op }) => op === "matmul" || op === "dot") ?? false;
  store.when(mayBeOne, () => void zoom().catch(() => {}));
  /** @param {1 | -1} by */
  const go = (by) => void (mayBeOne(store.get()) && zoom().then((view) => view.go(by), () => {}));
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    coarser: { keys: ["z"], shown: "z", help: "a network: as gates, as neurons, as layers; with Shift finer, down to scalars", act: () => go(1) },
    finer: { keys: ["Z"], toldBy: "coarser", act: () => go(-1) },
  };
  return actions;
}
