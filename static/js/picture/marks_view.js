// The gates that are marked, and a bar below the stage that makes a block of them, or says what is missing.

import { ProblemError, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { latest } from "../page/latest.js";
import { toStage } from "../page/stage.js";
import { graphAsk } from "../trace/ask.js";
import { bodiesIn, elementsOf } from "./elements.js";
import { callOf, framed, joined, namesOf, regrouped, told, turned } from "./marks.js";
import { onScreen } from "./screen.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Schemas["BlockAnswer"]} BlockAnswer */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./marks_later.js").Point} Point */

/** @param {HTMLElement} frame of the picture @param {HTMLElement} before what the bar stands before @param {Store} store @param {Picture} picture */
export function mountMarks(frame, before, store, picture) {
  const marking = new Marking(frame, before, store, picture);
  return { turn: marking.turn, frame: marking.frame, begin: marking.begin, isOn: () => marking.isOn };
}

class Marking {
  #frame;
  #store;
  #picture;
  #bar;
  /** @type {readonly number[]} */
  #marks = [];
  /** @type {BlockAnswer | null} */
  #answer = null;
  /** Whether gates are marked by a click alone. */
  isOn = false;
  #asking;

  /** @param {HTMLElement} frame @param {HTMLElement} before @param {Store} store @param {Picture} picture */
  constructor(frame, before, store, picture) {
    this.#frame = frame;
    this.#store = store;
    this.#picture = picture;
    this.#bar = build({ make: () => void this.#make(), add: () => this.#add(), ungroup: () => void this.#ungroup(), clear: this.#clear });
    before.before(this.#bar.element);
    this.#bar.element.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isOn || event.defaultPrevented || !frame.contains(document.activeElement)) return;
      event.preventDefault();
      this.#clear();
    }, true);
    this.#asking = latest(0, (signal) => this.#ask(signal), (answer) => this.#show(answer), (error) => this.#refuse(error));
    picture.onSwap(() => this.#paint());
    store.subscribe((now, then) => {
      const isOther = now.program !== then.program || now.detail !== then.detail || now.closed !== then.closed || now.opened !== then.opened || now.mode !== then.mode;
      if (isOther && this.isOn) this.#clear();
    });
  }

  // -- what the reader does -------------------------------------------------------------------------

  begin = () => {
    this.isOn = true;
    this.#bar.element.hidden = false;
    this.#mark(this.#marks);
    toStage();
  };

  /** @param {number} node */
  turn = (node) => {
    const { trace } = this.#store.get();
    if (trace) this.#mark(turned(trace, this.#marks, [node]));
  };

  /** Mark what a frame holds that is drawn from a point on. @param {Point} from @param {number} pointer */
  frame = (from, pointer) => {
    const drawn = make("div", { class: "marquee" });
    document.body.append(drawn);
    const ending = new AbortController();
    const { signal } = ending;
    /** @param {PointerEvent} event */
    const boxTo = ({ clientX, clientY }) => ({
      left: Math.min(from.x, clientX), top: Math.min(from.y, clientY), right: Math.max(from.x, clientX), bottom: Math.max(from.y, clientY),
    });
    addEventListener("pointermove", (event) => {
      if (event.pointerId !== pointer) return;
      const { left, top, right, bottom } = boxTo(event);
      Object.assign(drawn.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
    }, { signal });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      addEventListener(end, (event) => {
        if (event.pointerId !== pointer) return;
        ending.abort();
        drawn.remove();
        const { trace } = this.#store.get();
        if (end === "pointerup" && trace) this.#mark(joined(trace, this.#marks, framed(boxTo(event), this.#bodies())));
      }, { signal });
    }
  };

