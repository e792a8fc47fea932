// What the graph page keeps of itself, so that a reload, a browser that put the tab away, and a server
// that was started anew lose nothing.
//
// It is in the tab's own storage and not in the address: a text too long for a link, what can be undone
// and what is open are nothing to share, and a tab never sees another's. The entry in the tab's history
// bears the name of what was kept at it, so that a link followed in this tab begins with what it says.

import { NO_HISTORY } from "./history.js";
import { NAMES } from "../link/link.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("./history.js").History} History */

const KEY = "chainrule.graph";
const PAUSE = 200; // ms between changes and when they are kept, at most
const SHARE = 20; // keeping takes a twentieth of the time: what is small is kept at once, for a page that is left may be heard too late
const MOST_UNDONE = 20; // entries of what can be undone, and as many to redo: it is written often
const LONGEST_HISTORY = 200_000; // characters

/** What is kept beside all that a link holds. @type {readonly (keyof State)[]} */
const BESIDE = [
  "codeLanguage", "checkH", "checkScheme", "tableSort", "formulaInput", "speed", "guesses", "asked", "why",
];
/** @type {readonly (keyof State)[]} */
const KEPT = [...NAMES, ...BESIDE];

/** JSON has no infinity, and the step at the end is one. @param {string} key @param {unknown} value */
const written = (key, value) => (key === "step" && value === Infinity ? "end" : value);
/** @param {string} key @param {unknown} value */
const meant = (key, value) => (key === "step" && value === "end" ? Infinity : value);

/**
 * @param {string} id @param {Readonly<State>} state @param {History} history
 */
export function textOf(id, state, history) {
  const parts = Object.fromEntries(KEPT.map((name) => [name, state[name]]));
  const undone = JSON.stringify({ past: history.past.slice(-MOST_UNDONE), future: history.future.slice(0, MOST_UNDONE) }, written);
  const rest = undone.length <= LONGEST_HISTORY ? undone : "{}";
  return `{"id":${JSON.stringify(id)},"state":${JSON.stringify(parts, written)},"history":${rest}}`;
}

/**
 * What was kept under a name; null where it is another's, or cannot be read.
 * @param {string | null} text @param {unknown} id @param {boolean} isReload what was kept last is this page's, whatever its name
 * @returns {{ state: Partial<State>, history: History } | null}
 */
export function readText(text, id, isReload = false) {
  try {
    const found = JSON.parse(text ?? "null", meant);
    const isOurs = isReload || (typeof id === "string" && found?.id === id);
    if (!isOurs || typeof found?.state.program !== "string") return null;
    const state = Object.fromEntries(KEPT.filter((name) => name in found.state).map((name) => [name, found.state[name]]));
    return { state, history: { ...NO_HISTORY, ...found.history } };
  } catch {
    return null;
  }
}

/** The frames of one tab share what is stored, so they begin with their address. */
const isFrame = () => window.top !== window;

/** What this page was before it was loaded again, if it was. */
export function readKept() {
  if (isFrame()) return null;
  // An address that is written while a reload begins takes the name from the entry (Chromium).
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  try {
    const kept = readText(sessionStorage.getItem(KEY), history.state?.kept, way?.type === "reload");
    if (!kept) sessionStorage.removeItem(KEY); // a reload before anything of this page is kept is to find nothing else
    return kept;
  } catch {
    return null; // the reader lets no page store anything
  }
}

/**
 * Keep the state and what can be undone from now on.
 * @param {import("../page/store.js").Store} store
 * @param {() => History} past
 */
export function keep(store, past) {
  if (isFrame()) return;
  let id = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let pause = 0;

  function write() {
    clearTimeout(waiting);
    waiting = undefined;
    const begun = performance.now();
    try {
      if (id === "" || history.state?.kept !== id) {
        id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
        history.replaceState({ ...history.state, kept: id }, "");
      }
      sessionStorage.setItem(KEY, textOf(id, store.get(), past()));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // it may not store, or there is no room: the address is left
    }
    pause = Math.min(PAUSE, SHARE * (performance.now() - begun));
  }
  const writeNow = () => {
    if (waiting !== undefined) write();
  };

  store.subscribe((now, before) => {
    if (KEPT.some((name) => !Object.is(now[name], before[name]))) waiting ??= setTimeout(write, pause);
  });
  addEventListener("pagehide", writeNow);
  document.addEventListener("visibilitychange", writeNow);
  write();
}
