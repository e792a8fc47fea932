// How a page begins: with an example, a link, or one's own program.

import { ProblemError, get } from "../page/api.js";
import { latest } from "../page/latest.js";
import { complete, readAddress, stateOf } from "../link/link.js";

/** @typedef {import("../trace/types.js").State} State */

/** @typedef {{ base: Partial<State>, note: string, source: string }} Known */

/** What a program brings along beyond its text. */
const ALONE = {
  values: {}, closed: [], opened: [], mode: /** @type {const} */ ("reverse"), wrt: null, seed: null, output: null,
};

/** Nothing of what is shown is of the program that is opened. */
const AFRESH = { trace: null, behind: true, problem: null, stand: null, playing: false, selected: null, lit: null };

/**
 * @param {import("../page/store.js").Store} store
 * @param {{ now: () => Promise<void>, ensure: () => Promise<void> }} tracing
 * @param {{ chooser: HTMLSelectElement, note: HTMLElement, status: HTMLElement }} page
 * @param {Partial<State>} opened what the example that the server opened starts with
 */
export function mountOpening(store, tracing, page, opened) {
  const { chooser, note, status } = page;
  const texts = note.querySelectorAll("p");
  const { example: first } = store.get();
  /** What is known of the examples that were open: all that is shown of one follows from its id. @type {Map<string, Known>} */
  const known = new Map();
  if (first !== "") known.set(first, { base: opened, note: texts[0]?.textContent ?? "", source: texts[1]?.textContent ?? "" });

  /** What an example starts with; one's own program is nobody's to look up. @param {string} id @returns {Partial<State>} */
  const baseOf = (id) => known.get(id)?.base ?? {};

  /** @param {string} id @param {AbortSignal} [signal] */
  async function fetched(id, signal) {
    const found = await get(`api/v1/examples/${encodeURIComponent(id)}`, signal);
    const { detail, output, seed, mode, wrt, start_step: step } = found;
    const base = { ...ALONE, program: found.program.trimEnd(), detail, output, seed, mode, wrt, step };
    known.set(id, { base, note: found.note ?? "", source: found.source.join("; ") });
    return base;
  }

  /** Show which example this is, or that it is none. @param {string} id */
  function name(id) {
    if (id === "" && !chooser.querySelector('option[value=""]')) {
      chooser.prepend(new Option("your own", ""));
    }
    chooser.value = id;
    const about = known.get(id);
    note.hidden = !about?.note;
    for (const [k, text] of [about?.note, about?.source].entries()) texts[k]?.replaceChildren(text ?? "");
  }

  /** Only its note and a shorter link wait for it. @param {string} id */
  async function resumed(id) {
    try {
      await fetched(id);
      if (store.get().example === id) name(id);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error; // there is no such example any more
    }
  }

  const choosing = latest(
    0,
    async (signal) => {
      const id = chooser.value;
      return { id, base: await fetched(id, signal) };
    },
    ({ id, base }) => {
      store.set({ ...base, ...AFRESH, step: base.step ?? Infinity, example: id });
      tracing.ensure();
    },
    (error) => {
      if (!(error instanceof ProblemError)) throw error;
      name(store.get().example); // the menu says what is open
      store.set({ problem: error.problem });
    },
  );
  chooser.addEventListener("change", () => {
    if (chooser.value) choosing.now();
  });
  store.watch(["example"], ({ example }) => name(example));
  store.watch(["program"], ({ example }) => {
    choosing.stop(); // what is written meanwhile is not to be taken away
    name(example);
  });

  return {
    /** What the state's example starts with; a link leaves it out. */
    base: () => baseOf(store.get().example),

    /** One's own program from now on; its mode and seed stay as they are seen. @param {string} program */
    own(program) {
      const { trace, example } = store.get();
      // The step that an example starts at says nothing of another story; without a trace none is carried over.
      const unseen = trace === null && example !== "" ? { step: Infinity } : {};
      store.set({ program, values: {}, example: "", output: null, ...unseen });
    },

    /**
     * Go to where a link leads.
     * @param {Awaited<ReturnType<typeof readAddress>>} link
     */
    async follow({ found, problems }) {
      const isHome = Object.keys(found).length === 0; // the page as the server gave it
      let example = isHome ? first : (found.example ?? "");
      if (example && !isHome) {
        try {
          await fetched(example);
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          problems = [...problems, `there is no example ${example}`];
          example = "";
        }
      }
      const { program, ...state } = stateOf(complete({ ...found, example }, isHome ? opened : baseOf(example)));
      const kept = program ? { program } : {};
      store.set({ ...state, ...kept, ...AFRESH });
      status.textContent = problems.length ? `This link could not be read whole: ${problems.join("; ")}.` : "";
      await tracing.ensure();
    },

    /**
     * Be what the page was before it was loaded again.
     * @param {Partial<State>} before
     */
    async resume({ selected = null, guesses = {}, asked = null, why = null, ...before }) {
      store.set({ ...before, ...AFRESH });
      const { example } = store.get();
      if (example && !known.has(example)) resumed(example);
      await tracing.ensure();
      if (store.get().trace?.nodes[selected ?? -1]) store.set({ selected });
      if (store.get().predicting) store.set({ guesses, asked, why });
    },

    /**
     * Begin with what this page was before, with the address, or with what the server rendered.
     * @param {Partial<State> | null} before
     */
    async begin(before) {
      if (before) return this.resume(before);
      const link = await readAddress(location);
      if (link.version === null) await tracing.now();
      else await this.follow(link);
    },
  };
}
