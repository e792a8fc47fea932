// ‹ › Backprop ninja 3/7 ✓: from one exercise of a set to the next, and from one random exercise to another.

import { ProblemError, get } from "../page/api.js";
import { button, make } from "../page/build.js";
import { allDone, keepDone } from "./done.js";
import { practiceOf, practiceTitle, standingOf } from "./onward.js";

/** @typedef {import("./types.js").Preset} Preset */

const DONE = "✓ ";

/**
 * @param {HTMLElement} row @param {HTMLSelectElement} chooser of presets @param {Preset[]} presets
 * @param {import("./types.js").ExerciseStore} store @param {(id: string) => void} open
 */
export function mountOnward(row, chooser, presets, store, open) {
  const [before, after] = [button("‹", () => void go("before"), { "aria-label": "The exercise before" }), button("›", () => void go("after"), { "aria-label": "The next exercise" })];
  const [said, mark] = [make("span", {}), make("span", { class: "is-right", role: "img", "aria-label": "done" }, "✓")];
  row.replaceChildren(before, after, said, mark);
  for (const option of chooser.options) tick(option);
  store.watch(["preset"], ({ preset }) => show(preset));

  /** @param {string} preset */
  function show(preset) {
    const standing = standingOf(preset, presets);
    row.hidden = !standing;
    said.textContent = standing?.said ?? "";
    mark.hidden = !allDone().includes(preset);
    // Not disabled, which would take the focus from a button that was just pressed.
    before.setAttribute("aria-disabled", String(!standing?.before));
    after.setAttribute("aria-disabled", String(!standing?.after));
  }

  /** @param {"before" | "after"} way */
  async function go(way) {
    const id = standingOf(store.get().preset, presets)?.[way];
    if (id && (await meet(id))) open(id);
  }

  /** Let the page know a random exercise before it is opened. @param {string} [id] of any preset @returns {Promise<boolean>} whether it does */
  async function meet(id = "") {
    const drawn = practiceOf(id);
    if (!drawn) return true;
    try {
      if (!presets.some((one) => one.id === id)) presets.push(await askPreset(id, presets));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      store.set({ problem: error.problem });
      return false;
    }
    const option = [...chooser.options].find(({ value }) => practiceOf(value)?.level === drawn.level);
    if (option) rename(option, id, practiceTitle(drawn.level, drawn.seed));
    return true;
  }

  return {
    meet,
    /** To the next exercise of the set, or the one before. @param {1 | -1} by @returns {boolean} whether there is one */
    move(by) {
      const way = by > 0 ? "after" : "before";
      const has = Boolean(standingOf(store.get().preset, presets)?.[way]);
      if (has) void go(way);
      return has;
    },
    /** What is open is done. */
    done() {
      const { preset } = store.get();
      if (!preset || allDone().includes(preset)) return;
      keepDone(preset);
      for (const option of chooser.options) tick(option);
      show(preset);
    },
    actions: onwardActions((way) => void go(way)),
  };
}

/** @param {(way: "before" | "after") => void} go */
function onwardActions(go) {
  return {
    onward: { keys: ["]"], shown: "]", help: "the next exercise of the set; [ the one before", act: () => go("after") },
    backward: { keys: ["["], toldBy: "onward", act: () => go("before") },
  };
}

/** @param {HTMLOptionElement} option */
function tick(option) {
  option.text = (allDone().includes(option.value) ? DONE : "") + option.text.replace(DONE, "");
}

/** @param {HTMLOptionElement} option @param {string} id @param {string} title */
function rename(option, id, title) {
  option.value = id;
  option.text = title;
  tick(option);
}

/** A random exercise, beside those of its level that are known. @param {string} id @param {readonly Preset[]} presets @returns {Promise<Preset>} */
async function askPreset(id, presets) {
  const { level, seed } = practiceOf(id) ?? { level: 1, seed: 1 };
  const path = /** @type {"api/v1/practice"} */ (`api/v1/practice?level=${level}&seed=${seed}`);
  const { program } = await get(path);
  const like = presets.find((one) => practiceOf(one.id)?.level === level);
  return { topic: "", note: "", source: [], settings: {}, ...like, id, program, title: practiceTitle(level, seed) };
}
