// The address bar holds the whole state.

import { NAMES, readLink, sharedOf, writeLink } from "./link.js";

/** @typedef {import("./link.js").Shared} Shared */
/** @typedef {import("./types.js").State} State */

const PAUSE = 300; // ms; browsers slow a page down that writes its address more often

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
  const { fragment, missing } = await writeLink({ ...sharedOf(state), ...chosen, ...change }, base);
  return { address: `${location.origin}${location.pathname}#${fragment}`, missing };
}

/**
 * Keep the address true to the state from now on, and tell when the reader goes to another one.
 * @param {import("./store.js").Store} store
 * @param {{ base: () => Partial<Shared>, go: (read: Awaited<ReturnType<typeof readLink>>) => void }} context
 */
export function mountAddress(store, { base, go }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let turn = 0;

  async function write() {
    const mine = ++turn;
    const { address } = await addressOf(store.get(), base());
    if (mine === turn && address !== location.href) history.replaceState(history.state, "", address);
  }

  const leave = store.subscribe((now, before) => {
    if (NAMES.every((name) => Object.is(now[name], before[name]))) return;
    clearTimeout(waiting);
    waiting = setTimeout(write, PAUSE);
  });

  async function read() {
    clearTimeout(waiting);
    const mine = ++turn;
    const link = await readLink(location.hash);
    if (mine === turn && link.version !== null) go(link);
  }
  addEventListener("hashchange", read);

  return () => {
    clearTimeout(waiting);
    turn++;
    leave();
    removeEventListener("hashchange", read);
  };
}
