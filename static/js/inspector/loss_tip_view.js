// What a loss on the stage says where it is pointed at, or where the keyboard stands: what was predicted, what
// is true, and what that costs.

import { ProblemError, post } from "../page/api.js";
import { make } from "../page/build.js";
import { latest } from "../page/latest.js";
import { styled } from "../page/styled.js";
import { isPredicting } from "../predict/predict.js";
import { graphAsk } from "../trace/ask.js";
import { schedule } from "../trace/moment.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").Schemas["CardAnswer"]} Card */

const PAUSE = 200; // ms that something is pointed at before it speaks
const GAP = 10; // px between a gate and its tip
const MOST_LINES = 2;
/** Where the tips are. @type {WeakSet<HTMLElement>} */
const mounted = new WeakSet();

/** @param {HTMLElement} frame of the picture @param {Store} store */
export function mountLossTip(frame, store) {
  if (mounted.has(frame)) return;
  mounted.add(frame);
  void styled("card");
  const tip = make("div", { class: "loss-tip", role: "tooltip", id: "loss-tip", hidden: true });
  document.body.append(tip);
  /** What is pointed at. @type {Element | null} */
  let at = null;

  function hide() {
    asking.stop();
    tip.hidden = true;
    at?.removeAttribute("aria-describedby");
    at = null;
  }

  /** @param {Card} card */
  function show(card) {
    const { trace, step } = store.get();
    if (!at?.isConnected || !trace || !card.loss) return;
    const isThere = (schedule(trace).valued[Number(at.getAttribute("data-node"))] ?? Infinity) <= step;
    tip.replaceChildren(...wordsOf(card, isThere));
    tip.hidden = false;
    at.setAttribute("aria-describedby", tip.id);
    place(tip, (at.querySelector(".cr-body") ?? at).getBoundingClientRect());
  }

  const asking = latest(PAUSE, (signal) => {
    const state = store.get();
    const { seed: _, ...ask } = graphAsk(state);
    return post("api/v1/card", { ...ask, node: Number(at?.getAttribute("data-node") ?? 0) }, signal);
  }, show, (error) => {
    if (!(error instanceof ProblemError)) throw error;
  });

  /** @param {Event} event */
  function enter(event) {
    const node = event.target instanceof Element ? event.target.closest("[data-node]") : null;
    if (node === at) return;
    hide();
    const state = store.get();
    const isHeld = event instanceof PointerEvent && event.buttons > 0;
    if (!node || isHeld || isPredicting(state) || !mayBeLoss(state.trace, Number(node.getAttribute("data-node")))) return;
    at = node;
    asking.soon();
  }

  frame.addEventListener("pointerover", enter);
  frame.addEventListener("focusin", enter);
  for (const gone of ["pointerleave", "pointerdown", "focusout"]) frame.addEventListener(gone, hide);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  }, true);
  store.watch(["trace", "step", "predicting", "presenting", "panel"], hide);
}

/** A loss has a name, or is what the program ends in. @param {Trace | null} trace @param {number} id */
function mayBeLoss(trace, id) {
  const node = trace?.nodes[id];
  return node?.kind === "gate" && (node.name !== null || trace?.outputs.includes(id) === true);
}

/** @param {Card} card @param {boolean} isThere */
function wordsOf({ loss, lines }, isThere) {
  if (!loss) return [];
  const { title, predicted, actual, cost } = loss;
  const roles = `${actual ? "predicted" : "weights"} ${predicted.name} = ${predicted.value}${actual ? `, actual ${actual.name} = ${actual.value}` : ""}`;
  return [
    make("strong", {}, title),
    make("p", {}, `${roles}${isThere ? `; cost ${cost}` : ""}`),
    ...lines.filter(({ phase }) => isThere && phase === "forward").slice(0, MOST_LINES).map(({ text }) => make("p", {}, text)),
  ];
}

/** Below a gate, or above it where there is no room. @param {HTMLElement} tip @param {DOMRect} body */
function place(tip, body) {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const left = Math.min(Math.max(body.left + body.width / 2 - width / 2, GAP), innerWidth - width - GAP);
  const below = body.bottom + GAP;
  tip.style.left = `${left}px`;
  tip.style.top = `${below + height > innerHeight ? Math.max(body.top - height - GAP, GAP) : below}px`;
}
