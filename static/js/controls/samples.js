// Which sample of a batch is followed through the graph: a choice among the modes, and a key each way.

import { batchOf, batchSizes } from "../trace/batch.js";

const OFFERED = 100;

/**
 * The sample after one, or before; beside the first and the last none is followed.
 * @param {number} size of the batch @param {number | null} sample @param {1 | -1} by
 * @returns {number | null}
 */
export function sampleAfter(size, sample, by) {
  const next = sample === null ? (by > 0 ? 0 : size - 1) : sample + by;
  return next >= 0 && next < size ? next : null;
}

/**
 * Which rows are samples, where the program does not show it: a choice that is off at first.
 * @param {HTMLElement} element that the choice is added to
 * @param {import("../page/store.js").Store} store
 */
function mountRows(element, store) {
  const select = document.createElement("select");
  const label = document.createElement("label");
  label.className = "samples";
  label.append("samples are ", select);
  element.append(label);
  select.addEventListener("change", () => store.set({ batch: select.value === "" ? null : Number(select.value), sample: null }));
  let listed = "";
  /** @param {readonly number[]} sizes @param {number | null} batch */
  return (sizes, batch) => {
    label.hidden = sizes.length === 0;
    if (String(sizes) !== listed || select.length === 0) select.replaceChildren(new Option("not told", ""), ...sizes.map((size) => new Option(`rows of ${size}`, String(size))));
    listed = String(sizes);
    select.value = batch !== null && sizes.includes(batch) ? String(batch) : "";
  };
}

/**
 * @param {HTMLElement} element that the choice is added to
 * @param {import("../page/store.js").Store} store
 */
export function mountSamples(element, store) {
  const select = document.createElement("select");
  const label = document.createElement("label");
  label.className = "samples";
  label.append("Follow sample ", select);
  element.append(label);
  select.addEventListener("change", () => store.set({ sample: select.value === "" ? null : Number(select.value) }));
  const rows = mountRows(element, store);
  store.watch(["trace", "sample", "batch"], ({ trace, sample, batch }) => {
    const size = (trace && batchOf(trace, batch)?.size) ?? 0;
    rows(trace ? batchSizes(trace) : [], batch);
    label.hidden = size === 0;
    const count = Math.min(size, OFFERED) + 1;
    if (select.length !== count) {
      select.replaceChildren(new Option("none", ""), ...Array.from({ length: count - 1 }, (_, k) => new Option(String(k), String(k))));
    }
    select.value = sample === null ? "" : String(sample);
  });

  /** @param {1 | -1} by */
  function follow(by) {
    const { trace, sample, batch: chosen } = store.get();
    const batch = trace && batchOf(trace, chosen);
    if (batch) store.set({ sample: sampleAfter(batch.size, sample, by) });
  }

  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    nextSample: { keys: ["k"], shown: "k", help: "follow the next sample of a batch through the graph, with Shift the one before", act: () => follow(1) },
    sampleBefore: { keys: ["K"], toldBy: "nextSample", act: () => follow(-1) },
  };
  return actions;
}
