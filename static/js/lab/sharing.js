// Share and take away: the link, the picture, the configuration, the parameters, the history, PyTorch;
// and the network of this moment as a graph, in a new tab.

import { appearanceOf } from "../link/address.js";
import { pngOf, save } from "../page/saving.js";
import { DEFAULTS as GRAPH, writeLink as writeGraphLink } from "../link/link.js";
import { mountShareMenu } from "../link/share.js";
import { writeLink, DEFAULTS } from "./link.js";
import { momentOf } from "./moment.js";
import { chooseRunFile, saveRunFile } from "./run_files.js";
import { drawPlanePicture } from "./views/plane_picture.js";
import { shownFrame, updateName } from "./views/shown.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./link.js").Shared} Shared */

/** @typedef {{ preset: string, start: object, compare: readonly import("./bench.js").Beside[], presenting: boolean, hidden: readonly string[] }} PageState */

/**
 * The address of what is shown.
 * @param {Bench} bench @param {PageState} page
 * @param {Partial<Shared>} [change]
 */
export async function addressOf(bench, { preset, start, compare, presenting, hidden }, change = {}) {
  const { discretize, showTest } = bench.store.get();
  const update = shownFrame(bench.store.get())?.update ?? 0;
  const { held, warning } = momentOf(bench.at(update), update, start, compare);
  const root = /** @type {Record<string, any>} */ (document.documentElement.dataset);
  const { fragment, missing } = await writeLink({
    ...DEFAULTS,
    preset,
    discretize,
    showTest,
    presenting,
    hidden,
    theme: root["theme"] ?? null,
    palette: root["palette"] ?? null,
    ...held,
    ...change,
  });
  return { address: `${location.origin}${location.pathname}#${fragment}`, missing, warning };
}

/**
 * @param {{ share: HTMLElement, away: import("../link/share.js").Away, graph: HTMLButtonElement, curves: (title: string) => string }} places @param {Bench} bench
 * @param {() => PageState} page
 * @param {import("./run_files.js").OpenRuns} open what a file holds
 */
export function mountSharing({ share, away, graph, curves }, bench, page, open) {
  /** @param {{ update: number } | null} moment */
  const name = (moment) => `chainrule-${bench.store.get().config?.dataset.name ?? "lab"}-${moment?.update ?? 0}`;
  /** @param {"config" | "parameters" | "torch" | "history" | "predictions"} key @param {string} extension */
  const exported = async (key, extension = "json") => {
    const all = await bench.ask({ type: "export" });
    const text = typeof all[key] === "string" ? all[key] : `${JSON.stringify(all[key], null, 1)}\n`;
    save(new Blob([text], { type: extension === "json" ? "application/json" : "text/plain" }), `${name(all)}-${key}.${extension}`);
    return "Saved";
  };
  graph.addEventListener("click", () => void openGraph(bench, nearestSample(bench)));
  graph.title = "The network at this moment, with one point going through it, on the graph page";
  bench.store.watch(["network"], ({ network }) => (graph.disabled = network === null));
  mountShareMenu(share, {
    link: (change) => addressOf(bench, page(), change),
    away,
    items: [
      { text: "Open a batch as a graph", kind: "graph-batch", act: () => openGraph(bench, "batch") },
      { text: "Picture of the plane, PNG", kind: "png", act: () => savePlane(bench, name(shownFrame(bench.store.get()))) },
      { text: "Picture of the curves, SVG", kind: "curves", act: async () => saveCurves(curves, name(shownFrame(bench.store.get()))) },
      { text: "Save the run as a file", kind: "run", act: async () => saveRunFile(bench, page().preset, name(shownFrame(bench.store.get()))) },
      { text: "Open a run from a file …", kind: "open-run", act: () => chooseRunFile(open) },
      { text: "Predictions of all points, CSV", kind: "predictions", act: () => exported("predictions", "csv") },
      { text: "Configuration, JSON", kind: "config", act: () => exported("config") },
      { text: "Parameters, JSON", kind: "parameters", act: () => exported("parameters") },
      { text: "History, JSON", kind: "history", act: () => exported("history") },
      { text: "Network, PyTorch", kind: "torch", act: () => exported("torch", "py") },
    ],
  });
}

/** The point that the pointer was last at, or the first. @param {Bench} bench */
function nearestSample(bench) {
  const { data, pointer } = bench.store.get();
  if (!data || !pointer) return 0;
  const far = data.points.map(([x1, x2]) => Math.hypot(x1 - pointer[0], x2 - pointer[1]));
  return far.indexOf(Math.min(...far));
}

/** @param {Bench} bench @param {number | "batch"} sample */
async function openGraph(bench, sample) {
  const { program, detail, update } = await bench.ask({ type: "graph", sample });
  const { theme, palette } = appearanceOf({ theme: null, palette: null });
  const { fragment, missing } = await writeGraphLink({ ...GRAPH, program, detail, theme, palette });
  if (missing.length) throw new Error("the network is too large to be opened as a graph");
  window.open(`./#${fragment}`, "_blank");
  return `The network at ${updateName(update)} is open as a graph`;
}

/** The curves as a picture. @param {(title: string) => string} curves @param {string} name */
function saveCurves(curves, name) {
  const title = document.querySelector("#preset option:checked")?.textContent ?? "";
  save(new Blob([curves(title === "your own" ? "Training" : title)], { type: "image/svg+xml" }), `${name}-curves.svg`);
  return "The picture is saved";
}

/** What the plane shows, as a picture. @param {Bench} bench @param {string} name */
async function savePlane(bench, name) {
  const square = document.querySelector(".plane-square");
  if (!(square instanceof HTMLElement)) throw new Error("there is no plane to draw");
  save(await pngOf(drawPlanePicture(bench.store.get(), square)), `${name}.png`);
  return "The picture is saved";
}
