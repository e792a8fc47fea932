// Share: the link with the lines, the exercise without them, and both as text files.

import { lookNow } from "../link/arriving.js";
import { mountShareMenu } from "../link/share.js";
import { copied } from "../page/clipboard.js";
import { save } from "../page/saving.js";
import { exerciseText } from "./files.js";
import { handingIn } from "./handing_in.js";
import { DEFAULTS, writeLink } from "./link.js";
import { answersText } from "./results.js";
import { chosenIn } from "./state.js";

/** @typedef {import("./types.js").State} State */

/**
 * The address of an exercise.
 * @param {Readonly<State>} state @param {Partial<import("./types.js").Chosen>} base what its preset stands for @param {Partial<import("./link.js").Shared>} [change]
 */
export async function addressOf(state, base, change = {}) {
  const { fragment, missing } = await writeLink({ ...DEFAULTS, ...chosenIn(state), preset: state.preset, ...lookNow(state.presenting), ...change }, base);
  return { address: `${location.origin}${location.pathname}#${fragment}`, missing };
}

/**
 * @param {HTMLElement} share @param {import("../link/share.js").Away} away
 * @param {import("./types.js").ExerciseStore} store @param {() => Partial<import("./types.js").Chosen>} base
 */
export function mountSharing(share, away, store, base) {
  /** @param {string} text @param {string} kind */
  const saved = (text, kind) => {
    save(new Blob([text], { type: "text/plain" }), `chainrule-${store.get().preset || "exercise"}-${kind}.txt`);
    return "Saved";
  };
  const menu = mountShareMenu(share, {
    link: (change) => addressOf(store.get(), base(), change),
    away,
    items: [
      { text: "Share as an exercise", kind: "exercise", act: async () => {
        const { address } = await addressOf(store.get(), base(), { lines: "", answers: {}, presenting: false });
        return (await copied(address)) ? "Exercise copied, without your answers" : address;
      } },
      { text: "Exercise, text file", kind: "exercise-file", act: async () => saved(exerciseText(store.get()), "exercise") },
      { text: "Your answers, text file", kind: "lines-file", act: async () => saved(answersText(store.get(), store.get().sheet?.questions ?? []), "answer") },
      ...handingIn(() => store.get()),
    ],
  });
  store.watch(["story"], ({ story }) => menu.enable(story !== null));
}
