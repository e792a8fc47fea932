// The scrubber and its buttons: one line through the forward sweep (green) and the backward (red).

import { actionButton, allowButtons } from "../page/actions.js";
import { pressed } from "../predict/press.js";
import { withStory } from "../page/story.js";
import { isAside } from "../trace/standing.js";
import { clamp, faster, forwardSteps } from "../trace/timeline.js";

/** More ticks than this would hide the line that they divide. */
const MOST_TICKS = 80;

/** @typedef {import("../page/store.js").Store} Store */

/** What the buttons and the keys do to the state. @param {Store} store */
export function timelineActions(store) {
  /** @param {number} step */
  const go = (step) => goTo(store, step);
  return { go, moving: movingActions(store), pacing: pacingActions(store) };
}

/** @param {Store} store @param {number} step */
function goTo(store, step) {
  withStory(store, () => {
    const { trace } = store.get();
    if (trace && !isAside(store.get())) store.set({ step: clamp(trace, step), playing: false });
  });
}

/** One press on: a step, or in predict mode the next stage of its question. @param {Store} store */
function goOn(store) {
  withStory(store, () => {
    if (!isAside(store.get())) store.set({ ...pressed(store.get()), playing: false });
  });
}

/** Play from here, or from the start when the story is over; or pause. @param {Store} store */
function playOrPause(store) {
  const { trace, step, playing } = store.get();
  if (!trace || isAside(store.get())) return; // the steps of another program
  const over = step >= trace.steps.length;
  store.set({ playing: !playing, step: !playing && over ? 0 : step });
}

/** @param {Store} store */
function movingActions(store) {
  const isBegun = () => store.get().step !== 0;
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    next: {
      keys: ["ArrowRight", "PageDown"],
      shown: "→ PageDown",
      text: "▶",
      label: "One step on",
      help: "one step on",
      allowed: () => pressed(store.get()) !== null,
      act: () => goOn(store),
    },
    back: {
      keys: ["ArrowLeft", "PageUp"],
      shown: "← PageUp",
      text: "◀",
      label: "One step back",
      help: "one step back",
      allowed: isBegun,
      act: () => withStory(store, () => goTo(store, store.get().step - 1)),
    },
    play: {
      keys: [" "],
      shown: "Space",
      text: "▶▶",
      label: "Play",
      help: "play or pause",
      act: () => withStory(store, () => playOrPause(store)),
    },
    first: { keys: ["Home"], shown: "Home", text: "|◀", label: "To the start", help: "to the start", allowed: isBegun, act: () => goTo(store, 0) },
    last: {
      keys: ["End"],
      shown: "End",
      text: "▶|",
      label: "To the end",
      help: "to the end",
      allowed: () => store.get().step < (store.get().trace?.steps.length ?? 0),
      act: () => goTo(store, Infinity),
    },
  };
  return actions;
}

/** @param {Store} store */
function pacingActions(store) {
  /** @param {number} clicks */
  const pace = (clicks) => store.set({ speed: faster(store.get().speed, clicks) });
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    slower: { keys: ["["], shown: "[", text: "−", label: "Slower", help: "slower", act: () => pace(-1) },
    faster: { keys: ["]"], shown: "]", text: "+", label: "Faster", help: "faster", act: () => pace(1) },
  };
  return actions;
}

/** @typedef {ReturnType<typeof timelineActions>} TimelineActions */

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @param {TimelineActions} actions
 */
export function mountTimeline(element, store, { go, moving, pacing }) {
  element.classList.add("timeline");
  const play = actionButton(moving.play);
  /** @type {readonly (readonly [HTMLButtonElement, import("../page/actions.js").Action])[]} */
  const buttons = [
    [actionButton(moving.first), moving.first],
    [actionButton(moving.back), moving.back],
    [play, moving.play],
    [actionButton(moving.next), moving.next],
    [actionButton(moving.last), moving.last],
  ];
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: "0", step: "1" });
  slider.setAttribute("aria-label", "Step");
  slider.addEventListener("input", () => go(Number(slider.value)));
  const track = document.createElement("div");
  track.className = "track";
  track.append(slider);
  const speed = document.createElement("output");
  const pace = document.createElement("div");
  pace.className = "pace";
  pace.append(actionButton(pacing.slower), speed, actionButton(pacing.faster));
  element.replaceChildren(...buttons.map(([made]) => made), track, pace);

  store.watch(["trace", "step"], ({ trace, step }) => {
    const count = trace?.steps.length ?? 0;
    const forward = trace ? forwardSteps(trace) : 0;
    slider.max = String(count);
    slider.value = String(step);
    slider.disabled = count === 0;
    const phase = step === 0 ? "inputs only" : step <= forward ? "forward" : "backward";
    slider.setAttribute("aria-valuetext", `${step} of ${count}, ${phase}`);
    track.style.setProperty("--share", String(count ? forward / count : 1));
    track.style.setProperty("--steps", String(Math.max(count, 1)));
    track.classList.toggle("fine", count > MOST_TICKS);
  });
  store.watch(["trace", "step", "predicting", "guesses", "asked", "why"], () => allowButtons(buttons));
  store.watch(["playing"], ({ playing }) => {
    play.textContent = playing ? "❚❚" : "▶▶";
    play.setAttribute("aria-label", playing ? "Pause" : "Play");
    play.setAttribute("aria-pressed", String(playing));
  });
  store.watch(["speed"], ({ speed: rate }) => {
    speed.textContent = `${rate}×`;
    speed.title = `${rate} steps a second`;
  });
}
