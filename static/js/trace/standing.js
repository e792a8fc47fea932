// How a picture stands to what is written: of it, of an earlier text that is kept, or set aside. Pure.

/** @typedef {import("./types.js").State} State */

/**
 * Whether what is shown is of the last text that worked, because the one that is written does not: it stays as it
 * is, and can be stepped. Where the server has yet to answer, or cannot, nobody knows what it is worth.
 * @param {Pick<State, "behind" | "trace" | "problem">} state
 */
function isKept({ behind, trace, problem }) {
  return behind && trace !== null && problem !== null && (problem.status ?? 0) < 500;
}

/** Whether what is shown is set aside, and nothing is to be done with it. @param {Pick<State, "behind" | "trace" | "problem">} state */
export const isAside = (state) => state.behind && !isKept(state);

/**
 * @param {Pick<State, "behind" | "trace" | "problem">} state
 * @param {boolean} apart the picture is of another text than the one that is written
 * @param {boolean} typing somebody is at it, and an answer to half a word is nothing to wait for
 * @returns {{ stale: boolean, apart: boolean, untold: boolean, kept: boolean, told: string }}
 */
export function standingOf(state, apart, typing) {
  const { behind, trace, problem } = state;
  const none = { stale: false, apart: false, untold: false, kept: false, told: "" };
  if (!behind) return none;
  if (!trace) {
    const told = problem ? "There is no picture of this program." : "The picture of this program is not there yet.";
    return { ...none, stale: true, apart: true, untold: true, told };
  }
  if (isKept(state)) return { ...none, apart, kept: true, told: apart ? "Picture of the last text that worked" : "Picture of the last choice that worked" };
  const told = apart ? "This is the picture of an earlier text." : "These numbers are out of date.";
  return { ...none, stale: !(apart && typing), apart, kept: apart && typing, told };
}
