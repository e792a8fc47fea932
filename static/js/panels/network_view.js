// The builder of networks, and the network as neurons beside it: what is chosen becomes the program, as long as
// the program is what was written here.

import { button, make } from "../page/build.js";
import { ProblemError, post } from "../page/api.js";
import { latest } from "../page/latest.js";
import { keepAsking } from "./asking.js";
import { problemText } from "./dom.js";
import { isFollowing, likeOf, sizesText, standingText } from "./network.js";
import { mountForm } from "./network_form_view.js";
import { mountNeurons } from "./neurons_view.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Written} Written */
/** @typedef {import("./network.js").Read} Read */
/** @typedef {{ write: (program: string) => void }} Page what the panel does to the rest of the page */

/** @param {HTMLElement} element @param {Store} store @param {Page} page */
export function mountNetwork(element, store, page) {
  const builder = new Builder(store, page.write);
  const drawing = make("section", { class: "net-drawing", "aria-label": "Neurons" });
  const sides = make("div", { class: "net-sides" }, builder.element, drawing);
  const shown = button("Builder", () => show(!sides.classList.contains("building")), { title: "The builder beside the neurons, or the neurons alone" });
  element.append(sides);
  mountNeurons(drawing, store, shown);
  store.watch(["presenting"], ({ presenting }) => show(!presenting)); // the lecture looks at the network

  /** @param {boolean} isBuilding */
  function show(isBuilding) {
    sides.classList.toggle("building", isBuilding);
    shown.setAttribute("aria-pressed", String(isBuilding));
  }
  builder.follow();
}

class Builder {
  #store;
  #write;
  #parts;
  /** What the program is, and of which text that is told. @type {{ answer: Read, text: string } | null} */
  #read = null;
  /** What is in force here. @type {Written | null} */
  #written = null;
  /** What was asked for, until it is answered; nothing of it leaves the choice to the server. @type {Partial<Network> | null} */
  #wanted = null;
  /** Whether it is to be written as soon as it is known: a press before that counts. */
  #isPressed = false;
  /** @type {((network: Network) => void) | null} */
  #form = null;
  #asking;

  /** @param {Store} store @param {(program: string) => void} write */
  constructor(store, write) {
    this.#store = store;
    this.#write = write;
    this.#parts = build(() => {
      store.set({ gesture: "network" }); // one step to undo, however quickly it follows what was typed
      this.#writeNow();
      store.set({ gesture: null });
    });
    this.#asking = latest(
      0,
      (signal) => post("api/v1/network", this.#wanted ?? {}, signal),
      (answer) => this.#answered(answer),
      (error) => this.#failed(error),
    );
  }

  get element() {
    return this.#parts.whole;
  }

  /** Read the program, now and whenever it has changed. */
  follow() {
    keepAsking({
      store: this.#store,
      parts: ["program"],
      path: "api/v1/network/read",
      isOpen: ({ panel }) => panel === "network",
      question: ({ program }) => ({ text: program }),
      asking: () => {},
      answered: (answer, key) => this.#learn(answer, JSON.parse(key).text),
      failed: (problem) => this.#tell(problemText(problem)),
    });
  }

  /** @param {Read} answer @param {string} text */
  #learn(answer, text) {
    this.#read = { answer, text };
    if (this.#wanted === null && text !== this.#written?.program) { // of what was written here nothing is new, and a setting that was refused since stays
      this.#tell("");
      if (answer.written) this.#show(answer.written);
      else this.#propose(text);
    }
    this.#stand();
  }

  /** A network like the program, once its story is told, or that there is none. @param {string} text of the program */
  #propose(text) {
    this.#store.when(({ behind, problem }) => !behind || problem !== null, () => {
      const { trace, behind, program } = this.#store.get();
      if (this.#read === null || program !== text || this.#wanted !== null) return;
      this.#wanted = likeOf(behind ? null : trace, this.#read.answer.choices);
      void this.#asking.now();
    });
  }

  /** @param {Partial<Network>} change */
  #change(change) {
    this.#wanted = { ...(this.#wanted ?? this.#written?.network), ...change };
    void this.#asking.now();
  }

  /** @param {Written} answer */
  #answered(answer) {
    this.#wanted = null;
    this.#tell("");
    this.#show(answer);
    if (this.#isPressed || (isFollowing(this.#read?.answer ?? null) && this.#read?.text === this.#store.get().program)) this.#writeNow();
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof ProblemError)) throw error;
    this.#wanted = null;
    this.#tell(problemText(error.problem));
  }

  #writeNow() {
    this.#isPressed = this.#read === null || this.#written === null;
    if (this.#read === null || this.#written === null) return;
    const text = this.#written.program;
    this.#read = { answer: { ...this.#read.answer, written: this.#written, change: null }, text };
    if (text !== this.#store.get().program) this.#write(text);
    this.#stand();
  }

  /** @param {Written} answer */
  #show(answer) {
    const { title, deep, sizes, form } = this.#parts;
    this.#written = answer;
    title.textContent = answer.title;
    deep.hidden = !answer.deep;
    sizes.textContent = sizesText(answer);
    if (this.#form === null && this.#read) this.#form = mountForm(form, this.#read.answer.choices, answer.network, (change) => this.#change(change));
    this.#form?.(answer.network);
  }

  #stand() {
    const { standing, write } = this.#parts;
    if (this.#read === null) return;
    standing.textContent = standingText(this.#read.answer);
    write.hidden = isFollowing(this.#read.answer);
    standing.classList.toggle("heard", write.hidden);
  }

  /** @param {string} problem */
  #tell(problem) {
    this.#parts.problem.textContent = problem;
    this.#parts.problem.hidden = problem === "";
  }
}

/** @param {() => void} act */
function build(act) {
  const title = make("strong", {});
  const deep = make("span", { class: "net-deep", title: "More than one hidden layer", hidden: true }, "deep");
  const sizes = make("p", { class: "net-sizes" });
  const form = make("div", { class: "net-form", role: "group", "aria-label": "Build a network" });
  const standing = make("p", { class: "panel-note", role: "status" });
  const problem = make("p", { class: "panel-problem", role: "alert", hidden: true });
  const write = button("Write this network", act, { class: "net-write", hidden: "" });
  const whole = make("section", { class: "net-builder", "aria-label": "Builder" }, make("p", { class: "net-title" }, title, deep, write), standing, problem, sizes, form);
  return { title, deep, sizes, form, standing, problem, write, whole };
}
