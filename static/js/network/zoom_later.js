// The other drawings of a network are loaded once there is a program that may be one.

/** @typedef {{ go: (by: 1 | -1) => boolean }} Zoom it says whether the program is a network */

/** @param {import("../page/store.js").Store} store @param {() => Promise<Zoom>} load */
export function zoomLater(store, load) {
  /** @type {Promise<Zoom> | null} */
  let loading = null;
  const zoom = () => (loading ??= load());
  const mayBeOne = (/** @type {Readonly<import("../trace/types.js").State>} */ { trace }) => trace?.nodes.some(({ op }) => op === "matmul" || op === "dot") ?? false;
  store.when(mayBeOne, () => void zoom().catch(() => {}));
  /** Once there is a story: a key before it counts. @param {1 | -1} by */
  const go = (by) => store.when(({ trace }) => trace !== null, () => {
    if (mayBeOne(store.get())) void zoom().then((view) => view.go(by) || fold(by), () => {});
    else if (store.get().detail !== "scalars") fold(by);
  });

  /** What is no chain of layers has blocks instead, where it has functions. @param {1 | -1} by */
  function fold(by) {
    const { trace, detail } = store.get();
    const hasBlocks = trace?.parts.some(({ kind }) => kind === "call") ?? false;
    if (hasBlocks && by > 0 && detail === "gates") store.set({ detail: "blocks", closed: [], opened: [] });
    if (hasBlocks && by < 0 && detail === "blocks") store.set({ detail: "gates" });
  }

  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    coarser: { keys: ["z"], shown: "z", help: "a network: as gates, as neurons, as layers, any other program as blocks; with Shift finer, down to scalars", act: () => go(1) },
    finer: { keys: ["Z"], toldBy: "coarser", act: () => go(-1) },
  };
  return actions;
}
