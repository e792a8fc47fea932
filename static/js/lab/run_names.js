// What each of several runs is called: as its example says, or by what is different in it.

import { differences } from "./views/curve_series.js";

const MOST = 2; // differences that a name tells

/**
 * @param {readonly { title: string, config: object | null }[]} runs a title that is empty is one to be found
 * @returns {string[]}
 */
export function runNames(runs) {
  return runs.map(({ title, config }, k) => {
    const other = runs[k === 0 ? 1 : 0]?.config;
    if (title || !config || !other) return title || `run ${k + 1}`;
    const found = differences(other, config).map((text) => text.replace(" = ", " "));
    return found.length ? found.slice(0, MOST).join(", ") : `run ${k + 1}`;
  });
}
