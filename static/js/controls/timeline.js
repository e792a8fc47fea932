// What the buttons, the keys and the scrubber of the timeline do to the place in the story.

import { byOf, pressed } from "../predict/press.js";
import { withStory } from "../page/story.js";
import { clamp, faster, heldAt, pressBefore } from "../trace/timeline.js";
import { isAside } from "../trace/standing.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {ReturnType<typeof timelineActions>} TimelineActions */

/** What the buttons and the keys do to the state. @param {Store} store */
export function timelineActions(store) {
  /** @param {number} step */
  const go = (step) => goTo(store, step);
  return { go, moving: movingActions(store), pacing: pacingActions(store) };
}

/** @param {Store} store @param {number} step */
export function goTo(store, step) {
  withStory(store, () => {
    const { trace } = store.get();
    if (trace && !isAside(store.get())) store.set({ step: clamp(trace, step), within: 1, playing: false });
  });
}

/** Hold the story where the scrubber stands, in the middle of a press too. @param {Store} store @param {number} place @param {boolean} isDragged */
export function hold(store, place, isDragged) {
  withStory(store, () => {
    const { trace } = store.get();
    if (trace && !isAside(store.get())) store.set({ ...heldAt(trace, place, byOf(store.get()), isDragged), playing: false });
  });
}

/** One press back. @param {Store} store */
function goBack(store) {
  const { trace, step } = store.get();
  const before = trace && pressBefore(trace, step, byOf(store.get()));
  if (before !== null) goTo(store, before);
}

/** One press on: a gate, or in predict mode the next stage of its question. @param {Store} store */
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
  store.set({ playing: !playing, step: !playing && over ? 0 : step, within: 1 });
}

/** @param {Store} store */
function movingActions(store) {
  const isBegun = () => store.get().step !== 0;
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    next: {
      keys: ["ArrowRight", "PageDown"],
      shown: "→ PageDown",
      label: "One step on",
      help: "one step on",
      allowed: () => pressed(store.get()) !== null,
      act: () => goOn(store),
    },
    back: {
      keys: ["ArrowLeft", "PageUp"],
      shown: "← PageUp",
      label: "One step back",
      help: "one step back",
      allowed: isBegun,
      act: () => withStory(store, () => goBack(store)),
    },
    play: {
      keys: [" "],
      shown: "Space",
      label: "Play",
      help: "play or pause",
      act: () => withStory(store, () => playOrPause(store)),
    },
    first: { keys: ["Home"], shown: "Home", label: "To the start", help: "to the start", allowed: isBegun, act: () => goTo(store, 0) },
    last: {
      keys: ["End"],
      shown: "End",
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
