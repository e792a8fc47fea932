// Where an exercise stands: its place in a set, or the number of a random one; and what comes after it. Pure.

/** @typedef {import("./types.js").Preset} Preset */
/** @typedef {{ said: string, before: string, after: string }} Standing ids of the exercises around it; empty where there is none */

const PRACTICE = /^practice-([123])-(0|[1-9]\d{0,5})$/;
const LARGEST_SEED = 999_999;

/** Which random exercise an id stands for. @param {string} id */
export function practiceOf(id) {
  const [, level, seed] = PRACTICE.exec(id) ?? [];
  return level && seed ? { level: Number(level), seed: Number(seed) } : null;
}

/** @param {number} level @param {number} seed */
const practiceId = (level, seed) => (seed >= 0 && seed <= LARGEST_SEED ? `practice-${level}-${seed}` : "");

/** @param {number} level @param {number} seed */
export const practiceTitle = (level, seed) => `Level ${level}, no. ${seed}`;

/** @param {string} id of a preset @param {readonly Preset[]} presets @returns {Standing | null} null of what is in no set */
export function standingOf(id, presets) {
  const drawn = practiceOf(id);
  if (drawn) {
    const { level, seed } = drawn;
    return { said: practiceTitle(level, seed), before: practiceId(level, seed - 1), after: practiceId(level, seed + 1) };
  }
  const mine = presets.find((one) => one.id === id);
  const set = presets.filter(({ topic, settings }) => topic === mine?.topic && "kind" in settings);
  const at = set.findIndex((one) => one.id === id);
  if (at < 0 || set.length < 2) return null;
  return { said: `${mine?.topic} ${at + 1}/${set.length}`, before: set[at - 1]?.id ?? "", after: set[at + 1]?.id ?? "" };
}
