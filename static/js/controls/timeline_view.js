// The scrubber and its buttons: one line through the forward sweep (green), the backward (red) and the update (amber).

import { actionButton, allowButtons } from "../page/actions.js";
import { byOf } from "../predict/press.js";
import { forwardSteps, placeOf, pressOf, stopsOf, sweptSteps, toldAt } from "../trace/timeline.js";
import { withSign } from "../page/signs.js";
import { loaded } from "../page/version.js";
import { goTo, hold } from "./timeline.js";

/** More marks than this would hide the line that they divide. */
const MOST_MARKS = 80;
/** In a story of so many steps the scrubber stops within a press too, as finely as this. */
const FINE = 200;
const GRAIN = 0.02;
/** px that a pointer may move in a click. */
const CLICK = 4;

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./timeline.js").TimelineActions} TimelineActions */

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
  const track = scrubber(store);
  element.replaceChildren(moves, track, place, pace);
  // A first visit does without the names of its gates until it is under way.
  store.when(({ trace, step, presenting }) => trace !== null && (step > 0 || presenting), () => {
    loaded(() => import("./ruler_view.js")).then((view) => view.mountRuler(track, store), () => {});
  });

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
  // What is over is an element of its own: the names over the line need no style anew when it grows.
  const over = document.createElement("div");
  over.className = "over";
  track.append(over, marks, slider);

  let marked = "";
  store.watch(["trace", "by", "predicting"], (state) => {
    const { trace } = state;
    const count = trace?.steps.length ?? 0;
    const forward = trace ? forwardSteps(trace) : 0;
    slider.max = String(count);
    slider.step = String(count > 0 && count <= FINE ? GRAIN : 1);
    slider.disabled = count === 0;
    track.style.setProperty("--share", String(count ? forward / count : 1));
    track.style.setProperty("--swept", String(trace && count ? sweptSteps(trace) / count : 1));
    const stops = trace ? stopsOf(trace, byOf(state)) : [];
    const places = `${stops.join()} of ${count}`;
    if (places !== marked) marks.replaceChildren(...(stops.length > MOST_MARKS ? [] : stops.map((stop) => markAt(stop / Math.max(count, 1)))));
    marked = places;
  });
  store.watch(["trace", "step", "within", "by", "predicting"], (state) => {
    const { trace, step } = state;
    const count = trace?.steps.length ?? 0;
    const told = trace && toldAt(trace, step, byOf(state));
    slider.value = String(trace ? placeOf(trace, step, state.within, byOf(state)) : 0);
    slider.setAttribute("aria-valuetext", `${Math.min(step, count)} of ${count}, ${told ? told.phase : "inputs only"}`);
    over.style.setProperty("--at", String(count ? Number(slider.value) / count : 0));
  });
  return track;
}

/** @param {number} share of the line */
function markAt(share) {
  const mark = document.createElement("i");
  mark.style.setProperty("--at", String(share));
  return mark;
}
