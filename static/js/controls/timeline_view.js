// The scrubber and its buttons: one line through the forward sweep (green) and the backward (red).

import { actionButton, allowButtons } from "../page/actions.js";
import { pressed } from "../predict/press.js";
import { withStory } from "../page/story.js";
import { clamp, faster, forwardSteps, heldAt, placeOf, pressBefore, pressOf, stopsOf, toldAt } from "../trace/timeline.js";
import { byOf } from "../predict/press.js";
import { isAside } from "../trace/standing.js";
import { signOf } from "./signs.js";

/** More marks than this would hide the line that they divide. */
const MOST_MARKS = 80;
/** In a story of so many steps the scrubber stops within a press too, as finely as this. */
const FINE = 200;
const GRAIN = 0.02;
/** px that a pointer may move in a click. */
const CLICK = 4;

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
    if (trace && !isAside(store.get())) store.set({ step: clamp(trace, step), within: 1, playing: false });
  });
}

/** Hold the story where the scrubber stands, in the middle of a press too. @param {Store} store @param {number} place @param {boolean} isDragged */
function hold(store, place, isDragged) {
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

/** @typedef {ReturnType<typeof timelineActions>} TimelineActions */

/** @param {HTMLButtonElement} made @param {import("./signs.js").Sign} sign */
function withSign(made, sign) {
  made.replaceChildren(signOf(sign));
  return made;
}

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @param {TimelineActions} actions
 */
export function mountTimeline(element, store, { moving, pacing }) {
  element.classList.add("timeline");
  const play = withSign(actionButton(moving.play, { class: "play" }), "play");
  /** @type {readonly (readonly [HTMLButtonElement, import("../page/actions.js").Action])[]} */
  const buttons = [
    [withSign(actionButton(moving.first), "first"), moving.first],
    [withSign(actionButton(moving.back), "back"), moving.back],
    [play, moving.play],
    [withSign(actionButton(moving.next), "next"), moving.next],
    [withSign(actionButton(moving.last), "last"), moving.last],
  ];
  const speed = document.createElement("output");
  const pace = document.createElement("div");
  pace.className = "pace";
  pace.append(actionButton(pacing.slower), speed, actionButton(pacing.faster));
  const place = document.createElement("p");
  place.className = "place";
  place.setAttribute("aria-hidden", "true"); // the scrubber says it
  const moves = document.createElement("div");
  moves.className = "moves";
  moves.append(...buttons.map(([made]) => made));
  element.replaceChildren(moves, scrubber(store), place, pace);

  store.watch(["trace", "step", "by", "predicting"], (state) => {
    const { trace, step } = state;
    const told = trace && toldAt(trace, step, byOf(state));
    place.dataset["phase"] = told?.phase ?? "start";
    const strong = document.createElement("b");
    strong.textContent = told ? told.phase : "start";
    place.replaceChildren(strong, told ? ` ${told.number} of ${told.count}` : "");
  });
  store.watch(["trace", "step", "predicting", "guesses", "asked", "why"], () => allowButtons(buttons));
  store.watch(["playing"], ({ playing }) => {
    withSign(play, playing ? "pause" : "play");
    play.setAttribute("aria-label", playing ? "Pause" : "Play");
    play.setAttribute("aria-pressed", String(playing));
  });
  store.watch(["speed"], ({ speed: rate }) => {
    speed.textContent = `${rate}×`;
    speed.title = `${rate} times the usual speed`;
  });
}

/**
 * A drag holds the story wherever it is; a click leads to the nearest place at rest.
 * @param {HTMLInputElement} slider @param {Store} store
 */
function listenTo(slider, store) {
  /** Where a pointer is down. @type {number | null} */
  let from = null;
  slider.addEventListener("pointerdown", ({ clientX }) => (from = clientX));
  slider.addEventListener("pointercancel", () => (from = null));
  slider.addEventListener("pointerup", ({ clientX }) => {
    const isClick = from !== null && Math.abs(clientX - from) < CLICK;
    from = null;
    const { trace, step, within } = store.get();
    const press = isClick && trace && within < 1 ? pressOf(trace, step, byOf(store.get())) : null;
    if (press) goTo(store, within < 0.5 ? press.from : press.to);
  });
  slider.addEventListener("input", () => hold(store, Number(slider.value), from !== null));
}

/** The line of the story, and what stands on it. @param {Store} store */
function scrubber(store) {
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: "0", step: "1" });
  slider.setAttribute("aria-label", "Step");
  listenTo(slider, store);
  slider.addEventListener("keydown", (event) => {
    const clicks = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    const isElsewhere = document.activeElement !== slider; // a pointer had left it in focus, and the key is the stage's
    if (!clicks || isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // whole steps, however fine it can be dragged
    goTo(store, store.get().step + clicks);
  });
  const marks = document.createElement("div");
  marks.className = "marks";
  const track = document.createElement("div");
  track.className = "track";
  track.append(marks, slider);

  store.watch(["trace", "by", "predicting"], (state) => {
    const { trace } = state;
    const count = trace?.steps.length ?? 0;
    const forward = trace ? forwardSteps(trace) : 0;
    slider.max = String(count);
    slider.step = String(count > 0 && count <= FINE ? GRAIN : 1);
    slider.disabled = count === 0;
    track.style.setProperty("--share", String(count ? forward / count : 1));
    const stops = trace ? stopsOf(trace, byOf(state)) : [];
    marks.replaceChildren(...(stops.length > MOST_MARKS ? [] : stops.map((stop) => markAt(stop / Math.max(count, 1)))));
  });
  store.watch(["trace", "step", "within", "by", "predicting"], (state) => {
    const { trace, step } = state;
    const count = trace?.steps.length ?? 0;
    const told = trace && toldAt(trace, step, byOf(state));
    slider.value = String(trace ? placeOf(trace, step, state.within, byOf(state)) : 0);
    slider.setAttribute("aria-valuetext", `${Math.min(step, count)} of ${count}, ${told ? told.phase : "inputs only"}`);
    track.style.setProperty("--at", String(count ? Number(slider.value) / count : 0));
  });
  return track;
}

/** @param {number} share of the line */
function markAt(share) {
  const mark = document.createElement("i");
  mark.style.setProperty("--at", String(share));
  return mark;
}