  #bodies() {
    const svg = this.#picture.svg();
    return svg ? bodiesIn(svg).map(({ id, box }) => ({ id, box: onScreen(svg, box) })) : [];
  }

  #add() {
    const { trace } = this.#store.get();
    if (trace && this.#answer) this.#mark(joined(trace, this.#marks, this.#answer.adds));
  }

  #clear = () => {
    const hadFocus = this.#bar.element.contains(document.activeElement);
    this.isOn = false;
    this.#asking.stop();
    this.#marks = [];
    this.#answer = null;
    this.#bar.element.hidden = true;
    this.#paint();
    if (hadFocus) toStage();
  };

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") this.#clear();
    else if (event.key === "Enter" && event.target === this.#bar.name) void this.#make();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // -- what the server says -------------------------------------------------------------------------

  /** @param {readonly number[]} marks */
  #mark(marks) {
    this.isOn = true;
    this.#marks = marks;
    this.#answer = null;
    this.#paint();
    const { trace } = this.#store.get();
    const { element, words } = this.#bar;
    element.hidden = false;
    if (trace) words.textContent = told(trace, marks, null);
    this.#offer();
    if (marks.length > 1) void this.#asking.now();
    else this.#asking.stop();
  }

  /** @param {AbortSignal} signal @param {string} [name] @returns {Promise<BlockAnswer>} */
  #ask(signal, name) {
    const { seed: _, ...ask } = graphAsk(this.#store.get());
    return post("api/v1/block", { ...ask, nodes: [...this.#marks], ...(name ? { name } : {}) }, signal);
  }

  /** @param {BlockAnswer} answer */
  #show(answer) {
    const { trace } = this.#store.get();
    if (!trace) return;
    this.#answer = answer;
    const { words, name } = this.#bar;
    words.textContent = told(trace, this.#marks, answer);
    if (document.activeElement !== name) name.value = answer.name;
    this.#offer();
  }

  /** @param {unknown} error */
  #refuse(error) {
    if (!(error instanceof ProblemError)) throw error;
    const { detail, hint } = error.problem;
    this.#bar.words.textContent = `${detail}${hint ? `: ${hint}` : ""}.`;
    this.#offer();
  }

  /** Show what can be done with the marks. */
  #offer() {
    const { trace } = this.#store.get();
    const { add, ungroup, making } = this.#bar;
    const answer = this.#answer;
    const call = trace && callOf(trace, this.#marks);
    making.hidden = !answer?.program;
    add.hidden = !trace || !answer?.why;
    if (trace && answer?.why) add.textContent = `Add ${namesOf(trace, answer.adds)}`;
    ungroup.hidden = !call;
    ungroup.textContent = `Ungroup ${call}`;
  }

  async #make() {
    if (!this.#answer?.program) return;
    try {
      const answer = await this.#ask(new AbortController().signal, this.#bar.name.value.trim());
      if (answer.program !== null && answer.key !== null) this.#set(regrouped(this.#store.get(), { ...answer, program: answer.program }, answer.key), answer.key);
    } catch (error) {
      this.#refuse(error);
      this.#bar.making.hidden = false;
    }
  }

  async #ungroup() {
    const state = this.#store.get();
    const key = state.trace && callOf(state.trace, this.#marks);
    if (!key) return;
    const { seed: _, detail: __, closed: ___, opened: ____, ...ask } = graphAsk(state);
    try {
      this.#set(regrouped(state, await post("api/v1/ungroup", { ...ask, key }), null), key);
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** One step to undo, however quick. @param {Partial<State>} change @param {string} key */
  #set(change, key) {
    this.#clear();
    this.#store.set({ ...change, gesture: `block ${key}` });
    this.#store.set({ gesture: null });
  }

  #paint() {
    for (const marked of this.#frame.querySelectorAll(".cr-marked")) marked.classList.remove("cr-marked");
    const svg = this.#picture.svg();
    const drawn = svg && elementsOf(svg);
    for (const id of drawn ? this.#marks : []) drawn?.node(id)?.classList.add("cr-marked");
  }
}

/** @param {{ make: () => void, add: () => void, ungroup: () => void, clear: () => void }} acts */
function build(acts) {
  const words = make("p", { role: "status" });
  const name = make("input", { id: "block-name", autocomplete: "off", spellcheck: "false", maxlength: 40, size: 10 });
  const making = make("span", { class: "marking-name" }, make("label", { for: "block-name" }, "Name "), name, button("Make a block", acts.make));
  const [add, ungroup] = [button("Add", acts.add), button("Ungroup", acts.ungroup)];
  const element = make("div", { class: "marking", role: "group", "aria-label": "Make a block" }, words, add, making, ungroup, button("Cancel", acts.clear));
  return { element, words, name, making, add, ungroup };
}
