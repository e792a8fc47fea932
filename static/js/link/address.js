// The address bar holds the whole state.

import { makeAddressBar } from "./address_bar.js";
import { NAMES, readAddress, sharedOf, writeAddress } from "./link.js";

/** @typedef {import("./link.js").Shared} Shared */
/** @typedef {import("../trace/types.js").State} State */

/** What the page looks like now, the reader's own choices resolved. @param {Readonly<Pick<State, "theme" | "palette">>} state */
export function appearanceOf({ theme, palette }) {
  const root = document.documentElement.dataset;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return {
    theme: /** @type {"light" | "dark"} */ (theme ?? root["theme"] ?? dark),
    palette: /** @type {"classic" | "colourblind"} */ (palette ?? root["palette"] ?? "classic"),
  };
}

/**
 * The full link to a state, with what did not fit into it.
 * @param {Readonly<State>} state
 * @param {Partial<Shared>} base what the state's example starts with
 * @param {Partial<Shared>} [change] what the link says otherwise
 */
export async function addressOf(state, base, change = {}) {
  const root = document.documentElement.dataset;
  const chosen = /** @type {Partial<Shared>} */ ({
    theme: state.theme ?? root["theme"] ?? null,
    palette: state.palette ?? root["palette"] ?? null,
  });
  const end = state.trace?.steps.length ?? Infinity;
  const start = { ...base, ...((base.step ?? 0) >= end ? { step: null } : {}) }; // an example may start at its end
  const { link, missing } = await writeAddress({ ...sharedOf(state), ...chosen, ...change }, start);
  return { address: `${location.origin}${location.pathname}${link}`, missing };
}

/**
 * Keep the address true to the state from now on, and tell when the reader goes to another one.
 * @param {import("../page/store.js").Store} store
 * @param {{ base: () => Partial<Shared>, go: (read: Awaited<ReturnType<typeof readAddress>>) => void, from: string }} context
 */
export function mountAddress(store, { base, go, from }) {
  const bar = makeAddressBar({ link: () => addressOf(store.get(), base()), read: readAddress, go, from });
  let told = store.get().trace !== null;
  store.subscribe((now, before) => {
    const arrives = !told && now.trace !== null; // the story that was asked for: nobody has changed anything
    told ||= arrives;
    if (!arrives && NAMES.some((name) => !Object.is(now[name], before[name]))) bar.writeSoon();
  });
}
