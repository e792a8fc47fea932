// The scrubber and its buttons: one line through the forward sweep (green) and the backward (red).

import { clamp, faster, forwardSteps } from "./timeline.js";

/** More ticks than this would hide the line that they divide. */
const MOST_TICKS = 80;

/** @typedef {import("./store.js").Store} Store */

/** What the buttons and the keys do to the state. @param {Store} store */
export function timelineActions(store) {
  /** @param {number} step */
  const go = (step) => {
    const { trace } = store.get();
    if (trace) store.set({ step: clamp(trace, step), playing: false });
  };
  return {
    go,
    next: () => go(store.get().step + 1),
    back: () => go(store.get().step - 1),
    first: () => go(0),
    last: () => go(Infinity),
    /** Play from here, or from the start when the story is over. */
    toggle: () => {
      const { trace, step, playing } = store.get();
      if (!trace) return;
      const over = step >= trace.steps.length;
      store.set({ playing: !playing, step: !playing && over ? 0 : step });
    },
    /** @param {number} clicks */
    faster: (clicks) => store.set({ speed: faster(store.get().speed, clicks) }),
  };
}

/** @typedef {ReturnType<typeof timelineActions>} TimelineActions */

/**
 * @param {HTMLElement} element
 * @param {Store} store
 * @param {TimelineActions} actions
 */
export function mountTimeline(element, store, actions) {
  element.classList.add("timeline");
  const first = button("|◀", "To the start", "Home", actions.first);
  const back = button("◀", "One step back", "ArrowLeft", actions.back);
  const play = button("▶▶", "Play", "Space", actions.toggle);
  const next = button("▶", "One step on", "ArrowRight", actions.next);
  const last = button("▶|", "To the end", "End", actions.last);
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: "0", step: "1" });
  slider.setAttribute("aria-label", "Step");
  slider.addEventListener("input", () => actions.go(Number(slider.value)));
  const track = document.createElement("div");
  track.className = "track";
  track.append(slider);
  const slower = button("−", "Slower", "[", () => actions.faster(-1));
  const quicker = button("+", "Faster", "]", () => actions.faster(1));
  const speed = document.createElement("output");
  const pace = document.createElement("div");
  pace.className = "pace";
  pace.append(slower, speed, quicker);
  element.replaceChildren(first, back, play, next, last, track, pace);

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
    first.disabled = back.disabled = step === 0;
    next.disabled = last.disabled = step >= count;
  });
  store.watch(["playing"], ({ playing }) => {
    play.textContent = playing ? "❚❚" : "▶▶";
    play.setAttribute("aria-label", playing ? "Pause" : "Play");
    play.setAttribute("aria-pressed", String(playing));
  });
  store.watch(["speed"], ({ speed: pacing }) => {
    speed.textContent = `${pacing}×`;
    speed.title = `${pacing} steps a second`;
  });
}

/** @param {string} text @param {string} label @param {string} key @param {() => void} act */
function button(text, label, key, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.title = `${label} (${key})`;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}
