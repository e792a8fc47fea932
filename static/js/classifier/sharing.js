// Share and take away: the link, the numbers of the run; and this moment as a graph.

import { appearanceOf } from "../link/address.js";
import { lookNow } from "../link/arriving.js";
import { save } from "../page/saving.js";
import { DEFAULTS as GRAPH, writeLink as writeGraphLink } from "../link/link.js";
import { mountShareMenu } from "../link/share.js";
import { standing } from "./edit.js";
import { DEFAULTS, writeLink } from "./link.js";
import { chosenIn } from "./state.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */
/** @typedef {Record<string, import("../trace/types.js").Given>} Values */

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
 * @param {ClassifierStore} store
 * @param {() => Partial<import("./types.js").Chosen>} base
 * @param {() => Values} images the values of the model that is picked in the mode of images
 */
export function mountSharing({ share, away, graph }, store, base, images) {
  const menu = mountShareMenu(share, {
    link: (change) => addressOf(store.get(), base(), change),
    away,
    items: [
      { text: "Losses of the run, CSV", kind: "losses", act: async () => saved(store.get(), lossesText(store.get()), "losses.csv", "text/csv") },
      { text: "Program", kind: "program", act: async () => saved(store.get(), `${store.get().program}\n`, "program.txt", "text/plain") },
    ],
  });
  graph.title = "The classifier with these numbers, on the graph page";
  graph.addEventListener("click", () => {
    const state = store.get();
    void openGraph(state, state.mode === "images" ? images() : valuesOf(state));
  });
  store.watch(["program"], ({ program }) => {
    graph.disabled = program === "";
    menu.enable(program !== "");
  });
}

/** @param {Readonly<State>} state @param {string} text @param {string} kind @param {string} type */
function saved(state, text, kind, type) {
  save(new Blob([text], { type }), `chainrule-${state.preset || "classifier"}-${kind}`);
  return "Saved";
}

/** The numbers as they stand are values of the program that the run began with. @param {Readonly<State>} state @returns {Values} */
function valuesOf(state) {
  const { weights, biases, scores } = standing(state);
  const named = /** @type {const} */ ([["W", weights], ["b", biases], ["scores", scores]]);
  /** @type {Values} */
  const values = {};
  for (const [name, value] of state.made ? named : []) if (value) values[name] = /** @type {import("../trace/types.js").Given} */ (structuredClone(value));
  return values;
}

/** @param {Readonly<Pick<State, "program" | "rule" | "rate">>} state @param {Values} values */
async function openGraph({ program, rule, rate }, values) {
  const { theme, palette } = appearanceOf({ theme: null, palette: null });
  const { fragment } = await writeGraphLink({ ...GRAPH, program, values, rule, rate, theme, palette });
  window.open(`./#${fragment}`, "_blank");
}

/** A row for each place of the curve. @param {Readonly<State>} state */
export function lossesText({ curve: { updates, losses }, far }) {
  const rows = updates.flatMap((update, k) => (update <= far ? [`${update},${losses[k]}`] : []));
  return `update,loss\n${rows.join("\n")}\n`;
}
