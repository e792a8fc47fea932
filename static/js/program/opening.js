// How a page begins: with an example, a link, or one's own program.

import { ProblemError } from "../page/api.js";
import { latest } from "../page/latest.js";
import { complete, readAddress, stateOf } from "../link/link.js";
import { Examples } from "./examples.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {{ now: () => Promise<void>, ensure: () => Promise<void> }} Tracing */
/** @typedef {{ chooser: HTMLSelectElement, note: HTMLElement, status: HTMLElement }} Parts */

/** Nothing of what is shown is of the program that is opened. */
const AFRESH = { trace: null, behind: true, problem: null, stand: null, playing: false, selected: null, lit: null };

/** How the page looks, whatever its story is. @type {readonly (keyof State)[]} */
const LOOKS = ["presenting", "predicting", "panel", "theme", "palette", "digits", "labels", "names", "shapes", "by", "widths", "whatIf"];

/**
 * @param {Store} store
 * @param {Tracing} tracing
 * @param {Parts} page
 * @param {Partial<State>} opened what the example that the server opened starts with
 */
export function mountOpening(store, tracing, page, opened) {
  const { example } = store.get();
  const examples = new Examples();
  const [note, source] = [...page.note.querySelectorAll("p")].map(({ textContent }) => textContent ?? "");
  if (example !== "") examples.learn(example, { base: opened, note: note ?? "", source: source ?? "" });
  mountChooser(store, tracing, page, examples);
  return new Opening(store, tracing, page, examples, { ...opened, example });
}

/**
 * The menu of the examples, which says what is open and opens what is chosen.
 * @param {Store} store @param {Tracing} tracing @param {Parts} page @param {Examples} examples
 */
function mountChooser(store, tracing, page, examples) {
  const { chooser } = page;
  const choosing = latest(
    0,
    async (signal) => {
      const id = chooser.value;
      return { id, base: await examples.fetch(id, signal) };
    },
    ({ id, base }) => {
      store.set({ factors: 0, ...base, ...AFRESH, step: base.step ?? Infinity, example: id });
      tracing.ensure();
    },
    (error) => {
      if (!(error instanceof ProblemError)) throw error;
      showExample(page, store.get().example, examples); // the menu says what is open
      store.set({ problem: error.problem });
    },
  );
  chooser.addEventListener("change", () => {
    if (chooser.value) choosing.now();
  });
  store.watch(["example"], ({ example }) => showExample(page, example, examples));
  store.watch(["program"], ({ example }) => {
    choosing.stop(); // what is written meanwhile is not to be taken away
    showExample(page, example, examples);
  });
}

/** Show which example this is, or that it is none. @param {Parts} page @param {string} id @param {Examples} examples */
function showExample({ chooser, note }, id, examples) {
  if (id === "" && !chooser.querySelector('option[value=""]')) {
    chooser.prepend(new Option("your own", ""));
  }
  chooser.value = id;
  const about = examples.about(id);
  const texts = note.querySelectorAll("p");
  note.hidden = !about.note;
  for (const [k, text] of [about.note, about.source].entries()) texts[k]?.replaceChildren(text);
}

/** What a page can become: one's own program, where a link leads, what it was before. */
class Opening {
  #store;
  #tracing;
  #page;
  #examples;
  /** What the server opened the page with. */
  #home;
  /** How many links were followed: the last one counts. */
  #links = 0;

  /**
   * @param {Store} store @param {Tracing} tracing @param {Parts} page @param {Examples} examples
   * @param {Partial<State> & { example: string }} home
   */
  constructor(store, tracing, page, examples, home) {
    this.#store = store;
    this.#tracing = tracing;
    this.#page = page;
    this.#examples = examples;
    this.#home = home;
  }

  /** What the state's example starts with; a link leaves it out. */
  base = () => this.#examples.base(this.#store.get().example);

  /** One's own program from now on, seen as it is or otherwise; its mode and seed stay. @param {string} program @param {Partial<State>} [seen] */
  own = (program, seen = {}) => {
    const { trace, example, step } = this.#store.get();
    // Where an example starts says nothing of another story, which opens at its end; a place that was gone to is carried over.
    const isUnplayed = example !== "" && (trace === null || step === (this.base().step ?? 0));
    const end = isUnplayed ? { stand: Infinity, ...(trace === null ? { step: Infinity } : {}) } : {};
    this.#store.set({ program, values: {}, example: "", output: null, ...end, ...seen });
  };

  /** Go to where a link leads. @param {Awaited<ReturnType<typeof readAddress>>} link */
  follow = async (link) => {
    if (!(await this.#take(link))) return;
    await this.#tracing.ensure();
    this.#select(link.found.selected);
  };

  /** Inspect a node, once its story is there. @param {number | null} [node] */
  #select(node) {
    if (this.#store.get().trace?.nodes[node ?? -1]) this.#store.set({ selected: node ?? null });
  }

  /**
   * Take over what a link says, without its story, and keep how the reader has made the page look while it was
   * read; returns whether it was still wanted.
   * @param {Awaited<ReturnType<typeof readAddress>>} link
   */
  async #take({ found, problems }) {
    const mine = ++this.#links;
    const isHome = Object.keys(found).length === 0; // the page as the server gave it
    const before = this.#store.get();
    const { base, missing } = isHome ? { base: this.#home, missing: [] } : await this.#baseOf(found.example ?? "");
    const meanwhile = this.#store.get();
    if (mine !== this.#links) return false;
    if (meanwhile.program !== before.program || meanwhile.example !== before.example) return false; // what is written is not taken away
    const chosen = Object.fromEntries(LOOKS.filter((name) => !Object.is(meanwhile[name], before[name])).map((name) => [name, meanwhile[name]]));
    const { program, ...state } = stateOf(complete({ ...found, example: base.example }, base));
    this.#store.set({ ...state, ...(program ? { program } : {}), ...AFRESH, ...chosen });
    const wrong = [...problems, ...missing];
    this.#page.status.textContent = wrong.length ? `Part of this link could not be read: ${wrong.join("; ")}.` : "";
    return true;
  }

  /** What the example of a link starts with, and what is to be told of it. @param {string} example */
  async #baseOf(example) {
    try {
      if (example) await this.#examples.fetch(example);
      return { base: { ...this.#examples.base(example), example }, missing: [] };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { base: { example: "" }, missing: [`there is no example ${example}`] };
    }
  }

  /**
   * Be what the page was before it was loaded again; what is of its story comes back with that.
   * @param {Partial<State>} before
   */
  async #resume({ selected = null, guesses = {}, asked = null, why = null, ...before }) {
    this.#store.set({ ...before, ...AFRESH });
    const { example } = this.#store.get();
    if (example && !this.#examples.knows(example)) this.#lookUp(example);
    await this.#tracing.ensure();
    this.#select(selected);
    if (this.#store.get().predicting) this.#store.set({ guesses, asked, why });
  }

  /** Only its note and a shorter link wait for it. @param {string} id */
  async #lookUp(id) {
    try {
      await this.#examples.fetch(id);
      if (this.#store.get().example === id) showExample(this.#page, id, this.#examples);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error; // there is no such example any more
    }
  }

  /**
   * Begin with what this page was before, with the address, or with what the server rendered. The state
   * holds it then; its story is under way.
   * @param {Partial<State> | null} before
   * @returns {Promise<{ story: Promise<void> }>}
   */
  async begin(before) {
    if (before) return { story: this.#resume(before) };
    const link = await readAddress(location);
    if (link.version !== null) await this.#take(link);
    return { story: this.#tracing.ensure().then(() => this.#select(link.found.selected)) };
  }
}
