// Who is here for the first time is told three things, where they are: each goes away once it was done or
// closed, and does not come back.

import { button, make } from "../page/build.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabState} LabState */
/**
 * @typedef {object} Callout
 * @property {string} name
 * @property {string} text
 * @property {string} place the element that it stands in
 * @property {(state: Readonly<LabState>) => boolean} due whether there is reason to say it
 * @property {(now: Readonly<LabState>, before: Readonly<LabState>) => boolean} done whether that was just done
 */

const KEY = "chainrule-lab-told";

/** @type {readonly Callout[]} */
const CALLOUTS = [
  {
    name: "learns",
    text: "The network learns which colour each place gets: press ▶.",
    place: ".plane-frame",
    due: ({ frame }) => frame?.update === 0,
    done: ({ running }) => running,
  },
  {
    name: "points",
    text: "Click to add points of your own.",
    place: ".plane-frame",
    due: ({ frame, running }) => !running && (frame?.update ?? 0) > 0,
    done: ({ data }, before) => (data?.points.length ?? 0) > (before.data?.points.length ?? Infinity),
  },
  {
    name: "back",
    text: "Drag the cursor to go back.",
    place: ".lab-curves",
    due: ({ frame, running }) => !running && (frame?.update ?? 0) > 0,
    done: ({ cursor }) => cursor !== null,
  },
];

/** @param {LabStore} store */
export function mountCallouts(store) {
  const known = remembered();
  const waiting = new Map(CALLOUTS.filter(({ name }) => !known.has(name)).map((one) => [one.name, one]));
  /** @type {Map<string, HTMLElement>} */
  const shown = new Map();

  /** @param {string} name */
  function end(name) {
    waiting.delete(name);
    shown.get(name)?.remove();
    shown.delete(name);
    known.add(name);
    remember(known);
  }
  const stop = store.subscribe((now, before) => {
    for (const { name, text, place, due, done } of waiting.values()) {
      if (done(now, before)) end(name);
      else if (!shown.has(name) && due(now)) {
        const element = build(text, () => end(name));
        document.querySelector(place)?.append(element);
        shown.set(name, element);
      } else if (shown.has(name) && !due(now)) {
        shown.get(name)?.remove();
        shown.delete(name);
      }
    }
    if (waiting.size === 0) stop();
  });
}

/** @param {string} text @param {() => void} close */
function build(text, close) {
  return make("p", { class: "callout" }, text, button("✕", close, { "aria-label": "Understood" }));
}

/** @returns {Set<string>} */
function remembered() {
  try {
    return new Set((localStorage.getItem(KEY) ?? "").split(" "));
  } catch {
    return new Set(); // storage is switched off: they come again on the next visit
  }
}

/** @param {ReadonlySet<string>} names */
function remember(names) {
  try {
    localStorage.setItem(KEY, [...names].join(" ").trim());
  } catch {
    // as above
  }
}
