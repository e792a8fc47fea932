// The picture by keyboard: one stop for the Tab key, and from there from node to node and along the
// wires. And by pointer: a click shows what it is on and keeps the place, a double click goes to its
// moment.

import { Stop, isNumber, spotAt } from "./stop_view.js";
import { nodeAfter, stepAt, wireAfter } from "./walk.js";

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./walk.js").Spot} Spot */

/**
 * @typedef {object} Act
 * @property {(step: number) => void} go
 * @property {(node: number) => void} toggle opens or closes what a node is part of
 * @property {(node: number) => boolean} open opens what a node stands for, if it does
 */

/**
 * @param {HTMLElement} frame of the picture
 * @param {Store} store
 * @param {import("./stop_view.js").Picture} picture
 * @param {Act} act
 */
export function mountWalk(frame, store, picture, act) {
  const walk = new Walk(frame, store, new Stop(frame, store, picture), act);
  walk.follow();
  const here = /** @type {const} */ (true);
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    nextNode: { here, keys: ["n"], shown: "n", help: "in the picture: to the next node", act: () => walk.go((trace, at) => nodeAfter(trace, at, 1)) },
    nodeBefore: { here, keys: ["p"], shown: "p", help: "to the node before", act: () => walk.go((trace, at) => nodeAfter(trace, at, -1)) },
    nextWire: { here, keys: ["w"], shown: "w", help: "along the wires of the node, with Shift back", act: () => walk.go((trace, at) => wireAfter(trace, at, 1)) },
    wireBefore: { here, keys: ["W"], toldBy: "nextWire", act: () => walk.go((trace, at) => wireAfter(trace, at, -1)) },
    jump: { here, keys: [], shown: "Enter", help: "at a gate or wire: to its moment; at a number: type", act: () => walk.arrive() },
    inspect: { here, keys: ["i"], shown: "i", help: "inspect it and stay: the node, or the gate of this step", act: () => walk.look() },
    fold: { here, keys: ["o"], shown: "o", help: "open the gate or group, or close the one it is in", act: () => walk.fold() },
  };
  return actions;
}

const SECOND = 250; // ms in which a click may turn out to be the first of two

class Walk {
  #frame;
  #store;
  #stop;
  #act;
  /** Where a double click began: the picture may move under it. @type {Spot | null} */
  #first = null;
  /** Opens the inspector after a click: the stage is smaller then, and a second click would miss. @type {ReturnType<typeof setTimeout> | undefined} */
  #opening;

  /** @param {HTMLElement} frame of the picture @param {Store} store @param {Stop} stop @param {Act} act */
  constructor(frame, store, stop, act) {
    this.#frame = frame;
    this.#store = store;
    this.#stop = stop;
    this.#act = act;
  }

  /** Follow the keyboard and the pointer. */
  follow() {
    this.#frame.addEventListener("keydown", (event) => this.#press(event));
    this.#frame.addEventListener("click", ({ detail }) => {
      if (detail < 2) this.#first = null;
    }, true);
    this.#frame.addEventListener("click", (event) => this.#click(event));
    this.#frame.addEventListener("dblclick", () => {
      const first = this.#first;
      clearTimeout(this.#opening);
      if (this.#store.get().panel === null) this.#store.set({ selected: null, lit: null });
      if (first && (first.wire !== null || !this.#act.open(first.node))) this.#jump(first);
    });
    this.#stop.follow();
  }

  /** The first press goes to where one stood; the next ones go on from there. @param {(trace: Trace, spot: Spot) => Spot} to */
  go(to) {
    const { trace } = this.#store.get();
    const stop = this.#stop;
    if (!trace || !stop.element) return;
    const active = document.activeElement;
    if (active === this.#frame ? stop.placed : this.#frame.contains(active)) stop.stand(to(trace, stop.spot));
    stop.focus();
  }

  /** Show a node and go to its moment, or to that of a wire. */
  arrive() {
    const { spot } = this.#stop;
    if (spot.wire === null) {
      this.#show(spot);
      this.#store.set({ panel: "inspect" });
    }
    this.#jump(spot);
  }

  /** With the focus on the stage and nothing pointed at: the gate of this step. */
  look() {
    const { trace, step } = this.#store.get();
    const active = document.activeElement;
    const current = trace?.steps[step - 1];
    if (!trace || !this.#frame.contains(active)) return;
    const elsewhere = active === this.#frame && !this.#stop.placed;
    this.#show(elsewhere && current ? { node: current.node, wire: null } : this.#stop.spot);
    this.#store.set({ panel: "inspect" });
  }

  fold() {
    if (this.#frame.contains(document.activeElement)) this.#act.toggle(this.#stop.spot.node);
  }

  /** To the moment at which a gate or a wire was computed; a leaf has none of its own. @param {Spot} where */
  #jump(where) {
    const { trace } = this.#store.get();
    const step = trace ? stepAt(trace, where) : 0;
    if (step > 0) this.#act.go(step);
  }

  /** Inspect a node, or the gate that a wire leads into; the place stays. @param {Spot} where */
  #show(where) {
    const { node, wire } = where;
    const edge = wire === null ? undefined : this.#store.get().trace?.edges[wire];
    this.#store.set({ selected: edge?.target ?? node, lit: edge?.id ?? null });
    this.#stop.stand(where);
  }

  /** Show it in the inspector: at once where the panels are open, else once it is known to be no double click. */
  #open() {
    const open = () => this.#store.set({ panel: "inspect" });
    clearTimeout(this.#opening);
    if (this.#store.get().panel === "palette") return; // it takes what is clicked
    if (this.#store.get().panel !== null) open();
    else this.#opening = setTimeout(open, SECOND);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key !== "Enter" || event.defaultPrevented || event.target !== this.#stop.element) return;
    event.preventDefault();
    this.arrive();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const where = spotAt(target, this.#store.get().trace);
    if (!where) return;
    this.#stop.placed = true;
    if (target.closest("[data-scrub]")) this.#stop.stand(where); // a number is typed over
    else {
      if (event.detail < 2) this.#first = where;
      this.#show(where);
      if (event.detail < 2) this.#open();
    }
    // The mouse shows where it is by itself; a ring would stay there through the steps that follow.
    const focused = document.activeElement;
    if (focused instanceof SVGElement && this.#frame.contains(focused) && !isNumber(focused)) focused.blur();
  }
}
