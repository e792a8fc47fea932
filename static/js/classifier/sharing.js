// The link to what is shown.

import { DEFAULTS, writeLink } from "./link.js";
import { chosenIn } from "./state.js";

/**
 * The address of what is shown.
 * @param {Readonly<import("./types.js").State>} state @param {Partial<import("./types.js").Chosen>} base what its preset stands for @param {Partial<import("./link.js").Shared>} [change]
 */
export async function addressOf(state, base, change = {}) {
  const root = /** @type {Record<string, any>} */ (document.documentElement.dataset);
  const look = { theme: root["theme"] ?? null, palette: root["palette"] ?? null, presenting: state.presenting };
  const { fragment, missing } = await writeLink({ ...DEFAULTS, ...chosenIn(state), preset: state.preset, ...look, ...change }, base);
  return { address: `${location.origin}${location.pathname}#${fragment}`, missing };
}
