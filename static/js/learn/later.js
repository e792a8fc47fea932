// What is loaded once somebody lets a program learn: one file, as its parts share a run.

import { button, make } from "../page/build.js";
import { styled } from "../page/styled.js";
import { slotParts } from "../controls/slots_view.js";
import { digitsBeside } from "../trace/numbers.js";
import { parametersOf, reachOf } from "../trace/updates.js";
import { LearnPanel } from "./learn_view.js";
import { Learning } from "./learning.js";
import { isDone, shownNext } from "./next.js";
import { updatedAt, updatedMoment } from "./moment.js";
import { updateScene } from "./scene.js";
import { closingOf, sentenceOf, updateSlots } from "./told.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../page/store.js").Store} Store */

/**
 * @param {Store} store
 * @param {ReturnType<typeof import("../picture/player.js").mountPlayer>} player
 * @param {ReturnType<typeof import("../controls/step_card.js").mountStepCard>} card
 * @param {HTMLElement} frame of the picture
 */
export async function mountLearning(store, player, card, frame) {
  await styled("learn");
  const told = make("p", { class: "learn-told", role: "status" });
  const learning = new Learning(store, (text) => (told.textContent = text));
  const panel = new LearnPanel(store, learning, told);
  player.learn({ momentOf: updatedMoment, sceneOf: updateScene });
  card.learn({ told: toldOf, parts: (state) => partsOf(state, () => learning.apply(true)) });
  const mark = () => markUpdated(frame, store.get());
  frame.addEventListener("painted", mark);
  mark();
  store.watch(["reach", "trace"], (state) => document.querySelector(".legend .update")?.toggleAttribute("hidden", reachOf(state) === "gradient"));
  return {
    apply: () => learning.apply(),
    back: () => learning.back(),
    /** @param {HTMLElement} element */
    mount: (element) => panel.mount(element),
  };
}

/** Whose step this is, and what is known of it. @param {Readonly<State>} state */
function spokenOf(state) {
  const { trace, step } = state;
  const node = trace?.steps[step - 1]?.node;
  const learner = trace ? parametersOf(trace, state).find((one) => one.node.id === node) : undefined;
  const next = shownNext(state);
  return trace && learner && next ? { trace, learner, next, digits: digitsBeside(state.digits), isLast: step >= trace.steps.length } : null;
}

/** @param {Readonly<State>} state */
function toldOf(state) {
  const spoken = spokenOf(state);
  if (!spoken) return { seen: "", heard: "", closing: "" };
  const { trace, learner, next, digits, isLast } = spoken;
  const text = sentenceOf(next, learner, digits);
  return { seen: text, heard: text, closing: isLast ? closingOf(next, trace, digits) : "" };
}

/** @param {Readonly<State>} state @param {() => void} apply @returns {Node[]} */
function partsOf(state, apply) {
  const spoken = spokenOf(state);
  if (!spoken) return [];
  const { trace, learner, next, digits, isLast } = spoken;
  const parts = slotParts(updateSlots(next, trace, learner, digits));
  if (next.of.rule !== "sgd") for (const part of parts) part.classList.add("of-rule");
  if (isLast && next.to !== null && !isDone(next)) parts.push(make("span", { class: "slot at-apply" }, button("Apply", apply, { class: "card-apply", title: "Apply the update (u)" })));
  return parts;
}

/** New values have the colour of the update. @param {HTMLElement} frame @param {Readonly<State>} state */
function markUpdated(frame, state) {
  const { trace, step } = state;
  for (const one of frame.querySelectorAll(".cr-updated")) one.classList.remove("cr-updated");
  if (!trace || !shownNext(state)?.to) return;
  const done = updatedAt(trace, step);
  for (const { id, source } of done.size ? trace.edges : []) {
    if (done.has(source)) frame.querySelector(`[data-edge="${id}"] [data-slot="value"]`)?.classList.add("cr-updated");
  }
}
