// How a page begins: with an example, a link, or one's own program.

import { ProblemError, get } from "./api.js";
import { complete, readLink, stateOf } from "./link.js";

/** @typedef {import("./types.js").State} State */

/** What a program brings along beyond its text. */
const ALONE = {
  values: {}, closed: [], opened: [], mode: /** @type {const} */ ("reverse"), wrt: null, seed: null, output: null,
};

/**
 * @param {import("./store.js").Store} store
 * @param {{ now: () => Promise<void> }} tracing
 * @param {{ chooser: HTMLSelectElement, note: HTMLElement, status: HTMLElement }} page
 * @param {Partial<State>} opened what the example that the server opened starts with
 */
export function mountOpening(store, tracing, page, opened) {
  const { chooser, note, status } = page;
  let base = store.get().example === "" ? {} : opened; // one's own program is nobody's to look up

  /** @param {string} id @returns {Promise<any>} */
  async function fetched(id) {
    const found = await get(`/api/v1/examples/${encodeURIComponent(id)}`);
    const { detail, output, seed, mode, wrt, start_step: step } = found;
    base = { ...ALONE, program: found.program.trimEnd(), detail, output, seed, mode, wrt, step };
    note.hidden = !found.note;
    const [text, source] = note.querySelectorAll("p");
    if (text) text.textContent = found.note ?? "";
    if (source) source.textContent = found.source.join("; ");
    return found;
  }

  /** Show in the menu which example this is, or that it is none. @param {string} id */
  function name(id) {
    if (id === "" && !chooser.querySelector('option[value=""]')) {
      chooser.prepend(new Option("your own", ""));
    }
    chooser.value = id;
    if (id === "") note.hidden = true;
  }

  chooser.addEventListener("change", async () => {
    const id = chooser.value;
    if (!id) return;
    try {
      await fetched(id);
      if (chooser.value !== id) return;
      store.set({ ...base, example: id, trace: null, playing: false, selected: null });
      await tracing.now();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      store.set({ problem: error.problem });
    }
  });
  store.watch(["example"], ({ example }) => name(example));

  return {
    /** What the state's example starts with; a link leaves it out. */
    base: () => base,

    /** One's own program from now on; its mode and seed stay as they are seen. @param {string} program */
    own(program) {
      if (store.get().example !== "") base = {};
      store.set({ program, values: {}, example: "", output: null });
    },

    /**
     * Go to where a link leads.
     * @param {Awaited<ReturnType<typeof readLink>>} link
     */
    async follow({ found, problems }) {
      let example = found.example ?? "";
      base = {};
      if (example) {
        try {
          await fetched(example);
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          problems = [...problems, `there is no example ${example}`];
          example = "";
        }
      }
      const { program, ...state } = stateOf(complete({ ...found, example }, base));
      const kept = program ? { program } : {};
      store.set({ ...state, ...kept, trace: null, playing: false });
      status.textContent = problems.length ? `This link could not be read whole: ${problems.join("; ")}.` : "";
      await tracing.now();
    },

    /** Begin with the address, or with what the server rendered. */
    async begin() {
      const link = await readLink(location.hash);
      if (link.version === null || Object.keys(link.found).length === 0) await tracing.now();
      else await this.follow(link);
    },
  };
}
