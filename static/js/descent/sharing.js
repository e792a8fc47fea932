// Share and take away: the link, the picture of the landscape, its numbers, the descents; and this point as a graph.

import { appearanceOf } from "../link/address.js";
import { lookNow } from "../link/arriving.js";
import { pngOf, save } from "../link/downloads.js";
import { DEFAULTS as GRAPH, writeLink as writeGraphLink } from "../link/link.js";
import { mountShareMenu } from "../link/share.js";
import { DEFAULTS, writeLink } from "./link.js";
import { chosenIn } from "./state.js";
import { rowAt } from "./timeline.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").DescentStore} DescentStore */

/**
 * The address of what is shown.
 * @param {Readonly<State>} state @param {Partial<import("./types.js").Chosen>} base what its preset stands for @param {Partial<import("./link.js").Shared>} [change]
 */
export async function addressOf(state, base, change = {}) {
  const { fragment, missing } = await writeLink({ ...DEFAULTS, ...chosenIn(state), preset: state.preset, ...lookNow(state.presenting), ...change }, base);
  return { address: `${location.origin}${location.pathname}#${fragment}`, missing };
}

/**
 * @param {{ share: HTMLElement, away: import("../link/share.js").Away, graph: HTMLButtonElement }} places
 * @param {DescentStore} store
 * @param {() => Partial<import("./types.js").Chosen>} base @param {() => HTMLCanvasElement} picture
 */
export function mountSharing({ share, away, graph }, store, base, picture) {
  const name = () => `chainrule-${store.get().preset || "descent"}`;
  /** @param {string} text @param {string} kind @param {string} type */
  const saved = (text, kind, type) => {
    save(new Blob([text], { type }), `${name()}-${kind}`);
    return "Saved";
  };
  const menu = mountShareMenu(share, {
    link: (change) => addressOf(store.get(), base(), change),
    away,
    items: [
      { text: "Picture of the landscape, PNG", kind: "png", act: async () => {
        save(await pngOf(picture()), `${name()}.png`);
        return "The picture is saved";
      } },
      { text: "Landscape, CSV", kind: "surface", act: async () => saved(surfaceText(store.get()), "landscape.csv", "text/csv") },
      { text: "Descents, CSV", kind: "descents", act: async () => saved(descentsText(store.get()), "descents.csv", "text/csv") },
    ],
  });
  graph.title = "The program with the numbers of this point, on the graph page";
  graph.addEventListener("click", () => void openGraph(store.get()));
  store.watch(["runs", "survey"], ({ runs, survey }) => {
    graph.disabled = runs.length === 0;
    menu.enable(survey !== null && runs.length > 0);
  });
}

/** The point of the first descent. @param {Readonly<State>} state */
async function openGraph({ program, runs, at }) {
  const [run] = runs;
  if (!run) return;
  const { theme, palette } = appearanceOf({ theme: null, palette: null });
  const { fragment } = await writeGraphLink({ ...GRAPH, program, values: run.numbers(rowAt(run, at)), theme, palette });
  window.open(`./#${fragment}`, "_blank");
}

/** A row for each place. @param {Readonly<State>} state */
export function surfaceText({ survey, ground }) {
  if (!survey || !ground) return "";
  const { ranges, size, values } = survey;
  const at = (/** @type {0 | 1} */ axis, /** @type {number} */ k) => ranges[axis][0] + ((ranges[axis][1] - ranges[axis][0]) * k) / (size - 1);
  const rows = Array.from(values, (value, k) => [at(0, k % size), at(1, Math.floor(k / size)), value].join(","));
  return `${[...ground.axes.map(({ label }) => cell(label)), cell(ground.output)].join(",")}\n${rows.join("\n")}\n`;
}

/** A row for each recorded update of each descent. @param {Readonly<State>} state */
export function descentsText({ runs, ground }) {
  const head = ["descent", "rule", "update", ...(ground?.axes.map(({ label }) => cell(label)) ?? []), cell(ground?.output ?? "loss")];
  const rows = runs.flatMap((run, k) => run.updates.map((update, row) => [k, run.rule, update, ...(run.places[row] ?? []), run.losses[row]].join(",")));
  return `${head.join(",")}\n${rows.join("\n")}\n`;
}

/** @param {string} text */
const cell = (text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
