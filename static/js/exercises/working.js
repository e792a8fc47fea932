// What has to be asked anew when something of the state changes. What is seen stays until the new has come.

import { ProblemError } from "../page/api.js";
import { latest } from "../page/latest.js";
import { isSameFit } from "../picture/fit.js";
import { askChecked, askMarks, askPicture, askQuotients, askRenumbered, askSheet, askStory } from "./asking.js";
import { isBlanks, isSheet } from "./kinds.js";

/** @typedef {import("./types.js").ExerciseStore} ExerciseStore */
/** @typedef {import("./types.js").State} State */

const TYPING = 250; // ms without a key until lines are checked
const RESIZING = 250;

/** @param {unknown} error @returns {import("../page/api.js").Problem} */
function problemOf(error) {
  if (error instanceof ProblemError) return error.problem;
  throw error;
}

/**
 * Keep the answers of a state true to what is chosen.
 * @param {ExerciseStore} store @param {() => import("../picture/fit.js").Fit | null} fit of the picture's stage
 */
export function mountWorking(store, fit) {
  /** @param {unknown} error */
  const failed = (error) => store.set({ problem: problemOf(error) });

  let drawing = new AbortController();
  const all = askings(store, fit, failed);
  const { reading, checking, posing, fitting } = all;
  askAnew(store, all);

  return {
    /** What is in the state is another exercise, at once. */
    read() {
      const { kind, story } = store.get();
      if (isBlanks(kind)) return story ? Promise.resolve() : reading.now();
      return Promise.all([reading.now(), isSheet(kind) ? posing.now() : checking.now()]);
    },
    /** A step of the hint of a question; null where it has not come. @param {string} key @param {number} level @param {AbortSignal} signal */
    async step(key, level, signal) {
      try {
        const { hint, steps } = await askMarks(store.get(), signal, { key, level });
        return { text: hint, steps };
      } catch (error) {
        if (!signal.aborted) failed(error);
        return null;
      }
    },
    resized: () => fitting.soon(),
    /** Another set about a program with other numbers, each press the next one. @param {string} program @param {(change: { program: string, seed: number }) => void} pose */
    async renumber(program, pose) {
      const state = store.get();
      const seed = state.seed + 1;
      drawing.abort();
      drawing = new AbortController();
      const { signal } = drawing;
      try {
        const found = await askRenumbered({ ...state, seed }, program, seed, signal);
        if (store.get().kind === state.kind && store.get().preset === state.preset) pose({ program: found, seed });
      } catch (error) {
        if (!signal.aborted) store.set({ refused: problemOf(error) });
      }
    },
    /** @param {string} target @param {AbortSignal} signal */
    async hint(target, signal) {
      try {
        return (await askChecked(store.get(), signal, target)).hint;
      } catch (error) {
        if (!signal.aborted) failed(error);
        return null;
      }
    },
  };
}

/** Ask again for what a change of the state has made old. @param {ExerciseStore} store @param {ReturnType<typeof askings>} asked */
function askAnew(store, { reading, checking, posing, marking, comparing }) {
  store.subscribe((now, before) => {
    /** @param {(keyof State)[]} parts */
    const changed = (...parts) => parts.some((part) => !Object.is(now[part], before[part]));
    if (changed("program")) {
      reading.soon();
      store.set({ shown: null, quotients: null });
    }
    if (isBlanks(now.kind)) return;
    if (isSheet(now.kind)) {
      if (changed("program", "kind", "seed")) posing.soon();
      if (now.sheet && changed("answers", "tolerance", "sheet")) marking.soon();
    } else if (changed("program", "lines", "tolerance", "kind")) checking.soon();
    if (now.checking && changed("story", "h", "scheme", "checking")) comparing.soon();
  });
}

/**
 * What is asked of the server, each when it is said to.
 * @param {ExerciseStore} store @param {() => import("../picture/fit.js").Fit | null} fit @param {(error: unknown) => void} failed
 */
function askings(store, fit, failed) {
  const reading = latest(TYPING, (signal) => askStory(store.get().program, fit(), signal), (story) => store.set({ story, problem: null }), failed);

  const checking = latest(TYPING, async (signal) => {
    const state = store.get();
    return { checked: await askChecked(state, signal), lines: state.lines };
  }, ({ checked, lines }) => store.set({ checked, checkedLines: lines, problem: null, ...openOf(store.get(), checked) }), (error) => {
    store.set({ checked: null, problem: problemOf(error) });
  });

  const posing = latest(TYPING, (signal) => askSheet(store.get(), signal), (sheet) => store.set({ sheet, marks: [], marked: null, refused: null }), (error) => {
    store.set({ sheet: null, marks: [], marked: null, refused: problemOf(error) });
  });

  const marking = latest(TYPING, async (signal) => {
    const state = store.get();
    return { marks: (await askMarks(state, signal)).marks, marked: state.answers };
  }, (found) => store.set(found), failed);

  const comparing = latest(TYPING, (signal) => askQuotients(store.get(), signal), (quotients) => store.set({ quotients }), failed);

  const fitting = latest(RESIZING, async (signal) => {
    const { story, program } = store.get();
    const box = fit();
    if (!story || isSameFit(box, story.fit)) return null;
    return { ...story, fit: box, svg: await askPicture(program, story.forward, box, signal) };
  }, (story) => story && store.set({ story }), failed);

  return { reading, checking, posing, marking, comparing, fitting };
}

/** A hint goes once its gradient is right. @param {Readonly<State>} state @param {import("./types.js").Checked} checked */
function openOf({ shown }, checked) {
  return shown && checked.right.includes(shown.hint.target) ? { shown: null } : {};
}
